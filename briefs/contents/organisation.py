"""기업·기관 카드: names through time, what it is, whom it belongs to, its agreements, centres and programmes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Municipality
from agreements.models import (
    Agreement,
    CentreRole,
    CentreSystem,
    Membership,
    Organisation,
    Programme,
    ProgrammeUse,
    Statement,
)
from agreements.periods import official_day
from agreements.rules.amount import in_table, in_won
from agreements.rules.metric import Metric
from agreements.standing import Standing, standings
from briefs.contents.parts import Line, Note, SourceList
from briefs.contents.wording import NOT_APPLICABLE, NOT_CHECKED, day, when_said

MANY = 40


@dataclass(frozen=True)
class AgreementRow:
    name: str
    signed: str
    seats: str
    seats_actual: str
    jobs: str
    jobs_actual: str
    due: str
    progress: str


@dataclass(frozen=True)
class ProgrammeRow:
    name: str
    target: str
    place: str
    content: str
    refs: str


@dataclass(frozen=True)
class OrganisationPaper:
    title: str
    as_of: str
    known_at: str
    definition: str
    definition_name: str
    register: str
    summary: tuple[str, ...]
    overview: tuple[Line, ...]
    members: tuple[Line, ...]
    agreements: tuple[AgreementRow, ...]
    more_agreements: int
    centres: tuple[Line, ...]
    programmes: tuple[ProgrammeRow, ...]
    uses: tuple[Line, ...]
    statements: tuple[Line, ...]
    notes: tuple[Note, ...]
    sources: tuple[str, ...]

    @property
    def is_draft(self) -> bool:
        """A card states what is recorded; nobody has to write anything on it."""
        return False


def organisation_paper(
    subject: Agreement | Organisation, *, as_of: date, known_at: datetime | None, definition: str | None = None
) -> OrganisationPaper:
    organisation = Organisation.objects.select_related("municipality").get(pk=subject.pk)
    sources = SourceList()
    own = definition or organisation.municipality.fulfilment_definition
    told = _statements(organisation, known_at)
    rows = _standings(organisation, as_of, known_at, definition)
    about = _overview(organisation, told, sources)
    members = _members(organisation, sources)
    centres = _centres(organisation, sources)
    programmes = _programmes(organisation, sources)
    return OrganisationPaper(
        title=f"{organisation.name} 현황",
        as_of=official_day(as_of),
        known_at=official_day(known_at.date()) if known_at else "",
        definition=own,
        definition_name=Municipality.Definition(own).label,
        register=organisation.municipality.name,
        summary=_summary(organisation, rows, members, centres, programmes),
        overview=about,
        members=members,
        agreements=tuple(_row(standing) for standing in rows[:MANY]),
        more_agreements=max(0, len(rows) - MANY),
        centres=centres,
        programmes=programmes,
        uses=_uses(organisation, as_of, sources),
        statements=_around(told, sources),
        notes=_notes(rows, own),
        sources=sources.lines(),
    )


def _standings(
    organisation: Organisation, as_of: date, known_at: datetime | None, definition: str | None
) -> list[Standing]:
    found = Agreement.objects.standing().filter(parties__organisation=organisation).distinct()
    agreements = list(found.select_related("municipality", "source", "district"))
    return standings(agreements, as_of=as_of, known_at=known_at, definition=definition)


def _statements(organisation: Organisation, known_at: datetime | None) -> list[Statement]:
    return list(organisation.statements.known_at(known_at).select_related("source").order_by("topic", "pk"))


def _summary(
    organisation: Organisation, rows: list[Standing], members: tuple[Line, ...], *others: tuple[object, ...]
) -> tuple[str, ...]:
    """Counts of what the card holds; what is not recorded is not mentioned."""
    names = ("센터", "지원사업")
    counts = [f"협약 {len(rows)}건"] if rows else []
    counts += [f"{name} {len(found)}건" for name, found in zip(names, others, strict=True) if found]
    first = [organisation.get_kind_display()]
    first += [f"옛 이름 {name.name}" for name in organisation.former_names.all()]
    first += [line.text for line in members[:1]]
    return (", ".join(first), ", ".join(counts) if counts else "협약·센터 기록 없음")


def _overview(organisation: Organisation, told: list[Statement], sources: SourceList) -> tuple[Line, ...]:
    names = [(name.name, day(name.until), name.source) for name in organisation.former_names.select_related("source")]
    lines = [Line(organisation.name, "이 름")]
    if names:
        text = ", ".join(f"{name}({until} 변경)" if until else name for name, until, _ in names)
        lines.append(Line(text, "옛 이름", sources.refs(*(source for _, _, source in names))))
    if organisation.business_number:
        number = organisation.business_number
        lines.append(Line(f"{number[:3]}-{number[3:5]}-{number[5:]}", "사업자번호"))
    lines += [
        Line(_dated(statement), "", sources.refs(statement.source))
        for statement in told
        if statement.topic == Statement.Topic.PROFILE
    ]
    return tuple(lines)


def _dated(statement: Statement) -> str:
    when = when_said(statement.as_of)
    return f"{statement.words}({when})" if when and when not in statement.words else statement.words


def _members(organisation: Organisation, sources: SourceList) -> tuple[Line, ...]:
    """Its members first, then those it belongs to. People are counted, never named."""
    own = list(organisation.memberships.select_related("member", "source"))
    above = list(organisation.memberships_elsewhere.select_related("organisation", "source"))
    lines = []
    for relation in Membership.Relation:
        found = [row for row in own if row.relation == relation]
        if found:
            text = f"{relation.label} {', '.join(_member(row) for row in found)}"
            lines.append(Line(text, "", sources.refs(*(row.source for row in found))))
    lines += [
        Line(f"{row.organisation.name}의 {row.get_relation_display()}", "", sources.refs(row.source)) for row in above
    ]
    return tuple(lines)


def _member(row: Membership) -> str:
    if row.member:
        return row.member.name
    unit = "명" if row.member_kind == Membership.MemberKind.INDIVIDUAL else "개"
    return f"{row.get_member_kind_display()} {row.count:,}{unit}"


def _row(standing: Standing) -> AgreementRow:
    return AgreementRow(
        name=standing.agreement.name,
        signed=str(standing.agreement.signed) or standing.agreement.signed.words or "미상",
        seats=_promised(standing, Metric.SEATS),
        seats_actual=_confirmed(standing, Metric.SEATS),
        jobs=_promised(standing, Metric.JOBS),
        jobs_actual=_confirmed(standing, Metric.JOBS),
        due=day(standing.due) + ("*" if standing.due_is_announced else "") if standing.due.is_known else NOT_APPLICABLE,
        progress=standing.progress_name,
    )


def _promised(standing: Standing, metric: Metric) -> str:
    promise = standing.metrics[metric].promise
    if promise is None:
        return NOT_APPLICABLE
    return in_table(promise.said, metric) + ("*" if promise.is_announced else "")


def _confirmed(standing: Standing, metric: Metric) -> str:
    found = standing.metrics[metric]
    if found.confirmed:
        return in_table(found.confirmed.said, metric)
    return NOT_CHECKED if found.promise else NOT_APPLICABLE


def _centres(organisation: Organisation, sources: SourceList) -> tuple[Line, ...]:
    roles = CentreRole.objects.standing().filter(organisation=organisation).select_related("centre", "source")
    systems = CentreSystem.objects.standing().filter(vendor=organisation).select_related("centre", "source")
    lines = [Line(_role(role), f"({role.get_role_display()})", sources.refs(role.source)) for role in roles]
    return tuple(lines + [Line(_system(row), "(시스템 구축)", sources.refs(row.source)) for row in systems])


def _role(role: CentreRole) -> str:
    days = [official_day(role.from_on) if role.from_on else "", official_day(role.to_on) if role.to_on else ""]
    return f"{role.centre.name}({'~'.join(days)})" if any(days) else role.centre.name


def _system(row: CentreSystem) -> str:
    low, high = row.cost_low_won, row.cost_high_won
    cost = "" if low is None or high is None else in_won(low) if low == high else f"{in_won(low)}~{in_won(high)}"
    when = f"{day(row.installed)} 구축" if row.installed.is_known else ""
    told = ", ".join(part for part in (when, cost) if part)
    return f"{row.centre.name}({told})" if told else row.centre.name


def _programmes(organisation: Organisation, sources: SourceList) -> tuple[ProgrammeRow, ...]:
    programmes: Iterable[Programme] = organisation.programmes.select_related("source")
    return tuple(
        ProgrammeRow(
            name=programme.name,
            target=programme.target_group or NOT_APPLICABLE,
            place=programme.place or NOT_APPLICABLE,
            content=_content(programme),
            refs=sources.refs(programme.source),
        )
        for programme in programmes
    )


def _content(programme: Programme) -> str:
    began = f"{day(programme.began)} 시작" if programme.began.is_known or programme.began.words else ""
    return ", ".join(part for part in (programme.content, began) if part) or NOT_APPLICABLE


def _uses(organisation: Organisation, as_of: date, sources: SourceList) -> tuple[Line, ...]:
    """Programmes it used, and those of its own that others used."""
    used = ProgrammeUse.objects.standing().filter(organisation=organisation, used_on__lte=as_of)
    lent = ProgrammeUse.objects.standing().filter(programme__operator=organisation, used_on__lte=as_of)
    rows = (used | lent).select_related("programme", "organisation", "obligation", "source").order_by("used_on", "pk")
    return tuple(Line(_use(row, organisation), "", sources.refs(row.source)) for row in rows)


def _use(row: ProgrammeUse, card: Organisation) -> str:
    who = "" if row.organisation_id == card.pk else f"{row.organisation.name}, "
    people = f" {row.people:,}명" if row.people else ""
    duty = f"(관련 협약사항: {row.obligation.words})" if row.obligation else ""
    return f"{official_day(row.used_on)} {who}{row.programme.name}{people}{duty}"


def _around(told: list[Statement], sources: SourceList) -> tuple[Line, ...]:
    """업계 현황 and other things said around it: 참고, never a figure of its own."""
    found = [s for s in told if s.topic != Statement.Topic.PROFILE]
    return tuple(Line(_dated(s), "", sources.refs(s.source)) for s in found)


def _notes(rows: list[Standing], definition: str) -> tuple[Note, ...]:
    if not rows:
        return ()
    words = [f"이행 판정 기준: {Municipality.Definition(definition).label}"]
    shown = [_row(standing) for standing in rows[:MANY]]
    if any(NOT_CHECKED in (row.seats_actual, row.jobs_actual) for row in shown):
        words.append("미확인은 0이 아님")
    if any(NOT_APPLICABLE in (row.seats, row.jobs, row.due) for row in shown):
        words.append("-: 해당 없음")
    notes = [Note("※", " / ".join(words))]
    if any("*" in f"{row.seats}{row.jobs}{row.due}" for row in shown):
        notes.insert(0, Note("*", "언론 보도 내용으로 협약서 명시 여부 확인 필요"))
    return tuple(notes)
