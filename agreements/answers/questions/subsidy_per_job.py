"""일자리 1개당 든 보조금: what was paid by the jobs that were confirmed, never by those that were promised."""

from decimal import ROUND_HALF_UP, Decimal

from agreements.answers.answer import Answer, Cell, Column, Nil, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year
from agreements.answers.listing import Field, by_name, confirmed_of, press_of, table_of_each
from agreements.answers.question import Group, Question, Takes
from agreements.rules.metric import Metric
from agreements.rules.said import Said, Wording
from agreements.standing import Standing
from agreements.standing.money import Paid, paid


def answer(asked: Asked) -> Answer:
    ledger = paid(asked.agreements, known_at=asked.known_at)
    found = [one for one in by_name(asked.standings) if one.agreement.pk in ledger]
    fields = [
        paid_field(ledger),
        confirmed_of(Metric.JOBS),
        press_of(Metric.JOBS),
        Field(Column("won_per_job", "1명당", "원"), lambda one: per_job(one, ledger[one.agreement.pk])),
    ]
    return Answer(
        tables=(table_of_each("per_job", "일자리 1개당 보조금", fields, found),),
        agreements=ids(asked.standings),
        unchecked=not_checked_for_a_year(found, asked.as_of),
        notes=("지급 기록이 있는 협약만 셈", "1명당: 지급액 ÷ 확인한 고용 실적"),
    )


def paid_field(ledger: dict[int, Paid]) -> Field:
    def cell(one: Standing) -> Cell:
        found = ledger.get(one.agreement.pk)
        wording = Wording.ABOUT if found and found.is_about else Wording.EXACT
        return Cell(Said(found.won, found.won, wording) if found else None, behind=(one.agreement.pk,))

    return Field(Column("paid_won", "지급액", "억원", decimals=2), cell)


def per_job(one: Standing, found: Paid) -> Cell:
    people = one.jobs.confirmed.said.low if one.jobs.confirmed else 0
    won = (Decimal(found.won) / people).quantize(Decimal(1), ROUND_HALF_UP) if people else None
    nil = Nil.UNCHECKED if one.jobs.confirmed is None else Nil.NOT_APPLICABLE
    return Cell(won, nil, behind=(one.agreement.pk,))


QUESTION = Question(
    key="subsidy-per-job",
    title="일자리 1개당 든 보조금은?",
    group=Group.MONEY,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
