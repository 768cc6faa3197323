"""의무이행기간이 끝나는 날, 6개월 안에 끝나는 것은 (광주 §30, 청주 §27)?"""

from datetime import date, timedelta

from agreements.answers.answer import Answer, Cell, Column, Row, Table, ids
from agreements.answers.asked import Asked
from agreements.answers.listing import who
from agreements.answers.question import Group, Question, Takes
from agreements.models import SubsidyPayment
from agreements.rules.said import Said, Wording
from agreements.standing import Standing

SOON = timedelta(days=183)
COLUMNS = (
    Column("item", "항목"),
    Column("amount", "금액", "억원", decimals=2),
    Column("duty_ends_on", "의무 종료일"),
    Column("days", "남은 날", "일"),
    Column("is_soon", "6개월 안"),
)


def answer(asked: Asked) -> Answer:
    standings = {one.agreement.pk: one for one in asked.standings}
    rows = SubsidyPayment.objects.filter(agreement__in=asked.agreements).known_at(asked.known_at)
    lines = [line for line in rows if (line.decided_on or asked.as_of) <= asked.as_of]
    dated = sorted((line for line in lines if line.duty_ends_on), key=lambda line: (line.duty_ends_on, line.pk))
    coming = [line for line in dated if line.duty_ends_on and line.duty_ends_on >= asked.as_of]
    undated = len(lines) - len(dated)
    return Answer(
        tables=(
            Table("duties", "의무이행기간", "기업명", COLUMNS, tuple(_row(x, standings, asked.as_of) for x in coming)),
        ),
        agreements=ids(asked.standings),
        notes=(f"의무 종료일이 적히지 않은 지급 {undated}건은 셈에 없음",) if undated else (),
    )


def _row(line: SubsidyPayment, standings: dict[int, Standing], as_of: date) -> Row:
    behind = (line.agreement_id,)
    ends = line.duty_ends_on or as_of
    wording = Wording.ABOUT if line.is_about else Wording.EXACT
    cells = (
        Cell(str(line.get_item_display()), behind=behind),
        Cell(Said(line.amount_won, line.amount_won, wording), behind=behind),
        Cell(ends, behind=behind),
        Cell((ends - as_of).days, behind=behind),
        Cell("예" if ends <= as_of + SOON else "아니오", behind=behind),
    )
    return Row(f"payment-{line.pk}", who(standings[line.agreement_id]), cells, agreement=line.agreement_id)


QUESTION = Question(
    key="duty-ends",
    title="의무이행기간이 곧 끝나는 보조금은?",
    group=Group.MONEY,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
