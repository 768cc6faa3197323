"""즐겨찾기와 정기 작성: orders kept to be given again, by their owner or by themselves."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.capabilities import Capability
from accounts.permissions import SignedIn, needs
from briefs.contents import order_of
from briefs.forms.order import own_day, refuse
from briefs.forms.saved_order import SavedOrderForm
from briefs.models import Brief, SavedOrder
from briefs.ordering.saved_order import (
    OF_A_QUARTER,
    change_saved_order,
    may_receive,
    next_day,
    order_again,
    remove_saved_order,
    save_order,
    why_not,
)
from briefs.views.asked import words_of
from briefs.views.brief import visible_brief
from briefs.views.order import PAGES

SUBJECTS = ("municipality", "owner", "agreement", "organisation", "round", "inquiry", "officer")


def _visible(request: SignedIn) -> Any:
    """With their papers, newest first."""
    papers = Brief.objects.visible_to(request.user.scope).defer("contents", "behind")
    rows = SavedOrder.objects.visible_to(request.user.scope).select_related(*SUBJECTS)
    return rows.prefetch_related(Prefetch("briefs", papers))


def visible_order(request: SignedIn, pk: int) -> SavedOrder:
    found: SavedOrder = get_object_or_404(_visible(request), pk=pk)
    return found


@require_safe
def saved_orders(request: SignedIn) -> HttpResponse:
    """One's own, and what one receives."""
    rows = _visible(request)
    own, received = rows.filter(owner=request.user), rows.filter(people=request.user).exclude(owner=request.user)
    shown = {"own": [_told(one) for one in own], "received": [_told(one) for one in received]}
    return render(request, "briefs/saved_order_list.html", shown)


def _told(saved: SavedOrder) -> dict[str, Any]:
    why, day = why_not(saved), saved.each_quarter_on
    briefs = list(saved.briefs.all())
    return {
        "order": saved,
        "why_not": why,
        "next_day": next_day(timezone.localdate(), day) if day and not why else None,
        "brief": briefs[0] if briefs else None,
        "briefs": briefs,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Capability.ORDER_PAPERS)
def saved_order(request: SignedIn, pk: int) -> HttpResponse:
    """Its owner changes it; the others of the register see what is given to whom."""
    saved = visible_order(request, pk)
    is_own = saved.owner_id == request.user.pk
    if request.method == "POST" and not is_own:
        raise PermissionDenied
    form = SavedOrderForm(
        request.POST or None,
        saved=saved,
        receivers=may_receive(saved) if request.user.speaks_for(saved.municipality_id) else may_receive(saved).none(),
        is_of_a_quarter=saved.kind in OF_A_QUARTER,
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_saved_order(saved, **form.changes(), today=timezone.localdate(), by=request.user)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, "저장했습니다.")
            return redirect("briefs:saved_orders")
    shown = {"form": form, "is_own": is_own, "people": saved.people.all(), "words": words_of(saved), **_told(saved)}
    return render(request, "briefs/saved_order_detail.html", shown)


@require_POST
@needs(Capability.ORDER_PAPERS)
def keep(request: SignedIn, pk: int) -> HttpResponse:
    """A favourite of what a paper was ordered with."""
    brief = visible_brief(request, pk)
    order = order_of(brief, as_of=brief.as_of, known_at=brief.known_at)
    return redirect("briefs:saved_order", save_order(order, made=brief, by=request.user).pk)


@require_POST
@needs(Capability.ORDER_PAPERS)
def again(request: SignedIn, pk: int) -> HttpResponse:
    """As of today, or of the day its subject has."""
    saved = visible_order(request, pk)
    try:
        made = order_again(saved, as_of=own_day(saved.subject), by=request.user)
    except ValidationError as error:
        messages.error(request, f"{saved.name}: {' '.join(error.messages)}")
        return redirect("briefs:saved_orders")
    return redirect(PAGES[type(made)], made.pk)


@require_POST
@needs(Capability.ORDER_PAPERS)
def remove(request: SignedIn, pk: int) -> HttpResponse:
    saved = visible_order(request, pk)
    remove_saved_order(saved, by=request.user)
    messages.success(request, f"즐겨찾기에서 뺐습니다: {saved.name}")
    return redirect("briefs:saved_orders")
