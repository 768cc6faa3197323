"""체결연도별 추진상황: cohorts of a signing year, the oldest folded into one where they are many."""

from collections.abc import Sequence
from dataclasses import replace

from agreements.answers.listing import unit_of
from agreements.periods import official_day
from agreements.rules.metric import METRIC_UNITS, Metric
from agreements.rules.said import Said
from agreements.standing import Total, signing_year, total_of, totals_by, years_since_signing
from briefs.blocks import Cell, Chart, Column, Row, Table
from briefs.contents.figures import Figure, count, of_metric, row_of, states
from briefs.contents.fitted import UPRIGHT, fitted
from briefs.contents.legend import WITHHELD
from briefs.contents.opening import judged_of
from briefs.contents.order import Order
from briefs.contents.wording import NOT_APPLICABLE

TITLE = "체결연도별 추진상황"
YOUNG = 24  # months since the signing: too early to judge
MOST_DRAWN = 8


def cohorts(whole: Total) -> list[Total]:
    return totals_by(whole.standings, signing_year)


def folded(parts: Sequence[Total], most: int) -> list[Total]:
    """At most so many: the oldest together."""
    if len(parts) <= most:
        return list(parts)
    old, young = parts[: len(parts) - most + 1], parts[len(parts) - most + 1 :]
    together = [one for part in old for one in part.standings]
    return [total_of(f"{old[-1].label} 이전", together, f"to-{old[-1].slug}"), *young]


def table_of_years(order: Order, whole: Total, most: int) -> Table:
    """Where they stand; of the metric that is judged the promise, what is there, and the rate where it is time."""
    judged = judged_of(whole)
    figures = [count("계"), *states(whole)]
    if judged:
        figures += of_metric(whole, judged.metric, order.municipality.rate_word)[:3]
    rows = [_row(part, figures, is_judged=judged is not None) for part in folded(cohorts(whole), most)]
    columns = (Column("year", "체결연도(경과)"), *(figure.column for figure in figures))
    unit = f"건, {unit_of(judged.metric)}, %" if judged else "건"
    return fitted(Table("years", TITLE, columns, (row_of(whole, figures, is_total=True), *rows), unit), across=UPRIGHT)


def _row(part: Total, figures: Sequence[Figure], *, is_judged: bool) -> Row:
    row = row_of(part, figures)
    _, *cells = row.cells
    if is_judged and cells[-1].text != NOT_APPLICABLE and _is_young(part):
        cells[-1] = Cell(WITHHELD)
    return replace(row, cells=(Cell(f"{part.label}{_elapsed(part)}"), *cells))


def _is_young(part: Total) -> bool:
    """While any of them was signed less than two years ago."""
    return any(one.months is not None and one.months < YOUNG for one in part.standings)


def _elapsed(part: Total) -> str:
    years = years_since_signing(part)
    return "" if years is None else f"({years}년)" if years else "(당해)"


def chart_of_years(order: Order, whole: Total) -> Chart | None:
    """Jobs promised beside jobs confirmed; None where there is nothing to compare."""
    parts = folded(cohorts(whole), MOST_DRAWN)
    rows = tuple((part.label, (_low(part.jobs.pledged), _low(part.jobs.confirmed))) for part in parts)
    if len(rows) < 2 or all(pledged is None for _, (pledged, _) in rows):
        return None
    note = f"{official_day(order.as_of)} 기준, 단위: {METRIC_UNITS[Metric.JOBS]}"
    return Chart("체결연도별 고용 협약과 확인된 실적", note, ("협약", "확인"), rows)


def _low(said: Said | None) -> int | None:
    return said.low if said else None
