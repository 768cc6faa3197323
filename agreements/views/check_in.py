"""점검 제출: one agreement in one round. What is asked and what came in; typed, kept, handed in, decided by a head."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.capabilities import Capability
from accounts.models import User
from accounts.permissions import SignedIn, needs
from agreements.actions.check_in import CLOSED, decide_receipt, keep_draft, submit_check_in
from agreements.actions.document import keep_document
from agreements.actions.record import ConflictError, change
from agreements.actions.submission import once, sent_before
from agreements.forms.check_in import CheckInForm
from agreements.forms.correction_request import AnswerForm
from agreements.forms.decision import DecisionForm
from agreements.forms.entry import Around
from agreements.forms.receipt import PAPERS, ReceiptForm
from agreements.forms.upload import Received
from agreements.models import CheckIn, CorrectionRequest, Document, Receipt
from agreements.standing.check_in import CheckInStanding, State, check_in_standings
from agreements.standing.grid import grids_of
from agreements.standing.receipt import duties_asked, receipts_of, told_in
from agreements.standing.survey import MARK, marked
from agreements.views.registration import uuid_of
from agreements.views.upload import taken

Files = dict[str, Received] | None

JOINED = ("round__closing", "agreement__municipality", "party__organisation")


@dataclass
class Page:
    """What was typed, in two forms; ``is_asked``: it is to be read, and refused where it cannot be."""

    standing: CheckInStanding
    form: CheckInForm
    receipt: ReceiptForm

    @property
    def check_in(self) -> CheckIn:
        return self.standing.check_in

    @property
    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.receipt.is_valid()])

    def texts(self) -> dict[str, str]:
        return {**self.form.texts(), **self.receipt.texts()}

    def refuse(self, error: ValidationError) -> None:
        if not self.receipt.refuse(error):
            self.form.refuse(error)


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: SignedIn, pk: int) -> HttpResponse:
    """Whoever sees the register may look; handing in is for those who enter. The first button only keeps the text."""
    found = _check_in(request, pk)
    if request.method != "POST":
        return _shown(request, _page(request, found))
    if not request.user.may(Capability.ENTER):
        raise PermissionDenied
    if sent_before(uuid_of(request.POST.get("once")), by=request.user):
        return redirect("agreements:check_in", found.pk)
    if hasattr(found.round, "closing"):
        messages.error(request, CLOSED)
        return redirect("agreements:check_in", found.pk)
    received = taken(request, *PAPERS)
    step = _handed_in if request.POST.get("step") == "submit" else _kept
    return step(request, found, received)


def _handed_in(request: SignedIn, found: CheckIn, received: Files) -> HttpResponse:
    page = _page(request, found, received, is_asked=True)
    if page.is_valid:
        try:
            once(uuid_of(request.POST.get("once")) or uuid4(), partial(_submit, page, request.user), by=request.user)
        except ValidationError as error:
            page.refuse(error)
        else:
            messages.success(request, f"제출했습니다: {found.round}")
            return redirect("agreements:check_in", found.pk)
    return _shown(request, page)


def _submit(page: Page, by: User) -> Receipt:
    """With the papers, and with the sheet that filled the draft where one did."""
    agreement = page.check_in.agreement
    papers = [
        keep_document(of=agreement, kind=Document.Kind.EVIDENCE, upload=one, by=by) for one in page.receipt.uploads
    ]
    sheet = Document.objects.visible_to(by.scope).filter(agreement=agreement, pk=marked(page.check_in) or 0)
    came = {**page.receipt.values(), "documents": [*papers, *sheet]}
    submitted = page.form.submitted(drafted=(*page.receipt.texts_asked, MARK), **came)
    return submit_check_in(page.check_in, submitted, by=by)


def _kept(request: SignedIn, found: CheckIn, received: Files) -> HttpResponse:
    """임시 저장 as a button, for a page without script. Files stay with the page."""
    typed = _page(request, found, received, is_asked=True)
    try:
        kept = keep_draft(found, typed.texts())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _shown(request, typed)
    found.draft = kept.draft
    messages.success(request, "임시 저장했습니다.")
    return _shown(request, _page(request, found, received))


@needs(Capability.ENTER)
@require_POST
def save(request: SignedIn, pk: int) -> HttpResponse:
    """Asked by the page while one types, of the fields that were touched: ``14:05 임시 저장``."""
    found = _check_in(request, pk)
    fields = {*_page(request, found).texts()}
    typed = {name: str(text).strip() for name, text in request.POST.items() if name in fields}
    try:
        keep_draft(found, typed)
    except ValidationError as error:
        return JsonResponse({"told": " ".join(error.messages)}, status=400)
    return JsonResponse({"told": f"{timezone.localtime():%H:%M} 임시 저장"})


@needs(Capability.APPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedIn, pk: int) -> HttpResponse:
    rows = Receipt.objects.visible_to(request.user.scope).select_related("check_in")
    receipt = get_object_or_404(rows, pk=pk)
    found = _check_in(request, receipt.check_in_id)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.values()
        key = form.cleaned_data["once"] or uuid4()
        try:
            once(UUID(str(key)), lambda: decide_receipt(receipt, **told, by=request.user), by=request.user)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, "승인했습니다." if told["decision"] == "approved" else "반려했습니다.")
            return redirect("agreements:check_in", found.pk)
    return _shown(request, _page(request, found), decision=form, deciding=receipt)


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def correction_request(request: SignedIn, pk: int) -> HttpResponse:
    rows = CorrectionRequest.objects.visible_to(request.user.scope).select_related("receipt__recorded_by")
    row = get_object_or_404(rows, pk=pk)
    found = _check_in(request, row.receipt.check_in_id)
    around = Around(user=request.user, municipality=found.agreement.municipality, parent=found.agreement)
    form = AnswerForm(request.POST or None, instance=row, around=around)
    if request.method == "POST" and form.is_valid():
        try:
            change(row, form.values(), version=form.cleaned_data["version"] or 0, by=request.user)
        except ValidationError as error:
            form.refuse(error)
        except ConflictError as conflict:
            form.meet(conflict.row)
        else:
            messages.success(request, "저장했습니다: 정정 요청 처리")
            return redirect("agreements:check_in", found.pk)
    told = {"form": form, "asked": row, "check_in": found}
    return render(request, "agreements/check_in_correction.html", told)


def _check_in(request: SignedIn, pk: int) -> CheckIn:
    rows = CheckIn.objects.visible_to(request.user.scope).filter(agreement__struck_at=None).select_related(*JOINED)
    found: CheckIn = get_object_or_404(rows, pk=pk)
    return found


def _page(request: SignedIn, found: CheckIn, received: Files = None, *, is_asked: bool = False) -> Page:
    [standing] = check_in_standings([found], today=timezone.localdate())
    data = request.POST if is_asked else None
    form = CheckInForm(data, grid=grids_of([found])[0], duties=duties_asked(found), told=told_in(found))
    receipt = ReceiptForm(data, received, draft=found.draft, is_approved=standing.state == State.APPROVED)
    return Page(standing, form, receipt)


def _shown(request: SignedIn, page: Page, **more: Any) -> HttpResponse:
    found, standing = page.check_in, page.standing
    is_closed = hasattr(found.round, "closing")
    may_decide = request.user.may(Capability.APPROVE) and not is_closed
    told: dict[str, Any] = {
        "check_in": found,
        "standing": standing,
        "form": page.form,
        "receipt": page.receipt,
        "receipts": receipts_of(found),
        "once": request.POST.get("once") or str(uuid4()),
        "may_hand_in": request.user.may(Capability.ENTER) and not is_closed,
        "is_asked": page.form.is_bound,
    }
    if may_decide and standing.receipt:
        told |= {"deciding": standing.receipt, "decision": DecisionForm()}
    return render(request, "agreements/check_in_detail.html", {**told, **more})
