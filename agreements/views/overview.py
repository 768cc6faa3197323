"""총괄현황: agreements, seats and jobs side by side, never added together; what changed, and what needs a decision."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from accounts.scope import Scope
from agreements.models import Agreement
from agreements.periods import official_day
from agreements.rules.progress import Progress
from agreements.standing import (
    Counted,
    MetricTotal,
    Total,
    adds_up,
    district,
    lines,
    municipality,
    signing_year,
    total_of,
    totals_by,
)
from agreements.standing.changed import KINDS, changed, since_last_round
from agreements.standing.named import names_of
from agreements.standing.proposal import proposals
from agreements.standing.waiting import waiting
from agreements.templatetags.charts import BarChart, side_by_side

WORST = 10


@dataclass(frozen=True)
class Late:
    name: str
    standing: Counted


@require_safe
def overview(request: SignedIn) -> HttpResponse:
    today, scope = timezone.localdate(), request.user.scope
    rows = lines(Agreement.objects.visible_to(scope), today=today)
    total, late = total_of("계", rows), longest_overdue(rows)
    by, place = ("district", district) if request.user.municipality_id else ("municipality", municipality)
    years, places = totals_by(rows, signing_year), totals_by(rows, place)
    shown = {
        "as_of": today,
        "total": total,
        "unchecked": total.not_checked_for_a_year,
        "overdue": named(late[:WORST]),
        "overdue_count": len(late),
        "groups": [
            group("year", "체결연도별", years, total, today),
            group(by, place_word(request), places, total, today),
        ],
        **_news(scope, today),
        **_to_decide(scope, rows),
    }
    return render(request, "agreements/overview.html", shown)


def _news(scope: Scope, today: date) -> dict[str, Any]:
    since = since_last_round(scope, today=today)
    found = changed(scope, since.at)
    return {"since": since, "changes": [(kind, words, len(found[kind])) for kind, words in KINDS.items()]}


def _to_decide(scope: Scope, rows: Sequence[Counted]) -> dict[str, Any]:
    found = proposals(rows)
    labels = Counter((one.proposed.code, one.label) for one in found)
    by_code = [(code, label, number) for (code, label), number in sorted(labels.items())]
    return {"proposed": len(found), "proposed_by": by_code, "waiting": waiting(scope)}


def named(rows: Sequence[Counted]) -> list[Late]:
    names = names_of(one.agreement.pk for one in rows)
    return [Late(names.get(one.agreement.pk, one.agreement.name), one) for one in rows]


def place_word(request: SignedIn) -> str:
    own = request.user.municipality
    return f"{own.district_word}별" if own else "지자체별"


def longest_overdue(rows: Sequence[Counted]) -> list[Counted]:
    """Past due and not known to be fulfilled, the longest wait first."""
    late = [row for row in rows if row.progress == Progress.PAST_DUE and row.is_fulfilled is not True]
    return sorted(late, key=lambda row: row.due_on or date.max)


def group(name: str, by: str, totals: Sequence[Total], whole: Total, day: date) -> dict[str, Any]:
    drawn = charts(name, by, totals, day)
    return {"name": name, "by": by, "totals": totals, "charts": drawn, "holds": adds_up(totals, whole)}


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
