"""□ 역할별 이행, □ 보조금, □ 쟁점 및 대응, □ 향후 계획."""

from datetime import date

from agreements.models import Matter, Obligation, Party, Pledge, Statement, SubsidyPayment
from agreements.periods import official_day
from agreements.rules.amount import in_won
from briefs.blocks import Cell, Column, Line, Row, Table
from briefs.contents.about import own_word
from briefs.contents.gathered import Gathered
from briefs.contents.parts import SourceList
from briefs.contents.wording import NOT_CHECKED, day

MONEY_CODES = {
    Obligation.Code.FINANCIAL,
    Obligation.Code.RENT,
    Obligation.Code.EQUIPMENT,
    Obligation.Code.EMPLOYMENT,
}
NO_PAYMENT = "지급 기록 없음"
JOINT = "공동"
ISSUES = {Matter.Kind.ISSUE: "(쟁점)", Matter.Kind.CHANGE: "(변경 협의)"}


SHORT_NAME = 3


def duties(gathered: Gathered, sources: SourceList) -> Table:
    """Companies first, then the city, then the others, then joint ones; within each in the order of the register."""
    ordered = sorted(gathered.obligations, key=lambda duty: (_rank(duty), duty.position, duty.pk))
    rows = tuple(_duty(gathered, duty, sources) for duty in ordered)
    is_named = any(len(row.cells[0].text) > SHORT_NAME for row in rows)
    columns = (
        Column("whose", "구 분", 28 if is_named else 10),
        Column("words", "협약사항", 41 if is_named else 59, "text"),
        Column("result", "이 행", 11),
        Column("evidence", "근 거", 20),
    )
    return Table("duties", "역할별 이행", columns, rows)


def _rank(duty: Obligation) -> int:
    if duty.party is None:
        return 3
    return {Party.Role.CITY: 1, Party.Role.PARTNER: 2}.get(Party.Role(duty.party.role), 0)


def _duty(gathered: Gathered, duty: Obligation, sources: SourceList) -> Row:
    check = gathered.checks.get(duty.pk)
    unpaid = _is_of_money(duty) and not gathered.payments
    evidence = f"{check.evidence}({official_day(check.checked_on)})" if check else NO_PAYMENT if unpaid else ""
    mark = "*" if duty.stage == Pledge.Stage.ANNOUNCED else ""
    whose = _whose(gathered, duty)
    cells = (
        Cell(whose),
        Cell(_words(duty), mark, sources.refs(duty.source)),
        Cell(check.get_result_display() if check else NOT_CHECKED),
        Cell(evidence),
    )
    return Row(f"{whose}: {duty.words}", cells, agreements=(gathered.agreement.pk,))


def _is_of_money(duty: Obligation) -> bool:
    """Only what the city owes: payments of others are not in its ledger."""
    of_city = duty.party is not None and duty.party.role == Party.Role.CITY
    return of_city and (duty.code in MONEY_CODES or "보조금" in duty.words)


def _whose(gathered: Gathered, duty: Obligation) -> str:
    party = duty.party
    if party is None:
        return JOINT
    if party.role == Party.Role.CITY:
        return own_word(gathered)
    if party.role == Party.Role.COMPANY and len(gathered.companies) == 1:
        return party.get_role_display()
    return party.organisation.name


def _words(duty: Obligation) -> str:
    """Rate and cap are added only where the words do not tell them already."""
    rate = f"{duty.rate_percent.normalize():f}%" if duty.rate_percent else ""
    cap = f"{in_won(duty.cap_won)} 한도" if duty.cap_won else ""
    if any(char.isdigit() for char in duty.words):
        return duty.words
    told = ", ".join(part for part in (rate, cap) if part)
    return f"{duty.words}({told})" if told else duty.words


def subsidies(gathered: Gathered, sources: SourceList) -> tuple[Line, ...]:
    """Empty where nothing was paid and nothing was said of it: the paper then says so beside the heading."""
    paid = [Line(payment(row), "", sources.refs(row.source)) for row in gathered.payments]
    told = [
        Line(statement.words, "(보도)", sources.refs(statement.source))
        for statement in gathered.said(Statement.Topic.MONEY)
    ]
    return (*(paid or ([Line(NO_PAYMENT)] if told else [])), *told)


def payment(row: SubsidyPayment) -> str:
    amount = f"{'약 ' if row.is_about else ''}{in_won(row.amount_won)}"
    days = [
        f"{official_day(row.decided_on)} 교부 결정" if row.decided_on else "",
        f"{day(row.paid)} 지급" if row.paid.is_known else "지급일 미상",
        f"의무 {official_day(row.duty_ends_on)}까지" if row.duty_ends_on else "",
        row.document.document_number if row.document else "",
    ]
    return f"{row.get_item_display()} {amount}({', '.join(part for part in days if part)})"


def issues(gathered: Gathered) -> tuple[Line, ...]:
    """A change under negotiation is told after the issues."""
    told = [matter for kind in ISSUES for matter in gathered.matters if matter.kind == kind]
    return tuple(_issue(matter, gathered.as_of) for matter in told)


def _issue(matter: Matter, as_of: date) -> Line:
    if matter.is_none:
        return Line("해당 없음")
    answer = ", ".join(part for part in (matter.response, matter.who, _until(matter, as_of)) if part)
    return Line(matter.what, ISSUES[Matter.Kind(matter.kind)], "", (Line(f"(대응) {answer}"),) if answer else ())


def plans(gathered: Gathered) -> tuple[Line, ...]:
    """언제까지 · 누가 · 무엇을."""
    return tuple(_plan(matter, gathered.as_of) for matter in gathered.matters if matter.kind == Matter.Kind.PLAN)


def _plan(matter: Matter, as_of: date) -> Line:
    if matter.is_none:
        return Line("해당 없음")
    return Line(" ".join(part for part in (_until(matter, as_of), matter.who, matter.what) if part))


def _until(matter: Matter, as_of: date) -> str:
    if matter.done_on and matter.done_on <= as_of:
        return f"{official_day(matter.done_on)} 완료"
    return f"{official_day(matter.until_on)}까지" if matter.until_on else ""
