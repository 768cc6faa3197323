from typing import Any

from django.utils import timezone

from agreements.forms.entry import SourcedForm
from agreements.forms.fields import DayField
from agreements.forms.past import TO_COME
from agreements.models import Step


class StepForm(SourcedForm):
    """입주 준비, 개소: planned or done, of one centre where the agreement has several."""

    parent_field = "agreement"
    more = ("words",)
    at = {"step_has_a_day_or_words": "on"}

    on = DayField(
        label="날짜", required=False, help_text="아는 데까지 적습니다. 예: 2021. 11. 5. / 2021년 11월 / 2021년 상반기"
    )

    class Meta(SourcedForm.Meta):
        model = Step
        fields = ("kind", "is_planned", "centre", "words", "source")
        labels = {"is_planned": "아직 하지 않은 예정입니다"}
        help_texts = {"centre": "센터가 여럿이면 고릅니다. 비우면 협약 전체의 단계입니다."}

    field_order = ("kind", "is_planned", "on", "centre", "source")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("on")
        if day and not cleaned.get("is_planned") and day.on > timezone.localdate():
            self.add_error("on", f"{TO_COME} 예정이면 '아직 하지 않은 예정입니다'를 고르십시오.")
        return cleaned
