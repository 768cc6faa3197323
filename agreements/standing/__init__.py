"""Where agreements stand, as of a day and as known on a day. The only place that totals anything."""

from agreements.standing.agreement import MetricStanding, Standing, standings
from agreements.standing.grouping import (
    GROUPINGS,
    Grouping,
    district,
    elected_term,
    municipality,
    signing_year,
    years_since_signing,
)
from agreements.standing.line import Counted, lines
from agreements.standing.total import MetricTotal, Part, Total, adds_up, is_unchecked_since, total_of, totals_by

__all__ = [
    "GROUPINGS",
    "Counted",
    "Grouping",
    "MetricStanding",
    "MetricTotal",
    "Part",
    "Standing",
    "Total",
    "adds_up",
    "district",
    "elected_term",
    "is_unchecked_since",
    "lines",
    "municipality",
    "signing_year",
    "standings",
    "total_of",
    "totals_by",
    "years_since_signing",
]
