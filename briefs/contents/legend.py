"""What is printed under tables, each only where it occurs: marks, kinds of nothing, how figures were counted."""

from collections.abc import Iterable, Sequence

from agreements.rules.amount import in_prose
from agreements.rules.metric import METRIC_LABELS, Metric
from agreements.rules.progress import PROGRESS_NAMES, Progress
from agreements.standing import Standing, Total
from briefs.blocks import Block, Cell, Note, Notes, Table
from briefs.contents.fulfilment import PRESS_NOTE
from briefs.contents.order import Order
from briefs.contents.wording import NOT_APPLICABLE, NOT_CHECKED, NOT_IN_SOURCE

WITHHELD = "판단 유보"
UNDATED = "미상"
KINDS = {
    NOT_CHECKED: "미확인은 0이 아님",
    NOT_APPLICABLE: "-: 해당 없음",
    NOT_IN_SOURCE: "자료에 없음: 기한을 적은 자료가 없음",
    UNDATED: "미상: 자료에 없음",
    WITHHELD: "판단 유보: 체결 2년 미만",
}
RATE = "은 미확인 협약분도 분모에 넣은 값"


def notes(order: Order, tables: Sequence[Table], whole: Total) -> tuple[Note, ...]:
    """Under the last of the tables: what their marks and words mean, and how they were counted."""
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    told = list(star(cells))
    told.append(Note("※", " / ".join([f"이행 판정 기준: {order.definition_name}", *kinds(cells)])))
    counted = [*_counted(order, tables, whole), *press(whole)]
    return (*told, *((Note("※", " / ".join(counted)),) if counted else ()))


def explained(table: Table) -> tuple[Block, ...]:
    """Under a table that tells words, not totals: what its kinds of nothing mean."""
    words = kinds(cell for row in table.rows for cell in row.cells)
    return (Notes((Note("※", " / ".join(words)),)),) if words else ()


def star(cells: Iterable[Cell]) -> tuple[Note, ...]:
    return (Note("*", PRESS_NOTE),) if any(cell.mark for cell in cells) else ()


def kinds(cells: Iterable[Cell]) -> list[str]:
    values = {cell.text for cell in cells}
    return [words for kind, words in KINDS.items() if kind in values]


def _counted(order: Order, tables: Sequence[Table], whole: Total) -> list[str]:
    keys = {column.key for table in tables for column in table.columns}
    told = []
    if any(key.endswith("_rate") for key in keys):
        told.append(f"{order.municipality.rate_word}{RATE}")
    if any(key.endswith("_difference") for key in keys):
        told.append("증감: 실적이 확인된 협약의 실적에서 협약을 뺀 값")
    if any(key.endswith("_states") for key in (table.key for table in tables)):
        told += done(whole)
    return [*told, *joint(whole.standings), *rounded(whole)]


def done(whole: Total) -> list[str]:
    """Where what the definition counts and what people decided are not the same number."""
    decided = whole.by_progress[Progress.DONE]
    return (
        []
        if decided == whole.fulfilled
        else [f"이행은 판정 기준, {PROGRESS_NAMES[Progress.DONE]}는 시의 결정에 따른 수"]
    )


def joint(standings: Iterable[object]) -> list[str]:
    several = any(isinstance(one, Standing) and len(one.companies) > 1 for one in standings)
    return ["공동협약 수치는 협약 단위로만 집계"] if several else []


def rounded(whole: Total) -> list[str]:
    """Money stands in 억원 with one decimal."""
    of = whole.investment
    values = [said.low for said in (of.pledged, of.confirmed) if said]
    return ["반올림으로 합계가 다를 수 있음"] if values else []


def press(whole: Total) -> list[str]:
    """What was reported and is not confirmed stands apart and in no total of 실적."""
    told = [
        f"{METRIC_LABELS[metric]} {in_prose(said, metric)}*"
        for metric in Metric
        if (said := whole.metrics[metric].press) is not None
    ]
    return [f"보도·제출 후 확인 전(실적에서 제외): {', '.join(told)}"] if told else []
