"""요구자료 답변서: the answers frozen for a request, bound: what may be asked of them, what differs from before."""

from collections.abc import Sequence

from agreements.models import Inquiry, Reply
from agreements.periods import official_day
from briefs.blocks import Block, Cell, Column, Heading, Line, Lines, Note, Notes, Paper, Part, Row, Table
from briefs.contents import answered
from briefs.contents.order import NotYetError, Order
from briefs.contents.since_submitted import since_submitted
from briefs.contents.sourced import listed

NO_ANSWERS = "담은 답변이 없습니다. 질문과 답에서 답을 연 뒤 이 요구자료에 담고 다시 요청하십시오."
TOO_EARLY = "담은 답변의 기준일보다 앞선 기준일입니다. {day} 또는 그 뒤의 날을 적으십시오."
EXPECTED = "예상 질의·답변"
INSIDE = "내부 답변 준비용: 제출본에서는 뺄 것"
MORE = "외 "  # what an answer says of sources that it does not name
COLUMNS = (
    Column("number", "연번", 12),
    Column("question", "질 문", 44, "text"),
    Column("answer", "답 변", 80, "text"),
    Column("as_of", "기준일", 34),
)


def paper(order: Order) -> Paper:
    """As the answers were frozen; nothing is asked anew. Raises NotYetError where there are none."""
    inquiries = Inquiry.objects.visible_to(order.scope).select_related("municipality", "department", "officer")
    inquiry = inquiries.get(pk=order.subject.pk)
    replies = _in_force(inquiry, order)
    sources = listed(_sources(replies))
    department = inquiry.department.name if inquiry.department else ""
    blocks: tuple[Block, ...] = (
        Heading("요구 개요"),
        Lines(_about(inquiry), is_labelled=True),
        Heading("답변 요약"),
        _overview(replies),
        *order.written(),
    )
    bound = [*(_part(number, reply, order) for number, reply in enumerate(replies, start=1)), _expected(replies)]
    return Paper(
        title=f"{inquiry.title} 답변서",
        as_of=official_day(order.as_of),
        known_at=order.known_on,
        definition=order.own_definition,
        definition_name=order.definition_name,
        register=inquiry.municipality.name,
        disclosure="",
        department=department,
        summary=_summary(inquiry, replies),
        parts=(Part(blocks), *bound, *sources.parts()),
        sources=sources.lines(),
        contact=" · ".join(part for part in (department, str(inquiry.officer or "")) if part),
        is_draft=not order.is_written,
        has_contents_list=True,
    )


def _in_force(inquiry: Inquiry, order: Order) -> list[Reply]:
    """Those that none had replaced by the day of knowledge."""
    rows = inquiry.replies.filter(replaced_by__isnull=True)
    if order.known_at:
        rows = inquiry.replies.filter(drawn_at__lte=order.known_at).exclude(replaced_by__drawn_at__lte=order.known_at)
    replies = list(rows.select_related("inquiry__municipality").order_by("pk"))
    if not replies:
        raise NotYetError(NO_ANSWERS)
    last = max(reply.as_of for reply in replies)
    if order.as_of < last:
        raise NotYetError(TOO_EARLY.format(day=official_day(last)))
    return replies


def _sources(replies: Sequence[Reply]) -> list[str]:
    """Each once; that an answer leans on more than it names comes last."""
    named = list(dict.fromkeys(source for reply in replies for source in reply.contents["sources"]))
    unnamed = [source for source in named if source.startswith(MORE)]
    return [
        *(source for source in named if source not in unnamed),
        *(["그 밖에 협약마다 적은 출처"] if unnamed else []),
    ]


def _summary(inquiry: Inquiry, replies: Sequence[Reply]) -> tuple[str, ...]:
    due = f", 제출기한 {official_day(inquiry.due_on)}" if inquiry.due_on else ""
    days = sorted({reply.as_of for reply in replies})
    told = official_day(days[0]) if len(days) == 1 else f"{official_day(days[0])}~{official_day(days[-1])}"
    return (
        f"{inquiry.asker} 요구({official_day(inquiry.asked_on)}){due}",
        f"답변 {len(replies)}건, 답변 기준일 {told}",
    )


def _about(inquiry: Inquiry) -> tuple[Line, ...]:
    """A document number that the city's document system has not given yet is left to be filled in."""
    lines = (
        Line(f"{inquiry.asker}({inquiry.get_asker_kind_display()})", "요구기관"),
        Line(inquiry.number, "요구번호"),
        Line(official_day(inquiry.asked_on), "요 구 일"),
        Line(official_day(inquiry.due_on) if inquiry.due_on else "", "제출기한"),
        Line(official_day(inquiry.submitted_on) if inquiry.submitted_on else "", "제 출 일"),
    )
    return (*(line for line in lines if line.text), Line(inquiry.document_number, "문서번호"))


def _title(reply: Reply) -> str:
    return str(reply.contents["title"])


def _name(number: int) -> str:
    return f"답변 {number}"


def _overview(replies: Sequence[Reply]) -> Table:
    rows = tuple(
        Row(
            f"reply-{number}",
            (
                Cell(str(number)),
                Cell(_title(reply)),
                Cell(", ".join(answered.in_a_minute(reply.contents))),
                Cell(official_day(reply.as_of)),
            ),
        )
        for number, reply in enumerate(replies, start=1)
    )
    return Table("replies", "답변 요약", COLUMNS, rows)


def _part(number: int, reply: Reply, order: Order) -> Part:
    told, key = reply.contents, f"reply-{number}-"
    blocks = [
        Heading("대상 및 기준"),
        answered.conditions(told),
        *answered.tables(told, answered.nothing, key=key),
        *since_submitted(reply, order, key=f"{key}since"),
    ]
    return Part(
        tuple(blocks),
        f"{_name(number)}. {_title(reply)}",
        is_landscape=answered.is_wide(told),
        is_bound=True,
        as_of=official_day(reply.as_of),
    )


def _expected(replies: Sequence[Reply]) -> Part:
    """For whoever stands before the council: question, answer of a minute, table, what is asked then."""
    blocks: list[Block] = [Notes((Note("※", INSIDE),))]
    for number, reply in enumerate(replies, start=1):
        blocks += [Heading(f"{number}. {_title(reply)}"), Lines(_answer(number, reply))]
    return Part(tuple(blocks), EXPECTED, is_bound=True)


def _answer(number: int, reply: Reply) -> tuple[Line, ...]:
    told = reply.contents
    counted = [f"기준일 {official_day(reply.as_of)}", f"이행 판정 기준 {told['asked']['이행 판정 기준']}"]
    counted += [answered.unchecked(told)] if told["count"] else []
    first, *others = answered.in_a_minute(told)
    return (
        Line(first, "(답변)", subs=tuple(map(Line, others))),
        Line(", ".join(counted), "(기준)"),
        Line(f"{_name(number)} {', '.join(table['title'] for table in told['tables'])}", "(근거)"),
        Line(answered.asked_next(told), "(추가 질의)"),
    )
