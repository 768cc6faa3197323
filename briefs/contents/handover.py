"""업무 인계 목록: what an officer holds, what is open of it, what falls due, and who takes it over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from agreements.models import Agreement, CheckIn
from agreements.periods import Precision, last_day, official_day
from agreements.rules.progress import ENDED
from agreements.rules.rhythm import window
from agreements.standing import Standing, standings
from agreements.standing.check_in import CheckInStanding, check_in_standings
from agreements.standing.holdings import Holdings, holdings_of
from briefs.blocks import Block, Cell, Column, Heading, Line, Lines, Note, Notes, Paper, Row, Table
from briefs.contents import coming_due, unfinished
from briefs.contents.chosen import JOINED
from briefs.contents.coming_due import NEAR
from briefs.contents.fitted import fitted
from briefs.contents.legend import UNDATED, explained, kinds, star
from briefs.contents.listed import names
from briefs.contents.opening import paper_of
from briefs.contents.order import NotYetError, Order
from briefs.contents.sourced import sourced
from briefs.contents.wording import NOT_APPLICABLE, NOT_CHECKED, NOT_IN_SOURCE, day

ONLY_TODAY = "누가 무엇을 맡고 있는지는 오늘 것만 알 수 있습니다. 기준일을 오늘로 고쳐 다시 요청하십시오."
TITLE = "컨택센터 투자협약 업무 인계 목록(미결사항)"
DUES = f"협약·점검·보조금 기한({NEAR.days}일 안)"
MOST = 300
NO_DEPARTMENT = "부서 미지정"
NONE = "없음"
HELD = (
    Column("number", "연번"),
    Column("name", "기업명", align="text"),
    Column("signed", "체결일"),
    Column("progress", "추진상황"),
    Column("due", "기 한"),
    Column("checked", "최근 점검일"),
    Column("next", "다음 점검"),
)
SIGNED = (
    Column("role", "구 분", 16),
    Column("department", "소 속", 28),
    Column("name", "성 명", 28),
    Column("signature", "서 명", 28),
)


@dataclass(frozen=True)
class Desk:
    """What lies on it: ``asked`` are the check-ins of rounds that are not closed."""

    officer: User
    holdings: Holdings
    standings: tuple[Standing, ...]
    asked: tuple[CheckInStanding, ...]
    as_of: date

    @property
    def department(self) -> str:
        return self.officer.department.name if self.officer.department else NO_DEPARTMENT


def paper(order: Order) -> Paper:
    """Of today: who held what before is in the change records only."""
    if order.as_of != timezone.localdate() or order.known_at is not None:
        raise NotYetError(ONLY_TODAY)
    desk = _desk(order)
    opened = unfinished.unfinished(desk.officer, desk.holdings, desk.asked)
    dues = coming_due.coming_due(desk.standings, desk.asked, order.as_of)
    untils = [one.until for one in opened if one.until]
    late = sum(1 for until in untils if until < order.as_of)
    near = sum(1 for until in untils if order.as_of <= until <= order.as_of + NEAR)
    summary = (
        f"담당 협약 {desk.holdings.count:,}건, 미결사항 {len(opened):,}건",
        f"미결사항 중 기한 경과 {late:,}건·{NEAR.days}일 안 {near:,}건, {DUES} {len(dues):,}건",
    )
    blocks = (
        Heading("인계 개요"),
        Lines(_about(desk), is_labelled=True),
        *_held(order, desk),
        *_table("미결사항", "open", unfinished.COLUMNS, [unfinished.row_of(one, order.as_of) for one in opened]),
        *_table(DUES, "dues", coming_due.COLUMNS, [coming_due.row_of(number, one) for number, one in enumerate(dues)]),
        *order.written(),
        Heading("인계·인수 확인"),
        _signatures(desk),
    )
    department = desk.officer.department.name if desk.officer.department else ""
    contact = " · ".join(filter(None, (department, str(desk.officer))))
    drawn = paper_of(order, TITLE, desk.standings, blocks, summary, sourced(desk.standings))
    return replace(drawn, department=department, contact=contact)


def _desk(order: Order) -> Desk:
    officers = User.objects.visible_to(order.scope).select_related("department", "municipality")
    officer = officers.get(pk=order.subject.pk)
    holdings = holdings_of(officer, scope=order.scope, most=None)
    rows = Agreement.objects.filter(pk__in=[one.pk for one in holdings.agreements])
    held = list(rows.select_related(*JOINED).order_by("signed_on", "key"))
    asked = CheckIn.objects.filter(agreement__in=held, round__closing=None, round__opens_on__lte=order.as_of)
    joined = asked.select_related("round", "agreement", "party__organisation").order_by("round__due_on", "pk")
    return Desk(
        officer=officer,
        holdings=holdings,
        standings=tuple(standings(held, as_of=order.as_of, definition=order.definition or None)),
        asked=tuple(check_in_standings(list(joined), today=order.as_of)),
        as_of=order.as_of,
    )


def _about(desk: Desk) -> tuple[Line, ...]:
    """Of what is being written only how many: the words are nobody else's to see."""
    drafts = len(desk.holdings.drafts)
    lines = (
        Line(f"{desk.department} {desk.officer}", "인 계 자"),
        Line(official_day(desk.as_of), "기 준 일"),
        Line(f"협약 {desk.holdings.count:,}건", "담당업무"),
    )
    return (*lines, Line(f"{drafts:,}건(내용은 작성자만 볼 수 있음)", "임시저장")) if drafts else lines


def _held(order: Order, desk: Desk) -> tuple[Block, ...]:
    rows = [_agreement(number, one, desk) for number, one in enumerate(desk.standings, start=1)]
    blocks = _table("담당 협약", "held", HELD, rows, of=desk.holdings.count)
    cells = [cell for row in rows for cell in row.cells]
    words = [f"이행 판정 기준: {order.definition_name}", *kinds(cells)]
    rhythm = (
        f"다음 점검: 진행 중인 점검의 제출기한, 없으면 {order.municipality.get_rhythm_display()}마다 하는 점검의 시작일"
    )
    told = (*star(cells), Note("※", " / ".join(words)), Note("※", rhythm))
    return (*blocks, Notes(told)) if rows else blocks


def _agreement(number: int, one: Standing, desk: Desk) -> Row:
    cells = (
        Cell(str(number)),
        Cell(names(one)),
        Cell(day(one.agreement.signed) or UNDATED),
        Cell(one.progress_name),
        Cell(day(one.due) or NOT_IN_SOURCE, "*" if one.due and one.due_is_announced else ""),
        Cell(official_day(one.checked_on) if one.checked_on else NOT_CHECKED),
        Cell(_next_check(one, desk)),
    )
    return Row(one.agreement.key, cells, agreements=(one.agreement.pk,))


def _next_check(one: Standing, desk: Desk) -> str:
    """What is asked now; else the day on which the next period is asked about. Who ended is asked no more."""
    asked = [found for found in desk.asked if found.check_in.agreement_id == one.agreement.pk and found.is_open]
    if asked:
        return f"{official_day(asked[0].check_in.round.due_on)}({asked[0].state.label})"
    if one.progress in ENDED:
        return NOT_APPLICABLE
    rhythm: Any = one.agreement.municipality.rhythm
    begun = window(rhythm, desk.as_of).opens_on
    return official_day(last_day(begun, Precision(rhythm)) + timedelta(days=1))


def _table(
    name: str, key: str, columns: tuple[Column, ...], rows: Sequence[Row], *, of: int | None = None
) -> tuple[Block, ...]:
    """``of``: how many there are, where not all of them are rows."""
    whole = of or len(rows)
    if not rows:
        return (Heading(name, beside=NONE),)
    shown = tuple(rows[:MOST])
    many = f"{whole:,}건" if whole == len(shown) else f"{whole:,}건 중 {len(shown):,}건"
    table = Table(key, name, columns, shown)
    if key == "held":
        return (Heading(f"{name} {many}"), fitted(table))
    return (Heading(f"{name} {many}"), table, *explained(table))


def _signatures(desk: Desk) -> Table:
    """To be filled by hand."""
    rows = (_signature("인계자", desk.department, str(desk.officer)), _signature("인수자"), _signature("입회자"))
    return Table("signed", "인계·인수 확인", SIGNED, rows)


def _signature(role: str, department: str = "", name: str = "") -> Row:
    return Row(role, (Cell(role), Cell(department), Cell(name), Cell("")))
