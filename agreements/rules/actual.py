"""Which of several reports of one rung counts. A stock is read, never summed; a flow is summed over its periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from agreements.periods import PartialDate
from agreements.rules.metric import COMPARED_BY, RUNGS, Metric, Rung
from agreements.rules.said import Said, total


@dataclass(frozen=True)
class Report:
    """One actual row. ``group`` tells parties, centres and origins apart, whose stocks may be added.

    ``parts`` are some of the number by the kinds of ActualPart, never added to it.
    """

    rung: Rung
    said: Said
    as_of: PartialDate
    is_approved: bool
    recorded_at: datetime
    source_id: int
    source_kind: str
    group: str = ""
    residents: int | None = None
    origin: str = ""
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a rung stands at: the value, the period it speaks of, and the reports it rests on."""

    rung: Rung
    said: Said
    as_of: PartialDate
    reports: tuple[Report, ...]

    @property
    def label(self) -> str:
        return RUNGS[self.rung].label

    @property
    def source_ids(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(report.source_id for report in self.reports))


def reading(rung: Rung, reports: Sequence[Report], as_of: date) -> Reading | None:
    """The state of a rung on ``as_of``: only periods that ended by then are read."""
    told = [r for r in reports if r.rung == rung and r.as_of.last_day is not None and r.as_of.last_day <= as_of]
    if not told:
        return None
    counted = _flow(told) if RUNGS[rung].is_flow else _stock(told)
    said = total(report.said for report in counted)
    latest = max(counted, key=lambda report: report.as_of.last_day or date.min)
    only = counted[0].said if len(counted) == 1 else None
    return Reading(rung, only or said or Said(0, 0), latest.as_of, tuple(counted))


def compared(metric: Metric, reports: Sequence[Report], as_of: date) -> Reading | None:
    """What is set against a pledge on that day."""
    found = (reading(rung, reports, as_of) for rung in COMPARED_BY[metric])
    return next((one for one in found if one is not None), None)


def _weight(report: Report) -> tuple[date, bool, datetime]:
    """Later days first, approved before reported, then what was recorded last."""
    return (report.as_of.last_day or date.min, report.is_approved, report.recorded_at)


def _stock(reports: Sequence[Report]) -> list[Report]:
    whole = [report for report in reports if not report.group]
    parts = [
        max((r for r in reports if r.group == g), key=_weight) for g in sorted({r.group for r in reports if r.group})
    ]
    if not whole:
        return parts
    best = max(whole, key=_weight)
    return parts if parts and all(_weight(part) > _weight(best) for part in parts) else [best]


def _flow(reports: Sequence[Report]) -> list[Report]:
    """One report for each period and group; of several the approved and then the latest."""
    chosen: dict[tuple[date | None, str, str], Report] = {}
    for report in sorted(reports, key=_weight):
        chosen[(report.as_of.on, report.as_of.precision, report.group)] = report
    return sorted(chosen.values(), key=lambda report: report.as_of.last_day or date.min)
