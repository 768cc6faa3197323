"""Fields that read what officials write. One field of a form may fill several columns of a row."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from agreements.periods import PartialDate, Precision
from agreements.rules.hour import read_hour, shown_hour
from agreements.rules.metric import RUNGS, Rung
from agreements.rules.name import tidy
from agreements.rules.number import (
    read_business_number,
    read_corporate_number,
    read_workplace_number,
    shown_business_number,
    shown_workplace_number,
    told_corporate_number,
)
from agreements.rules.reading import (
    Unreadable,
    read_day,
    read_said,
    read_said_won,
    read_won,
    shown_day,
    shown_said,
    shown_said_won,
    shown_won,
)
from agreements.rules.said import Said, Wording
from agreements.rules.stated import read_stated, shown_stated
from agreements.rules.value import read_value, shown_value

LONGEST = 200

# What a field of a page asks while one types: the text in, what was understood out. Raises Unreadable.
READINGS: dict[str, Callable[[str], str]] = {
    "day": lambda text: shown_day(read_day(text)),
    "seats": lambda text: shown_said(read_said(text, "석"), "석"),
    "jobs": lambda text: shown_said(read_said(text, "명"), "명"),
    "investment": lambda text: shown_said_won(read_said_won(text)),
    "won": lambda text: shown_won(read_won(text)),
    "value": lambda text: shown_value(*read_value(text)),
    "stated": lambda text: shown_stated(read_stated(text)),
    "hour": lambda text: shown_hour(read_hour(text)),
    "business": lambda text: shown_business_number(read_business_number(text)),
    "corporate": lambda text: told_corporate_number(read_corporate_number(text)),
    "workplace": lambda text: shown_workplace_number(read_workplace_number(text)),
}
# A rung is read as what it counts.
READINGS |= {rung.value: READINGS[RUNGS[rung].metric.value] for rung in Rung}


class Read(forms.CharField):
    """Text that is read into a value. ``kind`` names its reading; empty text is None."""

    kind: ClassVar[str]
    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LONGEST, **options})

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def shown(self, value: Any) -> str:
        raise NotImplementedError

    def columns(self, name: str) -> tuple[str, ...]:
        return (name,)

    def spread(self, value: Any) -> tuple[Any, ...]:
        """The values of ``columns``, in their order; None spreads to a row's way of saying nothing."""
        return (value,)

    def gather(self, values: list[Any]) -> Any:
        """The way back: what the columns of a row say together, None where they say nothing."""
        return values[0]

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return self.read(text)
        except Unreadable as error:
            raise ValidationError(str(error)) from error

    def run_validators(self, value: Any) -> None:
        """The reader has the last word; length was bounded by the widget and the reader."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "data-reads": self.kind, "autocomplete": "off"}


class DayField(Read):
    """``signed`` fills signed_on, signed_precision and signed_words."""

    kind = "day"

    def read(self, text: str) -> PartialDate:
        return read_day(text)

    def shown(self, value: PartialDate) -> str:
        return shown_day(value)

    def columns(self, name: str) -> tuple[str, ...]:
        return (f"{name}_on", f"{name}_precision", f"{name}_words")

    def spread(self, value: PartialDate | None) -> tuple[Any, ...]:
        return (value.on, value.precision, value.words) if value else (None, Precision.UNKNOWN, _words_of(value))

    def gather(self, values: list[Any]) -> PartialDate | None:
        on, precision, words = values
        return PartialDate(on, Precision(precision), words) if on or words else None


def _words_of(value: PartialDate | None) -> str:
    """A day that is unknown may still have words: 30일(월 미확인)."""
    return value.words if value is not None else ""


class WholeDayField(DayField):
    """A day that must be known to the day; fills one plain date column."""

    def columns(self, name: str) -> tuple[str, ...]:
        return (name,)

    def read(self, text: str) -> PartialDate:
        day = read_day(text)
        if day.precision != Precision.DAY or day.words:
            raise Unreadable("연·월·일을 모두 적으십시오. 예: 2020. 7. 16.")
        return day

    def spread(self, value: PartialDate | None) -> tuple[Any, ...]:
        return (value.on if value else None,)

    def gather(self, values: list[Any]) -> PartialDate | None:
        return PartialDate(values[0], Precision.DAY) if values[0] else None


class SaidField(Read):
    """A number as it was said; fills low, high and wording. ``metric`` is seats, jobs or investment."""

    def __init__(self, *, metric: str, **options: Any) -> None:
        self.kind = metric  # type: ignore[misc]
        super().__init__(**options)

    def read(self, text: str) -> Said:
        if self.kind == "investment":
            return read_said_won(text)
        return read_said(text, "석" if self.kind == "seats" else "명")

    def shown(self, value: Said) -> str:
        if self.kind == "investment":
            return shown_said_won(value)
        return shown_said(value, "석" if self.kind == "seats" else "명")

    def columns(self, name: str) -> tuple[str, ...]:
        return ("low", "high", "wording")

    def spread(self, value: Said | None) -> tuple[Any, ...]:
        return (value.low, value.high, value.wording) if value else (None, None, "")

    def gather(self, values: list[Any]) -> Said | None:
        low, high, wording = values
        return Said(int(low), int(high), Wording(wording)) if low is not None else None


class WonField(Read):
    """An amount in whole won; fills one column."""

    kind = "won"

    def read(self, text: str) -> int:
        return read_won(text)

    def shown(self, value: int) -> str:
        return shown_won(value)


class CostField(Read):
    """An amount or a range of amounts; ``cost`` fills cost_low_won and cost_high_won."""

    kind = "investment"

    def read(self, text: str) -> Said:
        return read_said_won(text)

    def shown(self, value: Said) -> str:
        return shown_said_won(value)

    def columns(self, name: str) -> tuple[str, ...]:
        return (f"{name}_low_won", f"{name}_high_won")

    def spread(self, value: Said | None) -> tuple[Any, ...]:
        return (value.low, value.high) if value else (None, None)

    def gather(self, values: list[Any]) -> Said | None:
        low, high = values
        if low is None:
            return None
        return Said(low, high, Wording.EXACT if low == high else Wording.RANGE)


class OrganisationField(forms.CharField):
    """The name of a company as people write it. The form finds the record, asks, or makes a new one of ``kind``."""

    def __init__(self, *, kind: str = "company", **options: Any) -> None:
        self.kind = kind
        super().__init__(**{"max_length": 100, **options})

    def to_python(self, value: Any) -> str | None:
        return tidy(super().to_python(value) or "") or None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "data-lookup": "organisation", "autocomplete": "off"}


def plain_field(field: Any, **options: Any) -> forms.Field | None:
    """What a column of a model becomes in a form: days and amounts read, text tidied, the rest as Django does."""
    told = {"label": str(field.verbose_name), "required": not field.blank, "help_text": field.help_text, **options}
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return WholeDayField(**told)
    if isinstance(field, models.BigIntegerField) and field.name.endswith("_won"):
        return WonField(**told)
    if isinstance(field, models.BooleanField) and field.null:
        options.setdefault("widget", forms.Select(choices=[("", "자료에 없음"), ("True", "예"), ("False", "아니오")]))
    return field.formfield(**options)
