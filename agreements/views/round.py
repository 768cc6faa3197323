"""이행 점검: all rounds, one opened, one looked at, approved whole, closed; whom to call and when to remind."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import note_access
from accounts.capabilities import Capability
from accounts.models import AccessLog
from accounts.permissions import SignedIn, needs
from agreements.actions.record import ConflictError
from agreements.actions.round import add_reminder, approve_round, close_round, drop_reminder, open_round
from agreements.actions.submission import once
from agreements.forms.contact import ReasonForm
from agreements.forms.round import ApprovalForm, ClosingForm, ReminderForm, RoundForm
from agreements.models import Round
from agreements.rules.rhythm import Window, window
from agreements.standing.check_in import State
from agreements.standing.round import RoundStanding, contacts_of, in_force, round_standings

SHOWN = 40


@require_safe
def rounds(request: SignedIn) -> HttpResponse:
    today = timezone.localdate()
    rows = Round.objects.visible_to(request.user.scope).select_related("municipality", "closing")
    found = round_standings(list(rows.order_by("-due_on", "-pk")[:SHOWN]), today=today)
    proposed = _proposed(request) if request.user.municipality_id else None
    is_there = proposed is not None and any(one.round.name == proposed.name for one in found)
    told = {"rounds": found, "proposed": None if is_there else proposed, "states": list(State)}
    return render(request, "agreements/round_list.html", told)


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: SignedIn) -> HttpResponse:
    municipality = request.user.municipality
    if municipality is None:
        raise Http404
    proposed = _proposed(request)
    asked = in_force(municipality, on=proposed.observed_to)
    form = RoundForm(request.POST or None, proposed=proposed, agreements=asked)
    if request.method == "POST" and form.is_valid():
        chosen = list(form.cleaned_data["agreements"].select_related("municipality"))

        def make() -> Round:
            return open_round(municipality, window=form.window(), agreements=chosen, by=request.user)

        try:
            made = once(form.cleaned_data["once"] or uuid4(), make, by=request.user)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, f"{made}: 협약 {len(chosen)}건의 점검을 시작했습니다.")
            return redirect("agreements:round", made.pk)
    return render(request, "agreements/round_form.html", {"form": form, "rhythm": municipality.get_rhythm_display()})


@require_safe
def round_detail(request: SignedIn, pk: int) -> HttpResponse:
    """?state= shows only those."""
    found = _round(request, pk)
    standing = _standing(found)
    wanted = request.GET.get("state", "")
    rows = [one for one in standing.urgent if wanted not in State.__members__.values() or one.state == wanted]
    told = {"round": found, "standing": standing, "rows": rows, "wanted": wanted}
    if request.user.may(Capability.APPROVE) and not standing.is_closed:
        told |= {"approval": ApprovalForm(), "closing": ClosingForm()}
    return render(request, "agreements/round_detail.html", told)


@needs(Capability.APPROVE)
@require_POST
def round_approve(request: SignedIn, pk: int) -> HttpResponse:
    found = _round(request, pk)
    form = ApprovalForm(request.POST)
    if form.is_valid():
        try:
            number = approve_round(found, **form.values(), by=request.user)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, f"검토를 기다리던 {number}건을 승인했습니다.")
            return redirect("agreements:round", pk)
    return _refused(request, found, approval=form)


@needs(Capability.APPROVE)
@require_POST
def round_close(request: SignedIn, pk: int) -> HttpResponse:
    found = _round(request, pk)
    form = ClosingForm(request.POST)
    if form.is_valid():
        try:
            close_round(found, note=form.cleaned_data["note"], by=request.user)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, f"마감했습니다: {found}")
            return redirect("agreements:round", pk)
    return _refused(request, found, closing=form)


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: SignedIn, pk: int) -> HttpResponse:
    """A day added, or with ``drop`` one that is not sent yet taken out."""
    found = _round(request, pk)
    form = ReminderForm(request.POST or None)
    if request.method == "POST":
        try:
            if _reminded(request, found, form):
                return redirect("agreements:reminders", pk)
        except ValidationError as error:
            form.add_error(None, error)
        except ConflictError as conflict:
            form.add_error(None, str(conflict))
    told = {"round": found, "form": form, "reminders": found.reminders.order_by("on")}
    return render(request, "agreements/round_reminders.html", told)


def _reminded(request: SignedIn, found: Round, form: ReminderForm) -> bool:
    drop = request.POST.get("drop", "")
    if drop:
        rows = found.reminders.all()
        row = get_object_or_404(rows, pk=int(drop) if drop.isascii() and drop.isdigit() and len(drop) < 19 else 0)
        drop_reminder(row, version=row.version, by=request.user)
        return True
    if form.is_valid():
        add_reminder(found, on=form.day, by=request.user)
        return True
    return False


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def calls(request: SignedIn, pk: int) -> HttpResponse:
    """독촉 목록: who has not answered, the longest first; telephone numbers only for a reason, which is logged."""
    found = _round(request, pk)
    missing = [one for one in _standing(found).urgent if one.is_open]
    form = ReasonForm(request.POST or None)
    shown: dict[str, Any] = {"round": found, "form": form, "is_shown": False}
    if request.method == "POST" and form.is_valid():
        reason, user = form.cleaned_data["reason"], request.user
        subject = f"{found} 독촉 목록 {len(missing)}건"
        note_access(request, AccessLog.Act.CONTACT, username=user.username, user=user, subject=subject, reason=reason)
        shown["is_shown"] = True
    shown["rows"] = list(zip(missing, contacts_of(missing), strict=True))
    return render(request, "agreements/round_calls.html", shown)


def _proposed(request: SignedIn) -> Window:
    municipality: Any = request.user.municipality
    return window(municipality.rhythm, timezone.localdate())


def _round(request: SignedIn, pk: int) -> Round:
    rows = Round.objects.visible_to(request.user.scope).select_related("municipality", "closing")
    found: Round = get_object_or_404(rows, pk=pk)
    return found


def _standing(found: Round) -> RoundStanding:
    return round_standings([found], today=timezone.localdate())[0]


def _refused(request: SignedIn, found: Round, **forms: Any) -> HttpResponse:
    standing = _standing(found)
    told = {"round": found, "standing": standing, "rows": standing.urgent, "wanted": ""}
    told |= {"approval": ApprovalForm(), "closing": ClosingForm(), **forms}
    return render(request, "agreements/round_detail.html", told)
