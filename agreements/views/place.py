"""센터·건물: where centres are, what is free, and whose system comes due for rebuilding."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from accounts.scope import Scope
from agreements.forms.place import PlaceQuestionForm
from agreements.models import Agreement, Building, Centre, CentreRole, CentreSystem, Offer, Organisation, Space, Step
from agreements.rules.rebuilding import LATEST, YEARS
from agreements.standing.place import ageing, by_storey, chain, ended, free_in, free_spaces, openings

ON_A_PAGE = 50


@require_safe
def places(request: SignedIn) -> HttpResponse:
    """Buildings and free spaces stand whole above; centres come fifty a page."""
    scope, today = request.user.scope, timezone.localdate()
    form = PlaceQuestionForm(request.GET or None, scope=scope)
    asked = form.asked
    district = {"district": asked["district"]} if "district" in asked else {}
    buildings = _buildings(scope, district, asked.get("seats"), as_of=today)
    centres = Centre.objects.visible_to(scope).filter(**district).select_related("agreement", "building", "space")
    running = _with_roles(centres, scope, on=today).prefetch_related(_openings(scope))
    page = Paginator(running, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "agreements/place_list.html",
        {
            "as_of": today,
            "form": form,
            "asked": asked,
            "buildings": buildings,
            "spaces": free_spaces(building for building, _ in buildings),
            "page": page,
            "query": _kept(request),
            "centres": [(centre, openings(centre)) for centre in page],
            "ageing": ageing(_systems(scope, centres), as_of=today),
            "years": YEARS,
            "latest": LATEST,
        },
    )


def _buildings(scope: Scope, district: dict[str, Any], seats: int | None, *, as_of: date) -> list[tuple[Building, Any]]:
    """Each with what is free in it; of struck agreements no centre is counted."""
    houses = Count("centres", filter=Q(centres__agreement__struck_at__isnull=True))
    rows = Building.objects.visible_to(scope).filter(**district).annotate(houses=houses)
    rows = rows.select_related("district", "municipality").prefetch_related("spaces")
    found: list[tuple[Building, Any]] = [(building, free_in(building, as_of=as_of)) for building in rows]
    if seats is None:
        return found
    return [(building, free) for building, free in found if free and free.seats is not None and free.seats >= seats]


def _systems(scope: Scope, centres: Any) -> Any:
    """Of ``centres``, each with its operators."""
    rows = CentreSystem.objects.visible_to(scope).filter(centre__in=centres.values("pk"))
    return rows.prefetch_related(
        Prefetch("centre", queryset=_with_roles(Centre.objects.visible_to(scope), scope)), _standing("vendor", scope)
    )


def _with_roles(centres: Any, scope: Scope, *, on: date | None = None) -> Any:
    """In the order of the chain; ``on`` a day, only those that had not ended."""
    roles = CentreRole.objects.visible_to(scope).in_order().select_related("organisation", "source")
    return centres.prefetch_related(Prefetch("roles", queryset=roles if on is None else roles.lasting(on)))


def _standing(name: str, scope: Scope) -> Any:
    """A company that was struck is not named."""
    return Prefetch(name, queryset=Organisation.objects.visible_to(scope))


def _openings(scope: Scope) -> Any:
    """The openings of the agreement a centre belongs to: most sources date openings by agreement."""
    steps = Step.objects.visible_to(scope).filter(kind=Step.Kind.OPENED).known_at(None).order_by("on_on", "pk")
    return Prefetch("agreement__steps", queryset=steps, to_attr="openings")


def _kept(request: SignedIn) -> str:
    """The rest of the address, for the pager."""
    kept = urlencode([(name, value) for name, value in request.GET.items() if name != "page"])
    return f"{kept}&" if kept else ""


@require_safe
def building(request: SignedIn, pk: int) -> HttpResponse:
    scope, today = request.user.scope, timezone.localdate()
    rows = Building.objects.visible_to(scope).select_related("district", "source", "municipality")
    found = get_object_or_404(rows.prefetch_related(_standing("owner", scope)), pk=pk)
    spaces = Space.objects.visible_to(scope).filter(building=found)
    centres = Centre.objects.visible_to(scope).filter(building=found)
    centres = centres.select_related("agreement", "building", "space").prefetch_related(_openings(scope))
    return render(
        request,
        "agreements/building_detail.html",
        {
            "as_of": today,
            "building": found,
            "spaces": by_storey(spaces.select_related("building", "source")),
            "centres": [(centre, openings(centre)) for centre in _with_roles(centres, scope, on=today)],
            "offers": _offers(found, scope),
        },
    )


def _offers(building: Building, scope: Scope) -> Any:
    """An agreement that was struck is not named."""
    rows = Offer.objects.visible_to(scope).filter(building=building)
    agreements = Prefetch("agreement", queryset=Agreement.objects.visible_to(scope))
    return rows.select_related("organisation", "building", "space", "source").prefetch_related(agreements)


@require_safe
def centre(request: SignedIn, pk: int) -> HttpResponse:
    scope, today = request.user.scope, timezone.localdate()
    systems = CentreSystem.objects.visible_to(scope).select_related("source")
    built = Prefetch("systems", queryset=systems.prefetch_related(_standing("vendor", scope)))
    rows = _with_roles(Centre.objects.visible_to(scope), scope).prefetch_related(_openings(scope), built)
    linked = ("agreement", "building", "space", "district", "source", "municipality")
    found = get_object_or_404(rows.select_related(*linked), pk=pk)
    return render(
        request,
        "agreements/centre_detail.html",
        {
            "as_of": today,
            "centre": found,
            "openings": openings(found),
            "chain": chain(found, as_of=today),
            "ended": ended(found, as_of=today),
        },
    )
