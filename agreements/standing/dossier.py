"""Everything the page of one agreement says, gathered once and in a fixed number of queries. No layout."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import chain
from typing import Any

from django.db.models import Prefetch

from agreements.models import (
    Agreement,
    Attendee,
    Centre,
    CentreRole,
    Document,
    Matter,
    Obligation,
    ObligationCheck,
    Outcome,
    Party,
    Pledge,
    ProgrammeUse,
    Signatory,
    Source,
    Statement,
    Step,
    SubsidyPayment,
    Version,
)
from agreements.periods import in_words, official_day
from agreements.rules.amount import in_prose
from agreements.rules.metric import METRIC_LABELS, RUNGS, Metric
from agreements.standing.agreement import Standing, standings


@dataclass(frozen=True)
class Duty:
    """A duty and the last check of it; ``check`` None reads 미확인."""

    obligation: Obligation
    check: ObligationCheck | None

    @property
    def result(self) -> str:
        return self.check.result if self.check else "unknown"

    @property
    def result_name(self) -> str:
        return self.check.get_result_display() if self.check else "미확인"


@dataclass(frozen=True)
class Event:
    """A line of 추진 경과. ``day`` sorts it; None comes last. ``row`` is the fact that it tells, where it is one."""

    day: date | None
    when: str
    what: str
    source: Source | None = None
    row: Version | Step | ObligationCheck | Outcome | None = None


@dataclass(frozen=True)
class Dossier:
    standing: Standing
    amendments: tuple[Version, ...]
    duties: tuple[Duty, ...]
    signatories: tuple[Signatory, ...]
    attendees: tuple[Attendee, ...]
    matters: tuple[Matter, ...]
    payments: tuple[SubsidyPayment, ...]
    statements: tuple[Statement, ...]
    documents: tuple[Document, ...]
    centres: tuple[Centre, ...]

    @property
    def agreement(self) -> Agreement:
        return self.standing.agreement

    def duties_of(self, *roles: str) -> list[Duty]:
        return [duty for duty in self.duties if duty.obligation.party and duty.obligation.party.role in roles]

    @cached_property
    def has_city(self) -> bool:
        """An agreement between agencies alone has no city whose part could be told."""
        return any(party.role == Party.Role.CITY for party in self.standing.parties)

    @cached_property
    def city_duties(self) -> list[Duty]:
        return self.duties_of(Party.Role.CITY)

    @cached_property
    def company_duties(self) -> list[Duty]:
        return self.duties_of(*(role for role in Party.Role.values if role != Party.Role.CITY))

    @cached_property
    def joint_duties(self) -> list[Duty]:
        return [duty for duty in self.duties if duty.obligation.party is None]

    def statements_on(self, *topics: str) -> list[Statement]:
        return [statement for statement in self.statements if statement.topic in topics]

    @cached_property
    def expectations(self) -> list[Statement]:
        return self.statements_on(Statement.Topic.EXPECTATION)

    @cached_property
    def origins(self) -> list[Statement]:
        return self.statements_on(Statement.Topic.NET_NEW)

    @cached_property
    def context(self) -> list[Statement]:
        topics = Statement.Topic
        return self.statements_on(topics.CONTEXT, topics.WORK, topics.TRADE, topics.DIFFERENCE, topics.MONEY)

    @cached_property
    def pledges(self) -> list[tuple[Pledge, str]]:
        """Each row behind the figures, in words that tell it from the others."""
        names = {party.pk: str(party.organisation) for party in self.standing.parties}
        return [(pledge, _pledge_in_words(pledge, names)) for pledge in self.standing.pledges]

    @cached_property
    def all_sources(self) -> list[Source]:
        """In the order of first use, the agreement's own first."""
        facts: Iterable[Any] = chain(
            self.amendments,
            (duty.obligation for duty in self.duties),
            (duty.check for duty in self.duties if duty.check),
            self.signatories,
            self.attendees,
            self.payments,
            self.statements,
            self.centres,
        )
        found = chain([self.agreement.source], self.standing.sources.values(), (fact.source for fact in facts))
        return list({source.pk: source for source in found}.values())

    @cached_property
    def sources(self) -> dict[int, int]:
        """Source id → the number it is cited by."""
        return {source.pk: number for number, source in enumerate(self.all_sources, start=1)}

    @cached_property
    def timeline(self) -> list[Event]:
        told = (self._signing, self._phases, self._steps, self._actuals, self._checks, self._outcomes)
        events = [event for part in told for event in part()]
        return sorted(events, key=lambda event: (event.day is None, event.day or date.max))

    def _signing(self) -> list[Event]:
        """The first signing and every amendment after it."""
        signed = self.agreement.signed
        first = Event(signed.on, str(signed) or signed.words or "날짜 미상", "협약 체결", self.agreement.source)
        return [first, *(self._amendment(version) for version in self.amendments)]

    @staticmethod
    def _amendment(version: Version) -> Event:
        what = f"협약 {version}: {version.words or version.get_reason_code_display()}"
        day = in_words(version.signed_on, version.signed_precision) or version.signed_words or "날짜 미상"
        return Event(version.signed_on, day, what, version.source, version)

    def _checks(self) -> list[Event]:
        return [
            Event(
                duty.check.checked_on,
                official_day(duty.check.checked_on),
                f"협약사항 확인: {duty.obligation} ({duty.result_name})",
                duty.check.source,
                duty.check,
            )
            for duty in self.duties
            if duty.check
        ]

    def _phases(self) -> list[Event]:
        sources = self.standing.sources
        return [
            Event(
                phase.due.last_day,
                f"{phase.due.words or phase.due}{'*' if phase.is_announced else ''}",
                f"{metric.label} {phase.number}단계 기한: 누계 {in_prose(phase.cumulative, metric.metric)}",
                sources.get(phase.source_id),
            )
            for metric in self.standing.metrics.values()
            if metric.promise
            for phase in metric.promise.phases
        ]

    def _steps(self) -> list[Event]:
        return [
            Event(
                step.on.last_day,
                str(step.on) or step.on.words,
                f"{step.get_kind_display()}{' 예정' if step.is_planned else ''}{_in_brackets(step.words)}",
                step.source,
                step,
            )
            for step in self.standing.steps
        ]

    def _actuals(self) -> list[Event]:
        readings = [
            (metric, reading, note)
            for metric in (one.before or one for one in self.standing.metrics.values())
            for group, note in ((metric.approved, "확인"), (metric.reported, "보고*"))
            for reading in group.values()
        ]
        return [
            Event(
                report.as_of.last_day,
                report.as_of.words or str(report.as_of),
                f"{metric.label} {RUNGS[report.rung].label} {in_prose(report.said, metric.metric)} {note}",
                self.standing.sources.get(report.source_id),
            )
            for metric, reading, note in readings
            for report in reading.reports
        ]

    def _outcomes(self) -> list[Event]:
        """Every one of them: how it came to stand as it does."""
        return [
            Event(
                outcome.on.last_day,
                str(outcome.on),
                f"{outcome.get_code_display()}: {outcome.words or outcome.get_reason_code_display()}{_to(outcome)}",
                outcome.source,
                outcome,
            )
            for outcome in self.standing.outcomes
        ]


def _pledge_in_words(pledge: Pledge, names: dict[int, str]) -> str:
    metric = Metric(pledge.metric)
    told = (
        str(pledge.version_of),
        f"{METRIC_LABELS[metric]} {in_prose(pledge.said, metric)}",
        pledge.due.words or str(pledge.due),
        names.get(pledge.party_id or 0, ""),
        pledge.get_origin_display() if pledge.origin else "",
        pledge.get_stage_display(),
        "채택하지 않은 값" if pledge.disputes_id else "",
    )
    return " · ".join(part for part in told if part)


def _to(outcome: Outcome) -> str:
    return f" → {outcome.destination}" if outcome.destination else ""


def _in_brackets(words: str) -> str:
    return f"({words})" if words else ""


def dossier(agreement: Agreement, *, as_of: date, known_at: datetime | None = None) -> Dossier | None:
    """None where the agreement was not signed yet on ``as_of``."""
    found = standings([agreement], as_of=as_of, known_at=known_at)
    if not found:
        return None
    of = {"agreement": agreement}
    return Dossier(
        standing=found[0],
        amendments=_amendments(agreement, as_of, known_at),
        duties=_duties(agreement, as_of, known_at),
        signatories=_all(Signatory.objects.filter(party__agreement=agreement).select_related("party", "source")),
        attendees=_all(Attendee.objects.filter(party__agreement=agreement).select_related("party", "source")),
        matters=_all(Matter.objects.filter(**of, raised_on__lte=as_of)),
        payments=_payments(agreement, as_of, known_at),
        statements=_all(Statement.objects.filter(**of).known_at(known_at).select_related("source")),
        documents=_all(Document.objects.filter(**of)),
        centres=_all(_centres(agreement, as_of)),
    )


def _all(rows: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(rows)


def _amendments(agreement: Agreement, as_of: date, known_at: datetime | None) -> tuple[Version, ...]:
    """Those signed by ``as_of``; of unknown day they stay, as their pledges do."""
    versions = Version.objects.filter(agreement=agreement, number__gt=0).known_at(known_at).select_related("source")
    return tuple(version for version in versions if version.signed_on is None or version.signed_on <= as_of)


def _payments(agreement: Agreement, as_of: date, known_at: datetime | None) -> tuple[SubsidyPayment, ...]:
    """What was paid by ``as_of``; a line of unknown day stays."""
    lines = SubsidyPayment.objects.filter(agreement=agreement).known_at(known_at)
    lines = lines.select_related("source", "document", "party__organisation")
    return tuple(line for line in lines if line.paid.last_day is None or line.paid.last_day <= as_of)


def _duties(agreement: Agreement, as_of: date, known_at: datetime | None) -> tuple[Duty, ...]:
    """The last check on or before ``as_of`` counts."""
    checks = ObligationCheck.objects.filter(obligation__agreement=agreement, checked_on__lte=as_of)
    checks = checks.known_at(known_at).select_related("source").order_by("checked_on", "pk")
    last = {check.obligation_id: check for check in checks}
    uses = ProgrammeUse.objects.standing().filter(used_on__lte=as_of).select_related("programme", "organisation")
    duties = Obligation.objects.filter(agreement=agreement).select_related("party__organisation", "source")
    duties = duties.prefetch_related(Prefetch("programme_uses", queryset=uses))
    return tuple(Duty(obligation, last.get(obligation.pk)) for obligation in duties)


def _centres(agreement: Agreement, as_of: date) -> Iterable[Centre]:
    centres = Centre.objects.filter(agreement=agreement).select_related("building", "space", "district", "source")
    roles = CentreRole.objects.standing().lasting(as_of).in_order().select_related("organisation")
    return centres.prefetch_related(Prefetch("roles", queryset=roles))
