"""Facts: when it is true, when we knew, who said so, what it replaces."""

from typing import Any, ClassVar

from django.contrib import admin

from agreements.actions.review import correct_actual
from agreements.actions.version import void_version
from agreements.admin.base import KNOWN, CorrectingFact, Looking, LookingInside
from agreements.models import (
    Actual,
    ActualPart,
    Evidence,
    ObligationCheck,
    Outcome,
    Pledge,
    Review,
    Statement,
    Step,
    SubsidyPayment,
    Version,
)


class FactAdmin(CorrectingFact):
    """``first`` are the columns of the noun; where it comes from and when we knew follow."""

    first: ClassVar[tuple[str, ...]] = ()
    subject = "agreement"
    list_filter: ClassVar[Any] = ("agreement__municipality", "source__kind")
    search_fields: ClassVar[Any] = ("agreement__name", "agreement__key", "source__publisher")
    date_hierarchy = None

    def get_list_display(self, request: Any) -> tuple[str, ...]:
        return (*self.first, self.subject, "source", "recorded_at", "recorded_by", "replaces")

    def get_list_select_related(self, request: Any) -> tuple[str, ...]:
        return (self.subject, "source", "recorded_by", "replaces")


@admin.register(Version)
class VersionAdmin(FactAdmin):
    first = ("number", "signed_on", "reason_code", "words")
    voided = staticmethod(void_version)


@admin.register(Pledge)
class PledgeAdmin(FactAdmin):
    first = ("metric", "low", "high", "wording", "stage", "due_on", "due_words")
    list_filter = ("agreement__municipality", "metric", "stage")


class ActualPartInside(LookingInside):
    model = ActualPart
    fields = ("kind", "number")


@admin.register(Actual)
class ActualAdmin(FactAdmin):
    first = ("rung", "low", "as_of_on", "as_of_precision", "source_kind")
    inlines = (ActualPartInside,)
    fixed = ("receipt", *KNOWN)
    list_filter = ("agreement__municipality", "rung", "source_kind")
    corrected = staticmethod(correct_actual)


@admin.register(Step)
class StepAdmin(FactAdmin):
    first = ("kind", "is_planned", "on_on", "on_words")
    list_filter = ("agreement__municipality", "kind", "is_planned")


@admin.register(Outcome)
class OutcomeAdmin(FactAdmin):
    first = ("code", "on_on", "reason_code", "words")
    list_filter = ("agreement__municipality", "code", "reason_code")


@admin.register(SubsidyPayment)
class SubsidyPaymentAdmin(FactAdmin):
    first = ("item", "amount_won", "paid_on", "duty_ends_on")
    list_filter = ("agreement__municipality", "item")


@admin.register(ObligationCheck)
class ObligationCheckAdmin(FactAdmin):
    first = ("result", "checked_on", "evidence")
    subject = "obligation"
    list_filter = ("obligation__agreement__municipality", "result")
    search_fields = ("obligation__words", "obligation__agreement__name", "evidence")


@admin.register(Statement)
class StatementAdmin(FactAdmin):
    first = ("words", "topic", "low", "unit", "organisation")
    list_filter = ("municipality", "topic")
    search_fields = ("words", "agreement__name", "organisation__name")
    fixed = ("organisation", *KNOWN)

    def get_list_select_related(self, request: Any) -> tuple[str, ...]:
        return (*super().get_list_select_related(request), "organisation")


@admin.register(Review)
class ReviewAdmin(Looking):
    list_display = ("actual", "decision", "note", "reviewed_at", "reviewed_by")
    list_filter = ("decision", "actual__agreement__municipality")
    list_select_related = ("actual", "reviewed_by")
    search_fields = ("actual__agreement__name", "note", "document_number")


@admin.register(Evidence)
class EvidenceAdmin(Looking):
    list_display = ("actual", "document")
    list_select_related = ("actual", "document")
    search_fields = ("document__title", "actual__agreement__name")
