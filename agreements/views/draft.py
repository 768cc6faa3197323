"""작성 중인 협약: kept while they are typed, listed for whoever goes on with them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.capabilities import Capability
from accounts.permissions import SignedIn, needs
from agreements.actions.draft import discard_draft, save_draft
from agreements.actions.record import ConflictError
from agreements.forms.typed import Typed
from agreements.models import Draft
from agreements.views.registration import moment_of, uuid_of


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: SignedIn) -> HttpResponse:
    """?remove= asks once more before a draft is thrown away."""
    rows = Draft.objects.visible_to(request.user.scope).private_to(request.user).select_related("by", "department")
    if request.method == "POST":
        draft = get_object_or_404(rows, key=uuid_of(request.POST.get("draft")))
        discard_draft(draft, by=request.user)
        messages.success(request, f"지웠습니다: {draft}")
        return redirect("agreements:drafts")
    asked = request.GET.get("remove")
    removing = get_object_or_404(rows, key=uuid_of(asked)) if asked else None
    return render(request, "agreements/draft_list.html", {"drafts": rows, "removing": removing})


@needs(Capability.ENTER)
@require_POST
def save(request: SignedIn) -> HttpResponse:
    """Asked by the page while one types; answers what it shows: ``14:05 임시 저장``."""
    key = uuid_of(request.POST.get("draft"))
    if key is None or request.user.municipality is None:
        raise Http404
    typed = Typed(request.POST)
    seen = moment_of(request.POST.get("draft_saved"))
    told: dict[str, Any] = {"key": key, "typed": typed.kept(), "title": typed.title, "seen": seen}
    try:
        draft = save_draft(**told, by=request.user)
    except ValidationError as error:
        return JsonResponse({"told": " ".join(error.messages)}, status=400)
    except ConflictError:
        address = f"{reverse('agreements:register_new')}?draft={key}"
        return JsonResponse({"told": "그 사이 다른 사람이 고쳤습니다.", "theirs": address}, status=409)
    now = timezone.localtime(draft.saved_at)
    return JsonResponse({"saved": draft.saved_at.isoformat(), "told": f"{now:%H:%M} 임시 저장"})
