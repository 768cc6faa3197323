from agreements.forms.count import AreaField, CountField
from agreements.forms.entry import SourcedForm
from agreements.models import Space


class SpaceForm(SourcedForm):
    parent_field = "building"
    at = {"space_is_one_in_a_building": "name", "space_area_and_rent_are_positive": "area_m2"}

    area_m2 = AreaField()
    seats_fit = CountField(label="수용 상담석(석)", unit="석")

    class Meta(SourcedForm.Meta):
        model = Space
        fields = ("name", "area_m2", "seats_fit", "rent_won", "free_from", "source")
        help_texts = {
            "name": "예: 9층, 3·4층, 301호",
            "rent_won": "한 달에 내는 금액",
            "free_from": "비어 있으면 빈 날, 비워질 날을 알면 그날. 모르거나 쓰고 있으면 비웁니다.",
        }
