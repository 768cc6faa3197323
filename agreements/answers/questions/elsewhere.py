"""다른 도시로 간 협약은 어디로 갔나 (광주 2020: 9건)?"""

from agreements.answers.answer import Answer, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year
from agreements.answers.listing import by_name, pledged_of, signed, table_of_each, text
from agreements.answers.question import Group, Question, Takes
from agreements.rules.metric import Metric
from agreements.rules.progress import Progress

FIELDS = [
    signed(),
    text("destination", "옮겨 간 곳", lambda one: str(one.outcome.destination or "") if one.outcome else None),
    text("day", "날짜", lambda one: one.outcome.on if one.outcome else None),
    text("reason", "사유", lambda one: one.outcome.get_reason_code_display() if one.outcome else None),
    pledged_of(Metric.SEATS),
    pledged_of(Metric.JOBS),
]


def answer(asked: Asked) -> Answer:
    found = [one for one in by_name(asked.standings) if one.progress == Progress.ELSEWHERE]
    return Answer(
        tables=(table_of_each("elsewhere", "타 지역으로 간 협약", FIELDS, found),),
        agreements=ids(asked.standings),
        unchecked=not_checked_for_a_year(asked.standings, asked.as_of),
    )


QUESTION = Question(
    key="elsewhere",
    title="다른 도시로 간 협약은 어디로 갔나?",
    group=Group.PLACE,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
