"""지난 점검 뒤 무엇이 바뀌었고 누가 바꾸었나? From the chain of changes, by the end of the base day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from agreements.answers.answer import Answer, Cell, Column, Row, Table, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year
from agreements.answers.listing import who
from agreements.answers.question import Group, Question, Takes
from agreements.models import (
    Actual,
    Agreement,
    ChangeRecord,
    Obligation,
    Outcome,
    Party,
    Pledge,
    Review,
    RoundClosing,
    Step,
    SubsidyPayment,
    Version,
)
from agreements.periods import official_day, years_before
from agreements.standing.history import Line, history
from agreements.standing.moment import end_of

SPOKEN_OF = (Agreement, Party, Version, Pledge, Actual, Review, Step, Outcome, Obligation, SubsidyPayment)
COLUMNS = (
    Column("what", "바뀐 것"),
    Column("before", "바꾸기 전"),
    Column("after", "바꾼 뒤"),
    Column("by", "바꾼 사람"),
    Column("on", "바꾼 날"),
    Column("reason", "이유"),
)


def answer(asked: Asked) -> Answer:
    since = _since(asked)
    names = {one.agreement.pk: who(one) for one in asked.standings}
    lines = _without_entry(history(_changes(asked, since), asked.scope))
    return Answer(
        tables=(Table("changes", "바뀐 기록", "기업명", COLUMNS, tuple(_row(one, names) for one in lines)),),
        agreements=ids(asked.standings),
        unchecked=not_checked_for_a_year(asked.standings, asked.as_of),
        notes=(f"{official_day(since)} 뒤부터 기준일까지 적힌 것",),
    )


def _since(asked: Asked) -> date:
    """The base day of the last round that was closed by then, else a year before."""
    closed = asked.rows(RoundClosing.objects.all(), "round__municipality").filter(round__observed_to__lt=asked.as_of)
    last = closed.order_by("-round__observed_to").values_list("round__observed_to", flat=True).first()
    return last or years_before(asked.as_of, 1)


def _changes(asked: Asked, since: date) -> Any:
    """The oldest first."""
    until = end_of(asked.as_of)
    return (
        ChangeRecord.objects.visible_to(asked.scope)
        .filter(agreement__in=asked.agreements, subject_model__in=[model._meta.model_name for model in SPOKEN_OF])
        .filter(at__gt=end_of(since), at__lte=min(until, asked.known_at or until))
        .select_related("by")
        .order_by("at", "municipality", "number")
    )


def _without_entry(lines: Sequence[Line]) -> list[Line]:
    """An agreement entered since is one line; what was entered with it has not changed."""
    new = {line.change.agreement_id for line in lines if line.is_new and line.change.model is Agreement}
    return [
        line
        for line in lines
        if line.change.model is Agreement or not (line.is_new and line.change.agreement_id in new)
    ]


def _row(line: Line, names: dict[int, str]) -> Row:
    change = line.change
    told = (
        f"{line.noun} {line.name} {change.action}".replace("  ", " "),
        ", ".join(f"{one.label} {one.before}" for one in line.told if one.before),
        ", ".join(f"{one.label} {one.after}" for one in line.told if one.after),
        str(change.by),
        timezone.localdate(change.at),
        change.reason,
    )
    pk = change.agreement_id or 0
    cells = tuple(Cell(value or None, behind=(pk,)) for value in told)
    return Row(f"change-{change.pk}", names[pk], cells, agreement=pk)


QUESTION = Question(
    key="changes",
    title="지난 점검 뒤 바뀐 협약과 바꾼 사람은?",
    group=Group.FULFILMENT,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
