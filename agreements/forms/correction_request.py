from typing import Any

from django import forms

from agreements.forms.entry import EntryForm
from agreements.forms.past import PastWholeDayField
from agreements.models import CorrectionRequest


class AnswerForm(EntryForm):
    """정정 요청의 처리: what was done, and when."""

    at = {
        "correction_request_is_answered_on_a_day": "answered_on",
        "correction_request_says_what_differs": "answer",
    }

    answered_on = PastWholeDayField(label="처리한 날", help_text="예: 2026. 10. 12.")

    class Meta(EntryForm.Meta):
        model = CorrectionRequest
        fields = ("answer",)
        widgets = {"answer": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "answer": "무엇을 확인하고 어떻게 했는지 적습니다. 예: 협약서 확인, 고용 협약 수치를 120명으로 정정"
        }

    field_order = ("answer", "answered_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].required = True
