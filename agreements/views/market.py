"""시장 현황: published counts, each with what was counted. Counts of different bases are never joined."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from agreements.models import MarketFigure
from agreements.templatetags.charts import BarChart

Rows = list[tuple[str, tuple[int | None, ...]]]


@require_safe
def market(request: SignedIn) -> HttpResponse:
    figures = MarketFigure.objects.visible_to(request.user.scope)
    places = list(figures.order_by("place").values_list("place", flat=True).distinct())
    asked = request.GET.get("place", "")
    place = asked if asked in places else ""
    shown = list((figures.filter(place=place) if place else figures).select_related("source", "region"))
    return render(
        request,
        "agreements/market.html",
        {"places": places, "place": place, "figures": shown, "charts": charts(shown) if place else []},
    )


def charts(figures: list[MarketFigure]) -> list[BarChart]:
    """Agents of one place over time, one chart for each count basis that has two counts or more."""
    counted = sorted((f for f in figures if f.agents is not None), key=lambda f: f.count_basis)
    found: list[BarChart] = []
    for basis, group in groupby(counted, key=lambda f: f.count_basis):
        rows: Rows = [(str(figure.as_of), (figure.agents,)) for figure in group]
        if len(rows) > 1:
            found.append(_chart(f"market-{len(found)}", basis, rows))
    return found


def _chart(name: str, basis: str, rows: Rows) -> BarChart:
    return BarChart(
        name=name,
        title=f"상담사 수({basis})",
        note="단위: 명, 0에서 시작하는 막대",
        series=("상담사",),
        rows=tuple(rows),
    )
