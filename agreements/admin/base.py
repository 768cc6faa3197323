"""Looking at records, and correcting them with a reason through the actions. Nothing is ever deleted here."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.admin import Administered
from accounts.site import administers
from agreements.actions.record import ConflictError, change, correct, home_of, void
from agreements.admin.correction import (
    ASKED,
    REGISTER,
    CorrectionForm,
    FactCorrectionForm,
    RegisterSelect,
    choices,
)
from agreements.models import Organisation, Source
from agreements.rules.key import read_key

LONG = (Organisation, Source)
# Where a record hangs never moves: what hangs wrongly is taken back there and entered here.
HOLDS = ("municipality", "agreement", "obligation")
KNOWN = ("recorded_at", "recorded_by", "replaces")


class Looking(Administered):
    """View only, for whoever administers, within the scope of the person."""

    is_kept = True


class LookingInside(admin.TabularInline):
    """Rows that hang on the record in view."""

    template = "admin/looking.html"
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return administers(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class Correcting(Administered):
    """``fixed`` columns are shown and not corrected, ``left_out`` ones not even shown."""

    form: Any = CorrectionForm
    asked: ClassVar[tuple[str, ...]] = ASKED
    fixed: ClassVar[tuple[str, ...]] = ()
    left_out: ClassVar[tuple[str, ...]] = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Records are entered on the pages, where their source and their place are asked for."""
        return False

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        columns = [
            field.name
            for field in self.opts.concrete_fields
            if (field.editable or field.name in self.fixed)
            and not field.primary_key
            and field.name not in self.left_out
        ]
        return [*columns, *self.asked] if self.has_change_permission(request, obj) else columns

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        held = {*HOLDS, *self.fixed}
        return [name for name in self.get_fields(request, obj) if name in held]

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **options: Any) -> Any:
        request.looked_at = obj
        form: Any = super().get_form(request, obj, change, **options)
        form.refusal = getattr(request, "refusal", None)
        return form

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **options: Any) -> Any:
        register, agreement = home_of(request.looked_at)
        if db_field.related_model in LONG:
            options["widget"] = RegisterSelect(db_field, self.admin_site, register)
        field: Any = super().formfield_for_foreignkey(db_field, request, **options)
        current = getattr(request.looked_at, db_field.attname)
        field.queryset = choices(field.queryset, register, agreement, current=current)
        return field

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        """A choice for a record of one register is looked up in that register."""
        if register := request.GET.get(REGISTER):
            path = self.model._default_manager.all().scope_path
            key = read_key(register)
            queryset = queryset.none() if key is None else queryset.filter(**{path: key})
        return super().get_search_results(request, queryset, search_term)

    def changeform_view(self, request: Any, *args: Any, **options: Any) -> HttpResponse:
        """What an action refuses is taken back whole and told by the form, which keeps what was typed."""
        try:
            return super().changeform_view(request, *args, **options)
        except (ConflictError, ValidationError) as refusal:
            request.refusal = refusal
            return super().changeform_view(request, *args, **options)

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        self.correct_row(obj, form, by=request.user)

    def correct_row(self, row: Any, form: Any, *, by: Any) -> None:
        told = form.cleaned_data
        change(row, form.values(), version=told["at_version"] or 0, reason=told["reason"], by=by)
        row.refresh_from_db()


class CorrectingFact(Correcting):
    """Saving puts a new row in the place of the fact in view; both stay. ``subject`` is what it tells of."""

    form: Any = FactCorrectionForm
    asked = ("is_taken_back", *ASKED)
    fixed: ClassVar[tuple[str, ...]] = KNOWN
    left_out = ("reason",)
    corrected: Any = staticmethod(correct)
    voided: Any = staticmethod(void)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Where nothing is asked, why the row came is shown."""
        fields = super().get_fields(request, obj)
        return fields if "reason" in fields else [*fields, "reason"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A fact that was replaced is only looked at. Whoever was faster meanwhile is told of by the form."""
        stands = obj is None or not (obj.is_void or (request.method != "POST" and hasattr(obj, "replaced_by")))
        return stands and super().has_change_permission(request, obj)

    def correct_row(self, row: Any, form: Any, *, by: Any) -> None:
        """``row`` becomes the one that stands now, so that the answer leads to it."""
        told = form.cleaned_data
        if told["is_taken_back"]:
            row.pk = self.voided(row, reason=told["reason"], by=by).pk
        else:
            row.pk = self.corrected(row, form.values(), reason=told["reason"], by=by).pk
        row.refresh_from_db()

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        done = "거두었습니다" if obj.is_void else "정정했습니다"
        messages.success(request, f"{done}: {self.opts.verbose_name}. 앞선 기록은 그대로 남습니다.")
        return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk]))
