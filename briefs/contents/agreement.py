"""협약 한 건: what the one-page paper on an agreement says."""

from agreements.models import Agreement, Statement
from agreements.periods import official_day
from briefs.blocks import Block, Heading, Line, Lines, Note, Notes, Paper, Part, Table
from briefs.contents import duties as told_duties
from briefs.contents.about import overview, own_word, signing_line
from briefs.contents.fulfilment import fulfilment, lines, notes
from briefs.contents.gathered import Gathered, gather
from briefs.contents.judged import standing_line
from briefs.contents.order import UNWRITTEN, Order
from briefs.contents.parts import SourceList
from briefs.contents.wording import day


def paper(order: Order) -> Paper:
    """Raises NotYetError where the base day lies before the signing."""
    agreement = Agreement.objects.select_related(
        "municipality__region", "source", "district", "department", "officer"
    ).get(pk=order.subject.pk)
    gathered = gather(agreement, order.as_of, order.known_at, order.definition or None)
    issues, plans, sources = told_duties.issues(gathered), told_duties.plans(gathered), SourceList()
    blocks = _blocks(gathered, issues, plans, sources)
    return Paper(
        title=f"{agreement.name} 이행 현황",
        as_of=official_day(order.as_of),
        known_at=order.known_on,
        definition=gathered.standing.definition,
        definition_name=order.definition_name,
        register=agreement.municipality.name,
        disclosure=agreement.get_disclosure_display(),
        department=agreement.department.name if agreement.department else "",
        summary=(signing_line(gathered), standing_line(gathered)),
        parts=(Part(blocks),),
        sources=sources.lines(),
        contact=_contact(agreement),
        is_draft=not (issues and plans),
        is_one_page=True,
    )


def _blocks(
    gathered: Gathered, issues: tuple[Line, ...], plans: tuple[Line, ...], sources: SourceList
) -> tuple[Block, ...]:
    """In the order of the page, so that sources are numbered as they are met."""
    about = overview(gathered, sources)
    found = fulfilment(gathered, sources)
    under = lines(gathered, found, sources)
    duties = told_duties.duties(gathered, sources)
    table = found.table(gathered.agreement.pk) if found else None
    starred = _is_starred((*about, *under), table, duties)
    told: list[Block] = [Heading("협약 개요"), Lines(about, is_labelled=True)]
    told += _fulfilment(table, Lines(under), notes(gathered, found, starred=starred, sources=sources))
    told += [Heading("역할별 이행"), duties] if duties.rows else []
    told += _subsidies(told_duties.subsidies(gathered, sources))
    told += [Heading("쟁점 및 대응"), Lines(issues or UNWRITTEN), Heading("향후 계획"), Lines(plans or UNWRITTEN)]
    return (*told, Notes(_references(gathered, sources)))


def _fulfilment(table: Table | None, under: Lines, told_notes: tuple[Note, ...]) -> list[Block]:
    """Without figures there is no table, and the notes come last."""
    if table is None:
        return [Heading("협약 내용 및 이행 현황"), under, Notes(told_notes)]
    return [Heading("협약 내용 및 이행 현황", unit=table.unit), table, Notes(told_notes), under]


def _subsidies(paid: tuple[Line, ...]) -> list[Block]:
    return [Heading("보조금"), Lines(paid)] if paid else [Heading("보조금", beside=told_duties.NO_PAYMENT)]


def _is_starred(told: tuple[Line, ...], *tables: Table | None) -> bool:
    marks = any(cell.mark for table in tables if table for row in table.rows for cell in row.cells)
    return marks or any(line.text.endswith("*") or "*," in line.text for line in told)


def _references(gathered: Gathered, sources: SourceList) -> tuple[Note, ...]:
    """What is around the agreement and never its own figure."""
    told = []
    for topic, name in (
        (Statement.Topic.EXPECTATION, "기대·전망(협약사항 아님, 집계 제외)"),
        (Statement.Topic.WORK, "근무 조건"),
        (Statement.Topic.CONTEXT, "참고"),
        (Statement.Topic.TRADE, "업계 현황"),
    ):
        found = gathered.said(topic)
        if found:
            refs = sources.refs(*(statement.source for statement in found))
            told.append(Note("※", f"{name}: {'; '.join(statement.words for statement in found)}", refs))
    return (*_market(gathered, sources), *told)


def _market(gathered: Gathered, sources: SourceList) -> list[Note]:
    figure = gathered.market
    if figure is None:
        return []
    counts = [
        f"{figure.centres:,}개 센터" if figure.centres else "",
        f"상담석 {figure.seats:,}석" if figure.seats else "",
        f"상담사 {figure.agents:,}명" if figure.agents else "",
    ]
    told = ", ".join(count for count in counts if count)
    when = f"{day(figure.as_of)} 기준, {figure.count_basis}: 본 협약 실적 아님"
    return [Note("※", f"참고: {own_word(gathered)} 전체 {told}({when})", sources.refs(figure.source))]


def _contact(agreement: Agreement) -> str:
    who = [agreement.department.name if agreement.department else "", str(agreement.officer or "")]
    return " · ".join(part for part in who if part)
