"""문 닫은 센터: 언제, 몇 명, 보조금 얼마 (전주 2009)?"""

from agreements.answers.answer import Answer, Cell, Column, Nil, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year
from agreements.answers.listing import Field, by_name, pledged_of, table_of_each, text
from agreements.answers.question import Group, Question, Takes
from agreements.answers.questions.jobs_today import there
from agreements.answers.questions.subsidy_per_job import paid_field
from agreements.rules.metric import Metric
from agreements.rules.progress import Progress
from agreements.standing import Standing
from agreements.standing.money import paid


def answer(asked: Asked) -> Answer:
    found = [one for one in by_name(asked.standings) if one.progress == Progress.CLOSED]
    fields = [
        text("day", "닫은 날", lambda one: one.outcome.on if one.outcome else None),
        pledged_of(Metric.SEATS),
        pledged_of(Metric.JOBS),
        Field(Column("last_staff", "마지막 인원", "명"), last_staff),
        paid_field(paid(asked.agreements, known_at=asked.known_at)),
    ]
    return Answer(
        tables=(table_of_each("closed", "폐업·철수한 협약", fields, found),),
        agreements=ids(asked.standings),
        unchecked=not_checked_for_a_year(found, asked.as_of),
        notes=("마지막 인원: 닫기 전 가장 최근의 확인값, 없으면 보고*",),
    )


def last_staff(one: Standing) -> Cell:
    confirmed, reported = there(one, is_past=True), there(one, is_press=True, is_past=True)
    nil = Nil.UNCHECKED if one.jobs.promise else Nil.NOT_APPLICABLE
    is_press = confirmed is None and reported is not None
    return Cell(confirmed or reported, nil, is_press, behind=(one.agreement.pk,))


QUESTION = Question(
    key="closed",
    title="문 닫은 센터는 언제, 몇 명, 보조금 얼마인가?",
    group=Group.PLACE,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
