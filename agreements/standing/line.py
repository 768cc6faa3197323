"""Where agreements stand today, read from the summary: what a total asks of a standing, without its facts.

The summary keeps of each metric what was promised and what was reached; whether that is enough, late or unknown is told
by the same rules as for a standing. A summary that went stale (``changes_on``) is passed over for the standing itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from django.db.models import Q, QuerySet

from accounts.models import Municipality, Region
from agreements.models import Agreement
from agreements.periods import PartialDate, Precision
from agreements.rules.elapsed import months_since
from agreements.rules.metric import Metric
from agreements.rules.progress import Progress, is_fulfilled, is_still_open, progress
from agreements.standing.agreement import MetricStanding, Standing, standings
from agreements.standing.figures import is_readable, metrics_of


class Named(NamedTuple):
    """What totals are grouped and lists are named by: an agreement without the rest of its row."""

    pk: int
    key: str
    name: str
    signed_on: date | None
    signed_precision: str
    signed_words: str
    form: str
    sector: str
    valid_until_on: date | None
    valid_until_precision: str
    municipality: Municipality
    district: Region | None

    def __str__(self) -> str:
        return self.name

    @property
    def signed(self) -> PartialDate:
        return PartialDate(self.signed_on, Precision(self.signed_precision), self.signed_words)

    @property
    def valid_until(self) -> PartialDate:
        return PartialDate(self.valid_until_on, Precision(self.valid_until_precision))


class Counted(Protocol):
    """What totals are made of: a Standing of an Agreement, or in its place a Line of a Named."""

    @property
    def agreement(self) -> Any: ...
    @property
    def as_of(self) -> date: ...
    @property
    def definition(self) -> str: ...
    @property
    def metrics(self) -> dict[Metric, MetricStanding]: ...
    @property
    def decided(self) -> str: ...
    @property
    def checked_on(self) -> date | None: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def is_past_due(self) -> bool | None: ...
    @property
    def is_opened(self) -> bool: ...
    @property
    def opened_on(self) -> date | None: ...
    @property
    def months(self) -> int | None: ...
    @property
    def progress(self) -> Progress: ...
    @property
    def is_fulfilled(self) -> bool | None: ...


@dataclass(frozen=True)
class Line:
    """``figures`` as standing/figures.py writes them, ``decided`` the code of the outcome."""

    agreement: Named
    as_of: date
    definition: str
    figures: dict[str, Any]
    due_on: date | None
    checked_on: date | None
    decided: str

    @cached_property
    def metrics(self) -> dict[Metric, MetricStanding]:
        return metrics_of(self.figures)

    @property
    def seats(self) -> MetricStanding:
        return self.metrics[Metric.SEATS]

    @property
    def jobs(self) -> MetricStanding:
        return self.metrics[Metric.JOBS]

    @property
    def is_past_due(self) -> bool | None:
        return None if self.due_on is None else self.due_on < self.as_of

    @property
    def is_opened(self) -> bool:
        return "opened" in self.figures

    @property
    def opened_on(self) -> date | None:
        day = self.figures.get("opened")
        return date.fromisoformat(day) if day else None

    @property
    def months(self) -> int | None:
        return months_since(self.agreement.signed, self.as_of)

    @cached_property
    def progress(self) -> Progress:
        return progress(self.decided, self.due_on, self.as_of)

    @cached_property
    def is_fulfilled(self) -> bool | None:
        reached = {m.metric: m.is_reached for m in self.metrics.values() if m.promise}
        return is_fulfilled(self.definition, is_still_open(self.is_opened, self.progress), reached)


NAMED = tuple(name for name in Named._fields if name not in {"municipality", "district"})
ABOUT = ("municipality", "district", "summary__changes_on", "summary__figures")
TOLD = ("summary__due_on", "summary__checked_on", "summary__outcome")


def lines(rows: QuerySet[Agreement], *, today: date, definition: str | None = None) -> list[Counted]:
    """In the given order; three queries, and those of a standing where some went stale."""
    signed = rows.filter(Q(signed_on__isnull=True) | Q(signed_on__lte=today))
    found = list(signed.values_list(*NAMED, *ABOUT, *TOLD))
    at = len(NAMED)
    cities = {city.pk: city for city in Municipality.objects.filter(pk__in={row[at] for row in found})}
    named = Region.objects.filter(pk__in={row[at + 1] for row in found} - {None}).select_related("parent")
    districts = {region.pk: region for region in named}
    anew = _anew([row[0] for row in found if _is_stale(row[at + 2], row[at + 3], today)], today, definition)
    told: list[Counted] = []
    for row in found:
        city, district, _, figures = row[at : at + 4]
        own = definition or cities[city].fulfilment_definition
        name = Named(*row[:at], cities[city], districts.get(district))  # type: ignore[call-arg]
        told.append(anew.get(row[0]) or Line(name, today, own, figures, *row[at + 4 :]))
    return told


def _is_stale(changes_on: date | None, figures: dict[str, Any] | None, today: date) -> bool:
    return not is_readable(figures) or (changes_on is not None and changes_on <= today)


def _anew(stale: Sequence[int], today: date, definition: str | None) -> dict[int, Standing]:
    if not stale:
        return {}
    rows: Iterable[Agreement] = Agreement.objects.filter(pk__in=stale).select_related(
        "municipality", "source", "district__parent", "department", "officer"
    )
    return {one.agreement.pk: one for one in standings(list(rows), as_of=today, definition=definition)}
