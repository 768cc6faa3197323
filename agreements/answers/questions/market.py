"""운영 센터·상담석·상담사 추이: 운영 중 기준과 누적 유치 기준을 나누어 (kcca). Published counts, never own totals."""

from collections.abc import Sequence
from typing import Any

from agreements.answers.answer import Answer, Cell, Chart, Column, Nil, Row, Table
from agreements.answers.asked import Asked
from agreements.answers.cells import MOST_DRAWN
from agreements.answers.question import Group, Question, Takes
from agreements.models import MarketFigure

COLUMNS = (
    Column("basis", "집계 기준"),
    Column("centres", "센터", "개"),
    Column("seats", "상담석", "석"),
    Column("agents", "상담사", "명"),
    Column("source", "출처"),
)
RUNNING, ATTRACTED = "운영 중", ("유치", "신설")


def is_running(basis: str) -> bool:
    return basis.startswith(RUNNING) or not any(word in basis for word in ATTRACTED)


def answer(asked: Asked) -> Answer:
    rows = MarketFigure.objects.visible_to(asked.scope).select_related("source")
    if asked.municipality and asked.municipality.region:
        rows = rows.filter(region__code__startswith=asked.municipality.region.code)
    found = [row for row in rows if (row.as_of.last_day or asked.as_of) <= asked.as_of]
    running = [row for row in found if is_running(row.count_basis)]
    attracted = [row for row in found if not is_running(row.count_basis)]
    return Answer(
        tables=(
            _table("running", "운영 중 기준", running),
            _table("attracted", "유치·신설 기준", attracted),
        ),
        agreements=(),
        chart=_trend(running) if asked.municipality else None,
        notes=(
            "발표된 집계를 옮긴 것이며 이 대장의 합계가 아님",
            "집계 기준이 다르면 서로 견주거나 더하지 않음",
        ),
    )


def _table(key: str, title: str, figures: Sequence[Any]) -> Table:
    return Table(key, title, "지역·시점", COLUMNS, tuple(_row(one) for one in figures))


def _trend(figures: Sequence[Any]) -> Chart | None:
    """Of one place the centres that ran, by the day they were counted."""
    counted = sorted((one for one in figures if one.centres is not None), key=lambda one: one.as_of.last_day)
    rows = tuple((str(one.as_of), (one.centres,)) for one in counted[-MOST_DRAWN:])
    return Chart("운영 중인 센터", "개", ("센터",), rows) if len(rows) > 1 else None


def _row(one: MarketFigure) -> Row:
    counts = (one.centres, one.seats, one.agents)
    cells = (Cell(one.count_basis), *(Cell(n, Nil.NOT_APPLICABLE) for n in counts), Cell(str(one.source)))
    return Row(f"{one} {one.count_basis} {one.source_id}", str(one), cells)


QUESTION = Question(
    key="market",
    title="운영 센터·상담석·상담사는 어떻게 바뀌어 왔나?",
    group=Group.PLACE,
    answer=answer,
    takes=frozenset[Takes](),
)
