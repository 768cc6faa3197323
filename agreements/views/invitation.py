"""제출 요청: who is asked for what in a round, by which contact, and whether it was answered."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.capabilities import Capability
from accounts.permissions import SignedIn
from agreements.actions.invitation import end_invitation, invite, last_day, part_words
from agreements.actions.record import ConflictError
from agreements.actions.submission import once
from agreements.forms.invitation import PARTS, InvitationForm
from agreements.models import CheckIn, Invitation, Round
from agreements.rules.key import read_key
from agreements.standing.check_in import check_in_standings
from agreements.standing.invitation import askable, unanswered


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: SignedIn, pk: int) -> HttpResponse:
    """Everybody of the register may look; asking, ending and asking again is for those who enter."""
    rows = Round.objects.visible_to(request.user.scope).select_related("municipality", "closing")
    round = get_object_or_404(rows, pk=pk)
    if request.method == "POST" and not request.user.may(Capability.ENTER):
        raise PermissionDenied
    check_ins = _check_ins(request, round)
    form = _form(request, check_ins) if check_ins else None
    if request.method == "POST" and form is not None and _acted(request, round, check_ins, form):
        return redirect("agreements:invitations", pk)
    told = {"round": round, "form": form, "parts": PARTS, "lines": _lines(request, check_ins)}
    return render(request, "agreements/invitation_list.html", {**told, "is_open": not hasattr(round, "closing")})


def _check_ins(request: SignedIn, round: Round) -> list[CheckIn]:
    rows = CheckIn.objects.visible_to(request.user.scope).filter(round=round, agreement__struck_at=None)
    return list(rows.select_related("round", "agreement__municipality", "party__organisation"))


def _form(request: SignedIn, check_ins: Sequence[CheckIn]) -> InvitationForm:
    """Bound only where it was sent itself: a link of the list is ended by a form of its own."""
    waiting = [one.check_in for one in check_in_standings(check_ins, today=timezone.localdate()) if one.is_open]
    data = request.POST if "invite" in request.POST else None
    return InvitationForm(data, askable=askable(waiting), until=last_day(check_ins))


def _acted(request: SignedIn, round: Round, check_ins: Sequence[CheckIn], form: InvitationForm) -> bool:
    if "invite" in request.POST:
        return _asked(request, check_ins, form)
    rows = Invitation.objects.visible_to(request.user.scope).filter(check_in__round=round).select_related("contact")
    named = request.POST.get("end") or request.POST.get("again") or ""
    row = get_object_or_404(rows, pk=read_key(named))
    act = _ended if "end" in request.POST else _asked_again
    return _told(request, lambda: act(request, row))


def _asked(request: SignedIn, check_ins: Sequence[CheckIn], form: InvitationForm) -> bool:
    if not form.is_valid():
        return False
    waiting = {one.pk for line in form.askable for one in line.check_ins}
    asked = [one for one in check_ins if one.pk in waiting]
    try:
        told = {"until": form.cleaned_data["until"].on, "by": request.user}
        once(form.cleaned_data["once"] or uuid4(), lambda: invite(asked, form.asked(), **told)[0], by=request.user)
    except ValidationError as error:
        form.refuse(error)
        return False
    messages.success(request, f"제출을 요청했습니다: 연락처 {len(form.asked())}곳")
    return True


def _ended(request: SignedIn, row: Invitation) -> str:
    end_invitation(row, version=row.version, by=request.user)
    return f"링크를 멈췄습니다: {row}"


def _asked_again(request: SignedIn, row: Invitation) -> str:
    """With a new address; the old one ends."""
    if row.contact is None:
        raise ValidationError("받는 사람이 지워진 링크입니다. 아래에서 연락처를 고르십시오.")
    invite([row.check_in], {row.contact: row.parts}, by=request.user)
    return f"새 링크로 다시 요청했습니다: {row}"


def _told(request: SignedIn, act: Callable[[], str]) -> bool:
    try:
        messages.success(request, act())
    except (ValidationError, ConflictError) as error:
        words = error.messages if isinstance(error, ValidationError) else [str(error)]
        messages.error(request, " ".join(words))
    return True


def _lines(request: SignedIn, check_ins: Sequence[CheckIn]) -> list[dict[str, Any]]:
    """Every link that was issued, those that wait for an answer first."""
    rows = Invitation.objects.visible_to(request.user.scope).filter(check_in__in=check_ins)
    found = list(rows.select_related("contact__organisation", "check_in__agreement", "check_in__round", "issued_by"))
    waits = {one.pk for one in unanswered(found)}
    now = timezone.now()
    lines = [
        {
            "row": one,
            "part": part_words(one),
            "is_live": one.ended_at is None and one.expires_at > now,
            "is_answered": one.pk not in waits,
        }
        for one in found
    ]
    return sorted(lines, key=lambda line: (not line["is_live"], bool(line["is_answered"]), -line["row"].pk))
