"""민선 기수별 협약과 실적 (광주 민선 6기, 충북)."""

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
from agreements.answers.question import Group, Question
from agreements.rules.metric import Metric
from agreements.standing import elected_term, total_of, totals_by

COLUMNS: Columns = [
    (Column("count", "협약", "건", adds=True), count),
    (Column("fulfilled", "이행(확인)", "건", adds=True), number_of(lambda one: one.is_fulfilled is True)),
    (Column("seats_pledged", "상담석 협약", "석", adds=True), pledged(Metric.SEATS)),
    (Column("jobs_pledged", "고용 협약", "명", adds=True), pledged(Metric.JOBS)),
    (Column("jobs_confirmed", "고용 실적(확인)", "명", adds=True), confirmed(Metric.JOBS)),
    (Column("jobs_press", "고용 보고*", "명", adds=True), press(Metric.JOBS)),
    (Column("investment_pledged", "투자액 협약", "억원", adds=True, decimals=1), pledged(Metric.INVESTMENT)),
    (Column("investment_confirmed", "실투자(확인)", "억원", adds=True, decimals=1), confirmed(Metric.INVESTMENT)),
]


def answer(asked: Asked) -> Answer:
    found = asked.standings
    table = table_of("terms", "민선 기수별", "기수", COLUMNS, totals_by(found, elected_term), total_of("계", found))
    return Answer(
        tables=(table,),
        agreements=ids(found),
        chart=chart_of("민선 기수별 고용", table, OF_JOBS),
        unchecked=not_checked_for_a_year(found, asked.as_of),
    )


QUESTION = Question(
    key="by-term",
    title="민선 기수별 협약과 실적은?",
    group=Group.FULFILMENT,
    answer=answer,
)
