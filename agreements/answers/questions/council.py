"""체결 뒤 50일 안에 의회에 보고하고 해마다 점검하고 누리집에 공개했는가 (증평 조례, 전북 2023)?"""

from agreements.answers.answer import Answer, Cell, Column, Nil, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year, number_of
from agreements.answers.listing import Field, signed, table_of_each
from agreements.answers.question import Group, Question, Takes
from agreements.periods import years_before
from agreements.standing import Counted, Standing, is_unchecked_since

DAYS = 50
YES, NO = "예", "아니오"


def days_to_council(one: Counted) -> int | None:
    """None where either day is not known to the day."""
    agreement = one.agreement
    if agreement.signed_on is None or agreement.signed_precision != "day" or agreement.reported_to_council_on is None:
        return None
    return (agreement.reported_to_council_on - agreement.signed_on).days


def is_within(one: Counted) -> bool | None:
    days = days_to_council(one)
    return None if days is None else days <= DAYS


def answer(asked: Asked) -> Answer:
    found = asked.standings
    year_ago = years_before(asked.as_of, 1)

    def is_checked(one: Counted) -> bool:
        return not is_unchecked_since(one, year_ago)

    fields = [
        signed(),
        _day("reported_to_council_on", "의회 보고일"),
        Field(Column("days", "걸린 날", "일"), lambda one: Cell(days_to_council(one), behind=(one.agreement.pk,))),
        Field(
            Column("within_50_days", f"{DAYS}일 안 보고", "건"), _within, number_of(lambda one: is_within(one) is True)
        ),
        Field(
            Column("checked_within_12_months", "12개월 안 점검", "건"),
            lambda one: Cell(YES if is_checked(one) else NO, behind=(one.agreement.pk,)),
            number_of(is_checked),
        ),
        _day("published_on", "누리집 공개일"),
    ]
    return Answer(
        tables=(table_of_each("council", "의회 보고·점검·공개", fields, found),),
        agreements=ids(found),
        unchecked=not_checked_for_a_year(found, asked.as_of),
        notes=("미확인: 대장에 날짜가 없음",),
    )


def _within(one: Standing) -> Cell:
    told = is_within(one)
    return Cell(None if told is None else YES if told else NO, Nil.UNCHECKED, behind=(one.agreement.pk,))


def _day(name: str, label: str) -> Field:
    return Field(Column(name, label), lambda one: Cell(getattr(one.agreement, name), Nil.UNCHECKED))


QUESTION = Question(
    key="council",
    title="의회에 보고하고, 해마다 점검하고, 공개했는가?",
    group=Group.REGISTER,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
