from typing import Any

from django import forms
from django.utils import timezone

from agreements.forms.entry import EntryForm
from agreements.forms.past import PastWholeDayField
from agreements.models import Matter
from agreements.periods import official_day

WHAT = {
    Matter.Kind.ISSUE: "무엇이 문제인지 한 문장으로 적습니다.",
    Matter.Kind.PLAN: "할 일을 적습니다. 보고자료에 '언제까지 · 누가 · 무엇을'로 인쇄합니다.",
    Matter.Kind.CHANGE: "무엇을 어떻게 바꾸려 하는지 적습니다. 서명하면 '협약 변경'으로 등록합니다.",
}


class MatterForm(EntryForm):
    """쟁점·대응·향후 계획·변경 협의: what is printed on every paper. The kind a link names makes the form short."""

    parent_field = "agreement"
    at = {"matter_is_told_or_marked_as_none": "what", "matter_is_done_after_it_was_raised": "done_on"}

    raised_on = PastWholeDayField(label="적은 날", help_text="이 날부터의 보고자료에 인쇄합니다.")
    done_on = PastWholeDayField(label="마친 날", required=False)

    class Meta(EntryForm.Meta):
        model = Matter
        fields = ("kind", "what", "response", "who", "until_on", "done_on", "raised_on", "is_none")
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("what", "response")}
        labels = {"is_none": "해당 없음", "until_on": "기한"}
        help_texts = {
            "who": "부서나 사람. 예: 투자유치과",
            "is_none": "적을 것이 없음을 확인했을 때 고릅니다. 내용과 대응은 비웁니다.",
        }

    field_order = ("kind", "what", "response", "who", "until_on", "done_on", "raised_on", "is_none")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("raised_on", official_day(timezone.localdate()))
        kind = self.initial.get("kind") or self.instance.kind
        if kind in WHAT:
            self.fields["what"].help_text = WHAT[kind]
        if kind == Matter.Kind.PLAN and not self.instance.response:
            del self.fields["response"]
        if kind == Matter.Kind.CHANGE:
            del self.fields["is_none"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == Matter.Kind.PLAN and cleaned.get("response"):
            self.add_error("response", "향후 계획에는 대응을 적지 않습니다. 내용에 함께 적으십시오.")
        return cleaned
