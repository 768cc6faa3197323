"""The forms by which an administrator corrects a record: what it says, why, and which state of it was looked at.

Shape only. Whether the values may stand is said by the action, and its refusal comes back to the same form.
"""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.models import Municipality
from agreements.actions.record import ConflictError
from agreements.models import Agreement
from agreements.rules.mask import masked_email, masked_name, masked_telephone

REGISTER = "register"
ASKED = ("reason", "at_version")
MASKS = {"name": masked_name, "telephone": masked_telephone, "email": masked_email}


class CorrectionForm(forms.ModelForm):
    """``refusal`` is what the action answered to this very sending, on the second rendering."""

    refusal: ClassVar[ConflictError | ValidationError | None] = None

    reason = forms.CharField(
        label="이유",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="변경 이력에 남습니다. 예: 협약서와 다르게 입력됨",
        error_messages={"required": "고치는 이유를 적으십시오."},
    )
    at_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.update(reason="", at_version=getattr(self.instance, "version", None))

    def clean(self) -> dict[str, Any]:
        if isinstance(self.refusal, ConflictError):
            self.meet(self.refusal.row)
        elif self.refusal is not None:
            for column, errors in self.refusal.update_error_dict({}).items():
                self.add_error(column if column in self.fields else None, errors)
        elif not self.errors and not self.corrects():
            raise ValidationError("바뀐 내용이 없습니다. 고칠 값을 적고 저장하십시오.")
        return self.cleaned_data

    def _post_clean(self) -> None:
        """The action checks the whole row; the row in view stays as it is."""

    def corrects(self) -> bool:
        return not set(self.changed_data) <= set(ASKED)

    def values(self) -> dict[str, Any]:
        columns = {field.name for field in self._meta.model._meta.concrete_fields}
        return {name: value for name, value in self.cleaned_data.items() if name in columns and name not in ASKED}

    def meet(self, row: models.Model) -> None:
        """Somebody else saved ``row`` meanwhile: both are shown, and the next sending overwrites knowingly."""
        now = type(self)(instance=row)
        for name, field in now.fields.items():
            if name not in ASKED and field.has_changed(now[name].initial, self[name].data):
                self.add_error(name, f"그 사이 저장된 값: {said(row, name)}")
        self.overwrite_next(row)

    def overwrite_next(self, row: models.Model) -> None:
        self.add_error(None, "그 사이 다른 사람이 고쳤습니다. 확인하고 다시 저장하면 지금 적은 값으로 바뀝니다.")
        data: Any = self.data
        self.data = again = data.copy()
        again[self.add_prefix("at_version")] = str(getattr(row, "version", ""))


class FactCorrectionForm(CorrectionForm):
    is_taken_back = forms.BooleanField(
        label="거둠",
        required=False,
        help_text="잘못 입력한 기록이고 대신할 값이 없을 때 고릅니다. 위에서 고친 값은 저장하지 않습니다.",
    )

    def meet(self, row: models.Model) -> None:
        self.add_error(None, "그 사이 정정된 기록입니다. 목록에서 새 기록을 열어 고치십시오.")


class ContactCorrectionForm(CorrectionForm):
    """What it says now is shown masked; only what is typed is changed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, masked in MASKS.items():
            now = getattr(self.instance, name)
            self.initial[name] = ""
            self.fields[name].required = False
            self.fields[name].help_text = f"지금 {masked(now)}. 비워 두면 그대로 둡니다." if now else "지금 비어 있음"

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if value or name not in MASKS}

    def meet(self, row: models.Model) -> None:
        """Without showing what the other person wrote."""
        self.overwrite_next(row)


class RegisterSelect(AutocompleteSelect):
    """Looks up among the records of one register, whoever asks."""

    def __init__(self, field: Any, site: Any, register: Municipality) -> None:
        super().__init__(field, site)
        self.register = register

    def get_url(self) -> str:
        return f"{super().get_url()}?{REGISTER}={self.register.pk}"


def said(row: Any, name: str) -> str:
    """The label of a choice, the name of a record."""
    labelled = getattr(row, f"get_{name}_display", None)
    value = labelled() if labelled else getattr(row, name)
    return "(비어 있음)" if value in (None, "") else str(value)


def choices(rows: Any, register: Municipality, agreement: Agreement | None, *, current: int | None) -> Any:
    """Those of the register, and of the agreement where they belong to one; what is chosen now stays a choice."""
    names = {field.name for field in rows.model._meta.concrete_fields}
    path = getattr(rows, "scope_path", "municipality" if "municipality" in names else None)
    within = Q() if path is None else Q(**{path or "pk": register.pk})
    if agreement is not None and "agreement" in names:
        within &= Q(agreement=agreement)
    if "struck_at" in names:
        within &= Q(struck_at=None)
    return rows.filter(within | Q(pk=current))
