"""업무현황: the first page of whoever is signed in. An officer sees the work, everybody else the whole."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.capabilities import Role
from accounts.permissions import SignedIn
from agreements.models import Agreement
from agreements.standing import lines
from agreements.standing.home import home_of
from agreements.standing.proposal import proposals
from agreements.views.overview import overview


@require_safe
def start(request: SignedIn) -> HttpResponse:
    """?whole shows an officer the whole too."""
    if request.user.role != Role.OFFICER or "whole" in request.GET:
        return overview(request)
    today = timezone.localdate()
    held = Agreement.objects.visible_to(request.user.scope).filter(officer=request.user)
    told = {"home": home_of(request.user, today=today), "proposed": len(proposals(lines(held, today=today)))}
    return render(request, "agreements/home.html", {"as_of": today, **told})
