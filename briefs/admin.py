from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from briefs.models import Brief


@admin.register(Brief)
class BriefAdmin(admin.ModelAdmin):
    """To look at, never to change: a paper that was issued stays what it was."""

    list_display = ["number", "title", "municipality", "kind", "state", "is_draft", "as_of", "ordered_at", "ordered_by"]
    list_filter = ["state", "kind", "is_draft", "municipality"]
    list_select_related = ["municipality", "ordered_by"]
    search_fields = ["number", "title", "check_code", "file_sha256"]
    date_hierarchy = "ordered_at"
    ordering = ["-ordered_at", "-pk"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
