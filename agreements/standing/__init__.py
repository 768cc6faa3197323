"""Where agreements stand, as of a day and as known on a day. The only place that totals anything."""

from agreements.standing.agreement import MetricStanding, Standing, standings
from agreements.standing.line import Counted, lines
from agreements.standing.total import (
    MetricTotal,
    Total,
    district,
    municipality,
    signing_year,
    total_of,
    totals_by,
)

__all__ = [
    "Counted",
    "MetricStanding",
    "MetricTotal",
    "Standing",
    "Total",
    "district",
    "lines",
    "municipality",
    "signing_year",
    "standings",
    "total_of",
    "totals_by",
]
