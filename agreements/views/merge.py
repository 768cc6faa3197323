"""기록 합치기: two records of the same organisation become one. Only a team head does it, and sees first what moves."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.capabilities import Capability
from accounts.permissions import SignedIn, needs
from agreements.actions.organisation import doubts, hindrances, merge_organisations, what_moves
from agreements.forms.merge import MergeForm, PickForm
from agreements.models import Organisation


@needs(Capability.APPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: SignedIn, pk: int) -> HttpResponse:
    """The record of the page stays; another is picked, compared, and goes over into it."""
    rows = Organisation.objects.visible_to(request.user.scope).select_related("municipality")
    into = get_object_or_404(rows, pk=pk)
    others = rows.filter(municipality=into.municipality).exclude(pk=pk)
    pick = PickForm(request.GET if "other" in request.GET or "other_pick" in request.GET else None)
    if request.method == "POST":
        pick = PickForm(request.POST)
        if pick.is_valid() and rows.filter(pk=pk, merged=pick.cleaned_data["other_pick"]).exists():
            return redirect("agreements:company", pk)
    gone = _picked(pick, others)
    if gone is None:
        near = others.near(into.name) if not pick.is_bound else _meant(pick, others)
        return render(request, "agreements/merge_pick.html", {"into": into, "form": pick, "found": near})
    return _compare(request, into, gone)


def _compare(request: SignedIn, into: Any, gone: Any) -> HttpResponse:
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            merge_organisations(into=into, gone=gone, reason=form.cleaned_data["reason"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"합쳤습니다: {gone} → {into}")
            return redirect("agreements:company", into.pk)
    told = {
        "into": into,
        "gone": gone,
        "form": form,
        "moves": what_moves(gone),
        "hindrances": hindrances(into=into, gone=gone),
        "doubts": doubts(into=into, gone=gone),
    }
    return render(request, "agreements/merge_compare.html", told)


def _picked(pick: PickForm, others: Any) -> Organisation | None:
    """By number, or by a name that only one other bears or bore."""
    if not pick.is_bound or not pick.is_valid():
        return None
    found: Organisation | None = others.filter(pk=pick.cleaned_data["other_pick"]).first()
    called = list(others.called(pick.cleaned_data["other"] or ""))
    return found or (called[0] if len(called) == 1 else None)


def _meant(pick: PickForm, others: Any) -> list[Organisation]:
    found: list[Organisation] = others.meant_by(pick.cleaned_data.get("other") or "") if pick.is_valid() else []
    if not found:
        pick.add_error("other", "그런 이름의 다른 기록이 없습니다. 이름의 일부나 옛 이름으로 찾아 보십시오.")
    return found
