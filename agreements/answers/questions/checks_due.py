"""이번에 점검할 협약, 점검이 늦은 협약은 (광주: 분기별 점검)?"""

from agreements.answers.answer import Answer, Cell, Column, Row, Table, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year
from agreements.answers.listing import who
from agreements.answers.question import Group, Question, Takes
from agreements.models import CheckIn
from agreements.standing.check_in import CheckInStanding, check_in_standings

COLUMNS = (
    Column("round", "점검"),
    Column("party", "당사자"),
    Column("due", "제출기한"),
    Column("state", "상태"),
    Column("days_late", "지난 날", "일"),
)


def answer(asked: Asked) -> Answer:
    rows = CheckIn.objects.filter(agreement__in=asked.agreements, round__opens_on__lte=asked.as_of, round__closing=None)
    joined = rows.select_related("round", "agreement", "party__organisation").order_by("round__due_on", "agreement")
    names = {one.agreement.pk: who(one) for one in asked.standings}
    found = [one for one in check_in_standings(list(joined), today=asked.as_of) if one.check_in.agreement_id in names]
    return Answer(
        tables=(Table("check_ins", "진행 중인 점검", "기업명", COLUMNS, tuple(_row(one, names) for one in found)),),
        agreements=ids(asked.standings),
        unchecked=not_checked_for_a_year(asked.standings, asked.as_of),
        notes=("제출·승인 상태는 조회 시점의 것",),
    )


def _row(one: CheckInStanding, names: dict[int, str]) -> Row:
    asked_of, behind = one.check_in, (one.check_in.agreement_id,)
    cells = (
        Cell(str(asked_of.round), behind=behind),
        Cell(str(asked_of.party.organisation) if asked_of.party else None, behind=behind),
        Cell(asked_of.round.due_on, behind=behind),
        Cell(one.state.label, behind=behind),
        Cell(one.days_late, behind=behind),
    )
    return Row(f"check-in-{asked_of.pk}", names[asked_of.agreement_id], cells, agreement=asked_of.agreement_id)


QUESTION = Question(
    key="checks-due",
    title="점검할 협약, 점검이 늦은 협약은?",
    group=Group.FULFILMENT,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
