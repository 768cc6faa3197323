"""약속한 석과 실제 석, 약속한 고용과 실제 고용을 기업별로 나란히 (홈앤쇼핑 2021)."""

from agreements.answers.answer import Answer, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year
from agreements.answers.listing import by_name, metric_fields, signed, table_of_each
from agreements.answers.question import Group, Question
from agreements.rules.metric import Metric

FIELDS = [signed(), *metric_fields(Metric.SEATS), *metric_fields(Metric.JOBS)]


def answer(asked: Asked) -> Answer:
    found = by_name(asked.standings)
    return Answer(
        tables=(table_of_each("companies", "기업별 협약과 실적", FIELDS, found),),
        agreements=ids(found),
        unchecked=not_checked_for_a_year(found, asked.as_of),
        notes=("여러 기업의 공동 협약은 나누지 않고 협약 단위로 셈",),
    )


QUESTION = Question(
    key="by-company",
    title="기업별 약속과 실적은?",
    group=Group.FULFILMENT,
    answer=answer,
)
