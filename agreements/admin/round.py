"""Rounds, what came in for them, and what was asked by others: looked at here, done on the pages."""

from django.contrib import admin

from agreements.admin.base import Looking, LookingInside
from agreements.models import (
    CheckIn,
    CorrectionRequest,
    Enclosure,
    Inquiry,
    Invitation,
    Mail,
    Receipt,
    ReceiptReview,
    Reminder,
    Reply,
    Round,
    RoundClosing,
)


class ReminderInside(LookingInside):
    model = Reminder
    fields = ("on", "sent_at")


class ClosingInside(LookingInside):
    model = RoundClosing
    fields = ("closed_at", "closed_by", "note")


@admin.register(Round)
class RoundAdmin(Looking):
    list_display = ("name", "municipality", "observed_to", "opens_on", "due_on")
    list_filter = ("municipality",)
    list_select_related = ("municipality",)
    search_fields = ("name",)
    inlines = (ReminderInside, ClosingInside)


@admin.register(CheckIn)
class CheckInAdmin(Looking):
    list_display = ("round", "agreement", "party")
    list_filter = ("round",)
    list_select_related = ("round", "agreement", "party__organisation")
    search_fields = ("agreement__name",)


class EnclosureInside(LookingInside):
    model = Enclosure
    fields = ("document",)


class CorrectionRequestInside(LookingInside):
    model = CorrectionRequest
    fields = ("about", "words", "answer", "answered_on")


class ReceiptReviewInside(LookingInside):
    model = ReceiptReview
    fields = ("decision", "note", "document_number", "document_on", "reviewed_at", "reviewed_by")


@admin.register(Receipt)
class ReceiptAdmin(Looking):
    list_display = ("check_in", "via", "came_on", "recorded_at", "recorded_by")
    list_filter = ("check_in__round", "via")
    list_select_related = ("check_in__round", "check_in__agreement", "check_in__party__organisation", "recorded_by")
    search_fields = ("check_in__agreement__name",)
    inlines = (EnclosureInside, CorrectionRequestInside, ReceiptReviewInside)


@admin.register(Invitation)
class InvitationAdmin(Looking):
    list_display = ("check_in", "contact", "issued_at", "issued_by", "expires_at", "ended_at")
    list_filter = ("check_in__round",)
    list_select_related = (
        "check_in__round",
        "check_in__agreement",
        "check_in__party__organisation",
        "contact",
        "issued_by",
    )
    search_fields = ("check_in__agreement__name",)
    exclude = ("nonce",)


@admin.register(Mail)
class MailAdmin(Looking):
    """Without the address and the text: they tell whom to call, and a page tells that only for a reason."""

    list_display = ("subject", "kind", "state", "queued_at", "sent_at", "attempts", "municipality")
    list_filter = ("municipality", "kind", "state")
    list_select_related = ("municipality",)
    search_fields = ("subject",)
    exclude = ("address", "text", "token", "key")


class ReplyInside(LookingInside):
    model = Reply
    fields = ("question", "as_of", "known_at", "definition", "digest", "drawn_at", "drawn_by")


@admin.register(Inquiry)
class InquiryAdmin(Looking):
    list_display = ("title", "asker_kind", "asker", "number", "asked_on", "due_on", "submitted_on", "document_number")
    list_filter = ("municipality", "asker_kind")
    list_select_related = ("municipality",)
    search_fields = ("title", "asker", "number")
    inlines = (ReplyInside,)
