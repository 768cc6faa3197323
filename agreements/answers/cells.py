"""Cells as most tables need them: from totals and standings, so that every answer says the same thing the same way."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from agreements.answers.answer import Cell, Chart, Column, Nil, Row, Table, ids
from agreements.periods import years_before
from agreements.rules.metric import METRIC_LABELS, METRIC_UNITS, Metric
from agreements.rules.said import Said
from agreements.standing import Counted, Total, is_unchecked_since

Make = Callable[[Total], Cell]
Columns = Sequence[tuple[Column, Make]]

MOST_DRAWN = 30
OF_JOBS = {"jobs_pledged": "협약", "jobs_confirmed": "확인", "jobs_press": "보고"}


def number_of(of: Callable[[Counted], bool]) -> Make:
    """How many of the total are so; 0 is checked and none."""

    def cell(total: Total) -> Cell:
        found = [one for one in total.standings if of(one)]
        return Cell(len(found), behind=ids(found))

    return cell


def count(total: Total) -> Cell:
    return Cell(total.count, behind=ids(total.standings))


def pledged(metric: Metric) -> Make:
    return lambda total: Cell(total.metrics[metric].pledged, behind=_with(total, lambda s: s.metrics[metric].pledged))


def confirmed(metric: Metric) -> Make:
    """미확인 where something was promised and nothing confirmed; - where nothing was promised."""

    def cell(total: Total) -> Cell:
        found = total.metrics[metric]
        nil = Nil.UNCHECKED if found.pledged else Nil.NOT_APPLICABLE
        return Cell(found.confirmed, nil, behind=_with(total, lambda s: s.metrics[metric].confirmed))

    return cell


def press(metric: Metric) -> Make:
    return lambda total: Cell(
        total.metrics[metric].press, is_press=True, behind=_with(total, lambda s: s.metrics[metric].press)
    )


def rate(metric: Metric) -> Make:
    """Where something was promised and nothing confirmed the rate is as unknown as the value, never 0."""

    def cell(total: Total) -> Cell:
        nil = Nil.UNCHECKED if total.metrics[metric].pledged else Nil.NOT_APPLICABLE
        return Cell(total.metrics[metric].rate, nil, behind=_with(total, lambda s: s.metrics[metric].confirmed))

    return cell


def _with(total: Total, told: Callable[[Counted], object]) -> tuple[int, ...]:
    return ids([one for one in total.standings if told(one)])


def metric_columns(metric: Metric) -> Columns:
    """협약 · 실적(확인) · 보고* · 이행률 of one metric."""
    name, unit = METRIC_LABELS[metric], METRIC_UNITS[metric]
    return [
        (Column(f"{metric}_pledged", f"{name} 협약", unit, adds=True), pledged(metric)),
        (Column(f"{metric}_confirmed", f"{name} 실적(확인)", unit, adds=True), confirmed(metric)),
        (Column(f"{metric}_press", f"{name} 보고*", unit, adds=True), press(metric)),
        (Column(f"{metric}_rate", f"{name} 이행률", "%", decimals=1), rate(metric)),
    ]


def table_of(key: str, title: str, head: str, columns: Columns, totals: Sequence[Total], whole: Total) -> Table:
    """계 first, then a line for each part."""
    rows = [_row(total, columns, is_sum=total is whole) for total in (whole, *totals)]
    return Table(key, title, head, tuple(column for column, _ in columns), tuple(rows))


def _row(total: Total, columns: Columns, *, is_sum: bool) -> Row:
    key = "sum" if is_sum else total.label
    return Row(key, total.label, tuple(make(total) for _, make in columns), is_sum)


def not_checked_for_a_year(counted: Sequence[Counted], as_of: date) -> int:
    year_ago = years_before(as_of, 1)
    return sum(1 for one in counted if is_unchecked_since(one, year_ago))


def chart_of(title: str, table: Table, series: Mapping[str, str]) -> Chart | None:
    """Of the lines beside the sum, by the columns named in ``series``; None where there is nothing to compare."""
    at = {column.key: number for number, column in enumerate(table.columns)}
    lines = [row for row in table.rows if not row.is_sum]
    rows = tuple((row.label, tuple(_drawn(row.cells[at[key]].value) for key in series)) for row in lines)
    if not 1 < len(rows) <= MOST_DRAWN or all(value is None for _, values in rows for value in values):
        return None
    return Chart(title, table.columns[at[next(iter(series))]].unit, tuple(series.values()), rows)


def _drawn(value: object) -> int | None:
    """Of a range its low end."""
    if isinstance(value, Said):
        return value.low
    return value if isinstance(value, int) else None
