"""Two groupings crossed: 구역 × 체결연도. Lines add up to their sum downwards and across, and the page proves both."""

from collections.abc import Sequence
from dataclasses import dataclass

from agreements.answers.answer import Cell, Column, Row, Table
from agreements.answers.cells import Make, confirmed, count, pledged, rate
from agreements.rules.metric import Metric
from agreements.rules.said import Said
from agreements.standing import Counted, Part, Total, total_of, totals_by
from agreements.standing.grouping import Key


@dataclass(frozen=True)
class Figure:
    label: str
    unit: str
    make: Make
    adds: bool = True


FIGURES = {
    "count": Figure("협약", "건", count),
    "seats_pledged": Figure("상담석 협약", "석", pledged(Metric.SEATS)),
    "seats_confirmed": Figure("상담석 확인", "석", confirmed(Metric.SEATS)),
    "jobs_pledged": Figure("고용 협약", "명", pledged(Metric.JOBS)),
    "jobs_confirmed": Figure("고용 확인", "명", confirmed(Metric.JOBS)),
    "jobs_rate": Figure("고용 이행률", "%", rate(Metric.JOBS), adds=False),
}


@dataclass(frozen=True)
class Matrix:
    """``across``: every line adds up to its 계. ``down`` and ``columns`` are the slugs of the parts, in their order."""

    table: Table
    across: bool
    down: tuple[str, ...]
    columns: tuple[str, ...]


def matrix(rows: Sequence[Counted], head: str, down: Key, across: Key, figure: Figure) -> Matrix:
    whole, lines = total_of("계", rows, "all"), totals_by(rows, down)
    heads = sorted({across(one) for one in rows})
    table = Table(
        key="matrix",
        title=figure.label,
        head=head,
        columns=(_column("all", "계", figure), *(_column(part.slug, part.label, figure) for part in heads)),
        rows=tuple(_row(line, heads, across, figure, is_sum=line is whole) for line in (whole, *lines)),
    )
    holds = not figure.adds or all(_adds_up(row.cells) for row in table.rows)
    return Matrix(table, holds, ("all", *(line.slug for line in lines)), ("all", *(part.slug for part in heads)))


def _column(slug: str, label: str, figure: Figure) -> Column:
    return Column(slug, label, figure.unit, adds=figure.adds, decimals=int(not figure.adds))


def _row(line: Total, heads: Sequence[Part], across: Key, figure: Figure, *, is_sum: bool) -> Row:
    parts: dict[Part, list[Counted]] = {part: [] for part in heads}
    for one in line.standings:
        parts[across(one)].append(one)
    cells = [figure.make(total_of(part.label, found)) if found else Cell() for part, found in parts.items()]
    return Row(line.slug, line.label, (figure.make(line), *cells), is_sum)


def _adds_up(cells: Sequence[Cell]) -> bool:
    whole, *parts = (_ends(cell) for cell in cells)
    return whole == (sum(low for low, _ in parts), sum(high for _, high in parts))


def _ends(cell: Cell) -> tuple[int, int]:
    match cell.value:
        case Said():
            return cell.value.low, cell.value.high
        case int():
            return cell.value, cell.value
    return 0, 0
