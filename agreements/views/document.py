"""문서: the papers of an agreement or a company, with or without a file."""

from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import note_access
from accounts.capabilities import Capability
from accounts.models import AccessLog, User
from accounts.permissions import SignedIn, needs
from agreements.actions.document import keep_document, remove_document
from agreements.actions.record import ConflictError, change
from agreements.actions.submission import once, sent_before
from agreements.forms.document import DocumentForm, NewDocumentForm
from agreements.forms.entry import Around
from agreements.forms.removal import RemovalForm
from agreements.models import Agreement, Document, Organisation
from agreements.rules.paper import media_type_of
from agreements.views.page_of import page_of
from agreements.views.upload import taken

INERT = "sandbox; default-src 'none'"


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedIn, key: str) -> HttpResponse:
    return _add(request, get_object_or_404(Agreement.objects.visible_to(request.user.scope), key=key))


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def add_to_company(request: SignedIn, pk: int) -> HttpResponse:
    return _add(request, get_object_or_404(Organisation.objects.visible_to(request.user.scope), pk=pk))


def _add(request: SignedIn, of: Agreement | Organisation) -> HttpResponse:
    around = Around(user=request.user, municipality=of.municipality, parent=of)
    form = NewDocumentForm(request.POST or None, taken(request, "paper"), around=around)
    if request.method == "POST" and _kept(form, of, by=request.user):
        return _done(request, "저장했습니다: 문서", page_of(of))
    return render(
        request, "agreements/document_form.html", {"form": form, "heading": "문서 등록", "of": of, "back": page_of(of)}
    )


def _kept(form: NewDocumentForm, of: Agreement | Organisation, *, by: User) -> models.Model | None:
    """The document that the form makes, or made when it came before; None where it is refused."""
    if not form.is_valid():
        return sent_before(form.cleaned_data.get("once"), by=by)
    make = partial(keep_document, of=of, **form.values(), upload=form.cleaned_data["paper"], by=by)
    try:
        return once(form.cleaned_data["once"] or uuid4(), make, by=by)
    except ValidationError as error:
        form.refuse(error)
        return None


@require_safe
def file(request: SignedIn, pk: int) -> HttpResponseBase:
    """Given out to be saved, never to be shown in the place of a page of ours."""
    document = _document(request, pk)
    try:
        opened = document.file.open("rb") if document.file else None
    except FileNotFoundError:
        opened = None
    if opened is None:
        told = {"document": document, "back": page_of(document)}
        return render(request, "agreements/document_missing.html", told, status=404)
    note_access(
        request,
        AccessLog.Act.FILE,
        username=request.user.get_username(),
        user=request.user,
        subject=f"{document.pk} {document.original_name}",
    )
    named = {"filename": document.original_name, "content_type": media_type_of(document.original_name)}
    safely = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": INERT}
    return FileResponse(opened, as_attachment=True, headers=safely, **named)


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    document = _document(request, pk)
    around = Around(user=request.user, municipality=document.municipality, parent=_of(document))
    form = DocumentForm(request.POST or None, instance=document, around=around)
    reason = request.POST.get("reason", "").strip()
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            change(document, form.values(), version=version, reason=reason, by=request.user)
        except ValidationError as error:
            form.refuse(error)
        except ConflictError as conflict:
            form.meet(conflict.row)
        else:
            return _done(request, "저장했습니다: 문서", page_of(document))
    told = {"form": form, "heading": "문서 수정", "document": document, "of": _of(document), "reason": reason}
    return render(request, "agreements/document_form.html", {**told, "back": page_of(document)})


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: SignedIn, pk: int) -> HttpResponse:
    document = _document(request, pk)
    form = RemovalForm(request.POST or None, initial={"version": document.version})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            remove_document(document=document, version=told["version"], reason=told["reason"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        except ConflictError as conflict:
            form.add_error(None, f"{conflict} 고친 내용을 확인하고 다시 지우십시오.")
        else:
            return _done(request, "지웠습니다: 문서", page_of(document))
    told = {"form": form, "document": document, "of": _of(document), "back": page_of(document)}
    return render(request, "agreements/document_remove.html", told)


def _document(request: SignedIn, pk: int) -> Document:
    rows = Document.objects.visible_to(request.user.scope).select_related("municipality", "agreement", "organisation")
    found: Document = get_object_or_404(rows, pk=pk)
    return found


def _of(document: Document) -> models.Model | None:
    return document.agreement or document.organisation


def _done(request: SignedIn, told: str, page: str) -> HttpResponse:
    messages.success(request, told)
    return redirect(f"{page}#documents")
