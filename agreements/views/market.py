"""시장 현황: published counts, each with what was counted. Counts of different bases are never joined."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from agreements.models import MarketFigure
from agreements.templatetags.charts import BarChart

COUNTED = (("centres", "센터", "개"), ("seats", "상담석", "석"), ("agents", "상담사", "명"))


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
    """One place over time: a chart for each count basis and thing counted that has two counts or more."""
    found: list[BarChart] = []
    for basis, group in groupby(sorted(figures, key=lambda f: f.count_basis), key=lambda f: f.count_basis):
        of_basis = list(group)
        for counted, label, unit in COUNTED:
            rows = [(str(f.as_of) or "날짜 미상", getattr(f, counted)) for f in of_basis]
            told = tuple((day, (value,)) for day, value in rows if value is not None)
            if len(told) > 1:
                title = f"{of_basis[0].place} {label} 수({basis})"
                note = f"단위: {unit}, 0에서 시작하는 막대"
                found.append(BarChart(f"market-{len(found)}", title, note, (label,), told))
    return found
