"""전자우편: what the round sent, what waits, what failed and why."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.capabilities import Capability
from accounts.permissions import SignedIn
from agreements.actions.mail import send_again
from agreements.models import Mail, Round
from agreements.rules.key import read_key

ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: SignedIn, pk: int) -> HttpResponse:
    """?state= narrows the list; trying again is for those who enter."""
    round = get_object_or_404(Round.objects.visible_to(request.user.scope), pk=pk)
    rows = Mail.objects.visible_to(request.user.scope).filter(round=round)
    if request.method == "POST":
        return _tried_again(request, round, rows)
    state = request.GET.get("state", "")
    shown = rows.filter(state=state) if state in Mail.State.values else rows
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    told = {"round": round, "page": page, "state": state, "counts": _counts(rows)}
    told["query"] = f"state={state}&" if state else ""
    return render(request, "agreements/mail_list.html", told)


def _tried_again(request: SignedIn, round: Round, rows: Any) -> HttpResponse:
    if not request.user.may(Capability.ENTER):
        raise PermissionDenied
    mail = get_object_or_404(rows, pk=read_key(request.POST.get("again", "")))
    try:
        send_again(mail, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"다시 보냅니다: {mail}")
    return redirect("agreements:mails", round.pk)


def _counts(rows: Any) -> list[dict[str, Any]]:
    """``대기 3`` and so on, of all of the round."""
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return [{"state": state.value, "label": state.label, "count": found.get(state.value, 0)} for state in Mail.State]
