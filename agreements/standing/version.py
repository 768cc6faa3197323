"""What an amendment would change: 당초 | 현행 | 변경 후, by the same rule as the page and the papers read pledges.

Each metric stands by the newest version that has a pledge of it. So an amendment writes the pledges of those metrics
that it changes, all of them, and leaves the others to the version before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from agreements.models import Agreement, Pledge, Version
from agreements.rules.metric import METRIC_LABELS, METRIC_UNITS, Metric
from agreements.rules.pledge import Promise, promise
from agreements.standing.agreement import Standing, line_of, standings
from agreements.standing.facts import facts_of

NOTHING_CHANGED = "바뀐 수치가 없으면 무엇이 바뀌었는지 적으십시오."


@dataclass(frozen=True)
class Compared:
    """One metric; ``after`` None is a metric that the amendment leaves alone."""

    metric: Metric
    original: Promise | None
    current: Promise | None
    after: Promise | None

    @property
    def label(self) -> str:
        return METRIC_LABELS[self.metric]

    @property
    def unit(self) -> str:
        return METRIC_UNITS[self.metric]

    @property
    def difference(self) -> int | None:
        """변경 후 less 현행, in the metric's unit; None where there is nothing to compare."""
        if self.after is None or self.current is None:
            return None
        return self.after.said.low - self.current.said.low


@dataclass(frozen=True)
class InForce:
    """What an amendment starts from: ``pledges`` as the versions before ``base`` left them; ``number`` is the next."""

    standing: Standing
    pledges: tuple[Pledge, ...]
    base: int
    number: int

    @cached_property
    def by_metric(self) -> dict[Metric, list[Pledge]]:
        return {metric: [p for p in self.pledges if p.metric == metric] for metric in Metric}

    def compared(self, after: Sequence[Pledge]) -> list[Compared]:
        """The metrics that were promised or are now, beside what stands at this moment."""
        found = [
            Compared(
                metric=metric,
                original=self.standing.metrics[metric].original,
                current=self.standing.metrics[metric].promise,
                after=promise([line_of(pledge) for pledge in after if pledge.metric == metric]),
            )
            for metric in Metric
        ]
        return [one for one in found if one.current or one.after]


def in_force(agreement: Agreement, *, base: int | None = None) -> InForce:
    """Whatever day it is signed on: an amendment follows the one before it, not the calendar.

    ``base`` is the number that a form was opened for; where somebody was faster, it still shows what it showed.
    """
    number = next_number(agreement)
    base = min(base or number, number)
    [facts] = facts_of([agreement], None)
    [standing] = standings([agreement], as_of=date.max)
    before = [pledge for pledge in facts.pledges if pledge.version_of.number < base]
    newest: dict[str, int] = {}
    for pledge in before:
        newest[pledge.metric] = max(newest.get(pledge.metric, 0), pledge.version_of.number)
    lines = sorted(before, key=lambda pledge: (pledge.due_on or date.min, pledge.pk))
    pledges = tuple(line for line in lines if line.version_of.number == newest[line.metric])
    return InForce(standing=standing, pledges=pledges, base=base, number=number)


def next_number(agreement: Agreement) -> int:
    numbers = Version.objects.filter(agreement=agreement).known_at(None).values_list("number", flat=True)
    return max(numbers, default=0) + 1
