"""건물별 입주 센터와 빈 자리 (빛고을고객센터 9층 등; 청주 전수조사)."""

from django.db.models import Prefetch

from agreements.answers.answer import Answer, Cell, Column, Nil, Row, Table
from agreements.answers.asked import Asked
from agreements.answers.question import Group, Question, Takes
from agreements.models import Building, Centre, Step
from agreements.rules.progress import Progress
from agreements.standing.place import free_in, is_closed, openings

COLUMNS = (
    Column("city", "지자체"),
    Column("centres", "센터", "개"),
    Column("running", "운영 중", "개"),
    Column("spaces", "공간", "개"),
    Column("free_spaces", "빈 공간", "개"),
    Column("free_seats", "빈 자리", "석"),
)


def answer(asked: Asked) -> Answer:
    steps = Step.objects.filter(kind=Step.Kind.OPENED).known_at(asked.known_at)
    centres = Centre.objects.visible_to(asked.scope).select_related("agreement")
    centres = centres.prefetch_related(Prefetch("agreement__steps", steps, to_attr="openings"))
    rows = asked.rows(Building.objects.all()).prefetch_related("spaces", Prefetch("centres", centres))
    if asked.district:
        rows = rows.filter(district=asked.district)
    closed = {one.agreement.pk for one in asked.standings if one.progress == Progress.CLOSED}
    found = [_row(building, asked, closed) for building in rows.select_related("municipality")]
    return Answer(
        tables=(Table("buildings", "건물별 현황", "건물", COLUMNS, tuple(found)),),
        agreements=(),
        notes=("운영 중: 기준일까지 개소하고 닫지 않은 센터", "빈 공간: 입주 가능일이 적힌 공간만 셈"),
    )


def _row(building: Building, asked: Asked, closed: set[int]) -> Row:
    centres = list(building.centres.all())
    running = [one for one in centres if _is_running(one, asked, closed)]
    free = free_in(building, as_of=asked.as_of)
    cells = (
        Cell(str(building.municipality)),
        Cell(len(centres), behind=_behind(centres)),
        Cell(len(running), behind=_behind(running)),
        Cell(len(building.spaces.all())),
        Cell(free.spaces if free else None, Nil.UNCHECKED),
        Cell(free.seats if free else None, Nil.UNCHECKED),
    )
    return Row(f"building-{building.pk}", building.name, cells)


def _is_running(centre: Centre, asked: Asked, closed: set[int]) -> bool:
    told = [one for one in openings(centre) if not one.is_planned]
    is_open = any(one.on.last_day is None or one.on.last_day <= asked.as_of for one in told)
    return is_open and not is_closed(centre, as_of=asked.as_of) and centre.agreement_id not in closed


def _behind(centres: list[Centre]) -> tuple[int, ...]:
    return tuple(sorted({one.agreement_id for one in centres if one.agreement_id}))


QUESTION = Question(
    key="buildings",
    title="건물별 입주 센터와 빈 자리는?",
    group=Group.PLACE,
    answer=answer,
    takes=frozenset({Takes.DISTRICT}),
)
