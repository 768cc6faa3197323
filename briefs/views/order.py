"""작성 요청: a paper as the page has it from which it is asked, its filter in the address."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.capabilities import Capability
from accounts.models import User
from accounts.permissions import SignedIn, needs
from agreements.forms.asked import AskedForm
from briefs.contents import Order
from briefs.contents.chosen import SORTS
from briefs.forms.order import OWN_DAYS, OrderForm, own_day, refuse
from briefs.kinds import KINDS, Kind
from briefs.models import Batch, Brief, SavedOrder
from briefs.ordering.batch import order_each, order_paper
from briefs.ordering.saved_order import save_order
from briefs.views.asked import questions, told_of

FILLED = ("subject", "as_of", "known_on", "definition", "municipality")
OF_THE_LIST = ("page", "show", "sort")  # how it was shown, not what was asked
OF_A_QUESTION = {"question", *AskedForm.base_fields}
KEEP = "keep"  # the button that makes a favourite of it
PAGES = {Brief: "briefs:detail", Batch: "briefs:batch", SavedOrder: "briefs:saved_order"}

Made = Brief | Batch | SavedOrder


@require_safe
@needs(Capability.ORDER_PAPERS)
def kinds(request: SignedIn) -> HttpResponse:
    return render(request, "briefs/brief_kinds.html", {"kinds": KINDS.values()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Capability.ORDER_PAPERS)
def order(request: SignedIn, kind: str) -> HttpResponse:
    """?subject= and ?as_of= fill the form; whatever else the address asks is the filter of the list it came from."""
    if kind not in KINDS:
        raise Http404
    if kind == "answer" and "question" not in request.GET and request.method != "POST":
        return render(request, "briefs/brief_question.html", {"kind": KINDS[kind], "groups": questions()})
    return _asked(request, KINDS[kind], order_paper)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Capability.ORDER_PAPERS)
def each(request: SignedIn, kind: str) -> HttpResponse:
    """A paper for each agreement of the filter, or for each of their companies."""
    if kind not in KINDS or not KINDS[kind].many:
        raise Http404
    return _asked(request, KINDS[kind], order_each, is_of_each=True)


def _asked(
    request: SignedIn, kind: Kind, give: Callable[..., Brief | Batch], *, is_of_each: bool = False
) -> HttpResponse:
    asked = {} if kind.subject and not is_of_each else asked_in(request, kind)
    form = OrderForm(
        request.POST or None,
        user=request.user,
        kind=kind,
        asked=asked,
        sort=sort_in(request) if kind.key == "register" else "",
        is_of_each=is_of_each,
    )
    form.initial = _filled(request, form)
    if request.method == "POST" and form.is_valid():
        made = _made(form, save_order if KEEP in request.POST else give, by=request.user)
        if made is not None:
            return redirect(PAGES[type(made)], made.pk)
    shown = {"form": form, "kind": kind, "is_of_each": is_of_each, "told": told_of(request, kind, asked, is_of_each)}
    return render(request, "briefs/brief_order.html", shown)


def _made(form: OrderForm, give: Callable[..., Made], *, by: User) -> Made | None:
    """None where it was refused: the form says why, and keeps what was typed."""
    order: Order = form.order()
    try:
        return give(order, by=by)
    except ValidationError as error:
        refuse(form, error)
    return None


def asked_in(request: SignedIn, kind: Kind) -> dict[str, str]:
    """In one order, so that the same filter is the same order."""
    given = {name: str(value) for name, value in sorted(request.GET.items()) if value and name not in FILLED}
    if kind.key == "answer":
        return {name: value for name, value in given.items() if name in OF_A_QUESTION}
    return {name: value for name, value in given.items() if name not in OF_THE_LIST}


def sort_in(request: SignedIn) -> str:
    """'' for what is no head of the list."""
    sort = request.GET.get("sort", "")
    return sort if sort.removeprefix("-") in SORTS else ""


def _filled(request: SignedIn, form: OrderForm) -> dict[str, Any]:
    given = {name: request.GET[name] for name in FILLED if request.GET.get(name)}
    subject = _subject(form, given.get("subject", ""))
    if subject is None and form.kind.subject in OWN_DAYS:
        return given
    return {"as_of": own_day(subject) if subject else timezone.localdate(), **given}


def _subject(form: OrderForm, asked: str) -> Any:
    try:
        return form.fields["subject"].clean(asked) if "subject" in form.fields and asked else None
    except ValidationError:
        return None


def address_of(ordered: Brief | SavedOrder, **more: str) -> str:
    """Of the form, filled with what it was ordered with."""
    subject = ordered.subject
    given = {**ordered.asked, "sort": ordered.sort, "definition": ordered.definition, **more}
    given |= {"subject": subject.pk} if subject else {"municipality": ordered.municipality_id}
    return f"{reverse('briefs:order', args=[ordered.kind])}?{urlencode({n: v for n, v in given.items() if v})}"
