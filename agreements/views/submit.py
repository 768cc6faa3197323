"""실적 제출: the page behind a link. Nobody signs in; the address itself says who may hand in what.

It shows what is asked and what was typed here, nothing else of the register. Whatever does not open is the same 404.
"""

from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.scope import Scope
from agreements.actions.invitation import hand_in, keep_typed, part_words, sender, use_invitation
from agreements.actions.submission import once
from agreements.forms.check_in import CheckInForm
from agreements.models import Actual, Invitation, Receipt
from agreements.rules.metric import Rung
from agreements.standing.grid import grids_of
from agreements.standing.invitation import (
    invitation_of,
    is_settled,
    known_before,
    number_of,
    own_receipts,
    token_of,
    told_in,
    typed_by,
)

NO_SAVING_LEFT = "이 주소로는 더 저장할 수 없습니다. 적은 내용을 확인하고 바로 제출하십시오."

Page = Callable[..., HttpResponse]


def unseen(view: Page) -> Page:
    """Kept by no cache and found by no search. The referrer stays within the site: without any, Django could not
    tell our own form from another's."""

    @wraps(view)
    def hidden(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return hidden


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@unseen
def submit(request: HttpRequest, token: str) -> HttpResponse:
    invitation = invitation_of(token)
    if invitation is None:
        return _gone(request)
    if request.method == "POST" and not is_settled(invitation):
        return _handed_in(request, token, invitation) if "submit" in request.POST else _saved(request, invitation)
    return _page(request, invitation, _form(invitation))


@login_not_required
@require_safe
@unseen
def receipt(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """What was handed in by this link, to print and keep; it stays when the last use is gone."""
    invitation = invitation_of(token, uses=0)
    if invitation is None:
        return _gone(request)
    rows = Receipt.objects.visible_to(_scope(invitation)).select_related("check_in__round")
    row = get_object_or_404(rows, pk=pk, invitation=invitation)
    found = told_in(row)
    told = {"receipt": row, "number": number_of(row), "told": found, "token": token, "same": known_before(row, found)}
    return render(request, "agreements/submit_receipt.html", {**told, **_around(invitation)})


def _saved(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """By the button or, while one types, by the page itself, which wants only a word."""
    form = _form(invitation, request.POST)
    is_kept = use_invitation(invitation, is_saving=True) and _kept(invitation, form)
    now = f"{timezone.localtime():%H:%M}"
    words = f"{now} 저장. 아직 제출하지 않았습니다." if is_kept else NO_SAVING_LEFT
    if request.headers.get("X-Quiet") == "1":
        return JsonResponse({"told": words, "read": _read(form)}, status=200 if is_kept else 409)
    return _page(request, invitation, _form(invitation) if is_kept else form, saved=words)


def _kept(invitation: Invitation, form: CheckInForm) -> bool:
    """Not where the round was closed in this very moment."""
    try:
        invitation.check_in = keep_typed(invitation, form.texts())
    except ValidationError:
        return False
    return True


def _read(form: CheckInForm) -> dict[str, str]:
    """By the id of each number: how it was understood, or what to do."""
    form.is_valid()
    return {row.value.id_for_label: _read_of(row.value) for row in form.rows}


def _read_of(field: Any) -> str:
    if field.errors:
        return str(field.errors[0])
    return f"→ {field.understood}" if field.understood else ""


def _handed_in(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    """Kept first: what is refused is typed once and not twice."""
    form = _form(invitation, request.POST)
    if not (use_invitation(invitation, is_saving=False) and _kept(invitation, form)):
        return _gone(request)
    if form.is_valid() and (made := _receipt(request, invitation, form)):
        return redirect("agreements:submit_receipt", token, made.pk)
    return _page(request, invitation, form)


def _receipt(request: HttpRequest, invitation: Invitation, form: CheckInForm) -> Receipt | None:
    contact = invitation.contact
    submitted = form.submitted(
        via=Receipt.Via.LINK,
        came_on=timezone.localdate(),
        respondent=f"{contact.title} {contact}".strip()[:60] if contact else "",
        invitation=invitation,
    )
    try:
        made: Any = once(_key(request), lambda: hand_in(invitation, submitted), by=invitation.issued_by)
    except ValidationError as error:
        form.refuse(error)
        return None
    return made


def _form(invitation: Invitation, data: Any = None) -> CheckInForm:
    """Unbound it holds what was typed by this link and handed in by the company, never what others type meanwhile."""
    shown = copy(invitation.check_in)
    shown.draft = typed_by(invitation)
    form = CheckInForm(data, grid=grids_of([shown])[0], parts=invitation.parts, told=_told(invitation))
    for field in form.fields.values():
        field.widget.attrs.pop("data-reads", None)  # what is read while one types is asked of people who signed in
    return form


def _told(invitation: Invitation) -> dict[Rung, Actual]:
    rows = Actual.objects.visible_to(_scope(invitation)).filter(
        own_receipts(invitation), receipt__check_in=invitation.check_in, receipt__invitation__isnull=False
    )
    return {Rung(row.rung): row for row in rows.known_at(None).prefetch_related("parts")}


def _page(request: HttpRequest, invitation: Invitation, form: CheckInForm, *, saved: str = "") -> HttpResponse:
    receipts = Receipt.objects.visible_to(_scope(invitation)).filter(invitation=invitation)
    told = {
        "form": form,
        "once": _key(request),
        "saved": saved,
        "receipts": [(number_of(one), one) for one in receipts.order_by("-pk")],
        "is_settled": is_settled(invitation),
        "token": token_of(invitation),
    }
    return render(request, "agreements/submit.html", {**told, **_around(invitation)})


def _around(invitation: Invitation) -> dict[str, Any]:
    """What the page says of itself: whose, of which round, for which agreement."""
    check_in = invitation.check_in
    return {
        "city": check_in.agreement.municipality,
        "round": check_in.round,
        "agreement": check_in.agreement,
        "company": company_of(invitation),
        "part": part_words(invitation),
        "asked_by": sender(invitation.issued_by),
        "until": timezone.localdate(invitation.expires_at),
    }


def company_of(invitation: Invitation) -> Any:
    if invitation.contact is not None:
        return invitation.contact.organisation
    return invitation.check_in.party.organisation if invitation.check_in.party else ""


def _scope(invitation: Invitation) -> Scope:
    return Scope(municipality_ids=frozenset({invitation.check_in.agreement.municipality_id}))


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return uuid4()


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "agreements/submit_gone.html", status=404)
