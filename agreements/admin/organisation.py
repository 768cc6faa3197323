from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.access import note_access
from accounts.models import AccessLog
from agreements.admin.base import Correcting, LookingInside
from agreements.admin.correction import ContactCorrectionForm
from agreements.models import Contact, FormerName, Membership, Organisation, Programme, ProgrammeUse


class FormerNameInside(LookingInside):
    model = FormerName
    fields = ("name", "until_on", "until_words", "source")


class MembershipInside(LookingInside):
    model = Membership
    fk_name = "organisation"
    fields = ("relation", "member", "member_kind", "count", "source")


@admin.register(Organisation)
class OrganisationAdmin(Correcting):
    """That a record is the same as one of another register is told to national readers only."""

    list_display = ("name", "kind", "municipality", "business_number", "same_as")
    list_filter = ("municipality", "kind")
    list_select_related = ("municipality", "same_as")
    search_fields = ("name", "folded_name", "former_names__name", "business_number")
    fixed = ("same_as",)
    inlines = (FormerNameInside, MembershipInside)

    def get_list_display(self, request: Any) -> Any:
        return self._seen_by(request, super().get_list_display(request))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self._seen_by(request, super().get_fields(request, obj))

    def _seen_by(self, request: Any, names: Any) -> list[str]:
        return [name for name in names if name != "same_as" or request.user.municipality_id is None]


@admin.register(FormerName)
class FormerNameAdmin(Correcting):
    list_display = ("name", "organisation", "until_on", "until_words", "source")
    list_select_related = ("organisation", "source")
    search_fields = ("name", "organisation__name")
    fixed = ("organisation",)


@admin.register(Membership)
class MembershipAdmin(Correcting):
    list_display = ("organisation", "relation", "member", "member_kind", "count")
    list_filter = ("relation", "member_kind")
    list_select_related = ("organisation", "member")
    search_fields = ("organisation__name", "member__name")
    fixed = ("organisation",)


@admin.register(Contact)
class ContactAdmin(Correcting):
    """Masked. What is typed takes the place of what was there, with a reason, and is noted as an access."""

    form = ContactCorrectionForm
    list_display = ("organisation", "title", "__str__")
    list_select_related = ("organisation",)
    search_fields = ("organisation__name", "title")
    fixed = ("organisation",)

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        person, reason = request.user, form.cleaned_data["reason"]
        subject = f"{obj.organisation} {obj} 고침 (연락처 {obj.pk})"
        note_access(
            request, AccessLog.Act.CONTACT, username=person.username, user=person, subject=subject, reason=reason
        )


@admin.register(Programme)
class ProgrammeAdmin(Correcting):
    list_display = ("name", "operator", "target_group", "place", "began_on", "began_words")
    list_filter = ("municipality",)
    list_select_related = ("operator",)
    search_fields = ("name", "operator__name", "target_group")


@admin.register(ProgrammeUse)
class ProgrammeUseAdmin(Correcting):
    list_display = ("programme", "organisation", "used_on", "people", "obligation")
    list_select_related = ("programme", "organisation", "obligation")
    search_fields = ("programme__name", "organisation__name")
    fixed = ("programme",)
