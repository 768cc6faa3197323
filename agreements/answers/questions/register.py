"""시가 맺은 협약의 전체 목록(부서별): held against the list a council was given (전남: 1,041 and 1,440)."""

from agreements.answers.answer import Answer, Column, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import Columns, count, not_checked_for_a_year, table_of
from agreements.answers.listing import pledged_of, signed, table_of_each, text
from agreements.answers.place import district
from agreements.answers.question import Group, Question, Takes
from agreements.rules.metric import Metric
from agreements.standing import Counted, Standing, total_of, totals_by

COLUMNS: Columns = [(Column("count", "협약", "건", adds=True), count)]


def names(one: Standing) -> str:
    parties = one.companies or one.parties
    return ", ".join(dict.fromkeys(str(party.organisation) for party in parties))


def answer(asked: Asked) -> Answer:
    def department(one: Counted) -> tuple[tuple[bool, str], str]:
        found, register = one.agreement.department, one.agreement.municipality
        if found is None:
            return (True, ""), "부서 미지정"
        name = str(found) if asked.municipality else f"{register} {found}"
        return (False, name), name

    found = asked.standings
    fields = [
        signed(),
        text("companies", "기업", names),
        text("kind", "종류", lambda one: one.agreement.get_kind_display()),
        text("form", "형태", lambda one: one.agreement.get_form_display()),
        district(asked),
        *(pledged_of(metric) for metric in Metric),
        text("department", "담당 부서", lambda one: str(one.agreement.department or "")),
        text("progress", "추진상황", lambda one: one.progress_name),
    ]
    whole = total_of("계", found)
    return Answer(
        tables=(
            table_of_each("register", "협약 목록", fields, found),
            table_of("departments", "부서별", "담당 부서", COLUMNS, totals_by(found, department), whole),
        ),
        agreements=ids(found),
        unchecked=not_checked_for_a_year(found, asked.as_of),
    )


QUESTION = Question(
    key="register",
    title="협약 전체 목록과 부서별 건수는?",
    group=Group.REGISTER,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
