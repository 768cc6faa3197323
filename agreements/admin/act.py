"""A record is only looked at; what changes it is a page of its own: a form, a reason, an action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from accounts.models import User
from accounts.site import administers
from agreements.actions.record import ConflictError
from agreements.admin.base import Looking


def always(row: Any, by: User) -> bool:
    return True


def by_national(row: Any, by: User) -> bool:
    """What all registers share is for who administers all of them."""
    return by.municipality_id is None


def in_use(row: Any, by: User) -> bool:
    return row.valid_to is None


def in_use_by_national(row: Any, by: User) -> bool:
    return in_use(row, by) and by_national(row, by)


@dataclass(frozen=True)
class Act:
    """``run`` is given the row (none when adding), what the form says, and ``by``; it returns the row to show next."""

    name: str
    label: str
    form: type[Any]
    run: Callable[..., Model]
    is_open: Callable[[Any, User], bool] = always


class Acting(Looking):
    adding: Act
    acts: tuple[Act, ...] = ()
    change_form_template = "admin/acting.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return administers(request) and self.adding.is_open(None, user)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.act_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_act"
        return [path("<int:pk>/act/<slug:name>/", view, name=name), *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return self._asked(request, self.adding, None)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        open_acts = {"acts": [act for act in self.acts if row and self._is_open(request, act, row)]}
        return super().change_view(request, object_id, form_url, {**open_acts, **(extra_context or {})})

    def act_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        row = self.get_object(request, str(pk))
        act = next((act for act in self.acts if act.name == name), None)
        if row is None or act is None:
            raise Http404
        return self._asked(request, act, row)

    def _is_open(self, request: HttpRequest, act: Act, row: Any) -> bool:
        user: Any = request.user
        return administers(request) and act.is_open(row, user)

    def _asked(self, request: HttpRequest, act: Act, row: Any) -> HttpResponse:
        if not self._is_open(request, act, row):
            raise PermissionDenied
        form = act.form(request.POST or None, by=request.user, row=row)
        if request.method == "POST" and form.is_valid():
            try:
                shown = act.run(*([row] if row else []), by=request.user, **form.cleaned_data)
            except (ValidationError, ConflictError) as error:
                form.refuse(error)
            else:
                messages.success(request, f"{act.label}: {shown}")
                return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", shown.pk)
        return self._page(request, act, row, form)

    def _page(self, request: HttpRequest, act: Act, row: Any, form: Any) -> HttpResponse:
        title = f"{row} {act.label}" if row else f"{self.opts.verbose_name} {act.label}"
        told = {"title": title, "act": act, "original": row, "form": form, "opts": self.opts}
        return TemplateResponse(request, "admin/act.html", {**self.admin_site.each_context(request), **told})
