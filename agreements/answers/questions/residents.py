"""상담사 중 관내 거주자 비율 (부천 2011: 26.6%, 전주 2008: 225/280)."""

from agreements.answers.answer import Answer, Cell, Column, Row, Table, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year
from agreements.answers.listing import by_name, who
from agreements.answers.question import Group, Question, Takes
from agreements.rules.actual import Reading
from agreements.rules.metric import Metric
from agreements.rules.progress import rate
from agreements.standing import Standing

COLUMNS = (
    Column("staff", "인원", "명", adds=True),
    Column("residents", "관내 거주자", "명", adds=True),
    Column("share", "비율", "%", decimals=1),
)


def told(standing: Standing) -> tuple[Reading, int, bool] | None:
    """The highest rung of which residents were told, confirmed before reported; whether it is only reported."""
    jobs = standing.metrics[Metric.JOBS]
    for readings, is_press in ((jobs.approved, False), (jobs.reported, True)):
        for reading in readings.values():
            found = [report.residents for report in reading.reports]
            if all(residents is not None for residents in found):
                return reading, sum(residents or 0 for residents in found), is_press
    return None


def answer(asked: Asked) -> Answer:
    found = [(one, said) for one in by_name(asked.standings) if (said := told(one))]
    rows = [_row(one.agreement.key, who(one), [said], (one.agreement.pk,)) for one, said in found]
    behind = ids([one for one, _ in found])
    if rows:
        rows.insert(0, _row("sum", "계", [said for _, said in found], behind, is_sum=True))
    return Answer(
        tables=(Table("residents", "관내 거주자", "기업명", COLUMNS, tuple(rows)),),
        agreements=ids(asked.standings),
        unchecked=not_checked_for_a_year(asked.standings, asked.as_of),
        notes=("거주자를 밝힌 실적이 있는 협약만 셈",),
    )


def _row(
    key: str, label: str, said: list[tuple[Reading, int, bool]], behind: tuple[int, ...], *, is_sum: bool = False
) -> Row:
    staff, residents = sum(reading.said.low for reading, _, _ in said), sum(number for _, number, _ in said)
    is_press = any(press for _, _, press in said)
    values = (staff, residents, rate(residents, staff))
    agreement = None if is_sum else behind[0]
    return Row(key, label, tuple(Cell(v, is_press=is_press, behind=behind) for v in values), is_sum, agreement)


QUESTION = Question(
    key="residents",
    title="상담사 중 관내 거주자는 얼마인가?",
    group=Group.JOBS,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
