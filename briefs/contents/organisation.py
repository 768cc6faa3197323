"""기업·기관 카드, for tomorrow's meeting: what it is, what it promised and did, what it was paid, what is open."""

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
from agreements.rules.amount import in_won
from agreements.standing import Standing, Total, standings, total_of
from briefs.blocks import Block, Cell, Column, Heading, Line, Lines, Paper, Part, Row, Table
from briefs.contents.agreed import agreed
from briefs.contents.chosen import JOINED, known
from briefs.contents.figures import WHOLE
from briefs.contents.meeting import matters, subsidies, waiting
from briefs.contents.opening import contact_of, disclosure, of_all, overdue, reached
from briefs.contents.order import Order
from briefs.contents.parts import SourceList
from briefs.contents.unfinished import Open
from briefs.contents.wording import NOT_APPLICABLE, day, when_said

ONE_LINE = 60
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
    whole, opened = total_of(WHOLE, rows), waiting(organisation, order, rows)
    blocks = [
        *_named("개요", _overview(organisation, told, sources), is_labelled=True),
        *_named("구성원·계열", members := _members(organisation, sources)),
        *(agreed(order, whole, rows, sources) if rows else ()),
        *(subsidies(organisation, order, rows, sources) if rows else ()),
        *(matters(opened, order, is_named=len(rows) > 1) if rows else ()),
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
        disclosure=disclosure(rows),
        department=of_all([str(one.agreement.department or "") for one in rows]),
        summary=_agreed(whole, opened, order) if rows else _summary(organisation, members, centres, programmes),
        parts=(Part(tuple(blocks)),),
        sources=sources.lines(),
        contact=contact_of(rows),
        is_draft=not order.is_written,
        is_one_page=True,
    )


def _named(name: str, lines: tuple[Line, ...], *, is_labelled: bool = False) -> tuple[Block, ...]:
    """Nothing where there are no lines."""
    return (Heading(name), Lines(lines, is_labelled)) if lines else ()


def _standings(organisation: Organisation, order: Order) -> list[Standing]:
    found = known(Agreement.objects.standing().filter(parties__organisation=organisation), order).distinct()
    agreements = found.select_related(*JOINED).order_by("signed_on", "key")
    return standings(list(agreements), as_of=order.as_of, known_at=order.known_at, definition=order.definition or None)


def _statements(organisation: Organisation, known_at: datetime | None) -> list[Statement]:
    return list(organisation.statements.known_at(known_at).select_related("source").order_by("topic", "pk"))


def _agreed(whole: Total, opened: Sequence[Open], order: Order) -> tuple[str, ...]:
    """What it promised and what came of it; what the meeting is about."""
    late = len(overdue(whole.standings))
    told = f"협약 {whole.count:,}건, {reached(whole)}"
    passed = sum(1 for one in opened if one.until and one.until < order.as_of)
    waits = f"미결사항 {len(opened):,}건{f'(기한 경과 {passed:,}건)' if passed else ''}" if opened else "미결사항 없음"
    return told, f"기한 경과 미이행 {late:,}건, {waits}" if late else waits


def _summary(organisation: Organisation, members: Sequence[Line], *others: Sequence[object]) -> tuple[str, ...]:
    """Who it is, and how much the card holds of it. What is not recorded is not mentioned."""
    first = [organisation.get_kind_display()]
    first += [f"옛 이름 {name.name}" for name in organisation.former_names.all()]
    first += [line.text for line in members[:1]]
    counts = [f"{name} {len(found)}건" for name, found in zip(("센터", "지원사업"), others, strict=True) if found]
    return (", ".join(first), ", ".join(["협약 기록 없음", *counts]))


def _overview(organisation: Organisation, told: list[Statement], sources: SourceList) -> tuple[Line, ...]:
    names = [(name.name, day(name.until), name.source) for name in organisation.former_names.select_related("source")]
    lines = [Line(f"{organisation.name}({organisation.get_kind_display()})", "이 름")]
    if names:
        text = ", ".join(f"{name}({until} 변경)" if until else name for name, until, _ in names)
        lines.append(Line(text, "옛 이름", sources.refs(*(source for _, _, source in names))))
    if organisation.business_number:
        number = organisation.business_number
        lines.append(Line(f"{number[:3]}-{number[3:5]}-{number[5:]}", "사업자번호"))
    return (*lines, *_profile([one for one in told if one.topic == Statement.Topic.PROFILE], sources))


def _profile(told: list[Statement], sources: SourceList) -> tuple[Line, ...]:
    """Under one label where each is a few words; else a line for each."""
    if sum(len(_dated(one)) for one in told) <= ONE_LINE:
        words, refs = ", ".join(map(_dated, told)), sources.refs(*(one.source for one in told))
        return (Line(words, "소 개", refs),) if told else ()
    return tuple(Line(_dated(one), "", sources.refs(one.source)) for one in told)


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
