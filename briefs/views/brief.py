"""보고자료: watch, issue, download. What lies outside the scope is 404; what the role may not do is 403."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.access import note_access
from accounts.capabilities import Capability
from accounts.models import AccessLog
from accounts.permissions import SignedIn, needs
from briefs.bundling import LOST, file_name
from briefs.forms.brief import Whose
from briefs.forms.order import IssueForm, refuse
from briefs.models import Brief
from briefs.ordering import (
    ahead_of,
    cancel_brief,
    has_newer_data,
    issue_brief,
    issued_as,
    retry_brief,
    texts_before,
    time_left,
)
from briefs.views.asked import words_of
from briefs.views.order import address_of

PAGE_ROWS = 50
POLL_SECONDS = 1
WHOSE = {"": "전체", "mine": "내가 요청한 것", "received": "받은 보고자료"}
MOVING = {Brief.State.QUEUED, Brief.State.RENDERING}


def visible_brief(request: HttpRequest, pk: int) -> Brief:
    user: Any = request.user
    briefs = Brief.objects.visible_to(user.scope).defer("contents", "behind")
    return get_object_or_404(
        briefs.select_related("municipality", "ordered_by", "agreement", "organisation", "round", "inquiry", "officer"),
        pk=pk,
    )


@require_safe
def papers(request: SignedIn) -> HttpResponse:
    """?whose=mine or received; else all that one may see. The newest first."""
    form, whose = Whose(request.GET), request.GET.get("whose", "")
    rows = _listed(request, whose, form.asked())
    page = Paginator(rows.select_related("municipality", "ordered_by"), PAGE_ROWS).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    query = f"{kept.urlencode()}&" if kept else ""
    shown = {"page": page, "form": form, "whose": whose if whose in WHOSE else "", "ways": WHOSE, "query": query}
    return render(request, "briefs/brief_list.html", {**shown, "is_asked": bool(kept)})


def _listed(request: SignedIn, whose: str, asked: dict[str, Any]) -> Any:
    rows = Brief.objects.visible_to(request.user.scope).defer("contents", "behind")
    if whose == "mine":
        rows = rows.filter(ordered_by=request.user)
    if whose == "received":
        rows = rows.filter(pk__in=request.user.received_orders.values("briefs"))
    if asked.get("kind"):
        rows = rows.filter(kind=asked["kind"])
    return rows.issued() if asked.get("issued") else rows


@require_safe
def detail(request: SignedIn, pk: int) -> HttpResponse:
    return _page(request, visible_brief(request, pk))


def _page(request: SignedIn, brief: Brief, form: IssueForm | None = None) -> HttpResponse:
    shown = _shown(brief)
    if may_be_issued(brief) and request.user.speaks_for(brief.municipality_id):
        shown |= {"form": form or IssueForm(initial=texts_before(brief)), "issued": issued_as(brief)}
    shown |= {"batches": brief.batches.all(), "words": words_of(brief)}
    return render(request, "briefs/brief_detail.html", shown)


def may_be_issued(brief: Brief) -> bool:
    """Of an agreement people write in the register, for all its papers."""
    return brief.is_draft and brief.kind != "agreement" and brief.state in {*MOVING, Brief.State.READY}


@require_POST
@needs(Capability.ORDER_PAPERS)
def issue(request: SignedIn, pk: int) -> HttpResponse:
    """The same order with what was written is another paper; the draft stays."""
    brief = visible_brief(request, pk)
    if not may_be_issued(brief):
        raise Http404
    form = IssueForm(request.POST)
    if form.is_valid():
        try:
            return redirect("briefs:detail", pk=issue_brief(brief=brief, by=request.user, **form.cleaned_data).pk)
        except ValidationError as error:
            refuse(form, error)
    return _page(request, brief, form)


@require_safe
def status(request: SignedIn, pk: int) -> HttpResponse:
    """The part of the page that moves. The answer to a poll keeps polling only while something moves."""
    return render(request, "briefs/_status.html", _shown(visible_brief(request, pk)))


def _shown(brief: Brief) -> dict[str, Any]:
    is_moving, ahead = brief.state in MOVING, ahead_of(brief)
    return {
        "brief": brief,
        "is_moving": is_moving,
        "ahead": ahead,
        "has_newer_data": brief.state == Brief.State.READY and has_newer_data(brief),
        "poll_seconds": POLL_SECONDS,
        "again": address_of(brief, as_of=brief.as_of.isoformat()),
        "time_left": time_left(ahead + 1) if is_moving else "",
    }


@require_POST
@needs(Capability.ORDER_PAPERS)
def retry(request: SignedIn, pk: int) -> HttpResponse:
    brief = visible_brief(request, pk)
    if not retry_brief(brief=brief, by=request.user):
        messages.info(request, "이미 다시 시도하고 있거나 완료된 보고자료입니다.")
    return redirect("briefs:detail", pk=brief.pk)


@require_POST
@needs(Capability.ORDER_PAPERS)
def cancel(request: SignedIn, pk: int) -> HttpResponse:
    brief = visible_brief(request, pk)
    if not cancel_brief(brief=brief, by=request.user):
        messages.info(request, "이미 끝난 보고자료입니다.")
    return redirect("briefs:detail", pk=brief.pk)


@require_GET
def download(request: SignedIn, pk: int) -> HttpResponseBase:
    """Permission is asked here again, whatever was allowed at ordering."""
    brief = visible_brief(request, pk)
    if brief.state != Brief.State.READY:
        raise Http404
    try:
        content = brief.file.open("rb")
    except OSError:
        messages.error(request, LOST)
        return redirect("briefs:detail", pk=brief.pk)
    note_access(
        request,
        AccessLog.Act.DOWNLOAD,
        username=request.user.get_username(),
        user=request.user,
        subject=f"{brief.number} {brief.title}",
    )
    response = FileResponse(content, as_attachment=True, filename=file_name(brief), content_type="application/pdf")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
