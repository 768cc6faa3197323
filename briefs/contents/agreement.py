"""협약 한 건: what the one-page paper on an agreement says."""

from dataclasses import dataclass
from datetime import date, datetime

from agreements.models import Agreement, Organisation, Statement
from agreements.periods import official_day
from briefs.contents import duties as told_duties
from briefs.contents import fulfilment as told_fulfilment
from briefs.contents.gathered import Gathered, gather
from briefs.contents.judged import standing_line
from briefs.contents.overview import overview, own_word, signing_line
from briefs.contents.parts import Line, Note, SourceList
from briefs.contents.wording import day

SHORT_NAME = 3


@dataclass(frozen=True)
class AgreementPaper:
    title: str
    disclosure: str
    department: str
    as_of: str
    known_at: str
    definition: str
    summary: tuple[str, ...]
    overview: tuple[Line, ...]
    table: told_fulfilment.Table | None
    notes: tuple[Note, ...]
    lines: tuple[Line, ...]
    duties: tuple[told_duties.Duty, ...]
    duties_are_named: bool
    subsidies: tuple[Line, ...]
    issues: tuple[Line, ...]
    plans: tuple[Line, ...]
    references: tuple[Note, ...]
    sources: tuple[str, ...]
    contact: str

    @property
    def is_draft(self) -> bool:
        """Issued only when both are filled, or marked 해당 없음, by a person."""
        return not (self.issues and self.plans)


def agreement_paper(
    subject: Agreement | Organisation, *, as_of: date, known_at: datetime | None, definition: str | None = None
) -> AgreementPaper:
    """Raises NotYetSignedError where the base day lies before the signing."""
    agreement = Agreement.objects.select_related(
        "municipality__region", "source", "district", "department", "officer"
    ).get(pk=subject.pk)
    return _paper(gather(agreement, as_of, known_at, definition), known_at)


def _paper(gathered: Gathered, known_at: datetime | None) -> AgreementPaper:
    """The parts are told in the order of the page, so that sources are numbered as they are met."""
    agreement, sources = gathered.agreement, SourceList()
    about = overview(gathered, sources)
    table = told_fulfilment.table(gathered, sources)
    lines = told_fulfilment.lines(gathered, table, sources)
    duties = told_duties.duties(gathered, sources)
    starred = _is_starred(about, table, lines, duties)
    return AgreementPaper(
        title=f"{agreement.name} 이행 현황",
        disclosure=agreement.get_disclosure_display(),
        department=agreement.department.name if agreement.department else "",
        as_of=official_day(gathered.as_of),
        known_at=official_day(known_at.date()) if known_at else "",
        definition=gathered.standing.definition,
        summary=(signing_line(gathered), standing_line(gathered)),
        overview=about,
        table=table,
        lines=lines,
        notes=told_fulfilment.notes(gathered, table, starred=starred, sources=sources),
        duties=duties,
        duties_are_named=any(len(duty.whose) > SHORT_NAME for duty in duties),
        subsidies=told_duties.subsidies(gathered, sources),
        issues=told_duties.issues(gathered),
        plans=told_duties.plans(gathered),
        references=_references(gathered, sources),
        sources=sources.lines(),
        contact=_contact(agreement),
    )


def _is_starred(about: tuple[Line, ...], table: object, lines: tuple[Line, ...], duties: tuple[object, ...]) -> bool:
    marks = "mark='*'" in f"{table}{duties}"
    return marks or any(line.text.endswith("*") or "*," in line.text for line in (*about, *lines))


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
