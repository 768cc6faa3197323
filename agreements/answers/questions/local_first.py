"""지역인재 우선채용 조항이 있는 협약과 그 실적 (광주, 대전)."""

from agreements.answers.answer import Answer, Cell, Column, Nil, Row, Table, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year
from agreements.answers.listing import who
from agreements.answers.question import Group, Question, Takes
from agreements.answers.questions.residents import told
from agreements.models import Obligation, ObligationCheck
from agreements.rules.progress import rate
from agreements.standing import Standing

COLUMNS = (
    Column("words", "협약사항"),
    Column("result", "이행"),
    Column("residents_share", "관내 거주자", "%", decimals=1),
)


def answer(asked: Asked) -> Answer:
    duties = Obligation.objects.filter(agreement__in=asked.agreements, code=Obligation.Code.LOCAL_FIRST)
    results = _results(asked)
    by_agreement = {duty.agreement_id: duty for duty in duties.order_by("-position", "-pk")}
    found = [one for one in asked.standings if one.agreement.pk in by_agreement]
    rows = tuple(_row(one, by_agreement[one.agreement.pk], results) for one in found)
    return Answer(
        tables=(Table("local_first", "지역인재 우선채용", "기업명", COLUMNS, rows),),
        agreements=ids(asked.standings),
        unchecked=not_checked_for_a_year(found, asked.as_of),
    )


def _results(asked: Asked) -> dict[int, str]:
    checks = ObligationCheck.objects.filter(
        obligation__agreement__in=asked.agreements,
        obligation__code=Obligation.Code.LOCAL_FIRST,
        checked_on__lte=asked.as_of,
    )
    return {
        c.obligation_id: c.get_result_display() for c in checks.known_at(asked.known_at).order_by("checked_on", "pk")
    }


def _row(one: Standing, duty: Obligation, results: dict[int, str]) -> Row:
    behind = (one.agreement.pk,)
    residents = told(one)
    share = rate(residents[1], residents[0].said.low) if residents else None
    cells = (
        Cell(duty.words, behind=behind),
        Cell(results.get(duty.pk), Nil.UNCHECKED, behind=behind),
        Cell(share, is_press=bool(residents and residents[2]), behind=behind),
    )
    return Row(one.agreement.key, who(one), cells, agreement=one.agreement.pk)


QUESTION = Question(
    key="local-first",
    title="지역인재 우선채용 조항과 그 실적은?",
    group=Group.JOBS,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
