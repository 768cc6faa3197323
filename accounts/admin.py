"""What every list of the admin keeps to, and the access log."""

import re
from importlib import import_module
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from accounts.models import AccessLog
from accounts.site import administers

import_module("django.contrib.auth.admin")  # registers groups, which have no part in our roles
admin.site.unregister(Group)


WHOLE = re.compile(r"(__id)?(__exact|__in|__isnull)?$")


class Administered(admin.ModelAdmin):
    """Nothing is deleted; ``is_kept`` rows are only looked at."""

    is_kept = False
    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return administers(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return administers(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return administers(request) and not self.is_kept

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return administers(request) and not self.is_kept

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Django's own title of a list reads badly in Korean."""
        title = {"title": str(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **options: Any) -> Any:
        title = {"title": str(self.opts.verbose_name)}
        return super().render_change_form(request, {**context, **title}, *args, **options)

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Of the registers only those that have a row in scope: a filter must not name the others."""
        scoped = {"municipality", "round"}
        return [
            (name, admin.RelatedOnlyFieldListFilter) if str(name).rsplit("__", 1)[-1] in scoped else name
            for name in self.list_filter
        ]

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Only what a list offers, and only whole: what it masks could be guessed letter by letter otherwise."""
        offered = {str(name) for name in self.list_filter}
        days = {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day")}
        return WHOLE.sub("", lookup) in offered or lookup in days

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        user: Any = request.user
        visible: QuerySet[Any] = rows.visible_to(user.scope)
        return visible


@admin.register(AccessLog)
class AccessLogAdmin(Administered):
    is_kept = True
    list_display = ("at", "username", "user", "act", "address", "subject", "reason")
    list_filter = ("act",)
    list_select_related = ("user",)
    search_fields = ("username", "subject", "address")
