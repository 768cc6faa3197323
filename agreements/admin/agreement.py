from django.contrib import admin

from agreements.admin.base import Correcting, LookingInside
from agreements.models import Agreement, Attendee, Matter, Obligation, Party, Signatory


class PartyInside(LookingInside):
    model = Party
    fields = ("organisation", "role", "is_signatory", "note")


class ObligationInside(LookingInside):
    model = Obligation
    fields = ("party", "code", "words", "stage")


@admin.register(Agreement)
class AgreementAdmin(Correcting):
    list_display = ("name", "municipality", "kind", "form", "signed_on", "signed_precision", "district", "officer")
    list_filter = ("municipality", "kind", "form", "disclosure")
    list_select_related = ("municipality", "district", "officer")
    search_fields = ("name", "key", "parties__organisation__name", "parties__organisation__former_names__name")
    fixed = ("key",)
    inlines = (PartyInside, ObligationInside)


@admin.register(Party)
class PartyAdmin(Correcting):
    list_display = ("organisation", "role", "agreement", "is_signatory")
    list_filter = ("role", "agreement__municipality")
    list_select_related = ("organisation", "agreement")
    search_fields = ("organisation__name", "agreement__name")


@admin.register(Signatory)
class SignatoryAdmin(Correcting):
    list_display = ("title", "name", "party")
    list_select_related = ("party__organisation", "party__agreement")
    search_fields = ("title", "name", "party__organisation__name", "party__agreement__name")
    fixed = ("party",)


@admin.register(Attendee)
class AttendeeAdmin(Correcting):
    list_display = ("title", "party")
    list_select_related = ("party__organisation", "party__agreement")
    search_fields = ("title", "party__organisation__name", "party__agreement__name")
    fixed = ("party",)


@admin.register(Obligation)
class ObligationAdmin(Correcting):
    list_display = ("words", "code", "party", "agreement", "stage", "due_on")
    list_filter = ("code", "stage", "agreement__municipality")
    list_select_related = ("party__organisation", "agreement")
    search_fields = ("words", "agreement__name", "party__organisation__name")


@admin.register(Matter)
class MatterAdmin(Correcting):
    list_display = ("what", "kind", "agreement", "who", "until_on", "done_on")
    list_filter = ("kind", "agreement__municipality")
    list_select_related = ("agreement",)
    search_fields = ("what", "response", "agreement__name")
