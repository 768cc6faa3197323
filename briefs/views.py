"""보고자료: order, watch, download. What lies outside the scope is 404; what the role may not do is 403."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from accounts.access import note_access
from accounts.capabilities import Capability
from accounts.models import AccessLog
from accounts.permissions import SignedIn, needs
from briefs.forms import OrderForm
from briefs.models import Brief
from briefs.ordering import ahead_of, has_newer_data, order_brief, retry_brief

PAGE_ROWS = 50
POLL_SECONDS = 1
MOVING = {Brief.State.QUEUED, Brief.State.RENDERING}


def visible_brief(request: HttpRequest, pk: int) -> Brief:
    user: Any = request.user
    briefs = Brief.objects.visible_to(user.scope).defer("contents")
    return get_object_or_404(briefs.select_related("municipality", "ordered_by", "agreement", "organisation"), pk=pk)


@require_safe
def papers(request: SignedIn) -> HttpResponse:
    briefs = Brief.objects.visible_to(request.user.scope).defer("contents").select_related("municipality", "ordered_by")
    page = Paginator(briefs, PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "briefs/brief_list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Capability.ORDER_PAPERS)
def order(request: SignedIn) -> HttpResponse:
    form = OrderForm(request.POST or None, initial=_asked_for(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            brief = order_brief(
                kind=form.cleaned_data["kind"],
                subject=form.subject,
                as_of=form.cleaned_data["as_of"],
                by=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("briefs:detail", pk=brief.pk)
    return render(request, "briefs/brief_order.html", {"form": form})


def _asked_for(request: HttpRequest) -> dict[str, Any]:
    """A page may ask for its own subject: ``?agreement=3`` or ``?organisation=7``."""
    asked = {kind: request.GET[kind] for kind in Brief.Kind.values if request.GET.get(kind, "").isdigit()}
    return {"as_of": timezone.localdate(), "kind": next(iter(asked), Brief.Kind.AGREEMENT), **asked}


@require_safe
def detail(request: SignedIn, pk: int) -> HttpResponse:
    return render(request, "briefs/brief_detail.html", _shown(visible_brief(request, pk)))


@require_safe
def status(request: SignedIn, pk: int) -> HttpResponse:
    """The part of the page that moves. The answer to a poll keeps polling only while something moves."""
    return render(request, "briefs/_status.html", _shown(visible_brief(request, pk)))


def _shown(brief: Brief) -> dict[str, Any]:
    is_moving = brief.state in MOVING
    return {
        "brief": brief,
        "is_moving": is_moving,
        "ahead": ahead_of(brief),
        "has_newer_data": brief.state == Brief.State.READY and has_newer_data(brief),
        "poll_seconds": POLL_SECONDS,
    }


@require_POST
@needs(Capability.ORDER_PAPERS)
def retry(request: SignedIn, pk: int) -> HttpResponse:
    brief = visible_brief(request, pk)
    if not retry_brief(brief=brief, by=request.user):
        messages.info(request, "이미 다시 시도하고 있거나 완료된 보고자료입니다.")
    return redirect("briefs:detail", pk=brief.pk)


@require_GET
def download(request: SignedIn, pk: int) -> HttpResponseBase:
    """Permission is asked here again, whatever was allowed at ordering."""
    brief = visible_brief(request, pk)
    if brief.state != Brief.State.READY:
        raise Http404
    note_access(
        request,
        AccessLog.Act.DOWNLOAD,
        username=request.user.get_username(),
        user=request.user,
        subject=f"{brief.number} {brief.title}",
    )
    response = FileResponse(
        brief.file.open("rb"), as_attachment=True, filename=_file_name(brief), content_type="application/pdf"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _file_name(brief: Brief) -> str:
    """``흥국생명(주) 고객센터 투자협약 이행 현황_2026-0041.pdf``, without what a file system refuses."""
    kept = "".join(" " if char in '\\/:*?"<>|' or not char.isprintable() else char for char in brief.title)
    return f"{' '.join(kept.split())[:80].rstrip(' .')}_{brief.number}.pdf"
