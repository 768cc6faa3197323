"""Whether the history is as it was written: the chain of each register, its journal, and the rows themselves.

A row must say what its change records say together. Whoever alters one without the other is found here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from accounts.models import Department, Municipality, Region, User
from agreements.actions.anchor import anchors_of
from agreements.actions.change import KEPT_OUT, NOT_NOTED, Values, hashed_part, values_of
from agreements.actions.record import home_of, home_path
from agreements.models import (
    ActualPart,
    ChangeRecord,
    CheckIn,
    Enclosure,
    Evidence,
    MarketFigure,
    Receipt,
    ReceiptReview,
    Reply,
    Review,
    Round,
    RoundClosing,
)
from agreements.models.fact import Fact
from agreements.rules.chain import Anchors, Link, breaks, link, replayed

Rows = models.QuerySet[Any]

ADDED_ONCE = (
    ActualPart,
    Enclosure,
    Evidence,
    MarketFigure,
    Receipt,
    ReceiptReview,
    Reply,
    Review,
    Round,
    RoundClosing,
)
# Noted in part: only what was noted is compared, and a row without a note is no finding.
PARTLY_NOTED: tuple[type[models.Model], ...] = (User, Region, Municipality, Department, CheckIn)
AT_A_TIME = 2000


@dataclass(frozen=True)
class Finding:
    """``is_fault`` False only warns: what was written is not secured yet."""

    register: str
    what: str
    words: str
    is_fault: bool = True

    def __str__(self) -> str:
        return f"{self.register} {self.what}: {self.words}"


def findings(register: Municipality | None = None) -> Iterator[Finding]:
    """Of one register, or of all and of the people and regions they share.

    The journals are read first: what they name was committed before the database is looked at.
    """
    registers = [register] if register else list(Municipality.objects.order_by("pk"))
    anchors = {one.pk: anchors_of(one.key) for one in registers}
    with transaction.atomic():
        _hold_still()
        for one in registers:
            yield from _of_chain(one, anchors[one.pk])
        for model in compared(register):
            yield from _of_rows(model, register)


def _hold_still() -> None:
    """PostgreSQL shows one moment however long this takes; SQLite lets nobody write meanwhile."""
    if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _of_chain(register: Municipality, anchors: Anchors) -> Iterator[Finding]:
    changes = ChangeRecord.objects.filter(municipality=register).order_by("number", "pk")
    links = (_link(change) for change in changes.iterator(AT_A_TIME))
    for found in breaks(links, anchors):
        yield Finding(str(register), f"변경 기록 {found.number}번", found.words)
    last = changes.values_list("number", flat=True).last() or 0
    if last > max(anchors, default=0):
        words = f"{last}번까지 있으나 따로 보관한 지문은 {max(anchors, default=0)}번까지임"
        yield Finding(str(register), "변경 기록", words, is_fault=False)


def _link(change: ChangeRecord) -> Link:
    computed = link(change.previous_hash, hashed_part(change))
    return Link(change.number, change.previous_hash, change.hash, computed)


def compared(register: Municipality | None) -> list[type[models.Model]]:
    """People and regions are compared when all registers are."""
    ours = [model for model in apps.get_app_config("agreements").get_models() if _is_noted(model)]
    return ours if register else [*ours, *(model for model in PARTLY_NOTED if model is not CheckIn)]


def _is_noted(model: type[models.Model]) -> bool:
    is_edited = any(field.name == "version" for field in model._meta.concrete_fields)
    return is_edited or model in ADDED_ONCE or is_added_once(model)


def is_added_once(model: type[models.Model]) -> bool:
    return model in ADDED_ONCE or issubclass(model, Fact)


def _of_rows(model: type[models.Model], register: Municipality | None) -> Iterator[Finding]:
    """Notes and rows side by side, in the order of the rows: neither is ever held whole."""
    notes = ChangeRecord.objects.filter(subject_model=model._meta.model_name)
    rows: Rows = model._base_manager.order_by("pk")
    if register is not None:
        notes = notes.filter(municipality=register)
        rows = rows.filter(**{home_path(model): register})
    notes = notes.select_related("municipality")
    order = ("at", "number") if model in PARTLY_NOTED else ("number",)  # a person may move to another register
    told = ((note.subject_id, note) for note in notes.order_by("subject_id", *order).iterator(AT_A_TIME))
    kept = ((row.pk, row) for row in rows.iterator(AT_A_TIME))
    for _, pairs in groupby(merge(told, kept, key=itemgetter(0)), key=itemgetter(0)):
        yield from _of_row(model, [one for _, one in pairs])


def _of_row(model: type[models.Model], told: Iterable[models.Model]) -> Iterator[Finding]:
    notes = [one for one in told if isinstance(one, ChangeRecord)]
    row = next((one for one in told if not isinstance(one, ChangeRecord)), None)
    if words := _fault(model, notes, row):
        pk = row.pk if row is not None else notes[0].subject_id
        register = notes[-1].municipality if notes or row is None else home_of(row)[0]
        yield Finding(str(register), f"{model._meta.verbose_name} {pk}번", words)


def _fault(model: type[models.Model], notes: list[ChangeRecord], row: models.Model | None) -> str:
    """'' where row and notes say the same. A row that is only ever added says what its first note says."""
    if not notes:
        return "" if model in PARTLY_NOTED else "기록에 없는 자료"
    counted = notes[:1] if is_added_once(model) else notes
    values = replayed((note.action, note.before, note.after) for note in counted)
    number = notes[-1].number
    if row is None:
        return "" if values is None else f"사라진 자료(마지막 기록 {number}번)"
    if values is None:
        return f"지운 자료가 다시 있음(기록 {number}번)"
    if names := _unlike(row, values):
        return f"기록과 다른 자료: {', '.join(names)}(마지막 기록 {number}번)"
    return ""


def _unlike(row: models.Model, told: Values) -> list[str]:
    """The columns that do not say what was noted; one that was not noted is empty or as it is by default."""
    if row._meta.model_name in KEPT_OUT:
        return []
    now = values_of(row)
    untouched = now if isinstance(row, PARTLY_NOTED) else _untouched(type(row))
    return [
        str(field.verbose_name)
        for field in row._meta.concrete_fields
        if field.name not in NOT_NOTED and not field.primary_key and not _is_same(field.name, now, told, untouched)
    ]


@cache
def _untouched(model: type[models.Model]) -> Values:
    return values_of(model())


def _is_same(name: str, now: Values, told: Values, untouched: Mapping[str, Any]) -> bool:
    if name in told:
        return bool(now.get(name) == told[name])
    return name not in now or now[name] == untouched.get(name)
