"""Totals of standings, in parts that add up. Joint pledges are counted once, at the agreement, and never split."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from agreements.periods import years_before
from agreements.rules.composition import Composition, added
from agreements.rules.metric import Metric
from agreements.rules.progress import PROGRESS_NAMES, Progress, rate
from agreements.rules.said import Said, total
from agreements.standing.line import Counted


@dataclass(frozen=True)
class MetricTotal:
    """``confirmed`` is None (미확인) where nothing was confirmed at all, and never 0 for want of a check.

    ``unchecked`` is what was pledged where nothing was confirmed; ``difference`` is of the others:
    confirmed less pledged.
    """

    metric: Metric
    original: Said | None
    pledged: Said | None
    confirmed: Said | None
    press: Said | None
    unchecked: Said | None
    difference: int | None
    pledging: int
    checked: int
    people: Composition | None

    @property
    def rate(self) -> Decimal | None:
        if self.confirmed is None or self.pledged is None:
            return None
        return rate(self.confirmed.low, self.pledged.low)


class Part(NamedTuple):
    """Where an agreement belongs in a grouping: sorted by ``order``, called ``label``, ``slug`` in the address."""

    order: Any
    label: str
    slug: str = ""


Key = Callable[[Counted], tuple[Any, ...]]


@dataclass(frozen=True)
class Total:
    """Of a part or of all. Its figures are added up when they are asked for: of a long list one page is."""

    label: str
    standings: tuple[Counted, ...]
    slug: str = ""

    @cached_property
    def metrics(self) -> dict[Metric, MetricTotal]:
        return {metric: _metric_total(metric, self.standings) for metric in Metric}

    @property
    def count(self) -> int:
        return len(self.standings)

    @property
    def seats(self) -> MetricTotal:
        return self.metrics[Metric.SEATS]

    @property
    def jobs(self) -> MetricTotal:
        return self.metrics[Metric.JOBS]

    @property
    def investment(self) -> MetricTotal:
        return self.metrics[Metric.INVESTMENT]

    @cached_property
    def fulfilled(self) -> int:
        return sum(1 for standing in self.standings if standing.is_fulfilled)

    @cached_property
    def by_progress(self) -> Counter[Progress]:
        return Counter(standing.progress for standing in self.standings)

    @property
    def past_due(self) -> int:
        return self.by_progress[Progress.PAST_DUE]

    @property
    def progress(self) -> list[tuple[str, int]]:
        """How many stand where, by the names of rules/progress.py; the parts add up to ``count``."""
        return [(PROGRESS_NAMES[p], self.by_progress[p]) for p in Progress]

    @property
    def unchecked(self) -> int:
        """Agreements the city never confirmed anything of."""
        return sum(1 for standing in self.standings if standing.checked_on is None)

    def not_checked_since(self, day: date) -> int:
        """Agreements of which nothing was confirmed on ``day`` or later; never checked ones are among them."""
        return sum(1 for standing in self.standings if is_unchecked_since(standing, day))

    @property
    def not_checked_for_a_year(self) -> int:
        return self.not_checked_since(years_before(self.standings[0].as_of, 1)) if self.standings else 0


def is_unchecked_since(standing: Counted, day: date) -> bool:
    return standing.checked_on is None or standing.checked_on < day


def total_of(label: str, standings: Iterable[Counted], slug: str = "") -> Total:
    return Total(label, tuple(standings), slug)


def totals_by(standings: Sequence[Counted], key: Key) -> list[Total]:
    """One total for each group, in the order of the sort key: ``key`` gives (sort key, label) or a Part."""
    groups: dict[tuple[Any, ...], list[Counted]] = {}
    for standing in standings:
        groups.setdefault(tuple(key(standing)), []).append(standing)
    parts = sorted(((Part(*given), rows) for given, rows in groups.items()), key=lambda pair: pair[0])
    return [total_of(part.label, rows, part.slug) for part, rows in parts]


def adds_up(parts: Sequence[Total], whole: Total) -> bool:
    """검산: whether the parts are the whole, in number and in every figure that can be added."""
    if sum(part.count for part in parts) != whole.count:
        return False
    return all(_add_up([part.metrics[metric] for part in parts], whole.metrics[metric]) for metric in Metric)


def _add_up(parts: Sequence[MetricTotal], whole: MetricTotal) -> bool:
    names = ("original", "pledged", "confirmed", "press", "unchecked")
    return all(
        _ends(total(said for part in parts if (said := getattr(part, name)))) == _ends(getattr(whole, name))
        for name in names
    )


def _ends(said: Said | None) -> tuple[int, int] | None:
    return (said.low, said.high) if said else None


def _metric_total(metric: Metric, standings: Sequence[Counted]) -> MetricTotal:
    """Of those with anything to tell of the metric."""
    found = [m for m in (standing.metrics[metric] for standing in standings) if m.promise or m.approved or m.reported]
    people = [m.composition for m in found if m.composition]
    differences = [m.difference for m in found if m.difference is not None]
    return MetricTotal(
        metric=metric,
        original=total(m.original.said for m in found if m.original),
        pledged=total(m.pledged for m in found if m.pledged),
        confirmed=total(m.confirmed.said for m in found if m.confirmed),
        press=total(m.press.said for m in found if m.press),
        unchecked=total(m.pledged for m in found if m.pledged and not m.confirmed),
        difference=sum(differences) if differences else None,
        pledging=sum(1 for m in found if m.pledged),
        checked=sum(1 for m in found if m.confirmed),
        people=added(people) if people else None,
    )
