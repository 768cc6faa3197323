"""The steps of a phased pledge, each held against what was confirmed about its due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agreements.rules.actual import Report, compared
from agreements.rules.metric import Metric
from agreements.rules.phase import PHASE_NAMES, PhaseState, phase_state
from agreements.rules.pledge import Phase, Promise


@dataclass(frozen=True)
class PhaseStanding:
    phase: Phase
    state: PhaseState

    @property
    def name(self) -> str:
        return PHASE_NAMES[self.state]


def phases_of(
    metric: Metric, promise: Promise | None, confirmed: Sequence[Report], as_of: date
) -> tuple[PhaseStanding, ...]:
    """None where the promise has one due or no day at all."""
    if promise is None or not promise.phases:
        return ()
    days = sorted({day for report in confirmed if (day := report.as_of.last_day) is not None and day <= as_of})
    readings = [(day, found.said.low) for day in days if (found := compared(metric, confirmed, day))]
    return tuple(
        PhaseStanding(phase, phase_state(phase.cumulative.low, due, readings, as_of))
        for phase in promise.phases
        if (due := phase.due.last_day) is not None
    )
