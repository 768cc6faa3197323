"""Where one agreement stands, as of a day and as known on a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from agreements.models import Actual, Agreement, Outcome, Party, Pledge, Source, Step
from agreements.periods import UNKNOWN, PartialDate, last_day
from agreements.rules.actual import Reading, Report, reading
from agreements.rules.composition import Composition, composition
from agreements.rules.elapsed import months_since
from agreements.rules.ending import after_the_end
from agreements.rules.metric import COMPARED_BY, METRIC_LABELS, METRIC_UNITS, RUNGS, Metric, Rung
from agreements.rules.pledge import PledgeLine, Promise, promise
from agreements.rules.progress import PROGRESS_NAMES, Progress, is_fulfilled, is_still_open, progress, rate
from agreements.rules.said import Said
from agreements.standing.ending import end_of
from agreements.standing.facts import Facts, facts_of
from agreements.standing.phase import PhaseStanding, phases_of


@dataclass(frozen=True)
class MetricStanding:
    """One metric: what was promised (당초, 변경), what was confirmed, what was only reported.

    ``composition`` is of the people confirmed; ``phases`` are the steps of the promise in force. ``before`` is there
    where the agreement ended: what stood until then.
    """

    metric: Metric
    original: Promise | None
    amended: Promise | None
    approved: dict[Rung, Reading]
    reported: dict[Rung, Reading]
    disputed: tuple[Pledge, ...] = ()
    phases: tuple[PhaseStanding, ...] = ()
    composition: Composition | None = None
    before: "MetricStanding | None" = None

    @property
    def label(self) -> str:
        return METRIC_LABELS[self.metric]

    @property
    def unit(self) -> str:
        return METRIC_UNITS[self.metric]

    @cached_property
    def promise(self) -> Promise | None:
        """The promise in force: the latest amendment, else the first."""
        return self.amended or self.original

    @cached_property
    def pledged(self) -> Said | None:
        return self.promise.said if self.promise else None

    @cached_property
    def confirmed(self) -> Reading | None:
        """The confirmed reading set against the pledge: the first rung of COMPARED_BY that has one."""
        return next((self.approved[rung] for rung in COMPARED_BY[self.metric] if rung in self.approved), None)

    @cached_property
    def press(self) -> Reading | None:
        """The reading not confirmed by the city (press, or not yet approved), printed apart and with *."""
        return next((self.reported[rung] for rung in COMPARED_BY[self.metric] if rung in self.reported), None)

    @property
    def rate(self) -> Decimal | None:
        return self._rate_of(self.confirmed)

    @property
    def press_rate(self) -> Decimal | None:
        return self._rate_of(self.press)

    @property
    def difference(self) -> int | None:
        """Confirmed less pledged, in the metric's unit; negative is a shortfall."""
        if self.confirmed is None or self.pledged is None:
            return None
        return self.confirmed.said.low - self.pledged.low

    @property
    def is_reached(self) -> bool | None:
        return None if self.difference is None else self.difference >= 0

    def _rate_of(self, found: Reading | None) -> Decimal | None:
        if found is None or self.pledged is None:
            return None
        return rate(found.said.low, self.pledged.low)


@dataclass(frozen=True)
class Standing:
    """Everything a page, a paper or a list says of one agreement. ``definition`` is the 이행 판정 기준 used.

    ``changes_on`` is the first day after ``as_of`` from which something recorded already counts.
    """

    agreement: Agreement
    as_of: date
    known_at: datetime | None
    definition: str
    metrics: dict[Metric, MetricStanding]
    parties: tuple[Party, ...]
    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]
    pledges: tuple[Pledge, ...]
    checked_on: date | None
    sources: dict[int, Source] = field(default_factory=dict)
    changes_on: date | None = None

    @cached_property
    def seats(self) -> MetricStanding:
        return self.metrics[Metric.SEATS]

    @cached_property
    def jobs(self) -> MetricStanding:
        return self.metrics[Metric.JOBS]

    @cached_property
    def investment(self) -> MetricStanding:
        return self.metrics[Metric.INVESTMENT]

    @cached_property
    def companies(self) -> tuple[Party, ...]:
        return tuple(party for party in self.parties if party.role == Party.Role.COMPANY)

    @cached_property
    def opened(self) -> Step | None:
        return self._first_step(Step.Kind.OPENED, planned=False)

    @cached_property
    def opening_planned(self) -> Step | None:
        return self._first_step(Step.Kind.OPENED, planned=True)

    @cached_property
    def fitting_out(self) -> Step | None:
        return self._first_step(Step.Kind.FITTING_OUT, planned=False)

    @cached_property
    def fitting_out_planned(self) -> Step | None:
        return self._first_step(Step.Kind.FITTING_OUT, planned=True)

    def _first_step(self, kind: str, *, planned: bool) -> Step | None:
        return next((s for s in self.steps if s.kind == kind and s.is_planned == planned), None)

    @property
    def outcome(self) -> Outcome | None:
        """The latest decides."""
        return self.outcomes[-1] if self.outcomes else None

    @property
    def decided(self) -> str:
        return self.outcome.code if self.outcome else ""

    @cached_property
    def due(self) -> PartialDate:
        """The latest due among what was promised; where no number has one, the planned opening."""
        return self._due[0]

    @property
    def due_on(self) -> date | None:
        return self.due.last_day

    @property
    def is_past_due(self) -> bool | None:
        """Whatever was decided of it; None where no due is known."""
        return None if self.due_on is None else self.due_on < self.as_of

    @property
    def months(self) -> int | None:
        """Whole months since the signing."""
        return months_since(self.agreement.signed, self.as_of)

    @property
    def opened_on(self) -> date | None:
        return self.opened.on.last_day if self.opened else None

    @property
    def is_opened(self) -> bool:
        """Also where the day of opening is not known."""
        return self.opened is not None

    @cached_property
    def phases(self) -> list[tuple[MetricStanding, PhaseStanding]]:
        return [(metric, phase) for metric in self.metrics.values() for phase in metric.phases]

    @cached_property
    def due_is_announced(self) -> bool:
        """True where the due rests on an announcement or a report, not on the agreement itself."""
        return self._due[1]

    @cached_property
    def _due(self) -> tuple[PartialDate, bool]:
        dues = [
            (m.promise.due, m.promise.due_is_announced)
            for m in self.metrics.values()
            if m.promise and m.promise.due.is_known
        ]
        if dues:
            return max(dues, key=lambda pair: pair[0].last_day or date.min)
        if self.opening_planned and self.opening_planned.on.is_known:
            return self.opening_planned.on, True
        return UNKNOWN, False

    @cached_property
    def progress(self) -> Progress:
        return progress(self.decided, self.due.last_day, self.as_of)

    @property
    def has_figures(self) -> bool:
        """Whether anything was promised or reported in numbers."""
        return any(m.promise or m.approved or m.reported for m in self.metrics.values())

    @property
    def is_amended(self) -> bool:
        return any(metric.amended for metric in self.metrics.values())

    @property
    def progress_name(self) -> str:
        return PROGRESS_NAMES[self.progress]

    @cached_property
    def is_fulfilled(self) -> bool | None:
        reached = {m.metric: m.is_reached for m in self.metrics.values() if m.promise}
        return is_fulfilled(self.definition, is_still_open(self.is_opened, self.progress), reached)


def standings(
    agreements: Sequence[Agreement], *, as_of: date, known_at: datetime | None = None, definition: str | None = None
) -> list[Standing]:
    """In the given order. Agreements signed after ``as_of`` are left out; those of unknown day stay in.

    ``definition`` None takes each municipality's own.
    """
    signed = [a for a in agreements if a.signed_on is None or a.signed_on <= as_of]
    return [_standing(facts, as_of, known_at, definition) for facts in facts_of(signed, known_at)]


def _standing(facts: Facts, as_of: date, known_at: datetime | None, definition: str | None) -> Standing:
    outcomes = _outcomes(facts.outcomes, as_of)
    end = end_of(outcomes, as_of)
    return Standing(
        agreement=facts.agreement,
        as_of=as_of,
        known_at=known_at,
        definition=definition or facts.agreement.municipality.fulfilment_definition,
        metrics={metric: metric_standing(metric, facts, as_of, end) for metric in Metric},
        parties=tuple(facts.parties),
        steps=tuple(step for step in facts.steps if step.is_planned or _by(step.on, as_of)),
        outcomes=outcomes,
        pledges=(*facts.pledges, *facts.disputed),
        checked_on=max((day for day in facts.checked if day <= as_of), default=None),
        sources=_sources(facts),
        changes_on=min((day for day in _days(facts) if day > as_of), default=None),
    )


def metric_standing(metric: Metric, facts: Facts, as_of: date, end: Report | None = None) -> MetricStanding:
    """``end``: the agreement has ended by then."""
    pledges = [p for p in facts.pledges if p.metric == metric and is_signed_by(p, as_of)]
    newest = max((p.version_of.number for p in pledges), default=0)
    told = [_report(a, facts) for a in facts.actuals if RUNGS[Rung(a.rung)].metric == metric]
    reports = after_the_end(metric, told, end, as_of) if end else told
    confirmed = [report for report in reports if report.is_approved]
    found = MetricStanding(
        metric=metric,
        original=promise([line_of(p) for p in pledges if p.version_of.number == 0]),
        amended=promise([line_of(p) for p in pledges if p.version_of.number == newest]) if newest else None,
        approved=_readings(metric, confirmed, as_of),
        reported=_readings(metric, [r for r in reports if not r.is_approved], as_of),
        disputed=tuple(p for p in facts.disputed if p.metric == metric),
    )
    people = composition(found.confirmed, confirmed) if metric == Metric.JOBS and found.confirmed else None
    phases = phases_of(metric, found.promise, [report for report in told if report.is_approved], as_of)
    before = metric_standing(metric, facts, as_of) if end else None
    return replace(found, phases=phases, composition=people, before=before)


def _readings(metric: Metric, reports: Sequence[Report], as_of: date) -> dict[Rung, Reading]:
    rungs = (rung for rung in Rung if RUNGS[rung].metric == metric)
    found = {rung: reading(rung, reports, as_of) for rung in rungs}
    return {rung: value for rung, value in found.items() if value is not None}


def line_of(pledge: Pledge) -> PledgeLine:
    group = f"party {pledge.party_id}" if pledge.party_id else pledge.origin
    return PledgeLine(
        said=pledge.said,
        due=pledge.due,
        is_announced=pledge.stage == Pledge.Stage.ANNOUNCED,
        group=group,
        source_id=pledge.source_id,
    )


def _report(actual: Actual, facts: Facts) -> Report:
    return Report(
        rung=Rung(actual.rung),
        said=actual.said,
        as_of=actual.as_of,
        is_approved=actual.pk in facts.approved,
        recorded_at=actual.recorded_at,
        source_id=actual.source_id,
        source_kind=actual.get_source_kind_display(),
        group=":".join(str(part) for part in (actual.party_id, actual.centre_id, actual.origin) if part),
        residents=actual.residents,
        origin=actual.origin,
        parts=tuple(facts.parts.get(actual.pk, ())),
    )


def _by(day: PartialDate, as_of: date) -> bool:
    return day.last_day is None or day.last_day <= as_of


def is_signed_by(pledge: Pledge, as_of: date) -> bool:
    version = pledge.version_of
    return version.number == 0 or version.signed_on is None or version.signed_on <= as_of


def _days(facts: Facts) -> Iterator[date]:
    """On which a fact begins to count."""
    parts = (*(a.as_of for a in facts.actuals), *(s.on for s in facts.steps if not s.is_planned))
    yield from (part.last_day for part in parts if part.last_day)
    yield from facts.checked
    yield from (day for o in facts.outcomes if o.on_on for day in (o.on_on, last_day(o.on_on, o.on_precision)))
    yield from (p.version_of.signed_on for p in facts.pledges if p.version_of.number and p.version_of.signed_on)


def _outcomes(outcomes: Sequence[Outcome], as_of: date) -> tuple[Outcome, ...]:
    """In the order in which they came."""
    happened = [o for o in outcomes if o.on_on and o.on_on <= as_of]
    return tuple(sorted(happened, key=lambda o: (last_day(o.on_on, o.on_precision), o.recorded_at, o.pk)))


def _sources(facts: Facts) -> dict[int, Source]:
    """Every source behind the figures, the agreement's own first."""
    rows: list[Any] = [facts.agreement, *facts.pledges, *facts.disputed, *facts.actuals, *facts.steps, *facts.outcomes]
    return {row.source_id: row.source for row in rows}
