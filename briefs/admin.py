from django.contrib import admin

from accounts.admin import Administered
from briefs.models import Batch, Brief, SavedOrder


@admin.register(Brief)
class BriefAdmin(Administered):
    """To look at, never to change: a paper that was issued stays what it was."""

    is_kept = True
    list_display = ["number", "title", "municipality", "kind", "state", "is_draft", "as_of", "ordered_at", "ordered_by"]
    list_filter = ["state", "kind", "is_draft", "municipality"]
    list_select_related = ["municipality", "ordered_by"]
    search_fields = ["number", "title", "check_code", "file_sha256"]
    date_hierarchy = "ordered_at"
    exclude = ("file", "archive", "token")  # given out by the paper's own page, which asks and notes
    ordering = ["-ordered_at", "-pk"]


@admin.register(Batch)
class BatchAdmin(Administered):
    is_kept = True
    list_display = [
        "title",
        "municipality",
        "kind",
        "count",
        "as_of",
        "ordered_at",
        "ordered_by",
        "drawn_at",
        "failure",
    ]
    list_filter = ["kind", "municipality"]
    list_select_related = ["municipality", "ordered_by"]
    search_fields = ["title"]
    date_hierarchy = "ordered_at"
    exclude = ("briefs",)  # hundreds, on the page of the batch
    ordering = ["-ordered_at", "-pk"]


@admin.register(SavedOrder)
class SavedOrderAdmin(Administered):
    is_kept = True
    list_display = ["name", "owner", "municipality", "kind", "each_quarter_on", "is_mailed", "last_quarter"]
    list_filter = ["kind", "municipality"]
    list_select_related = ["municipality", "owner"]
    search_fields = ["name", "owner__username"]
    exclude = ("briefs",)
