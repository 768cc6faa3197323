"""항목별(고용·교육·임차료·시설) 보조금 지급액과 연도별 합계 (대구 74억, 청주)."""

from collections.abc import Callable, Sequence
from typing import Any

from agreements.answers.answer import Answer, Cell, Column, Row, Table, ids
from agreements.answers.asked import Asked
from agreements.answers.question import Group, Question, Takes
from agreements.models import SubsidyPayment

COLUMNS = (Column("count", "지급", "건", adds=True), Column("paid_won", "지급액", "억원", adds=True, decimals=2))
ITEMS = list(SubsidyPayment.Item)
UNKNOWN = (9999, "연도 미상")


def counted(asked: Asked) -> list[SubsidyPayment]:
    """항목 합계 stands for the items of its agreement, not beside them."""
    rows = SubsidyPayment.objects.filter(agreement__in=asked.agreements).known_at(asked.known_at)
    lines = [line for line in rows if (line.paid.last_day or line.decided_on or asked.as_of) <= asked.as_of]
    wholes = {line.agreement_id for line in lines if line.item == SubsidyPayment.Item.TOTAL}
    return [line for line in lines if line.item == SubsidyPayment.Item.TOTAL or line.agreement_id not in wholes]


def by_item(line: SubsidyPayment) -> tuple[int, str]:
    item = SubsidyPayment.Item(line.item)
    return ITEMS.index(item), str(item.label)


def by_year(line: SubsidyPayment) -> tuple[int, str]:
    """Of payment, else of the decision."""
    day = line.paid_on or line.decided_on
    return (day.year, f"{day.year}년") if day else UNKNOWN


def answer(asked: Asked) -> Answer:
    lines = counted(asked)
    return Answer(
        tables=(
            _table("items", "항목별 지급액", "항목", lines, by_item, has_sum=True),
            _table("years", "연도별 지급액", "지급 연도", lines, by_year, has_sum=False),
        ),
        agreements=ids(asked.standings),
        notes=("어림으로 적힌 금액이 들어 있음",) if any(line.is_about for line in lines) else (),
    )


def _table(
    key: str,
    title: str,
    head: str,
    lines: Sequence[SubsidyPayment],
    of: Callable[[SubsidyPayment], tuple[int, str]],
    *,
    has_sum: bool,
) -> Table:
    groups = sorted({of(line) for line in lines})
    rows = [_row(label, [line for line in lines if of(line) == (order, label)]) for order, label in groups]
    whole = [_row("계", lines, is_sum=True)] if has_sum and lines else []
    return Table(key, title, head, COLUMNS, (*whole, *rows))


def _row(label: str, lines: Sequence[Any], *, is_sum: bool = False) -> Row:
    behind = tuple(sorted({line.agreement_id for line in lines}))
    cells = (Cell(len(lines), behind=behind), Cell(sum(line.amount_won for line in lines), behind=behind))
    return Row("sum" if is_sum else label, label, cells, is_sum)


QUESTION = Question(
    key="subsidy-by-item",
    title="항목별·연도별 보조금 지급액은?",
    group=Group.MONEY,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
