from django.contrib import admin

from agreements.admin.base import Looking, LookingInside
from agreements.models import Contact, FormerName, Membership, Organisation, Programme, ProgrammeUse


class FormerNameInside(LookingInside):
    model = FormerName
    fields = ("name", "until_on", "until_words", "source")


class MembershipInside(LookingInside):
    model = Membership
    fk_name = "organisation"
    fields = ("relation", "member", "member_kind", "count", "source")


@admin.register(Organisation)
class OrganisationAdmin(Looking):
    list_display = ("name", "kind", "municipality", "business_number", "same_as")
    list_filter = ("municipality", "kind")
    list_select_related = ("municipality", "same_as")
    search_fields = ("name", "folded_name", "former_names__name", "business_number")
    inlines = (FormerNameInside, MembershipInside)


@admin.register(FormerName)
class FormerNameAdmin(Looking):
    list_display = ("name", "organisation", "until_on", "until_words", "source")
    list_select_related = ("organisation", "source")
    search_fields = ("name", "organisation__name")


@admin.register(Membership)
class MembershipAdmin(Looking):
    list_display = ("organisation", "relation", "member", "member_kind", "count")
    list_filter = ("relation", "member_kind")
    list_select_related = ("organisation", "member")
    search_fields = ("organisation__name", "member__name")


@admin.register(Contact)
class ContactAdmin(Looking):
    """Masked: only the organisation and the post are listed; the values are shown elsewhere, with a reason."""

    list_display = ("organisation", "title", "__str__")
    list_select_related = ("organisation",)
    search_fields = ("organisation__name", "title")
    fields = ("organisation", "title", "valid_to")


@admin.register(Programme)
class ProgrammeAdmin(Looking):
    list_display = ("name", "operator", "target_group", "place", "began_on", "began_words")
    list_filter = ("municipality",)
    list_select_related = ("operator",)
    search_fields = ("name", "operator__name", "target_group")


@admin.register(ProgrammeUse)
class ProgrammeUseAdmin(Looking):
    list_display = ("programme", "organisation", "used_on", "people", "obligation")
    list_select_related = ("programme", "organisation", "obligation")
    search_fields = ("programme__name", "organisation__name")
