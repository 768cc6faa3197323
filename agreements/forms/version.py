from typing import Any

from django import forms

from agreements.forms.entry import SourcedForm
from agreements.forms.past import PastDayField
from agreements.models import Version

REASONS = [choice for choice in Version.ReasonCode.choices if choice[0] != Version.ReasonCode.ORIGINAL]


class VersionForm(SourcedForm):
    """An amendment as such, also when it is corrected. Of the first signing only the words and the paper."""

    parent_field = "agreement"
    at = {"version_is_original_exactly_when_first": "reason_code"}

    signed = PastDayField(label="변경 체결일", required=False, help_text="아는 데까지 적습니다. 모르면 비웁니다.")

    class Meta(SourcedForm.Meta):
        model = Version
        fields = ("reason_code", "words", "document", "source")
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}
        labels = {"document": "변경 협약서"}
        help_texts = {
            "words": "무엇을 왜 바꾸었는지. 추진 경과에 그대로 보입니다.",
            "document": "이 협약의 문서에서 고릅니다.",
        }

    field_order = ("signed", "reason_code", "words", "document", "source")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk and self.instance.number == 0:
            del self.fields["signed"], self.fields["reason_code"]
            return
        reasons: Any = self.fields["reason_code"]
        reasons.choices = [("", "고르십시오"), *REASONS]
        if not self.instance.pk:
            self.initial["reason_code"] = ""
