"""경력단절여성·청년·특성화고 채용은 (인천 2013)? Of the people confirmed, as far as somebody told it."""

from agreements.answers.answer import Answer, Cell, Column, Row, Table, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year
from agreements.answers.question import Group, Question, Takes
from agreements.models import ActualPart
from agreements.rules.composition import ORIGINS
from agreements.standing import Standing

COLUMNS = (Column("count", "협약", "건"), Column("people", "인원", "명"))
KINDS = [kind for kind in ActualPart.Kind if kind.value not in ORIGINS]


def answer(asked: Asked) -> Answer:
    found = asked.standings
    told = {kind: [one for one in found if kind.value in _parts(one)] for kind in KINDS}
    rows = tuple(_row(kind, ones) for kind, ones in told.items() if ones)
    return Answer(
        tables=(Table("groups", "고용형태·채용 대상별 인원(확인)", "구분", COLUMNS, rows),),
        agreements=ids(found),
        unchecked=not_checked_for_a_year(found, asked.as_of),
        notes=("구분은 서로 겹칠 수 있어 더하지 않음",) if rows else ("구분을 밝힌 확인 실적이 없음",),
    )


def _parts(one: Standing) -> dict[str, int]:
    return dict(one.jobs.composition.parts) if one.jobs.composition else {}


def _row(kind: ActualPart.Kind, ones: list[Standing]) -> Row:
    behind = ids(ones)
    people = sum(_parts(one)[kind.value] for one in ones)
    return Row(kind.value, str(kind.label), (Cell(len(ones), behind=behind), Cell(people, behind=behind)))


QUESTION = Question(
    key="target-groups",
    title="경력단절여성·청년·특성화고 채용은?",
    group=Group.JOBS,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
