"""구·군별 협약, 석, 고용, 개소는?"""

from agreements.answers.answer import Answer, Column, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import (
    OF_JOBS,
    Columns,
    chart_of,
    confirmed,
    count,
    not_checked_for_a_year,
    number_of,
    pledged,
    press,
    table_of,
)
from agreements.answers.place import within
from agreements.answers.question import Group, Question, Takes
from agreements.rules.metric import Metric
from agreements.standing import Standing, total_of, totals_by

COLUMNS: Columns = [
    (Column("count", "협약", "건", adds=True), count),
    (Column("seats_pledged", "상담석 협약", "석", adds=True), pledged(Metric.SEATS)),
    (Column("seats_confirmed", "상담석 실적(확인)", "석", adds=True), confirmed(Metric.SEATS)),
    (Column("seats_press", "상담석 보고*", "석", adds=True), press(Metric.SEATS)),
    (Column("jobs_pledged", "고용 협약", "명", adds=True), pledged(Metric.JOBS)),
    (Column("jobs_confirmed", "고용 실적(확인)", "명", adds=True), confirmed(Metric.JOBS)),
    (Column("jobs_press", "고용 보고*", "명", adds=True), press(Metric.JOBS)),
    (Column("opened", "개소", "건", adds=True), number_of(lambda one: _is_open(one))),
]


def _is_open(one: object) -> bool:
    return isinstance(one, Standing) and one.opened is not None


def answer(asked: Asked) -> Answer:
    found = asked.standings
    parts = totals_by(found, within(asked))
    table = table_of("districts", "구역별 현황", "구역", COLUMNS, parts, total_of("계", found))
    return Answer(
        tables=(table,),
        agreements=ids(found),
        chart=chart_of("구역별 고용", table, OF_JOBS),
        unchecked=not_checked_for_a_year(found, asked.as_of),
    )


QUESTION = Question(
    key="by-district",
    title="구·군별 협약, 상담석, 고용은?",
    group=Group.PLACE,
    answer=answer,
    takes=frozenset({Takes.SPAN}),
)
