"""추진상황 제안: what the facts suggest, decided line by line by a person, with a reason."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accounts.capabilities import Capability
from accounts.permissions import SignedIn, needs
from agreements.actions.outcome import decide_outcome
from agreements.actions.submission import key_of, once
from agreements.forms.proposal import ProposalForm
from agreements.models import Agreement, Outcome
from agreements.standing import lines
from agreements.standing import proposal as standing
from agreements.standing.named import names_of
from agreements.standing.proposal import Proposal, last_outcomes

ON_A_PAGE = 25


@dataclass(frozen=True)
class Line:
    """``form`` is None for whoever may not decide."""

    name: str
    proposal: Proposal
    form: ProposalForm | None


@require_safe
def proposals(request: SignedIn) -> HttpResponse:
    """?code= shows only those of that outcome, ?mine only those of whom the person holds."""
    found, wanted, is_mine = _proposals(request), request.GET.get("code", ""), "mine" in request.GET
    is_asked = wanted in Outcome.Code.values
    shown = [one for one in found if not is_asked or one.proposed.code == wanted]
    page: Page[Proposal] = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    counts = Counter(one.proposed.code for one in found)
    told = {
        "today": timezone.localdate(),
        "page": page,
        "lines": _lines(request, list(page)),
        "count": len(found),
        "counts": [(code, label, counts[code]) for code, label in Outcome.Code.choices if counts[code]],
        "wanted": wanted,
        "is_asked": is_asked,
        "mine": "mine=1&" if is_mine else "",
    }
    return render(request, "agreements/proposal_list.html", told)


@needs(Capability.ENTER)
@require_POST
def decide(request: SignedIn, key: str) -> HttpResponse:
    rows = Agreement.objects.visible_to(request.user.scope)
    agreement = get_object_or_404(rows.select_related("municipality"), key=key)
    form = ProposalForm(request.POST, agreement=agreement, proposal=None)
    if form.is_valid():
        try:
            row: Any = once(
                key_of(form.cleaned_data["once"], request.POST.dict()),
                lambda: decide_outcome(agreement, **form.values(), by=request.user),
                by=request.user,
            )
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, f"정했습니다: {agreement} {row}")
            return redirect(_back(request))
    told = {"form": form, "agreement": agreement, "next": _back(request)}
    return render(request, "agreements/proposal_decide.html", told)


def _proposals(request: SignedIn) -> list[Proposal]:
    """By what is proposed, then the longest due first."""
    agreements = Agreement.objects.visible_to(request.user.scope)
    if "mine" in request.GET:
        agreements = agreements.filter(officer=request.user)
    rows = lines(agreements, today=timezone.localdate())
    order = list(Outcome.Code.values)
    found = standing.proposals(rows)
    return sorted(found, key=lambda one: (order.index(one.proposed.code), str(one.counted.due_on or "9999")))


def _lines(request: SignedIn, shown: list[Proposal]) -> list[Line]:
    numbers = [one.counted.agreement.pk for one in shown]
    names, last = names_of(numbers), last_outcomes(numbers)
    may = request.user.may(Capability.ENTER)
    return [
        Line(
            names.get(one.counted.agreement.pk, one.counted.agreement.name),
            one,
            ProposalForm(agreement=one.counted.agreement, proposal=one, last=last.get(one.counted.agreement.pk, 0))
            if may
            else None,
        )
        for one in shown
    ]


def _back(request: SignedIn) -> str:
    """The page that it was decided on: the list, or the agreement's own."""
    asked = str(request.POST.get("next", ""))
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours and asked.startswith("/") else "agreements:proposals"
