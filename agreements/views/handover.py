"""담당 현황과 인계: who holds what, what one person holds, and its passing to another."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import note_access
from accounts.models import AccessLog, Municipality, User
from accounts.permissions import SignedIn
from agreements.actions.handover import hand_over, may_hand_over
from agreements.actions.submission import once, sent_before
from agreements.forms.handover import HandoverForm
from agreements.rules.key import read_key
from agreements.standing.holdings import Holdings, drafts_open_to, holders, holdings_of, receivers, unheld


@require_safe
def handovers(request: SignedIn) -> HttpResponse:
    told = {"holders": holders(request.user.scope), "as_of": timezone.localdate()}
    return render(request, "agreements/handover_list.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: SignedIn, pk: int) -> HttpResponse:
    """Everybody may look at what a person of the register holds; passing it on is for those who may."""
    people = User.objects.visible_to(request.user.scope).exclude(municipality=None)
    person = get_object_or_404(people.select_related("municipality", "department"), pk=pk)
    holdings = holdings_of(person, scope=request.user.scope)
    return _handover(request, holdings, person=person, municipality=person.municipality)


@require_http_methods(["GET", "HEAD", "POST"])
def unassigned(request: SignedIn, pk: int) -> HttpResponse:
    """담당 미지정, of the whole register or of ``?department=``."""
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user.scope), pk=pk)
    department = read_key(request.GET.get("department", ""), longest=9)
    holdings = unheld(municipality, scope=request.user.scope, department=department)
    return _handover(request, holdings, person=None, municipality=municipality)


def _handover(
    request: SignedIn, holdings: Holdings, *, person: User | None, municipality: Municipality
) -> HttpResponse:
    may_pass = may_hand_over(request.user, person)
    if request.method == "POST" and not may_pass:
        raise PermissionDenied
    if request.method == "POST" and sent_before(_key_of(request), by=request.user):
        return redirect(request.get_full_path())
    to_whom = receivers(municipality, besides=person)
    form = HandoverForm(request.POST or None, holdings=holdings, receivers=to_whom, once=uuid4())
    if request.method == "POST" and form.is_valid() and _passed(request, form, person):
        number = len(form.cleaned_data["agreements"]) + len(form.cleaned_data["drafts"])
        _note_drafts(request, form)
        messages.success(request, f"{form.cleaned_data['to']}에게 {number}건을 넘겼습니다.")
        return redirect(request.get_full_path())
    told: dict[str, Any] = {"person": person, "municipality": municipality, "holdings": holdings, "form": form}
    ticked = {name: form.chosen(name) for name in ("agreements", "drafts")}
    told |= {"may_pass": may_pass, "ticked": ticked, "as_of": timezone.localdate()}
    told |= {"named": drafts_open_to(request.user)}
    return render(request, "agreements/handover.html", told)


def _passed(request: SignedIn, form: HandoverForm, person: User | None) -> bool:
    told = form.cleaned_data
    given = {name: told[name] for name in ("to", "reason", "agreements", "drafts")}
    try:
        once(
            _key_of(request) or uuid4(),
            lambda: hand_over(from_person=person, **given, by=request.user),
            by=request.user,
        )
    except ValidationError as error:
        form.refuse(error)
        return False
    return True


def _note_drafts(request: SignedIn, form: HandoverForm) -> None:
    if number := len(form.cleaned_data["drafts"]):
        note_access(
            request,
            AccessLog.Act.DRAFTS,
            username=request.user.username,
            user=request.user,
            subject=f"{form.cleaned_data['to']}에게 {number}건",
            reason=form.cleaned_data["reason"],
        )


def _key_of(request: SignedIn) -> UUID | None:
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None
