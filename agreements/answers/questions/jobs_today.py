"""약속한 일자리 중 오늘 있는 것은 몇 개이며, 구별로는? A stock of the latest day: people at work or insured."""

from agreements.answers.answer import Answer, Cell, Column, Nil, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import Columns, chart_of, count, not_checked_for_a_year, pledged, table_of
from agreements.answers.place import within
from agreements.answers.question import Group, Question, Takes
from agreements.rules.actual import Reading
from agreements.rules.metric import Metric, Rung
from agreements.rules.progress import rate as percent
from agreements.rules.said import Said, total
from agreements.standing import Counted, Total, total_of, totals_by

STOCKS = (Rung.INSURED, Rung.STAFF)


def there(one: Counted, *, is_press: bool = False, is_past: bool = False) -> Said | None:
    """``is_past``: of an agreement that ended, what was there until then."""
    now = one.metrics[Metric.JOBS]
    jobs = (now.before or now) if is_past else now
    readings: dict[Rung, Reading] = jobs.reported if is_press else jobs.approved
    found = next((readings[rung] for rung in STOCKS if rung in readings), None)
    return found.said if found else None


def confirmed(whole: Total) -> Cell:
    found = [one for one in whole.standings if there(one)]
    nil = Nil.UNCHECKED if whole.jobs.pledged else Nil.NOT_APPLICABLE
    return Cell(total(said for one in found if (said := there(one))), nil, behind=ids(found))


def reported(whole: Total) -> Cell:
    found = [one for one in whole.standings if there(one, is_press=True)]
    said = total(said for one in found if (said := there(one, is_press=True)))
    return Cell(said, is_press=True, behind=ids(found))


def rate(whole: Total) -> Cell:
    said, promised = confirmed(whole).value, whole.jobs.pledged
    low = said.low if isinstance(said, Said) else None
    nil = Nil.UNCHECKED if promised else Nil.NOT_APPLICABLE
    return Cell(percent(low, promised.low if promised else None), nil, behind=confirmed(whole).behind)


COLUMNS: Columns = [
    (Column("count", "협약", "건", adds=True), count),
    (Column("jobs_pledged", "고용 협약", "명", adds=True), pledged(Metric.JOBS)),
    (Column("staff_confirmed", "현재 인원(확인)", "명", adds=True), confirmed),
    (Column("staff_press", "현재 인원 보고*", "명", adds=True), reported),
    (Column("rate", "비율", "%", decimals=1), rate),
]


def answer(asked: Asked) -> Answer:
    found = asked.standings
    parts = totals_by(found, within(asked))
    table = table_of("districts", "오늘 있는 일자리", "구역", COLUMNS, parts, total_of("계", found))
    return Answer(
        tables=(table,),
        agreements=ids(found),
        chart=chart_of(
            "구역별 고용", table, {"jobs_pledged": "협약", "staff_confirmed": "확인", "staff_press": "보고"}
        ),
        unchecked=not_checked_for_a_year(found, asked.as_of),
        notes=("현재 인원: 기준일까지 가장 최근의 피보험자 수, 없으면 근무 인원. 채용 누계는 세지 않음",),
    )


QUESTION = Question(
    key="jobs-today",
    title="약속한 일자리 중 오늘 있는 것은?",
    group=Group.JOBS,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
