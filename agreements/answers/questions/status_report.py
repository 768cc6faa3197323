"""해마다 6월 30일까지 도에 낼 사업이행 현황 (강원 규칙 §19②)."""

from agreements.answers.answer import Answer, Nil, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year
from agreements.answers.listing import confirmed_of, pledged_of, press_of, signed, table_of_each, text
from agreements.answers.question import Group, Question, Takes
from agreements.models import Matter
from agreements.rules.metric import Metric


def answer(asked: Asked) -> Answer:
    found, words = asked.standings, _matters(asked)
    fields = [
        signed(),
        *(pledged_of(metric) for metric in Metric),
        text("due", "기한", lambda one: one.due, Nil.UNKNOWN),
        *(make(metric) for metric in Metric for make in (confirmed_of, press_of)),
        text("progress", "추진상황", lambda one: one.progress_name),
        text("issue", "쟁점", lambda one: words.get((one.agreement.pk, "issue"))),
        text("plan_ahead", "향후 계획", lambda one: words.get((one.agreement.pk, "plan"))),
    ]
    return Answer(
        tables=(table_of_each("status", "사업이행 현황", fields, found),),
        agreements=ids(found),
        unchecked=not_checked_for_a_year(found, asked.as_of),
    )


def _matters(asked: Asked) -> dict[tuple[int, str], str]:
    """Of each agreement the words typed last by the base day."""
    rows = Matter.objects.filter(agreement__in=asked.agreements, raised_on__lte=asked.as_of, is_none=False)
    return {(row.agreement_id, row.kind): row.what for row in rows.order_by("raised_on", "pk")}


QUESTION = Question(
    key="status-report",
    title="도에 낼 사업이행 현황은?",
    group=Group.REGISTER,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
