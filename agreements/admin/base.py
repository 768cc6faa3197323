"""Looking at records. Correcting them comes with its own actions and a reason; deleting facts never comes."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from accounts.admin import Administered, administers


class Looking(Administered):
    """View only, for whoever administers, within the scope of the person."""

    is_kept = True


class LookingInside(admin.TabularInline):
    """Rows that hang on the record in view."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return administers(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
