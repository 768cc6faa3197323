"""Approval or return, of a receipt or of one actual; 온나라 결재로 갈음 with its number and its day."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from agreements.forms.entry import EntryBoundField
from agreements.forms.past import PastWholeDayField
from agreements.models.review import Decided


class DecisionForm(forms.Form):
    """Its buttons say which: approved or returned."""

    bound_field_class = EntryBoundField
    use_required_attribute = False

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    decision = forms.ChoiceField(
        choices=Decided.Decision, error_messages={"required": "승인과 반려 가운데 누르십시오."}
    )
    note = forms.CharField(
        label="의견",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="반려할 때는 무엇을 다시 확인할지 적습니다.",
    )
    document_number = forms.CharField(
        label="결재 문서번호", max_length=80, required=False, help_text="예: 투자유치과-1234"
    )
    document_on = PastWholeDayField(label="결재일", required=False, help_text="예: 2026. 10. 20.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("once", uuid4())

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("decision") == Decided.Decision.RETURNED and not told.get("note"):
            self.add_error("note", "반려할 때는 의견을 적어야 합니다.")
        if told.get("document_number") and not told.get("document_on") and not self.has_error("document_on"):
            self.add_error("document_on", "결재 문서번호와 결재일을 함께 적으십시오.")
        if told.get("document_on") and not told.get("document_number"):
            self.add_error("document_number", "결재 문서번호와 결재일을 함께 적으십시오.")
        return told

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        on = told["document_on"].on if told["document_on"] else None
        return {"decision": told["decision"], "note": told["note"], "number": told["document_number"], "on": on}

    def refuse(self, error: ValidationError) -> None:
        for name, errors in error.update_error_dict({}).items():
            self.add_error(name if name in self.fields else None, list(errors))

    @property
    def has_typed_paper(self) -> bool:
        return any(field.value() or field.errors for field in (self["document_number"], self["document_on"]))
