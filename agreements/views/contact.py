"""연락처: masked until somebody says why it is needed; each showing is one row of the access log."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import note_access
from accounts.capabilities import Capability
from accounts.models import AccessLog
from accounts.permissions import SignedIn, needs
from agreements.actions.invitation import destroy_contact
from agreements.actions.record import ConflictError, change, record
from agreements.actions.submission import key_of, once
from agreements.forms.contact import ContactForm, EndForm, ReasonForm
from agreements.forms.entry import Around, EntryForm
from agreements.forms.removal import RemovalForm
from agreements.models import Contact, Organisation

private = sensitive_post_parameters("title", "name", "telephone", "email")


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: SignedIn, pk: int) -> HttpResponse:
    """Without a reason masked; with one shown in this one answer, which no cache keeps."""
    row = _contact(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        user = request.user
        subject = f"{row.organisation} {row.title} {row} (연락처 {row.pk})"
        note_access(request, AccessLog.Act.CONTACT, username=user.username, user=user, subject=subject, reason=reason)
        editing = ContactForm(instance=row, around=_around(request, row))
        return _shown(request, row, editing, reason=reason, is_shown=True)
    return _masked(request, row, reason=form)


@private
@needs(Capability.ENTER)
@require_POST
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Sent from the showing; a refusal shows again only what was typed."""
    row = _contact(request, pk)
    form = ContactForm(request.POST, instance=row, around=_around(request, row))
    reason = request.POST.get("reason", "").strip()[:200]
    if form.is_valid() and _changed(row, form, reason=reason, by=request.user):
        messages.success(request, "저장했습니다: 연락처")
        return _to_list(row)
    return _shown(request, row, form, reason=reason, is_shown=False)


@private
@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedIn, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user.scope), pk=pk)
    around = Around(user=request.user, municipality=organisation.municipality, parent=organisation)
    form = ContactForm(request.POST or None, around=around)
    if request.method == "POST" and form.is_valid():
        key = key_of(form.cleaned_data["once"], request.POST)
        try:
            row: Any = once(key, lambda: record(form.row(), by=request.user), by=request.user)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, "저장했습니다: 연락처")
            return _to_list(row)
    return render(request, "agreements/contact_add.html", {"form": form, "organisation": organisation})


@needs(Capability.ENTER)
@require_POST
def end(request: SignedIn, pk: int) -> HttpResponse:
    """담당 종료, without a look at the details."""
    row = _contact(request, pk)
    form = EndForm(request.POST, instance=row, around=_around(request, row))
    if form.is_valid() and _changed(row, form, reason="담당 종료", by=request.user):
        messages.success(request, "담당 종료일을 저장했습니다.")
        return _to_list(row)
    return _masked(request, row, ending=form)


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def destroy(request: SignedIn, pk: int) -> HttpResponse:
    """파기: personal details that are needed no more. The history says that there was one, not what it said."""
    row = _contact(request, pk)
    form = RemovalForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            destroy_contact(row, version=told["version"], reason=told["reason"], by=request.user)
        except ConflictError as conflict:
            form.add_error(None, f"{conflict} 다시 열어 확인하십시오.")
        else:
            messages.success(request, "연락처를 지웠습니다.")
            return _to_list(row)
    return render(request, "agreements/contact_destroy.html", {"form": form, "contact": row})


def _contact(request: SignedIn, pk: int) -> Any:
    rows = Contact.objects.visible_to(request.user.scope).filter(organisation__struck_at__isnull=True)
    return get_object_or_404(rows.select_related("organisation__municipality"), pk=pk)


def _around(request: SignedIn, row: Any) -> Around:
    return Around(user=request.user, municipality=row.organisation.municipality, parent=row.organisation)


def _changed(row: Any, form: EntryForm, *, reason: str, by: Any) -> bool:
    try:
        change(row, form.values(), version=form.cleaned_data["version"] or 0, reason=reason, by=by)
    except ValidationError as error:
        form.refuse(error)
    except ConflictError as conflict:
        form.meet(conflict.row)
    return form.is_valid()


@sensitive_variables("form")
def _shown(request: SignedIn, row: Any, form: EntryForm, *, reason: str, is_shown: bool) -> HttpResponse:
    told = {"contact": row, "form": form, "reason": reason, "is_shown": is_shown}
    return render(request, "agreements/contact_shown.html", told)


def _masked(
    request: SignedIn, row: Any, *, reason: ReasonForm | None = None, ending: EntryForm | None = None
) -> HttpResponse:
    told = {
        "contact": row,
        "form": reason or ReasonForm(),
        "ending": ending or EndForm(instance=row, around=_around(request, row)),
    }
    return render(request, "agreements/contact_detail.html", told)


def _to_list(row: Any) -> HttpResponse:
    to_company = redirect("agreements:company", row.organisation_id)
    to_company["Location"] += "#contacts"
    return to_company
