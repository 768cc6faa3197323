"""Keeps the one derived table equal to the standing it summarises."""

from collections.abc import Sequence
from datetime import date

from agreements.models import Agreement, StandingSummary
from agreements.rules.actual import Reading
from agreements.standing import MetricStanding, Standing, standings

FOREVER = date(9999, 12, 31)


def refresh_summary(agreement: Agreement) -> None:
    """Called by every action that touches a fact, in the same transaction."""
    refresh_summaries([agreement])


def refresh_summaries(agreements: Sequence[Agreement]) -> None:
    for standing in standings(agreements, as_of=FOREVER):
        StandingSummary.objects.update_or_create(agreement=standing.agreement, defaults=summary_of(standing))


def summary_of(standing: Standing) -> dict[str, object]:
    """Holds nothing that depends on today: the due day, never whether it has passed."""
    seats, jobs = standing.seats, standing.jobs
    first = standing.companies or standing.parties
    return {
        "sort_name": first[0].organisation.folded_name if first else standing.agreement.name,
        "seats_pledged": _pledged(seats),
        "seats_approved": _value(seats.confirmed),
        "seats_reported": _value(seats.press),
        "jobs_pledged": _pledged(jobs),
        "jobs_approved": _value(jobs.confirmed),
        "jobs_reported": _value(jobs.press),
        "jobs_rate": jobs.rate,
        "due_on": standing.due.last_day,
        "opened_on": standing.opened.on.on if standing.opened else None,
        "checked_on": standing.checked_on,
        "outcome": standing.outcome.code if standing.outcome else "",
    }


def _pledged(metric: MetricStanding) -> int | None:
    return metric.pledged.low if metric.pledged else None


def _value(found: Reading | None) -> int | None:
    return found.said.low if found else None
