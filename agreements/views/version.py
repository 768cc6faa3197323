"""협약 변경: typed, looked at beside what stood before, then saved."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.capabilities import Capability
from accounts.permissions import SignedIn, needs
from agreements.actions.record import ConflictError
from agreements.actions.submission import once, sent_before
from agreements.actions.version import amend_agreement
from agreements.forms.amendment import MOST_BLANKS, Amendment
from agreements.forms.entry import Around, said_of
from agreements.models import Agreement, Version
from agreements.rules.key import read_key
from agreements.standing.version import in_force


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: SignedIn, key: str) -> HttpResponse:
    """The button says where to go: on to the comparison, back from it, one more line, or into the register."""
    rows = Agreement.objects.visible_to(request.user.scope).select_related("municipality", "source")
    agreement = get_object_or_404(rows, key=key)
    step = request.POST.get("step", "")
    if step == "save" and sent_before(_key_of(request), by=request.user):
        return redirect("agreements:detail", agreement.key)
    amendment = _amendment(request, agreement)
    if step in {"check", "save"} and amendment.is_valid():
        if step == "check":
            return _page(request, "version_check", agreement, amendment, **_compared(amendment))
        if (version := _saved(request, agreement, amendment)) is not None:
            messages.success(request, f"저장했습니다: {version}")
            return redirect("agreements:detail", agreement.key)
    return _page(request, "version_form", agreement, amendment)


def _amendment(request: SignedIn, agreement: Agreement) -> Amendment:
    around = Around(user=request.user, municipality=agreement.municipality, parent=agreement)
    found = in_force(agreement, base=_number(request, "base"))
    blanks = (_number(request, "blanks") or 1) + (request.POST.get("step") == "more")
    parties = list(agreement.parties.select_related("organisation"))
    data = request.POST if request.POST.get("step") in {"check", "save"} else None
    amendment = Amendment(data, around=around, found=found, parties=parties, blanks=min(blanks, MOST_BLANKS))
    if data is None:
        amendment.keep(request.POST)
    return amendment


def _number(request: SignedIn, name: str) -> int | None:
    return read_key(request.POST.get(name, ""), longest=4)


def _key_of(request: SignedIn) -> UUID | None:
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def _compared(amendment: Amendment) -> dict[str, Any]:
    compared = amendment.found.compared(amendment.pledges())
    return {"compared": compared, "reason": said_of(amendment.form["reason_code"])}


def _saved(request: SignedIn, agreement: Agreement, amendment: Amendment) -> models.Model | None:
    def make() -> Version:
        version, pledges = amendment.version(), amendment.pledges()
        return amend_agreement(agreement, version=version, pledges=pledges, by=request.user)

    try:
        return once(_key_of(request) or uuid4(), make, by=request.user)
    except ValidationError as error:
        amendment.form.refuse(error)
    except ConflictError as conflict:
        other: Any = conflict.row
        amendment.meet(other)
    return None


def _page(request: SignedIn, name: str, agreement: Agreement, amendment: Amendment, **more: Any) -> HttpResponse:
    told = {"agreement": agreement, "amendment": amendment, "form": amendment.form, **more}
    return render(request, f"agreements/{name}.html", told)
