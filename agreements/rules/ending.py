"""What the end of an agreement leaves of its figures: its history, and nothing that is still there. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from agreements.rules.actual import Report
from agreements.rules.metric import RUNGS, Metric, Rung

THERE = {Metric.SEATS: Rung.SEATS_USED, Metric.JOBS: Rung.STAFF}


def after_the_end(metric: Metric, reports: Sequence[Report], end: Report, as_of: date) -> list[Report]:
    """For a day on which the agreement has ended. A stock read until then falls away, a flow stays: it happened.

    ``end`` is the end told as a report of 0, and counts for each stock that was confirmed, or where only a flow was.
    """
    kept = [r for r in reports if RUNGS[r.rung].is_flow or not _is_before(r, end.as_of.last_day)]
    told = {r.rung for r in reports if r.is_approved and _is_before(r, as_of)}
    if metric not in THERE or not told:
        return kept
    stocks = sorted(rung for rung in told if not RUNGS[rung].is_flow)
    return [*kept, *(replace(end, rung=rung) for rung in stocks or [THERE[metric]])]


def _is_before(report: Report, day: date | None) -> bool:
    """Or of that day."""
    return report.as_of.last_day is not None and day is not None and report.as_of.last_day <= day
