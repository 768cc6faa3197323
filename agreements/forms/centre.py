from typing import Any

from agreements.forms.choices import AgreementChoice, DistrictChoice, SpaceChoice, districts_of, spaces_in
from agreements.forms.count import AreaField
from agreements.forms.entry import SourcedForm
from agreements.forms.fields import DayField, Read
from agreements.models import Agreement, Building, Centre
from agreements.rules.number import read_workplace_number, shown_workplace_number


class WorkplaceNumberField(Read):
    """Digits, however they were separated; none is ''."""

    kind = "workplace"

    def read(self, text: str) -> str:
        return read_workplace_number(text)

    def shown(self, value: str) -> str:
        return shown_workplace_number(value)

    def spread(self, value: str | None) -> tuple[str]:
        return (value or "",)

    def gather(self, values: list[str]) -> str | None:
        return values[0] or None


class CentreForm(SourcedForm):
    """Alone, of an agreement or of a building: what it is entered for is picked beforehand."""

    at = {"centre_place_tells_its_stage": "place_stage", "centre_area_is_positive": "area_m2"}
    more = ("work_type", "sourcing", "opened", "closed", "insurance_workplace_number")

    agreement = AgreementChoice(label="협약")
    district = DistrictChoice()
    space = SpaceChoice()
    area_m2 = AreaField()
    opened = DayField(label="개소일", required=False, help_text="협약의 추진 단계에 적은 개소일이 있으면 비웁니다.")
    closed = DayField(label="운영 종료일", required=False)
    insurance_workplace_number = WorkplaceNumberField(
        label="고용보험 사업장관리번호", required=False, help_text="숫자 11자리. 예: 123-45-67891-1"
    )

    class Meta(SourcedForm.Meta):
        model = Centre
        fields = (
            "name",
            "agreement",
            "building",
            "space",
            "district",
            "address",
            "place_stage",
            "area_m2",
            "work_type",
            "sourcing",
            "insurance_workplace_number",
            "source",
        )
        help_texts = {
            "address": "자료에 적힌 그대로. 예: 동구 흥국생명빌딩",
            "place_stage": "위치가 협약 내용인지, 그 밖의 발표·보도인지 고릅니다.",
        }

    field_order = (*Meta.fields[:10], "opened", "closed")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        match self.around.parent:
            case Agreement(pk=pk):
                self.initial.setdefault("agreement", pk)
            case Building(pk=pk):
                self.initial.setdefault("building", pk)

    def choices_of(self, name: str, rows: Any) -> Any:
        rows = super().choices_of(name, rows)
        match name:
            case "district":
                return districts_of(self.around.municipality, rows)
            case "space":
                return spaces_in(self.around, rows)
        return rows
