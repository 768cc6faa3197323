"""총괄현황: agreements, seats and jobs side by side, never added together."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from agreements.models import Agreement
from agreements.periods import official_day, years_before
from agreements.rules.progress import Progress
from agreements.standing import (
    Counted,
    MetricTotal,
    Total,
    district,
    lines,
    municipality,
    signing_year,
    standings,
    total_of,
    totals_by,
)
from agreements.templatetags.charts import BarChart, side_by_side
from agreements.views.register import signed_by

WORST = 10


@require_safe
def overview(request: SignedIn) -> HttpResponse:
    today = timezone.localdate()
    rows = lines(list(signed_by(today, Agreement.objects.visible_to(request.user.scope))), today=today)
    total = total_of("계", rows)
    overdue = longest_overdue(rows)
    place = district if request.user.municipality_id else municipality
    years, places = totals_by(rows, signing_year), totals_by(rows, place)
    return render(
        request,
        "agreements/overview.html",
        {
            "as_of": today,
            "total": total,
            "unchecked": total.not_checked_since(years_before(today, 1)),
            "overdue": standings([row.agreement for row in overdue[:WORST]], as_of=today),
            "overdue_count": len(overdue),
            "groups": [
                group("year", "체결연도별", years, today),
                group("place", place_word(request), places, today),
            ],
        },
    )


def place_word(request: SignedIn) -> str:
    own = request.user.municipality
    return f"{own.district_word}별" if own else "지자체별"


def longest_overdue(rows: Sequence[Counted]) -> list[Counted]:
    """Past due and not known to be fulfilled, the longest wait first."""
    late = [row for row in rows if row.progress == Progress.PAST_DUE and row.is_fulfilled is not True]
    return sorted(late, key=lambda row: row.due_on or date.max)


def group(name: str, by: str, totals: Sequence[Total], day: date) -> dict[str, Any]:
    return {"name": name, "by": by, "totals": totals, "charts": charts(name, by, totals, day)}


def charts(name: str, by: str, totals: Sequence[Total], day: date) -> list[BarChart]:
    note = f"{official_day(day)} 기준"
    counts = tuple((total.label, (total.count, total.fulfilled or None)) for total in totals)
    if not totals:
        return []
    return side_by_side(
        BarChart(f"{name}-count", f"{by} 협약", f"{note}, 단위: 건", ("협약", "이행"), counts),
        metric_chart(f"{name}-seats", f"{by} 상담석", f"{note}, 단위: 석", [(t.label, t.seats) for t in totals]),
        metric_chart(f"{name}-jobs", f"{by} 고용", f"{note}, 단위: 명", [(t.label, t.jobs) for t in totals]),
    )


def metric_chart(name: str, title: str, note: str, totals: Sequence[tuple[str, MetricTotal]]) -> BarChart:
    rows = tuple((label, (low(t.pledged), low(t.confirmed), low(t.press))) for label, t in totals)
    return BarChart(name, title, note, ("협약", "확인", "보고"), rows)


def low(said: Any) -> int | None:
    return said.low if said else None
