"""기업·기관 카드: names through time, what it is, whom it belongs to, its agreements, centres and programmes."""

from collections.abc import Sequence
from datetime import date, datetime

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
from briefs.blocks import Block, Cell, Column, Heading, Line, Lines, Note, Notes, Paper, Part, Row, Table
from briefs.contents.fulfilment import PRESS_NOTE
from briefs.contents.order import Order
from briefs.contents.parts import SourceList
from briefs.contents.wording import NOT_APPLICABLE, NOT_CHECKED, day, when_said

MANY = 40
COLUMNS = (
    Column("name", "협약명", 24, "text"),
    Column("signed", "체결일", 16),
    Column("seats", "협약", 9, group="상담석"),
    Column("seats_actual", "실적", 9, group="상담석"),
    Column("jobs", "협약", 9, group="고용"),
    Column("jobs_actual", "실적", 9, group="고용"),
    Column("due", "기 한", 14.5),
    Column("progress", "추진상황", 13.5),
)
PROGRAMME_COLUMNS = (
    Column("name", "사업명", 30, "text"),
    Column("target", "대 상", 20),
    Column("place", "장 소", 14),
    Column("content", "내 용", 36, "text"),
)


def paper(order: Order) -> Paper:
    organisation = Organisation.objects.select_related("municipality").get(pk=order.subject.pk)
    sources = SourceList()
    told = _statements(organisation, order.known_at)
    rows = _standings(organisation, order)
    blocks = [
        *_named("개요", _overview(organisation, told, sources), is_labelled=True),
        *_named("구성원·계열", members := _members(organisation, sources)),
        *_agreements(rows, order),
        *_named("센터와 역할", centres := _centres(organisation, sources)),
        *_programmes(programmes := list(organisation.programmes.select_related("source")), sources),
        *_named("지원사업 이용", _uses(organisation, order.as_of, sources)),
        *_named("참고", _around(told, sources)),
        *order.written(),
    ]
    return Paper(
        title=f"{organisation.name} 현황",
        as_of=official_day(order.as_of),
        known_at=order.known_on,
        definition=order.own_definition,
        definition_name=order.definition_name,
        register=organisation.municipality.name,
        disclosure="",
        department="",
        summary=_summary(organisation, rows, members, centres, programmes),
        parts=(Part(tuple(blocks)),),
        sources=sources.lines(),
        contact="",
        is_draft=not order.is_written,
        is_one_page=True,
    )


def _named(name: str, lines: tuple[Line, ...], *, is_labelled: bool = False) -> tuple[Block, ...]:
    """Nothing where there are no lines."""
    return (Heading(name), Lines(lines, is_labelled)) if lines else ()


def _standings(organisation: Organisation, order: Order) -> list[Standing]:
    found = Agreement.objects.standing().filter(parties__organisation=organisation).distinct()
    agreements = list(found.select_related("municipality", "source", "district"))
    return standings(agreements, as_of=order.as_of, known_at=order.known_at, definition=order.definition or None)


def _statements(organisation: Organisation, known_at: datetime | None) -> list[Statement]:
    return list(organisation.statements.known_at(known_at).select_related("source").order_by("topic", "pk"))


def _summary(
    organisation: Organisation, rows: list[Standing], members: tuple[Line, ...], *others: Sequence[object]
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


def _agreements(rows: list[Standing], order: Order) -> tuple[Block, ...]:
    if not rows:
        return ()
    table = Table("agreements", "협약 및 이행 현황", COLUMNS, tuple(_row(one) for one in rows[:MANY]), "석, 명")
    return (Heading("협약 및 이행 현황", unit=table.unit), table, Notes(_notes(table, len(rows), order)))


def _row(standing: Standing) -> Row:
    due = standing.due
    cells = (
        Cell(standing.agreement.name),
        Cell(str(standing.agreement.signed) or standing.agreement.signed.words or "미상"),
        _promised(standing, Metric.SEATS),
        _confirmed(standing, Metric.SEATS),
        _promised(standing, Metric.JOBS),
        _confirmed(standing, Metric.JOBS),
        Cell(day(due), "*" if standing.due_is_announced else "") if due.is_known else Cell(NOT_APPLICABLE),
        Cell(standing.progress_name),
    )
    return Row(standing.agreement.key, cells, agreements=(standing.agreement.pk,))


def _promised(standing: Standing, metric: Metric) -> Cell:
    promise = standing.metrics[metric].promise
    if promise is None:
        return Cell(NOT_APPLICABLE)
    return Cell(in_table(promise.said, metric), "*" if promise.is_announced else "")


def _confirmed(standing: Standing, metric: Metric) -> Cell:
    found = standing.metrics[metric]
    if found.confirmed:
        return Cell(in_table(found.confirmed.said, metric))
    return Cell(NOT_CHECKED if found.promise else NOT_APPLICABLE)


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


def _programmes(programmes: list[Programme], sources: SourceList) -> tuple[Block, ...]:
    if not programmes:
        return ()
    rows = tuple(_programme(programme, sources) for programme in programmes)
    return (Heading("지원사업"), Table("programmes", "지원사업", PROGRAMME_COLUMNS, rows))


def _programme(programme: Programme, sources: SourceList) -> Row:
    cells = (
        Cell(programme.name, refs=sources.refs(programme.source)),
        Cell(programme.target_group or NOT_APPLICABLE),
        Cell(programme.place or NOT_APPLICABLE),
        Cell(_content(programme)),
    )
    return Row(programme.name, cells)


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


def _notes(table: Table, count: int, order: Order) -> tuple[Note, ...]:
    """Kinds of nothing are told only where they stand in the table."""
    cells = [cell for row in table.rows for cell in row.cells]
    values = {cell.text for cell in cells}
    words = [f"이행 판정 기준: {order.definition_name}"]
    words += ["미확인은 0이 아님"] if NOT_CHECKED in values else []
    words += ["-: 해당 없음"] if NOT_APPLICABLE in values else []
    notes = [Note("*", PRESS_NOTE)] if any(cell.mark for cell in cells) else []
    notes.append(Note("※", " / ".join(words)))
    if count > MANY:
        notes.append(Note("※", f"외 {count - MANY}건은 대장에서 확인"))
    return tuple(notes)
