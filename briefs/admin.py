from django.contrib import admin

from accounts.admin import Administered
from briefs.models import Brief


@admin.register(Brief)
class BriefAdmin(Administered):
    """To look at, never to change: a paper that was issued stays what it was."""

    is_kept = True
    list_display = ["number", "title", "municipality", "kind", "state", "is_draft", "as_of", "ordered_at", "ordered_by"]
    list_filter = ["state", "kind", "is_draft", "municipality"]
    list_select_related = ["municipality", "ordered_by"]
    search_fields = ["number", "title", "check_code", "file_sha256"]
    date_hierarchy = "ordered_at"
    exclude = ("file", "token")  # given out by the paper's own page, which asks and notes
    ordering = ["-ordered_at", "-pk"]
