"""How a noted value is written for a person: labels for codes, names for keys, days and amounts as officials write."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from agreements.periods import in_words, official_day
from agreements.rules.amount import in_prose, in_won
from agreements.rules.columns import COST, DAY
from agreements.rules.metric import RUNGS, Metric, Rung
from agreements.rules.said import Said, Wording

Values = Mapping[str, Any]
Key = tuple[type[models.Model], int]
Names = Mapping[Key, str]

# Told by the line itself (who, when, why, in which register), or of no meaning to a person.
HIDDEN = frozenset(
    {
        "municipality",
        "position",
        "recorded_at",
        "recorded_by",
        "replaces",
        "reason",
        "is_void",
        "struck_at",
        "struck_by",
        "strike_reason",
        "file",
        "sha256",
    }
)
PARTS = ("high", "wording", "unit")


@dataclass(frozen=True)
class Told:
    """One thing that a record says, before and after; '' where it said nothing."""

    label: str
    before: str
    after: str


def told_of(model: type[models.Model], before: Values, after: Values, names: Names, of: Key) -> tuple[Told, ...]:
    """What differs, in the order of the model.

    Of a record that is told whole it goes without saying what it leaves as it is by default, and that it hangs on the
    record ``of`` whose history is read.
    """
    whole = before if not after else after if not before else None
    found = []
    for field in _fields(model):
        label, write = _writing(field, names)
        old, new = write(before), write(after)
        if old != new and not (whole and _goes_without_saying(field, whole, of)):
            found.append(Told(label, old, new))
    return tuple(found)


def _goes_without_saying(field: Any, values: Values, of: Key) -> bool:
    value = values.get(field.name)
    return value == field.get_default() or (field.related_model, value) == of


def keys_in(model: type[models.Model], values: Values) -> Iterator[Key]:
    """The records that the values name."""
    for field in _fields(model):
        if isinstance(field, models.ForeignKey) and field.name in values:
            yield field.related_model, values[field.name]


def _fields(model: type[models.Model]) -> Iterator[Any]:
    """Those that open a line of their own: of a day, a cost and a number as it was said only the first column.

    Where it is from comes last.
    """
    names = {field.name for field in model._meta.concrete_fields}
    parts = set(PARTS) if "low" in names else set()
    for name in names:
        stem = name.removesuffix("_on")
        parts |= {f"{stem}{part}" for part in DAY[1:] if name.endswith("_on")}
    for field in sorted(model._meta.concrete_fields, key=lambda field: field.name == "source"):
        is_part = field.name in parts or field.name.endswith(COST[1])
        if not field.primary_key and not is_part and field.name not in HIDDEN:
            yield field


def _writing(field: Any, names: Names) -> tuple[str, Callable[[Values], str]]:
    label, columns = str(field.verbose_name), {other.name for other in field.model._meta.concrete_fields}
    stem = field.name.removesuffix("_on")
    if f"{stem}_precision" in columns:
        return label, lambda values: _day(stem, values)
    if field.name == "low":
        return "값", _said
    if field.name.endswith(COST[0]):
        return label.removesuffix(" 하한(원)"), lambda values: _cost(field.name.removesuffix(COST[0]), values)
    return label, lambda values: _one(field, values[field.name], names) if field.name in values else ""


def _day(stem: str, values: Values) -> str:
    on, words = values.get(f"{stem}_on"), str(values.get(f"{stem}_words", ""))
    if not on:
        return words
    day = in_words(date.fromisoformat(on), values.get(f"{stem}_precision", "day"))
    return f"{day}({words})" if words else day


def _said(values: Values) -> str:
    """A number that is not whole stands as it was typed."""
    if "low" not in values:
        return ""
    low, high = Decimal(values["low"]), Decimal(values.get("high", values["low"]))
    if low % 1 or high % 1:
        return f"{'~'.join(_number(value) for value in sorted({low, high}))}{values.get('unit', '')}"
    said = Said(int(low), int(high), Wording(values.get("wording", Wording.EXACT)))
    metric = _metric(values)
    return in_prose(said, metric) if metric else f"{said}{values.get('unit', '')}"


def _metric(values: Values) -> Metric | None:
    if "rung" in values:
        return RUNGS[Rung(values["rung"])].metric
    return Metric(values["metric"]) if "metric" in values else None


def _cost(stem: str, values: Values) -> str:
    low, high = (values.get(f"{stem}{part}") for part in COST)
    if low is None or high is None:
        return ""
    return in_prose(Said(low, high, Wording.RANGE if low < high else Wording.EXACT), Metric.INVESTMENT)


def _one(field: Any, value: Any, names: Names) -> str:
    if isinstance(field, models.ForeignKey):
        model = field.related_model
        return names.get((model, value)) or f"{model._meta.verbose_name} {value}번"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "예" if value else "아니오"
    return _typed(field, value)


def _typed(field: Any, value: Any) -> str:
    match field:
        case models.DateTimeField():
            return moment(datetime.fromisoformat(value))
        case models.DateField():
            return official_day(date.fromisoformat(value))
        case models.TimeField():
            return str(value)[:5]
        case models.DecimalField():
            return _number(Decimal(value))
        case models.IntegerField():
            return _whole_number(field.name, value)
    return str(value)


def _number(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _whole_number(name: str, value: int) -> str:
    if name.endswith("_won"):
        return in_won(value)
    return str(value) if name.endswith("_year") else f"{value:,}"


def moment(at: datetime) -> str:
    """``2026. 11. 23. 14:05``"""
    local = timezone.localtime(at)
    return f"{official_day(local.date())} {local:%H:%M}"
