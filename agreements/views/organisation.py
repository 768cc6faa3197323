"""기업: everybody who takes part, under present and former names."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from accounts.scope import Scope
from agreements.models import Agreement, Organisation, Statement
from agreements.standing import standings, total_of

ON_A_PAGE = 50
SORTS = {"name": "folded_name", "kind": "kind", "agreements": "agreements", "municipality": "municipality__name"}
LONGEST_QUESTION = 100


@require_safe
def companies(request: SignedIn) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    kind, sort = request.GET.get("kind", ""), request.GET.get("sort", "")
    rows = Organisation.objects.visible_to(request.user.scope)
    if asked:
        rows = rows.named_like(asked)
    if kind in Organisation.Kind.values:
        rows = rows.filter(kind=kind)
    counted = (
        rows.annotate(agreements=Count("parties__agreement", distinct=True))
        .select_related("municipality")
        .order_by(*_order(sort), "folded_name", "pk")
    )
    page = Paginator(counted.prefetch_related("former_names"), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "agreements/organisation_list.html",
        {
            "page": page,
            "asked": asked,
            "kind": kind,
            "kinds": Organisation.Kind.choices,
            "heads": _heads(asked, kind, sort),
            "query": _kept(q=asked, kind=kind, sort=sort),
        },
    )


def _order(sort: str) -> list[str]:
    """A minus turns the order; a word that is no head sorts by name."""
    turned, name = "-" * sort.startswith("-"), sort.removeprefix("-")
    return [f"{turned}{SORTS[name]}"] if name in SORTS else []


def _heads(asked: str, kind: str, sort: str) -> dict[str, dict[str, str]]:
    """For each head the address that sorts by it (a second time turns it round) and how it sorts now."""
    now = sort if sort.removeprefix("-") in SORTS else "name"
    order = {now.removeprefix("-"): "descending" if now.startswith("-") else "ascending"}
    turned = {name: f"-{name}" if name == now else name for name in SORTS}
    kept = _kept(q=asked, kind=kind)
    return {name: {"query": f"{kept}sort={turned[name]}", "order": order.get(name, "")} for name in SORTS}


def _kept(**asked: str) -> str:
    set_ones = {name: value for name, value in asked.items() if value}
    return f"{urlencode(set_ones)}&" if set_ones else ""


@require_safe
def company(request: SignedIn, pk: int) -> HttpResponse:
    rows = Organisation.objects.visible_to(request.user.scope).select_related("municipality")
    organisation = get_object_or_404(rows, pk=pk)
    today = timezone.localdate()
    agreements = Agreement.objects.visible_to(request.user.scope).filter(parties__organisation=organisation).distinct()
    found = standings(
        list(agreements.select_related("municipality", "source", "district", "department", "officer")), as_of=today
    )
    return render(
        request,
        "agreements/organisation_detail.html",
        {
            "as_of": today,
            "organisation": organisation,
            "standings": found,
            "total": total_of("계", found),
            **_around(organisation, request.user.scope),
        },
    )


def _around(organisation: Organisation, scope: Scope) -> dict[str, Any]:
    """Names, facts and neighbours of the page, each one query."""
    statements = Statement.objects.visible_to(scope).filter(organisation=organisation).known_at(None)
    statements = statements.select_related("source")
    return {
        "former_names": organisation.former_names.select_related("source"),
        "profile": [s for s in statements if s.topic == Statement.Topic.PROFILE],
        "context": [s for s in statements if s.topic != Statement.Topic.PROFILE],
        "memberships": organisation.memberships.select_related("member"),
        "elsewhere": organisation.memberships_elsewhere.select_related("organisation"),
        "centre_roles": organisation.centre_roles.select_related("centre__building"),
        "programmes": organisation.programmes.select_related("source"),
        "contacts": organisation.contacts.all(),
    }
