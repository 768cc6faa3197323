"""협약 한 건."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from agreements.models import Agreement
from agreements.standing.dossier import dossier
from agreements.standing.readiness import readiness


@require_safe
def detail(request: SignedIn, key: str) -> HttpResponse:
    rows = Agreement.objects.visible_to(request.user.scope)
    agreement = get_object_or_404(
        rows.select_related("municipality", "source", "district", "department", "officer"), key=key
    )
    today = timezone.localdate()
    found = dossier(agreement, as_of=today)
    if found is None:
        raise Http404
    return render(
        request,
        "agreements/agreement_detail.html",
        {
            "as_of": today,
            "agreement": agreement,
            "dossier": found,
            "standing": found.standing,
            "readiness": readiness(found),
        },
    )
