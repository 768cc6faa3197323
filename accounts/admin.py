"""Registers and people, for whoever administers. A person who left is ended (inactive), never deleted."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from accounts.capabilities import Capability
from accounts.models import AccessLog, Department, Municipality, Region, User

admin.site.site_header = "투자협약 대장 시스템 관리"
admin.site.site_title = "시스템 관리"
admin.site.index_title = "자료와 사용자"
admin.site.unregister(Group)


def administers(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.is_authenticated and user.may(Capability.ADMINISTER))


class Administered(admin.ModelAdmin):
    """Nothing is deleted; ``is_kept`` rows are only looked at."""

    is_kept = False
    list_per_page = 50
    show_full_result_count = False

    class Media:
        css = {"all": ("css/admin.css",)}

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

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Of the registers only those that have a row in scope: a filter must not name the others."""
        scoped = {"municipality", "round"}
        return [
            (name, admin.RelatedOnlyFieldListFilter) if str(name).rsplit("__", 1)[-1] in scoped else name
            for name in self.list_filter
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        user: Any = request.user
        visible: QuerySet[Any] = rows.visible_to(user.scope)
        return visible


@admin.register(Region)
class RegionAdmin(Administered):
    is_kept = True
    list_display = ("name", "level", "code", "parent", "valid_from", "valid_to", "successor")
    list_filter = ("level",)
    list_select_related = ("parent", "successor")
    search_fields = ("name", "code")


@admin.register(Municipality)
class MunicipalityAdmin(Administered):
    is_kept = True
    list_display = ("name", "key", "region", "fulfilment_definition", "rate_word", "district_word", "is_national")
    list_select_related = ("region",)
    search_fields = ("name", "key")


@admin.register(Department)
class DepartmentAdmin(Administered):
    is_kept = True
    list_display = ("name", "municipality", "valid_from", "valid_to", "successor")
    list_filter = ("municipality",)
    list_select_related = ("municipality", "successor")
    search_fields = ("name",)


@admin.register(AccessLog)
class AccessLogAdmin(Administered):
    is_kept = True
    list_display = ("at", "username", "user", "act", "address", "subject")
    list_filter = ("act",)
    list_select_related = ("user",)
    search_fields = ("username", "subject", "address")


@admin.register(User)
class PersonAdmin(Administered, UserAdmin):
    """Role, register and department; the rights of a person follow from the role alone."""

    list_display = ("username", "display_name", "role", "municipality", "department", "is_active", "last_login")
    list_filter = ("role", "municipality", "is_active")
    list_select_related = ("municipality", "department")
    search_fields = ("username", "display_name")
    ordering = ("username",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("사람", {"fields": ("display_name", "email")}),
        ("역할과 소속", {"fields": ("role", "municipality", "department")}),
        ("사용", {"fields": ("is_active", "is_staff", "last_login")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2")}),
        ("역할과 소속", {"fields": ("display_name", "role", "municipality", "department", "is_staff")}),
    )
    readonly_fields = ("last_login",)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Whoever administers one register makes people of that register only."""
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        user: Any = request.user
        if field and user.municipality_id is not None:
            field.queryset = field.queryset.visible_to(user.scope)
            field.required = db_field.name == "municipality"
        return field

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        user: Any = request.user
        rows = User.objects.all()
        return rows if user.municipality_id is None else rows.filter(municipality=user.municipality_id)
