"""변경 이력: everything that was done to a record and to what hangs on it, fifty a page."""

from django.apps import apps
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from agreements.models import Agreement, Contact
from agreements.standing.history import changes_of, history
from agreements.views.page_of import page_of

ON_A_PAGE = 50


@require_safe
def of_agreement(request: SignedIn, key: str) -> HttpResponse:
    rows = Agreement.objects.visible_to(request.user.scope)
    return _page(request, get_object_or_404(rows, key=key))


@require_safe
def of_record(request: SignedIn, noun: str, pk: int) -> HttpResponse:
    """A fact has no history of its own: it stands in that of what it hangs on."""
    model = apps.all_models["agreements"].get(noun)
    if model is None or model is Contact or "version" not in {field.name for field in model._meta.concrete_fields}:
        raise Http404
    rows = model._default_manager.visible_to(request.user.scope)  # type: ignore[attr-defined]
    return _page(request, get_object_or_404(rows, pk=pk))


def _page(request: SignedIn, record: models.Model) -> HttpResponse:
    changes = changes_of(record).visible_to(request.user.scope)
    page = Paginator(changes, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "agreements/history.html",
        {
            "record": record,
            "noun": record._meta.verbose_name,
            "back": page_of(record),
            "page": page,
            "lines": history(page.object_list, request.user.scope, of=record),
        },
    )
