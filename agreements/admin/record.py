from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import URLField

from agreements.admin.base import Correcting, Looking, LookingInside
from agreements.models import ChangeRecord, Document, Sheet, SheetRow, Source, StandingSummary


@admin.register(Source)
class SourceAdmin(Correcting):
    list_display = ("publisher", "title", "kind", "published_on", "url", "municipality")
    list_filter = ("municipality", "kind")
    list_select_related = ("municipality",)
    search_fields = ("publisher", "title", "url")
    formfield_overrides: ClassVar[dict[Any, dict[str, Any]]] = {URLField: {"assume_scheme": "https"}}


@admin.register(Document)
class DocumentAdmin(Correcting):
    list_display = ("title", "kind", "document_number", "dated_on", "agreement", "organisation")
    list_filter = ("municipality", "kind")
    list_select_related = ("agreement", "organisation")
    search_fields = ("title", "document_number", "agreement__name")
    fixed = ("organisation", "original_name")
    left_out = ("file", "sha256")


class SheetRowInside(LookingInside):
    model = SheetRow
    fields = ("number", "agreement")


@admin.register(Sheet)
class SheetAdmin(Looking):
    list_display = ("original_name", "municipality", "uploaded_at", "by", "brought_in_at", "taken_back_at")
    list_filter = ("municipality",)
    list_select_related = ("municipality", "by")
    search_fields = ("original_name", "rows__agreement__name")
    exclude = ("file",)
    inlines = (SheetRowInside,)


@admin.register(ChangeRecord)
class ChangeRecordAdmin(Looking):
    list_display = ("number", "at", "by", "action", "subject_name", "agreement", "reason", "municipality")
    list_filter = ("municipality", "action", "subject_model")
    list_select_related = ("by", "agreement", "municipality")
    search_fields = ("agreement__name", "reason", "by__display_name")


@admin.register(StandingSummary)
class StandingSummaryAdmin(Looking):
    list_display = (
        "agreement",
        "seats_pledged",
        "seats_approved",
        "jobs_pledged",
        "jobs_approved",
        "due_on",
        "outcome",
    )
    list_filter = ("outcome", "agreement__municipality")
    list_select_related = ("agreement",)
    search_fields = ("agreement__name", "sort_name")
