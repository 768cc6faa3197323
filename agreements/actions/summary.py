"""Keeps the one derived table equal to the standing it summarises."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import timezone

from agreements.models import Agreement, StandingSummary
from agreements.rules.actual import Reading
from agreements.standing import MetricStanding, Standing, standings
from agreements.standing.figures import figures_of


def refresh_summary(agreement: Agreement) -> None:
    """Called by every action that touches a fact, in the same transaction."""
    refresh_summaries([agreement])


def refresh_summaries(agreements: Sequence[Agreement]) -> None:
    for agreement, told in summaries_of(agreements):
        StandingSummary.objects.update_or_create(agreement=agreement, defaults=told)


def refresh_stale(today: date) -> int:
    """Those of which something recorded before counts from today on. How many there were."""
    stale = Agreement.objects.filter(summary__changes_on__lte=today).select_related("municipality", "source")
    refresh_summaries(list(stale))
    return len(stale)


def summaries_of(agreements: Sequence[Agreement]) -> Iterator[tuple[Agreement, dict[str, object]]]:
    """As of today; of what is signed later, as of the day it is signed."""
    today = timezone.localdate()
    by_day: dict[date, list[Agreement]] = {}
    for agreement in agreements:
        by_day.setdefault(max(today, agreement.signed_on or today), []).append(agreement)
    for day, found in by_day.items():
        yield from ((standing.agreement, summary_of(standing)) for standing in standings(found, as_of=day))


def summary_of(standing: Standing) -> dict[str, object]:
    """Holds nothing that depends on today: the due day, never whether it has passed; the day that makes it stale."""
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
        "figures": figures_of(standing),
        "changes_on": standing.changes_on,
    }


def _pledged(metric: MetricStanding) -> int | None:
    return metric.pledged.low if metric.pledged else None


def _value(found: Reading | None) -> int | None:
    return found.said.low if found else None
