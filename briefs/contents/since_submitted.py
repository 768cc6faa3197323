"""전회 제출본 대비: an answer beside the one submitted before to the same question, figure by figure, with reasons."""

from collections.abc import Sequence
from typing import Any

from agreements.answers import QUESTIONS
from agreements.answers.difference import Difference, Drawn, counted, differences
from agreements.answers.submitted import submitted_before
from agreements.forms.asked import drawn_again
from agreements.models import Reply
from agreements.periods import official_day
from briefs.blocks import Block, Cell, Column, Heading, Line, Lines, Note, Notes, Row, Table
from briefs.contents.answered import Asker
from briefs.contents.legend import explained
from briefs.contents.order import Order

TITLE = "전회 제출본 대비"
FIRST = "같은 질문으로 먼저 제출한 답변 없음"
MOST = 40
COLUMNS = (
    Column("row", "구 분", 24, "text"),
    Column("column", "항 목", 26, "text"),
    Column("before", "전 회", 16),
    Column("after", "금 회", 16),
    Column("reason", "사 유", 18),
)


def since_submitted(reply: Reply, order: Order, *, key: str) -> tuple[Block, ...]:
    before = submitted_before(reply, order.scope)
    if before is None:
        return (Heading(TITLE, beside=FIRST),)
    found = differences(_drawn(before, order), _drawn(reply, order))
    told = " · ".join(f"{reason} {number}" for reason, number in counted(found)) or "달라진 수치 없음"
    on = official_day(before.inquiry.submitted_on) if before.inquiry.submitted_on else ""
    line = Line(f"{before.inquiry.title}({on} 제출, {official_day(before.as_of)} 기준) 대비: {told}")
    return (Heading(TITLE), Lines((line,)), *_table(found, key))


def _drawn(reply: Reply, order: Order) -> Drawn:
    """The values as they were frozen. Of a question that is asked no more nobody knows what is behind them."""
    question = QUESTIONS.get(reply.question)
    if question is None:
        return Drawn(reply.contents, lambda key: set(), reply.as_of, reply.known_at)
    asker: Any = Asker(order.municipality, order.scope)
    return drawn_again(reply, user=asker, question=question)


def _table(found: Sequence[Difference], key: str) -> tuple[Block, ...]:
    if not found:
        return ()
    rows = tuple(_row(number, one) for number, one in enumerate(found[:MOST]))
    table = Table(key, TITLE, COLUMNS, rows)
    cut = Notes((Note("※", f"달라진 수치 {len(found):,}건 중 {MOST}건"),))
    return (table, *((cut,) if len(found) > MOST else ()), *explained(table))


def _row(number: int, one: Difference) -> Row:
    reasons = ", ".join(one.reasons)
    return Row(f"since-{number}", tuple(map(Cell, (one.row, one.column, one.before or "-", one.after or "-", reasons))))
