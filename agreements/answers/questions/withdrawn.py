"""철회·무산·실효된 협약의 사유별 건수와 금액은 (전남, 전북)?"""

from typing import Any

from agreements.answers.answer import Answer, Column, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import (
    Columns,
    Make,
    chart_of,
    count,
    not_checked_for_a_year,
    number_of,
    pledged,
    table_of,
)
from agreements.answers.listing import signed, table_of_each, text
from agreements.answers.question import Group, Question, Takes
from agreements.models import Outcome
from agreements.rules.metric import Metric
from agreements.rules.progress import PROGRESS_NAMES, Progress
from agreements.standing import total_of, totals_by

ENDS = (Progress.WITHDRAWN, Progress.LAPSED, Progress.ELSEWHERE, Progress.CLOSED)
REASONS = list(Outcome.ReasonCode)


def so(progress: Progress) -> Make:
    return number_of(lambda one: one.progress == progress)


COLUMNS: Columns = [
    (Column("count", "협약", "건", adds=True), count),
    *((Column(p.value, PROGRESS_NAMES[p], "건", adds=True), so(p)) for p in ENDS),
    (Column("seats_pledged", "상담석 협약", "석", adds=True), pledged(Metric.SEATS)),
    (Column("jobs_pledged", "고용 협약", "명", adds=True), pledged(Metric.JOBS)),
    (Column("investment_pledged", "투자액 협약", "억원", adds=True, decimals=1), pledged(Metric.INVESTMENT)),
]
FIELDS = [
    signed(),
    text("progress", "추진상황", lambda one: one.progress_name),
    text("day", "날짜", lambda one: one.outcome.on if one.outcome else None),
    text("reason", "사유", lambda one: one.outcome.get_reason_code_display() if one.outcome else None),
    text("words", "내용", lambda one: one.outcome.words if one.outcome else None),
]


def reason(one: Any) -> tuple[int, str]:
    code = Outcome.ReasonCode(one.outcome.reason_code) if one.outcome else Outcome.ReasonCode.OTHER
    return REASONS.index(code), str(code.label)


def answer(asked: Asked) -> Answer:
    found = [one for one in asked.standings if one.progress in ENDS]
    reasons = table_of("reasons", "사유별", "사유", COLUMNS, totals_by(found, reason), total_of("계", found))
    return Answer(
        tables=(reasons, table_of_each("agreements", "협약별", FIELDS, found)),
        agreements=ids(asked.standings),
        chart=chart_of("사유별 협약", reasons, {"count": "협약"}),
        unchecked=not_checked_for_a_year(found, asked.as_of),
    )


QUESTION = Question(
    key="withdrawn",
    title="철회·실효·타 지역·폐업된 협약의 사유는?",
    group=Group.FULFILMENT,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
