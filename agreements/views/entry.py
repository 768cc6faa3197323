"""Entering, changing, correcting and removing: four pages for every noun of forms/nouns.py."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.capabilities import Capability
from accounts.permissions import SignedIn, needs
from agreements.actions.record import ConflictError, change, correct, home_of, record, remove, void
from agreements.actions.review import correct_actual
from agreements.actions.submission import key_of, once
from agreements.actions.version import void_version
from agreements.forms.entry import Around, EntryForm
from agreements.forms.nouns import NOUNS, Noun, noun_of
from agreements.forms.removal import RemovalForm
from agreements.models import Agreement, Building, Centre, Obligation, Organisation, Party, Programme
from agreements.views.page_of import list_of, page_of, page_without

# What takes more back than the row itself.
VOIDING = {"version": void_version}
# What corrects more than the row itself.
CORRECTING = {"actual": correct_actual}

PARENTS: dict[str, type[models.Model]] = {
    "agreement": Agreement,
    "organisation": Organisation,
    "building": Building,
    "centre": Centre,
    "programme": Programme,
    "obligation": Obligation,
    "party": Party,
}


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedIn, noun: str, parent: str = "", pk: int | None = None) -> HttpResponse:
    kind = _noun(noun)
    if parent not in kind.of:
        raise Http404
    around = _around(request, parent, pk)
    form = kind.form(request.POST or None, initial=_told(request), around=around)
    if request.method == "POST" and form.is_valid():
        key = key_of(form.cleaned_data["once"], request.POST)
        try:
            row = once(key, lambda: record(form.row(), by=request.user), by=request.user)
        except ValidationError as error:
            form.refuse(error)
        else:
            return _saved(request, kind, row)
    return _page(request, kind, form, around, heading=f"{kind.model._meta.verbose_name} 입력")


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedIn, noun: str, pk: int) -> HttpResponse:
    """A row that may be edited is changed; a fact is corrected, with a reason."""
    kind = _changeable(noun)
    row = _row(request, kind, pk)
    around = Around(user=request.user, municipality=home_of(row)[0], parent=_parent_of(kind, row))
    form = kind.form(request.POST or None, instance=row, around=around)
    reason = request.POST.get("reason", "").strip()
    if request.method == "POST" and form.is_valid() and _has_reason(form, kind, reason):
        try:
            row = _write(kind, row, form, reason=reason, by=request.user)
        except ValidationError as error:
            form.refuse(error)
        except ConflictError as conflict:
            form.meet(conflict.row)
        else:
            return _saved(request, kind, row)
    verb = "정정" if kind.is_fact else "수정"
    heading = f"{kind.model._meta.verbose_name} {verb}"
    return _page(request, kind, form, around, heading=heading, row=row, reason=reason)


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: SignedIn, noun: str, pk: int) -> HttpResponse:
    """A fact is voided and stays in the history; another row is removed while nothing hangs on it."""
    kind = _changeable(noun)
    if kind.leaves_by:
        raise Http404
    row: Any = _row(request, kind, pk)
    page = page_of(row)
    form = RemovalForm(request.POST or None, initial={"version": getattr(row, "version", 1)})
    if request.method == "POST" and form.is_valid():
        try:
            told = form.cleaned_data
            if kind.is_fact:
                VOIDING.get(noun, void)(row, reason=told["reason"], by=request.user)
            else:
                remove(row, version=told["version"], reason=told["reason"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        except ConflictError as conflict:
            form.add_error(None, f"{conflict} 고친 내용을 확인하고 다시 지우십시오.")
        else:
            messages.success(request, f"지웠습니다: {kind.model._meta.verbose_name}")
            return redirect(f"{page_without(row)}#{kind.anchor}")
    return render(request, "agreements/entry_remove.html", {"form": form, "row": row, "kind": kind, "back": page})


def _noun(noun: str) -> Noun:
    if noun not in NOUNS:
        raise Http404
    return NOUNS[noun]


def _changeable(noun: str) -> Noun:
    kind = _noun(noun)
    if kind.is_kept:
        raise Http404
    return kind


def _row(request: SignedIn, kind: Noun, pk: int) -> models.Model:
    rows: Any = kind.model._meta.default_manager
    visible = rows.visible_to(request.user.scope)
    found: models.Model = get_object_or_404(visible.known_at(None) if kind.is_fact else visible, pk=pk)
    return _standing(found)


def _standing(row: models.Model) -> models.Model:
    """What hangs on a struck agreement went out of sight with it."""
    agreement = home_of(row)[1]
    if agreement is not None and agreement.struck_at:
        raise Http404
    return row


def _around(request: SignedIn, parent: str, pk: int | None) -> Around:
    if not parent:
        if request.user.municipality is None:
            raise Http404
        return Around(user=request.user, municipality=request.user.municipality)
    rows: Any = PARENTS[parent]._meta.default_manager
    row = _standing(get_object_or_404(rows.visible_to(request.user.scope), pk=pk))
    return Around(user=request.user, municipality=home_of(row)[0], parent=row)


def _parent_of(kind: Noun, row: models.Model) -> models.Model | None:
    return getattr(row, kind.form.parent_field) if kind.form.parent_field else None


def _told(request: SignedIn) -> dict[str, Any]:
    """What a link fills in beforehand: ?kind=plan."""
    return {name: value for name, value in request.GET.items() if name not in {"once", "version"}}


def _has_reason(form: EntryForm, kind: Noun, reason: str) -> bool:
    if kind.is_fact and not reason:
        form.add_error(None, "정정하는 이유를 적으십시오.")
    return form.is_valid()


def _write(kind: Noun, row: Any, form: EntryForm, *, reason: str, by: Any) -> models.Model:
    if kind.is_fact:
        verb: Any = CORRECTING.get(noun_of(kind), correct)
        fact: models.Model = verb(row, form.values(), reason=reason, by=by)
        return fact
    version = form.cleaned_data["version"] or 0
    changed: models.Model = change(row, form.values(), version=version, reason=reason, by=by)
    return changed


def _saved(request: SignedIn, kind: Noun, row: models.Model) -> HttpResponse:
    messages.success(request, f"저장했습니다: {kind.model._meta.verbose_name}")
    return redirect(f"{page_of(row)}#{kind.anchor}")


def _page(request: SignedIn, kind: Noun, form: EntryForm, around: Around, **more: Any) -> HttpResponse:
    shown = more.get("row") or around.parent
    back = page_of(shown) if shown else list_of(kind.model)
    told = {"form": form, "kind": kind, "noun": noun_of(kind), "back": back}
    return render(request, "agreements/entry_form.html", {**told, **more})
