"""Totals of standings, in parts that add up. Joint pledges are counted once, at the agreement, and never split."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agreements.rules.metric import Metric
from agreements.rules.progress import PROGRESS_NAMES, Progress, rate
from agreements.rules.said import Said, total
from agreements.standing.line import Counted


@dataclass(frozen=True)
class MetricTotal:
    """``confirmed`` is None (미확인) where nothing was confirmed at all, and never 0 for want of a check."""

    metric: Metric
    pledged: Said | None
    confirmed: Said | None
    press: Said | None
    pledging: int
    checked: int

    @property
    def rate(self) -> Decimal | None:
        if self.confirmed is None or self.pledged is None:
            return None
        return rate(self.confirmed.low, self.pledged.low)


@dataclass(frozen=True)
class Total:
    label: str
    standings: tuple[Counted, ...]
    metrics: dict[Metric, MetricTotal]

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

    @property
    def fulfilled(self) -> int:
        return sum(1 for standing in self.standings if standing.is_fulfilled)

    @property
    def past_due(self) -> int:
        return sum(1 for standing in self.standings if standing.progress == Progress.PAST_DUE)

    @property
    def unchecked(self) -> int:
        """Agreements the city never confirmed anything of."""
        return sum(1 for standing in self.standings if standing.checked_on is None)

    def not_checked_since(self, day: date) -> int:
        """Agreements of which nothing was confirmed on ``day`` or later; never checked ones are among them."""
        return sum(1 for standing in self.standings if standing.checked_on is None or standing.checked_on < day)

    @property
    def progress(self) -> list[tuple[str, int]]:
        """How many stand where, by the names of rules/progress.py; the parts add up to ``count``."""
        return [(PROGRESS_NAMES[p], sum(1 for s in self.standings if s.progress == p)) for p in Progress]


def total_of(label: str, standings: Iterable[Counted]) -> Total:
    rows = tuple(standings)
    return Total(label, rows, {metric: _metric_total(metric, rows) for metric in Metric})


def totals_by(standings: Sequence[Counted], key: Callable[[Counted], tuple[object, str]]) -> list[Total]:
    """One total for each group, in the order of the sort key: ``key`` gives (sort key, label)."""
    labels = {key(standing) for standing in standings}
    return [
        total_of(label, [s for s in standings if key(s) == (order, label)])
        for order, label in sorted(labels, key=lambda pair: pair[0])  # type: ignore[arg-type,return-value]
    ]


def signing_year(standing: Counted) -> tuple[int, str]:
    year = standing.agreement.signed.year
    return (year, f"{year}년") if year else (9999, "연도 미상")


def district(standing: Counted) -> tuple[tuple[bool, str], str]:
    """Districts in the order of their codes; agreements whose source names none come last."""
    where = standing.agreement.district
    return ((False, where.code), where.name) if where else ((True, ""), "구역 미상")


def municipality(standing: Counted) -> tuple[str, str]:
    name = standing.agreement.municipality.name
    return (name, name)


def _metric_total(metric: Metric, standings: Sequence[Counted]) -> MetricTotal:
    found = [standing.metrics[metric] for standing in standings]
    return MetricTotal(
        metric=metric,
        pledged=total(m.pledged for m in found if m.pledged),
        confirmed=total(m.confirmed.said for m in found if m.confirmed),
        press=total(m.press.said for m in found if m.press),
        pledging=sum(1 for m in found if m.pledged),
        checked=sum(1 for m in found if m.confirmed),
    )
