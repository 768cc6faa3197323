"""기업: everybody who takes part, under present and former names."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.capabilities import Capability
from accounts.permissions import SignedIn, needs
from accounts.scope import Scope
from agreements.actions.organisation import rename_organisation
from agreements.actions.record import ConflictError
from agreements.forms.entry import Around
from agreements.forms.former_name import RenameForm
from agreements.models import Agreement, Organisation, Statement
from agreements.rules.name import fold
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
    counted = rows.with_agreements().select_related("municipality").order_by(*_order(sort), "folded_name", "pk")
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
    organisation = rows.filter(pk=pk).first()
    if organisation is None:
        return redirect("agreements:company", get_object_or_404(rows, merged__pk=pk).pk)
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
    latest_first = F("until_on").desc(nulls_last=True)
    former = list(organisation.former_names.select_related("source").order_by(latest_first, "-pk"))
    return {
        "former_names": former,
        "named_since": next((name.until for name in former if name.until_on), None),
        "profile": [s for s in statements if s.topic == Statement.Topic.PROFILE],
        "context": [s for s in statements if s.topic != Statement.Topic.PROFILE],
        "memberships": organisation.memberships.filter(_stands("member")).select_related("member", "source"),
        "elsewhere": organisation.memberships_elsewhere.filter(_stands("organisation")).select_related(
            "organisation", "source"
        ),
        "contacts": organisation.contacts.all(),
        "documents": organisation.documents.all(),
    }


def _stands(name: str) -> Q:
    return Q(**{f"{name}__struck_at__isnull": True})


@require_safe
def look_up(request: SignedIn) -> HttpResponse:
    """What is meant by what is being typed, at most eight, for static/js/lookup.js."""
    asked = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    rows = Organisation.objects.visible_to(request.user.scope)
    found = [row.pk for row in rows.meant_by(asked)]
    known = rows.with_agreements().prefetch_related("former_names").in_bulk(found)
    return JsonResponse({"found": [_told(known[pk], fold(asked)) for pk in found]})


def _told(organisation: Any, key: str) -> dict[str, Any]:
    """``was`` names the former name where that is what was typed."""
    former = [name.name for name in organisation.former_names.all() if key in name.folded_name]
    return {
        "pk": organisation.pk,
        "name": organisation.name,
        "was": former[0] if former and key not in organisation.folded_name else "",
        "kind": organisation.get_kind_display(),
        "agreements": organisation.agreements,
    }


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: SignedIn, pk: int) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user.scope), pk=pk)
    around = Around(user=request.user, municipality=organisation.municipality, parent=organisation)
    form = RenameForm(request.POST or None, organisation=organisation, around=around)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        given = {name: told[name] for name in ("name", "source", "reason", "version")}
        try:
            rename_organisation(organisation, **given, on=told["until"], by=request.user)
        except ValidationError as error:
            form.refuse(error)
        except ConflictError as conflict:
            form.add_error(None, f"{conflict} 기업 화면을 다시 열어 확인하고 적으십시오.")
        else:
            messages.success(request, f"사명 변경을 저장했습니다: {organisation} → {told['name']}")
            return redirect("agreements:company", pk)
    return render(request, "agreements/organisation_rename.html", {"form": form, "organisation": organisation})
