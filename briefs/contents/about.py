"""□ 협약 개요, and the first ◈ line."""

import re

from agreements.models import Obligation, Party, Pledge, Signatory, Statement
from agreements.periods import Precision
from agreements.rules.amount import in_prose
from agreements.rules.metric import METRIC_LABELS, Metric
from agreements.rules.pledge import Promise
from briefs.blocks import Line
from briefs.contents.gathered import Gathered
from briefs.contents.parts import SourceList
from briefs.contents.wording import moment, when_said

MANY_PARTIES = 5
LEVELS = "시도군구"
GAP = "\u3000"
CENTRE_WORDS = 30


def own_word(gathered: Gathered) -> str:
    """시, 도, 군 or 구: what the municipality calls itself on its own paper."""
    last = gathered.agreement.municipality.name[-1]
    return last if last in LEVELS else "지자체"


def side(gathered: Gathered, party: Party) -> str:
    if party.role == Party.Role.CITY:
        return own_word(gathered)
    return party.get_role_display()


def signing_line(gathered: Gathered) -> str:
    """What was signed when, for how much, in one breath."""
    agreement, parts = gathered.agreement, []
    promised = [metric for metric in gathered.standing.metrics.values() if metric.pledged]
    if len(gathered.companies) > 1:
        parts.append(f"기업 {len(gathered.companies)}개사")
    if not promised and agreement.form:
        parts.append(f"센터 {agreement.get_form_display()}")
    parts += [_promise(gathered, metric.metric, metric.original) for metric in promised if metric.original]
    if any(duty.code == Obligation.Code.LOCAL_FIRST for duty in gathered.obligations):
        parts.append("지역인재 우선채용")
    if not promised:
        parts.append("상담석·고용 수치 없음")
    amended = [_promise(gathered, metric.metric, metric.amended) for metric in promised if metric.amended]
    changed = f" → 변경 {', '.join(amended)}" if amended else ""
    return f"{_signed(gathered)}: {', '.join(parts)}{changed}"


def _signed(gathered: Gathered) -> str:
    signed = gathered.agreement.signed
    if not signed.is_known:
        return signed.words or "체결일 미상"
    return f"{signed} 체결"


def _promise(gathered: Gathered, metric: Metric, promise: Promise) -> str:
    told = in_prose(promise.said, metric)
    if metric == Metric.SEATS:
        return _centre_in_its_own_words(gathered, told) or f"상담석 {told}"
    return f"{METRIC_LABELS[metric].removesuffix('액')} {told}"


def _centre_in_its_own_words(gathered: Gathered, told: str) -> str:
    """``고객상담형 센터 100석`` where the duty to build the centre names the very figure."""
    for duty in gathered.obligations:
        found = re.match(rf"(.*?){re.escape(told)}", duty.words) if duty.code == Obligation.Code.CENTRE else None
        if found and len(found[0]) <= CENTRE_WORDS:
            return found[0]
    return ""


def overview(gathered: Gathered, sources: SourceList) -> tuple[Line, ...]:
    lines = [
        _time_and_place(gathered, sources),
        _parties(gathered, sources),
        _profile(gathered, sources),
        _place(gathered, sources),
    ]
    return tuple(line for line in lines if line)


def _time_and_place(gathered: Gathered, sources: SourceList) -> Line | None:
    agreement = gathered.agreement
    when = moment(agreement.signed)
    if agreement.signed_hour:
        when = f"{when} {agreement.signed_hour:%H:%M}"
    if agreement.signed.is_known and agreement.signed_precision != Precision.DAY and agreement.signed_words:
        when = f"{agreement.signed}, {agreement.signed_words}"
    how = "서면 체결" if agreement.is_by_post else ""
    text = ", ".join(part for part in (when, agreement.venue, how) if part)
    return Line(text, "일시·장소", sources.refs(agreement.source)) if text else None


def _parties(gathered: Gathered, sources: SourceList) -> Line | None:
    parties = gathered.standing.parties
    if not parties:
        return None
    refs = sources.refs(*gathered.party_sources, *(s.source for s in _signatories(gathered)))
    if len(parties) < MANY_PARTIES:
        text = ", ".join(_party(gathered, party) for party in parties)
        return Line(text, "당 사 자", refs, _present(gathered))
    return _many_parties(gathered, refs)


def _many_parties(gathered: Gathered, refs: str) -> Line:
    """The companies counted in the line and named under it."""
    others = [p for p in gathered.standing.parties if p.role != Party.Role.COMPANY]
    before = [_party(gathered, p) for p in others if p.role == Party.Role.CITY]
    after = [_party(gathered, p) for p in others if p.role != Party.Role.CITY]
    names = Line(", ".join(p.organisation.name for p in gathered.companies))
    counted = [f"기업 {len(gathered.companies)}개사"] if gathered.companies else []
    subs = (names,) if gathered.companies else ()
    return Line(", ".join(before + counted + after), "당 사 자", refs, (*subs, *_present(gathered)))


def _signatories(gathered: Gathered) -> list[Signatory]:
    return [signatory for signatories in gathered.signatories.values() for signatory in signatories]


def _party(gathered: Gathered, party: Party) -> str:
    """``광주광역시(시장 이용섭, 당시)``: whoever signed before the base day held the office then."""
    told = [str(signatory) for signatory in gathered.signatories.get(party.pk, [])]
    signed = gathered.agreement.signed.last_day
    if told and (signed is None or signed < gathered.as_of):
        told.append("당시")
    if party.role not in {Party.Role.CITY, Party.Role.COMPANY, Party.Role.PARTNER}:
        told.insert(0, party.get_role_display())
    return f"{party.organisation.name}({', '.join(told)})" if told else party.organisation.name


def _present(gathered: Gathered) -> tuple[Line, ...]:
    groups = [
        f"({side(gathered, party)}) {', '.join(str(who) for who in gathered.attendees[party.pk])}"
        for party in gathered.standing.parties
        if party.pk in gathered.attendees
    ]
    return (Line(f"참석: {GAP.join(groups)}"),) if groups else ()


def _profile(gathered: Gathered, sources: SourceList) -> Line | None:
    """Of one company only: ten profiles in a line would say nothing."""
    if not gathered.profiles or len(gathered.companies) > 1:
        return None
    text = ", ".join(_dated(statement) for statement in gathered.profiles)
    return Line(text, "기 업", sources.refs(*(statement.source for statement in gathered.profiles)))


def _dated(statement: Statement) -> str:
    when = when_said(statement.as_of)
    return f"{statement.words}({when})" if when and when not in statement.words else statement.words


def _place(gathered: Gathered, sources: SourceList) -> Line | None:
    told = []
    for centre in gathered.centres:
        where = centre.address or (centre.building.name if centre.building else "")
        mark = "*" if centre.place_stage == Pledge.Stage.ANNOUNCED else ""
        told += [f"{where}{mark}"] if where else []
    if not told and gathered.agreement.district:
        told = [gathered.agreement.district.name]
    refs = sources.refs(*(centre.source for centre in gathered.centres))
    return Line(", ".join(dict.fromkeys(told)), "위 치", refs) if told else None
