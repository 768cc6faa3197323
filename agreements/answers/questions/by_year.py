"""체결 연도별(코호트) 이행률과 경과 연수 (경북 2021, 충남): a rate of the signing year is always near zero."""

from agreements.answers.answer import Answer, Cell, Column, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import (
    OF_JOBS,
    Columns,
    chart_of,
    count,
    metric_columns,
    not_checked_for_a_year,
    number_of,
    table_of,
)
from agreements.answers.question import Group, Question
from agreements.rules.metric import Metric
from agreements.standing import Total, signing_year, total_of, totals_by, years_since_signing


def elapsed(total: Total) -> Cell:
    return Cell(years_since_signing(total))


def answer(asked: Asked) -> Answer:
    found = asked.standings
    columns: Columns = [
        (Column("elapsed", "경과", "년"), elapsed),
        (Column("count", "협약", "건", adds=True), count),
        (Column("fulfilled", "이행(확인)", "건", adds=True), number_of(lambda one: one.is_fulfilled is True)),
        *metric_columns(Metric.SEATS),
        *metric_columns(Metric.JOBS),
    ]
    years = totals_by(found, signing_year)
    table = table_of("years", "체결연도별 이행", "체결연도", columns, years, total_of("계", found))
    return Answer(
        tables=(table,),
        agreements=ids(found),
        chart=chart_of("체결연도별 고용", table, OF_JOBS),
        unchecked=not_checked_for_a_year(found, asked.as_of),
        notes=("체결 2년이 되지 않은 협약은 이행률을 판단하기 이름",),
    )


QUESTION = Question(
    key="by-year",
    title="체결 연도별 이행률은?",
    group=Group.FULFILMENT,
    answer=answer,
)
