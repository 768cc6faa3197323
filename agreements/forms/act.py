"""What an administrator is asked before something is done to people, registers and regions. Shape only."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, Q

from accounts.models import Department, Region, User

# Many cities have a 동구, and many a 투자유치과.
ABOVE: dict[type[Model], str] = {Region: "parent", Department: "municipality"}


def long_name(row: Any) -> str:
    above = ABOVE.get(type(row))
    return f"{getattr(row, above) or ''} {row} {getattr(row, 'code', '')}".strip() if above else str(row)


class Asked(forms.Form):
    """What is offered is within the scope of whoever asks, and still in use."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, by: User, row: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.row = row
        if "version" in self.fields:
            self.initial["version"] = row.version
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField):
                self._offer(field, by=by, kept=self.get_initial_for_field(field, name))

    def offered(self, rows: Any) -> Any:
        """Where the row itself says which."""
        return rows

    def _offer(self, field: Any, *, by: User, kept: Any) -> None:
        rows = self.offered(field.queryset).visible_to(by.scope)
        rows = rows.filter(Q(valid_to=None) | Q(pk=kept) if isinstance(kept, int) else Q(valid_to=None))
        above = ABOVE.get(rows.model)
        field.queryset = rows.select_related(above) if above else rows
        field.label_from_instance = long_name

    def refuse(self, error: Exception) -> None:
        """Each sentence at its field, or above the form where there is no such field."""
        if not isinstance(error, ValidationError):
            self.add_error(None, f"{error} 지금 값을 확인하고 다시 하십시오.")
            return
        told = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        for name, errors in told.items():
            self.add_error(name if name in self.fields else None, errors)


class AskedOfRow(Asked, forms.ModelForm):
    """Columns of the row itself."""

    def __init__(self, data: Any = None, *, by: User, row: Any = None, **options: Any) -> None:
        super().__init__(data, by=by, row=row, instance=row, **options)


class ReasonField(forms.CharField):
    def __init__(self) -> None:
        required = {"required": "이유를 적으십시오."}
        super().__init__(label="이유", max_length=200, help_text="변경 기록에 남습니다.", error_messages=required)


class DayField(forms.DateField):
    def __init__(self, label: str = "시행일", help_text: str = "새 이름을 쓰는 첫날입니다.", **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(label=label, help_text=help_text, widget=widget, **options)


class VersionField(forms.IntegerField):
    """Of the row that the administrator saw."""

    widget = forms.HiddenInput
