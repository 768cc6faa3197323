"""What is counted. Metrics are separate series and nothing converts one into another: seats are not jobs.

A *stock* is read at a day and never summed over periods; a *flow* happens within a period and is summed.
"""

from dataclasses import dataclass
from enum import StrEnum


class Metric(StrEnum):
    """What is promised."""

    SEATS = "seats"
    JOBS = "jobs"
    INVESTMENT = "investment"


class Rung(StrEnum):
    """What was reached, from low to high within its ladder."""

    SEATS_BUILT = "seats_built"
    SEATS_USED = "seats_used"
    HIRED = "hired"
    STAFF = "staff"
    INSURED = "insured"
    RETAINED = "retained"
    INVESTED = "invested"


@dataclass(frozen=True)
class RungKind:
    label: str
    metric: Metric
    is_flow: bool


METRIC_LABELS = {Metric.SEATS: "상담석", Metric.JOBS: "고용", Metric.INVESTMENT: "투자액"}
METRIC_UNITS = {Metric.SEATS: "석", Metric.JOBS: "명", Metric.INVESTMENT: "원"}

RUNGS: dict[Rung, RungKind] = {
    Rung.SEATS_BUILT: RungKind("구축", Metric.SEATS, is_flow=False),
    Rung.SEATS_USED: RungKind("운영", Metric.SEATS, is_flow=False),
    Rung.HIRED: RungKind("채용", Metric.JOBS, is_flow=True),
    Rung.STAFF: RungKind("근무", Metric.JOBS, is_flow=False),
    Rung.INSURED: RungKind("피보험 확인", Metric.JOBS, is_flow=False),
    Rung.RETAINED: RungKind("12개월 유지", Metric.JOBS, is_flow=False),
    Rung.INVESTED: RungKind("실투자", Metric.INVESTMENT, is_flow=True),
}

# The figure set against a pledge: the first rung of this list that has a value. Seats in use come before seats
# built, insured people before people counted at work, and both before hires, which may have left again.
COMPARED_BY: dict[Metric, tuple[Rung, ...]] = {
    Metric.SEATS: (Rung.SEATS_USED, Rung.SEATS_BUILT),
    Metric.JOBS: (Rung.INSURED, Rung.STAFF, Rung.HIRED),
    Metric.INVESTMENT: (Rung.INVESTED,),
}
