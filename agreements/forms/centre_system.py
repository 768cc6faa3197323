from agreements.forms.entry import SourcedForm
from agreements.forms.fields import CostField, DayField, OrganisationField
from agreements.models import CentreSystem


class CentreSystemForm(SourcedForm):
    parent_field = "centre"
    at = {"centre_system_cost_is_from_low_to_high": "cost"}

    vendor = OrganisationField(label="구축사", required=False, help_text="모르면 비웁니다.")
    installed = DayField(label="구축일", required=False, help_text="아는 데까지. 예: 2018년 / 2018. 3.")
    cost = CostField(label="비용", required=False, help_text="예: 80억 원 / 4억~5억 원")

    class Meta(SourcedForm.Meta):
        model = CentreSystem
        fields = ("vendor", "source")

    field_order = ("vendor", "installed", "cost", "source")
