"""이행 점검 결과 보고: what came in of a round, what it says, why not all of it, and what is to be done."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from agreements.models import Agreement, Receipt, Round, RoundClosing
from agreements.periods import official_day
from agreements.rules.metric import Metric
from agreements.rules.progress import rate as percent
from agreements.standing import Standing, Total, standings, total_of
from agreements.standing.check_in import State
from agreements.standing.round import RoundStanding, round_standings
from briefs.blocks import Block, Cell, Column, Heading, Line, Lines, Note, Notes, Paper, Part, Row, Table
from briefs.contents.chosen import JOINED
from briefs.contents.figures import WHOLE, metrics_of, of_metric, units_of
from briefs.contents.handed_in import CAME, STATES, HandedIn, handed_in
from briefs.contents.legend import explained, notes
from briefs.contents.listed import name, progress, table_of_each
from briefs.contents.opening import action, paper_of
from briefs.contents.order import MOST_ROWS, NotYetError, Order
from briefs.contents.said_in_round import TITLE as SAID
from briefs.contents.said_in_round import Asked, table_of_said
from briefs.contents.sourced import sourced
from briefs.contents.summed import people, table_of_whole
from briefs.contents.tables import by_name, districts
from briefs.contents.volume import Volume

TOO_EARLY = "조사 기준일보다 앞선 기준일입니다. {day} 또는 그 뒤의 날을 적으십시오."
NOBODY = "점검 대상 협약 없음"
OPEN = (State.MISSING, State.RETURNED, State.SUBMITTED, State.WAITING)
MOST_SAID = 6  # more of it is attached


def paper(order: Order) -> Paper:
    """Raises NotYetError for a day before the one that is looked at."""
    asked = Round.objects.visible_to(order.scope).select_related("municipality").get(pk=order.subject.pk)
    if order.as_of < asked.observed_to:
        raise NotYetError(TOO_EARLY.format(day=official_day(asked.observed_to)))
    seen_on = timezone.localdate(order.known_at)
    [told] = round_standings([asked], today=seen_on, known_at=order.known_at)
    found = _standings(told, order)
    handed = handed_in(told, found)
    said, count = table_of_said(Asked(told, handed, order.known_at, seen_on))
    return paper_of(
        order,
        f"{asked.name} 결과 보고",
        found,
        (
            Heading("점검 개요"),
            Lines(_about(order, told), is_labelled=True),
            *_blocks(order, told, found, _said(said, count)),
        ),
        _summary(order, told),
        sourced(found),
        attached=_attached(order, found, handed, said),
        is_landscape=False,
    )


def _standings(told: RoundStanding, order: Order) -> list[Standing]:
    rows = Agreement.objects.filter(pk__in={one.check_in.agreement_id for one in told.check_ins})
    found = standings(
        list(rows.select_related(*JOINED)),
        as_of=order.as_of,
        known_at=order.known_at,
        definition=order.definition or None,
    )
    return by_name(found)


def _summary(order: Order, told: RoundStanding) -> tuple[str, ...]:
    counts, whole = told.counts, told.count
    came = sum(counts[state] for state in CAME)
    if not whole:
        return (NOBODY,)
    first = f"{_asked(told)} 중 제출 {came:,}건({percent(came, whole)}%), 승인 {counts[State.APPROVED]:,}건"
    left = [f"{state.label} {counts[state]:,}건" for state in OPEN if counts[state]]
    return (first, f"{', '.join(left)}{action(order, '독촉·검토 필요')}" if left else "미제출·반려·검토 중 없음")


def _asked(told: RoundStanding) -> str:
    """Parties that promised by themselves are asked by themselves."""
    agreements = len({one.check_in.agreement_id for one in told.check_ins})
    return f"협약 {agreements:,}건" if agreements == told.count else f"협약 {agreements:,}건(당사자별 {told.count:,}건)"


def _about(order: Order, told: RoundStanding) -> tuple[Line, ...]:
    asked = told.round
    lines = [
        Line(f"{official_day(asked.observed_from)}~{official_day(asked.observed_to)}", "조사기간"),
        Line(f"{official_day(asked.opens_on)}~{official_day(asked.due_on)}{_closed(order, asked)}", "제출기간"),
        Line(f"{asked.municipality.name} {_asked(told) if told.count else NOBODY}", "점검대상"),
    ]
    ways = Counter(one.receipt.via for one in told.check_ins if one.receipt)
    names = dict(Receipt.Via.choices)
    came = ", ".join(f"{names[via]} {number:,}건" for via, number in ways.most_common())
    return (*lines, Line(came, "점검방법")) if came else tuple(lines)


def _closed(order: Order, asked: Round) -> str:
    by = Q(closed_at__lte=order.known_at) if order.known_at else Q()
    closing = RoundClosing.objects.filter(by, round=asked).first()
    return f"({official_day(timezone.localdate(closing.closed_at))} 마감)" if closing else ""


def _blocks(order: Order, told: RoundStanding, found: Sequence[Standing], said: tuple[Block, ...]) -> tuple[Block, ...]:
    if not told.count:
        return (Heading("제출 현황", beside=NOBODY), *order.written())
    whole = total_of(WHOLE, found, "whole")
    sums, states = table_of_whole(order, whole), _states(told)
    seen = f"제출 현황은 {order.known_on or '작성일'} 현재, 실적은 기준일 현재"
    return (
        Heading("제출 현황", unit=states.unit),
        states,
        Notes((Note("※", seen),)),
        Heading("총괄 결과", unit=sums.unit),
        sums,
        Notes((*people(whole), *notes(order, (sums,), whole))),
        *said,
        *order.written(),
    )


def _said(said: Table | None, count: int) -> tuple[Block, ...]:
    if said is None:
        return (Heading(SAID, beside="적힌 사유와 조치 없음"),)
    if len(said.rows) > MOST_SAID:
        return (Heading(SAID, beside=f"{count:,}건, 붙임 참조"),)
    return (Heading(SAID), said, *explained(said))


def _states(told: RoundStanding) -> Table:
    """계 first; every state, so that the parts are seen to add up."""
    columns = (
        Column("state", "구 분", 30),
        Column("count", "건 수", 20, "figure"),
        Column("share", "비 율", 20, "figure"),
    )
    rows = [_state(WHOLE, told.count, told, is_total=True)]
    rows += [_state(state.label, told.counts[state], told) for state in STATES]
    return Table("states", "제출 현황", columns, tuple(rows), "건, %")


def _state(label: str, number: int, told: RoundStanding, *, is_total: bool = False) -> Row:
    behind = [one.check_in.agreement_id for one in told.check_ins if is_total or one.state.label == label]
    cells = (Cell(label), Cell(f"{number:,}"), Cell(str(percent(number, told.count))))
    return Row(label, cells, is_total, tuple(dict.fromkeys(behind)))


def _attached(order: Order, found: Sequence[Standing], handed: HandedIn, said: Table | None) -> tuple[Part, ...]:
    if not found:
        return ()
    whole = total_of(WHOLE, found, "whole")
    word = order.municipality.district_word
    parts = [
        Part(districts(order, whole, handed.counts()), f"{word}별 점검 결과", is_landscape=True),
        Part(_companies(order, whole, handed), "기업별 점검 결과", is_landscape=True),
    ]
    if said and len(said.rows) > MOST_SAID:
        parts.append(Part((Heading(SAID), said, *explained(said)), SAID, is_landscape=True))
    return tuple(parts)


def _companies(order: Order, whole: Total, handed: HandedIn) -> tuple[Block, ...]:
    """Of each agreement where its submission stands, and what is known of it; those of a long round in part."""
    rows = [one for one in whole.standings if isinstance(one, Standing)][:MOST_ROWS]
    told = metrics_of(whole)
    metrics = [metric for metric in told if metric != Metric.INVESTMENT] or told
    of_metrics = (one for metric in metrics for one in of_metric(whole, metric, order.municipality.rate_word)[:3])
    figures = [name(), *handed.columns(), *of_metrics, progress()]
    table = table_of_each("companies", "기업별 점검 결과", figures, Volume(rows, whole), units_of(metrics))
    cut = f"{whole.count:,}건 중 {MOST_ROWS}건. 나머지는 기업별 이행표(권별)로 작성"
    left_out = (Note("※", cut),) if len(rows) < whole.count else ()
    return (Heading(table.title, unit=table.unit), table, Notes((*left_out, *notes(order, (table,), whole))))
