"""체결 2년이 지나도 개소하지 않은 협약은 (충북 2010: 168건, 222건)?"""

from agreements.answers.answer import Answer, Cell, Column, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year
from agreements.answers.listing import Field, pledged_of, signed, table_of_each, text, years_since
from agreements.answers.place import district
from agreements.answers.question import Group, Question, Takes
from agreements.models import Step
from agreements.periods import PartialDate
from agreements.rules.metric import Metric
from agreements.rules.progress import ENDED, Progress
from agreements.standing import Standing

YEARS = 2
OVER = {Progress.DONE, *ENDED}


def answer(asked: Asked) -> Answer:
    waiting = [one for one in asked.standings if _waits(one, asked)]
    found = sorted(waiting, key=lambda one: (one.agreement.signed_on, one.agreement.key))
    elapsed = Field(
        Column("elapsed", "경과", "년"), lambda one: Cell(years_since(one, asked.as_of), behind=(one.agreement.pk,))
    )
    fields = [
        signed(),
        elapsed,
        text("fitting_out", "입주 준비", lambda one: _day(one.fitting_out)),
        text("opening_planned", "개소 예정", lambda one: _day(one.opening_planned)),
        pledged_of(Metric.SEATS),
        pledged_of(Metric.JOBS),
        district(asked),
    ]
    return Answer(
        tables=(table_of_each("preparing", f"체결 {YEARS}년이 지난 미개소 협약", fields, found),),
        agreements=ids(asked.standings),
        unchecked=not_checked_for_a_year(found, asked.as_of),
        notes=(
            "체결일을 알고 개소 기록이 없으며 종결되지 않은 협약(기록이 없다는 것이며 개소하지 않았다는 뜻은 아님)",
        ),
    )


def _waits(one: Standing, asked: Asked) -> bool:
    years = years_since(one, asked.as_of)
    return years is not None and years >= YEARS and one.opened is None and one.progress not in OVER


def _day(step: Step | None) -> PartialDate | None:
    return step.on if step else None


QUESTION = Question(
    key="preparing",
    title="체결 2년이 지나도 개소하지 않은 협약은?",
    group=Group.FULFILMENT,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
