"""센터·건물: where centres are, what is free, and whose system comes due for rebuilding."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from accounts.scope import Scope
from agreements.models import Building, Centre, CentreSystem, Space, Step
from agreements.rules.rebuilding import YEARS
from agreements.standing.place import ageing, free_spaces

ON_A_PAGE = 50


@require_safe
def places(request: SignedIn) -> HttpResponse:
    """Buildings stand whole above; centres come fifty a page."""
    scope, today = request.user.scope, timezone.localdate()
    buildings = Building.objects.visible_to(scope).annotate(houses=Count("centres")).prefetch_related("spaces")
    centres = Centre.objects.visible_to(scope).select_related("agreement", "building", "space", "district")
    page = Paginator(centres.prefetch_related(_openings(scope), "roles__organisation"), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    systems = CentreSystem.objects.visible_to(scope).select_related("centre", "vendor")
    return render(
        request,
        "agreements/place_list.html",
        {
            "as_of": today,
            "buildings": [
                (building, free_spaces(building, as_of=today))
                for building in buildings.select_related("district", "municipality")
            ],
            "page": page,
            "ageing": ageing(systems, as_of=today),
            "years": YEARS,
        },
    )


def _openings(scope: Scope) -> Any:
    """The openings of the agreement a centre belongs to: the sources date openings by agreement."""
    openings = Step.objects.visible_to(scope).filter(kind=Step.Kind.OPENED).known_at(None).order_by("on_on", "pk")
    return Prefetch("agreement__steps", queryset=openings, to_attr="openings")


@require_safe
def building(request: SignedIn, pk: int) -> HttpResponse:
    rows = Building.objects.visible_to(request.user.scope).select_related("district", "owner", "source", "municipality")
    found = get_object_or_404(rows, pk=pk)
    centres = found.centres.select_related("agreement", "space").prefetch_related("roles__organisation")
    return render(
        request,
        "agreements/building_detail.html",
        {
            "as_of": timezone.localdate(),
            "building": found,
            "spaces": Space.objects.visible_to(request.user.scope).filter(building=found),
            "centres": centres,
        },
    )


@require_safe
def centre(request: SignedIn, pk: int) -> HttpResponse:
    scope = request.user.scope
    rows = Centre.objects.visible_to(scope).select_related(
        "agreement", "building", "space", "district", "source", "municipality"
    )
    found = get_object_or_404(
        rows.prefetch_related(_openings(scope), "roles__organisation", "systems__vendor", "systems__source"), pk=pk
    )
    return render(request, "agreements/centre_detail.html", {"as_of": timezone.localdate(), "centre": found})
