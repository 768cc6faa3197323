"""Opening a round, approving it whole, closing it, and the days on which is reminded."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from agreements.forms.entry import EntryBoundField
from agreements.forms.fields import WholeDayField
from agreements.forms.past import PastWholeDayField
from agreements.models import Agreement
from agreements.periods import official_day
from agreements.rules.rhythm import Window

DAYS = ("observed_from", "observed_to", "opens_on", "due_on")


class Plain(forms.Form):
    bound_field_class = EntryBoundField
    use_required_attribute = False

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("once", uuid4())
        for field in self.fields.values():
            if not isinstance(field, forms.ModelMultipleChoiceField):
                field.error_messages["required"] = f"{field.label}: 적으십시오."

    def refuse(self, error: ValidationError) -> None:
        for name, errors in error.update_error_dict({}).items():
            self.add_error(name if name in self.fields else None, list(errors))


class RoundForm(Plain):
    """As the rhythm of the register proposes it; a person may move the days before it begins."""

    name = forms.CharField(label="이름", max_length=60)
    observed_from = WholeDayField(label="조사 기간 시작")
    observed_to = WholeDayField(label="조사 기준일", help_text="상담석과 인원은 이 날의 값을 묻습니다.")
    opens_on = WholeDayField(label="제출 시작일")
    due_on = WholeDayField(label="제출기한", help_text="한 번 정하면 바꿀 수 없습니다.")
    agreements = forms.ModelMultipleChoiceField(
        label="조사할 협약",
        queryset=Agreement.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "조사할 협약을 하나 이상 고르십시오.",
            "invalid_choice": "목록에 있는 협약을 고르십시오.",
            "invalid_pk_value": "목록에 있는 협약을 고르십시오.",
        },
    )

    def __init__(self, data: Any, *, proposed: Window, agreements: Sequence[Agreement]) -> None:
        initial = {name: official_day(getattr(proposed, name)) for name in DAYS}
        told = {**initial, "name": proposed.name, "agreements": [one.pk for one in agreements]}
        super().__init__(data, initial=told)
        field: Any = self.fields["agreements"]
        field.queryset = Agreement.objects.filter(pk__in=[one.pk for one in agreements]).order_by("name", "pk")

    def window(self) -> Window:
        days: dict[str, date] = {name: self.cleaned_data[name].on for name in DAYS}
        return Window(name=self.cleaned_data["name"], **days)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        pairs = [("observed_from", "observed_to"), ("observed_to", "opens_on"), ("opens_on", "due_on")]
        for first, last in pairs:
            if told.get(first) and told.get(last) and told[last].on < told[first].on:
                words = f"{self.fields[first].label}보다 빠릅니다."
                self.add_error(last, words)
        return told


class ApprovalForm(Plain):
    """온나라 결재로 갈음 where a number is given."""

    note = forms.CharField(label="의견", max_length=400, required=False)
    document_number = forms.CharField(label="결재 문서번호", max_length=80, required=False)
    document_on = PastWholeDayField(label="결재일", required=False)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if bool(told.get("document_number")) != bool(told.get("document_on")) and not self.errors:
            lacking = "document_on" if told.get("document_number") else "document_number"
            self.add_error(lacking, "결재 문서번호와 결재일을 함께 적으십시오.")
        return told

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        on = told["document_on"].on if told["document_on"] else None
        return {"note": told["note"], "number": told["document_number"], "on": on}


class ClosingForm(Plain):
    note = forms.CharField(label="비고", max_length=400, required=False)


class ReminderForm(Plain):
    on = WholeDayField(label="보내는 날")

    @property
    def day(self) -> date:
        found: date = self.cleaned_data["on"].on
        return found
