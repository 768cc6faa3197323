from typing import Any

from agreements.forms.choices import DistrictChoice, districts_of
from agreements.forms.count import CountField
from agreements.forms.entry import SourcedForm
from agreements.forms.fields import OrganisationField
from agreements.models import Building


class BuildingForm(SourcedForm):
    at = {"building_name_is_one_in_a_municipality": "name", "building_year_is_a_year": "built_year"}

    district = DistrictChoice()
    floors_above = CountField(label="지상 층수", unit="층")
    floors_below = CountField(label="지하 층수", unit="층")
    built_year = CountField(label="준공 연도", unit="년")
    seats_fit = CountField(label="수용 상담석(석)", unit="석")
    people_fit = CountField(label="수용 인원(명)", unit="명")
    owner = OrganisationField(label="소유", required=False, help_text="기업·기관의 이름. 모르면 비웁니다.")

    class Meta(SourcedForm.Meta):
        model = Building
        fields = (
            "name",
            "district",
            "address",
            "floors_above",
            "floors_below",
            "built_year",
            "seats_fit",
            "people_fit",
            "owner",
            "note",
            "source",
        )

    def choices_of(self, name: str, rows: Any) -> Any:
        rows = super().choices_of(name, rows)
        return districts_of(self.around.municipality, rows) if name == "district" else rows
