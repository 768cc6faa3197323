"""Where agreements stand today, read from the summary: what a total asks of a standing, without its facts.

The summary keeps of each metric what was promised and what was reached; whether that is enough, late or unknown is told
by the same rules as for a standing. A summary that went stale (``changes_on``) is passed over for the standing itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from agreements.models import Agreement, StandingSummary
from agreements.periods import UNKNOWN, PartialDate, Precision
from agreements.rules.actual import Reading
from agreements.rules.metric import Metric, Rung
from agreements.rules.pledge import Promise
from agreements.rules.progress import Progress, is_fulfilled, progress
from agreements.rules.said import Said, Wording
from agreements.standing.agreement import MetricStanding, Standing, standings

Figures = dict[str, dict[str, list[Any]]]


class Counted(Protocol):
    """What totals are made of: a Standing, or a Line in its place."""

    @property
    def agreement(self) -> Agreement: ...
    @property
    def metrics(self) -> dict[Metric, MetricStanding]: ...
    @property
    def checked_on(self) -> date | None: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def progress(self) -> Progress: ...
    @property
    def is_fulfilled(self) -> bool | None: ...


@dataclass(frozen=True)
class Line:
    agreement: Agreement
    as_of: date
    definition: str
    metrics: dict[Metric, MetricStanding]

    @property
    def summary(self) -> StandingSummary:
        return self.agreement.summary

    @property
    def checked_on(self) -> date | None:
        return self.summary.checked_on

    @property
    def due_on(self) -> date | None:
        return self.summary.due_on

    @cached_property
    def progress(self) -> Progress:
        return progress(self.summary.outcome, self.summary.due_on, self.as_of)

    @cached_property
    def is_fulfilled(self) -> bool | None:
        reached = {m.metric: m.is_reached for m in self.metrics.values() if m.promise}
        return is_fulfilled(self.definition, True if self.summary.opened_on else None, reached)


def lines(agreements: Sequence[Agreement], *, today: date, definition: str | None = None) -> list[Counted]:
    """In the given order; expects ``summary`` and ``municipality`` joined. One query more where some went stale."""
    stale = [agreement for agreement in agreements if _is_stale(agreement, today)]
    anew = {s.agreement.pk: s for s in standings(stale, as_of=today, definition=definition)} if stale else {}
    told: list[Counted] = []
    for agreement in agreements:
        if agreement.signed_on is None or agreement.signed_on <= today:
            told.append(anew.get(agreement.pk) or _line(agreement, today, definition))
    return told


def _is_stale(agreement: Agreement, today: date) -> bool:
    summary: StandingSummary | None = getattr(agreement, "summary", None)
    return summary is None or (summary.changes_on is not None and summary.changes_on <= today)


def _line(agreement: Agreement, today: date, definition: str | None) -> Line:
    return Line(
        agreement=agreement,
        as_of=today,
        definition=definition or agreement.municipality.fulfilment_definition,
        metrics={metric: _metric(metric, agreement.summary.figures.get(metric.value, {})) for metric in Metric},
    )


def figures_of(standing: Standing) -> Figures:
    """Of each metric with anything to tell: values as [low, high, word], readings with their rung and day before."""
    return {m.metric.value: told for m in standing.metrics.values() if (told := _figures(m))}


def _figures(metric: MetricStanding) -> dict[str, list[Any]]:
    told = {
        "original": metric.original and _said(metric.original.said),
        "amended": metric.amended and _said(metric.amended.said),
        "confirmed": metric.confirmed and _reading(metric.confirmed),
        "press": metric.press and _reading(metric.press),
    }
    return {name: value for name, value in told.items() if value}


def _said(said: Said) -> list[Any]:
    return [said.low, said.high, said.wording.value]


def _reading(found: Reading) -> list[Any]:
    day = found.as_of.last_day
    return [found.rung.value, day.isoformat() if day else None, *_said(found.said)]


def _metric(metric: Metric, told: dict[str, list[Any]]) -> MetricStanding:
    return MetricStanding(
        metric=metric,
        original=_promise(told.get("original")),
        amended=_promise(told.get("amended")),
        approved=_readings(told.get("confirmed")),
        reported=_readings(told.get("press")),
    )


def _promise(told: list[Any] | None) -> Promise | None:
    if told is None:
        return None
    return Promise(_as_said(told), UNKNOWN, due_is_announced=False, is_announced=False, phases=())


def _readings(told: list[Any] | None) -> dict[Rung, Reading]:
    if told is None:
        return {}
    rung, day, *said = told
    on = PartialDate(date.fromisoformat(day), Precision.DAY) if day else UNKNOWN
    return {Rung(rung): Reading(Rung(rung), _as_said(said), on, ())}


def _as_said(told: list[Any]) -> Said:
    low, high, wording = told
    return Said(low, high, Wording(wording))
