"""묶음: how far many papers at once are, and all of them as one file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.access import note_access
from accounts.capabilities import Capability
from accounts.models import AccessLog
from accounts.permissions import SignedIn, needs
from agreements.rules.sheet.bundle import named, zipped
from briefs.bundling import entries_of
from briefs.forms.order import IssueForm, refuse
from briefs.kinds import KINDS
from briefs.models import Batch, Brief
from briefs.ordering.batch import cancel_batch, issue_batch, left_out_of, progress_of, retry_batch

PAGE_ROWS = 50
POLL_SECONDS = 2
READY = Count("briefs", filter=Q(briefs__state=Brief.State.READY))


def visible_batch(request: SignedIn, pk: int) -> Batch:
    rows = Batch.objects.visible_to(request.user.scope).select_related("municipality", "ordered_by")
    found: Batch = get_object_or_404(rows, pk=pk)
    return found


@require_safe
def batches(request: SignedIn) -> HttpResponse:
    rows = Batch.objects.visible_to(request.user.scope).select_related("municipality", "ordered_by")
    ordered = rows.annotate(ready=READY).order_by("-ordered_at", "-pk")
    page = Paginator(ordered, PAGE_ROWS).get_page(request.GET.get("page"))
    return render(request, "briefs/batch_list.html", {"page": page})


@require_safe
def detail(request: SignedIn, pk: int) -> HttpResponse:
    return _page(request, visible_batch(request, pk))


def _page(request: SignedIn, batch: Batch, form: IssueForm | None = None) -> HttpResponse:
    shown = _shown(batch)
    rows = batch.briefs.defer("contents", "behind").order_by("volume", "pk")
    shown["page"] = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("page"))
    shown["left_out"] = [] if shown["progress"].is_moving else left_out_of(batch)
    if may_be_issued(batch) and request.user.speaks_for(batch.municipality_id):
        shown["form"] = form or IssueForm()
    return render(request, "briefs/batch_detail.html", shown)


@require_safe
def status(request: SignedIn, pk: int) -> HttpResponse:
    """The part of the page that moves. When nothing moves any more the whole page is asked for once."""
    shown = _shown(visible_batch(request, pk))
    response = render(request, "briefs/_batch_status.html", shown)
    if not shown["progress"].is_moving:
        response["HX-Refresh"] = "true"
    return response


def _shown(batch: Batch) -> dict[str, Any]:
    return {"batch": batch, "progress": progress_of(batch), "poll_seconds": POLL_SECONDS}


def may_be_issued(batch: Batch) -> bool:
    return not KINDS[batch.kind].subject and not (batch.issues.strip() and batch.plans.strip()) and not batch.failure


@require_POST
@needs(Capability.ORDER_PAPERS)
def issue(request: SignedIn, pk: int) -> HttpResponse:
    """All volumes again, with what was written."""
    batch = visible_batch(request, pk)
    if not may_be_issued(batch):
        raise Http404
    form = IssueForm(request.POST)
    if form.is_valid():
        try:
            return redirect("briefs:batch", issue_batch(batch=batch, by=request.user, **form.cleaned_data).pk)
        except ValidationError as error:
            refuse(form, error)
    return _page(request, batch, form)


@require_POST
@needs(Capability.ORDER_PAPERS)
def retry(request: SignedIn, pk: int) -> HttpResponse:
    batch = visible_batch(request, pk)
    retry_batch(batch=batch, by=request.user)
    return redirect("briefs:batch", batch.pk)


@require_POST
@needs(Capability.ORDER_PAPERS)
def cancel(request: SignedIn, pk: int) -> HttpResponse:
    batch = visible_batch(request, pk)
    if not cancel_batch(batch=batch, by=request.user):
        messages.info(request, "기다리는 보고자료가 없습니다.")
    return redirect("briefs:batch", batch.pk)


@require_GET
def papers_zip(request: SignedIn, pk: int) -> HttpResponseBase:
    """What is ready, and a list of all. Permission is asked here again, whatever was allowed at ordering."""
    batch = visible_batch(request, pk)
    ready = batch.briefs.filter(state=Brief.State.READY).count()
    if not ready:
        raise Http404
    note_access(
        request,
        AccessLog.Act.DOWNLOAD,
        username=request.user.get_username(),
        user=request.user,
        subject=f"묶음 {ready}건 {batch}",
    )
    content = zipped(entries_of(batch), dated=timezone.localtime(batch.known_at), is_packed=False)
    answer = StreamingHttpResponse(content, content_type="application/zip")
    answer["X-Content-Type-Options"] = "nosniff"
    name = named(batch.title, f"{batch.as_of:%Y%m%d}", extension="zip")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer
