"""추진상황별 건수는, 합계가 협약 건수와 맞는가 (광주: 101+82+38+9+8=238)?"""

from agreements.answers.answer import Answer, Cell, Column, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import Columns, Make, chart_of, count, not_checked_for_a_year, pledged, table_of
from agreements.answers.listing import unit_of
from agreements.answers.question import Group, Question
from agreements.rules.metric import METRIC_LABELS, Metric
from agreements.rules.progress import PROGRESS_NAMES, Progress
from agreements.rules.progress import rate as percent
from agreements.standing import Counted, total_of, totals_by

ORDER = list(Progress)


def progress(one: Counted) -> tuple[int, str]:
    return ORDER.index(one.progress), PROGRESS_NAMES[one.progress]


def share(of: int) -> Make:
    return lambda total: Cell(percent(total.count, of), behind=ids(total.standings))


def answer(asked: Asked) -> Answer:
    found = asked.standings
    columns: Columns = [
        (Column("count", "협약", "건", adds=True), count),
        (Column("share", "비율", "%", decimals=1), share(len(found))),
        *((_column(metric), pledged(metric)) for metric in Metric),
    ]
    whole = total_of("계", found)
    table = table_of("outcomes", "추진상황별 협약", "추진상황", columns, totals_by(found, progress), whole)
    return Answer(
        tables=(table,),
        agreements=ids(found),
        chart=chart_of("추진상황별 협약", table, {"count": "협약"}),
        unchecked=not_checked_for_a_year(found, asked.as_of),
    )


def _column(metric: Metric) -> Column:
    unit = unit_of(metric)
    return Column(f"{metric}_pledged", f"{METRIC_LABELS[metric]} 협약", unit, adds=True, decimals=int(unit == "억원"))


QUESTION = Question(
    key="outcomes",
    title="추진상황별 협약 건수는?",
    group=Group.FULFILMENT,
    answer=answer,
)
