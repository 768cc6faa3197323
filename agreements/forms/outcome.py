from typing import Any

from django import forms

from accounts.models import Region
from agreements.forms.entry import SourcedForm
from agreements.forms.past import PastDayField
from agreements.models import Outcome
from agreements.periods import official_day


class RegionChoice(forms.ModelChoiceField):
    """Every 시·도 and 시·군·구, each below its own 시·도, with the last day of a name no longer borne."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Region.objects.select_related("parent").order_by("code", "valid_from"), **options)

    def label_from_instance(self, region: Region) -> str:
        name = f"{region.parent} {region}" if region.parent else str(region)
        return f"{name} ({official_day(region.valid_to)}까지)" if region.valid_to else name


class OutcomeForm(SourcedForm):
    """How the agreement stands from a day on, and why. The one before it stays in 추진 경과."""

    parent_field = "agreement"
    at = {"outcome_has_a_day": "on", "outcome_destination_is_for_moving_elsewhere": "destination"}

    on = PastDayField(label="날짜", help_text="그렇게 된 날을 아는 데까지 적습니다. 예: 2022. 3. 31. / 2022년 1월")
    destination = RegionChoice(label="옮겨 간 곳", required=False, help_text="타 지역 투자일 때만 고릅니다.")

    class Meta(SourcedForm.Meta):
        model = Outcome
        fields = ("code", "reason_code", "words", "destination", "source")
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"words": "보고자료의 추진 경과에 그대로 인쇄합니다."}

    field_order = ("code", "on", "reason_code", "words", "destination", "source")
