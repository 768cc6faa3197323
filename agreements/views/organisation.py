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
LONGEST_QUESTION = 100


@require_safe
def companies(request: SignedIn) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    kind = request.GET.get("kind", "")
    rows = Organisation.objects.visible_to(request.user.scope)
    if asked:
        rows = rows.named_like(asked)
    if kind in Organisation.Kind.values:
        rows = rows.filter(kind=kind)
    counted = (
        rows.annotate(agreements=Count("parties__agreement", distinct=True))
        .select_related("municipality")
        .order_by("folded_name", "pk")
    )
    page = Paginator(counted.prefetch_related("former_names"), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "agreements/organisation_list.html",
        {"page": page, "asked": asked, "kind": kind, "kinds": Organisation.Kind.choices, "query": _kept(asked, kind)},
    )


def _kept(asked: str, kind: str) -> str:
    set_ones = {name: value for name, value in (("q", asked), ("kind", kind)) if value}
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
