"""지원사업: what agencies run, and which company used it for which duty."""

from django.core.paginator import Paginator
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from agreements.models import Programme, ProgrammeUse

ON_A_PAGE = 50


@require_safe
def programmes(request: SignedIn) -> HttpResponse:
    """By the agency that runs them, with how often and when last they were used."""
    seen = Q(uses__organisation__struck_at__isnull=True)
    rows = Programme.objects.visible_to(request.user.scope).select_related("operator", "source", "municipality")
    counted = rows.annotate(used=Count("uses", filter=seen), last_used_on=Max("uses__used_on", filter=seen))
    ordered = counted.order_by("operator__folded_name", "operator", "name", "pk")
    page = Paginator(ordered, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "agreements/programme_list.html", {"as_of": timezone.localdate(), "page": page})


@require_safe
def programme(request: SignedIn, pk: int) -> HttpResponse:
    rows = Programme.objects.visible_to(request.user.scope).select_related("operator", "source", "municipality")
    found = get_object_or_404(rows, pk=pk)
    uses = ProgrammeUse.objects.visible_to(request.user.scope).filter(programme=found).order_by("-used_on", "pk")
    linked = uses.select_related("programme", "organisation", "obligation__agreement", "source")
    page = Paginator(linked, ON_A_PAGE).get_page(request.GET.get("page"))
    told = {"as_of": timezone.localdate(), "programme": found, "page": page}
    return render(request, "agreements/programme_detail.html", told)
