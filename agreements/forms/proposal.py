"""추진상황 decided on a proposal: what is proposed stands there already, and may be chosen otherwise."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from agreements.forms.entry import EntryBoundField
from agreements.forms.past import PastWholeDayField
from agreements.models import Agreement, Outcome
from agreements.periods import official_day
from agreements.standing.line import Named
from agreements.standing.proposal import Proposal

EMPTY = {
    "code": "추진상황을 고르십시오.",
    "on": "그렇게 정한 날을 적으십시오.",
    "reason_code": "사유를 고르십시오.",
    "words": "그렇게 정하는 이유를 적으십시오.",
}


class ProposalForm(forms.Form):
    """Several stand on one page: each names its fields after its agreement. ``last`` is the outcome that was seen."""

    bound_field_class = EntryBoundField
    use_required_attribute = False

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    last = forms.IntegerField(widget=forms.HiddenInput, required=False)
    code = forms.ChoiceField(label="추진상황", choices=Outcome.Code)
    on = PastWholeDayField(label="날짜", help_text="그렇게 정한 날. 예: 2026. 10. 20.")
    reason_code = forms.ChoiceField(label="사유", choices=Outcome.ReasonCode)
    words = forms.CharField(label="내용", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, data: Any = None, *, agreement: Agreement | Named, proposal: Proposal | None, last: int = 0
    ) -> None:
        told = proposal.proposed if proposal else None
        initial = {
            "once": uuid4(),
            "last": last,
            "code": told.code if told else Outcome.Code.GOING,
            "on": official_day(timezone.localdate()),
            "reason_code": told.reason_code if told else Outcome.ReasonCode.OTHER,
            "words": told.words if told else "",
        }
        super().__init__(data, initial=initial, auto_id=f"id_{agreement.key}_%s")
        for name, field in self.fields.items():
            field.error_messages["required"] = EMPTY.get(name, "")
            field.error_messages["invalid_choice"] = "목록에 있는 것을 고르십시오."

    def values(self) -> dict[str, Any]:
        told = self.cleaned_data
        kept = {name: told[name] for name in ("code", "reason_code", "words")}
        return {**kept, "on": told["on"].on, "last": told["last"] or 0}

    def refuse(self, error: ValidationError) -> None:
        for name, errors in error.update_error_dict({}).items():
            self.add_error(name if name in self.fields else None, list(errors))
