"""What a check-in asks: each rung of each pledged metric, with what was promised and what was approved last."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from agreements.models import CheckIn, Round
from agreements.periods import PartialDate, Precision
from agreements.rules.actual import Reading
from agreements.rules.grid import HAS_PARTS, question, rungs_of
from agreements.rules.metric import RUNGS, Metric, Rung
from agreements.rules.rhythm import period_of
from agreements.standing.agreement import MetricStanding, metric_standing
from agreements.standing.facts import Facts, facts_of


@dataclass(frozen=True)
class GridLine:
    """One number asked for. ``before`` was approved by the city, ``heard`` was only reported."""

    rung: Rung
    metric: MetricStanding
    round: Round

    @property
    def label(self) -> str:
        return f"{self.metric.label} {RUNGS[self.rung].label}"

    @property
    def unit(self) -> str:
        return self.metric.unit

    @property
    def question(self) -> str:
        return question(self.rung, self.round.observed_from, self.round.observed_to)

    @property
    def is_flow(self) -> bool:
        return RUNGS[self.rung].is_flow

    @property
    def has_parts(self) -> bool:
        return self.rung in HAS_PARTS

    @property
    def before(self) -> Reading | None:
        return self.metric.approved.get(self.rung)

    @property
    def heard(self) -> Reading | None:
        return self.metric.reported.get(self.rung)

    @property
    def as_of(self) -> PartialDate:
        """The base day of a stock, the whole window of a flow."""
        if RUNGS[self.rung].is_flow:
            return period_of(self.round.observed_from, self.round.observed_to) or self._base_day
        return self._base_day

    @property
    def _base_day(self) -> PartialDate:
        return PartialDate(self.round.observed_to, Precision.DAY)


@dataclass(frozen=True)
class Grid:
    check_in: CheckIn
    metrics: dict[Metric, MetricStanding]

    @cached_property
    def lines(self) -> tuple[GridLine, ...]:
        """Of what was promised; where nothing was promised in numbers, of nothing."""
        promised = [standing for standing in self.metrics.values() if standing.promise]
        return tuple(
            GridLine(rung, standing, self.check_in.round) for standing in promised for rung in rungs_of(standing.metric)
        )

    def of(self, parts: list[str]) -> tuple[GridLine, ...]:
        """Those of some metrics only; no parts are all of them."""
        return tuple(line for line in self.lines if not parts or line.metric.metric.value in parts)


def grids_of(check_ins: list[CheckIn]) -> list[Grid]:
    """In the given order; a fixed number of queries."""
    agreements = list({one.agreement_id: one.agreement for one in check_ins}.values())
    facts = {found.agreement.pk: found for found in facts_of(agreements, None)}
    return [_grid(one, facts[one.agreement_id]) for one in check_ins]


def _grid(check_in: CheckIn, facts: Facts) -> Grid:
    as_of: date = check_in.round.observed_to
    mine = replace(
        facts,
        pledges=[p for p in facts.pledges if check_in.party_id is None or p.party_id == check_in.party_id],
        actuals=[a for a in facts.actuals if check_in.party_id is None or a.party_id == check_in.party_id],
    )
    return Grid(check_in, {metric: metric_standing(metric, mine, as_of) for metric in Metric})
