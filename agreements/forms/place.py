"""What the list of places may be asked."""

from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import Region
from accounts.scope import Scope
from agreements.forms.count import CountField
from agreements.models import Building, Centre


class DistrictOfList(forms.ModelChoiceField):
    """Several cities have a 동구: whoever sees more than one register needs the name above it."""

    is_one_register = True

    def label_from_instance(self, region: Region) -> str:
        return str(region) if self.is_one_register else f"{region.parent} {region}"


class PlaceQuestionForm(forms.Form):
    use_required_attribute = False

    district = DistrictOfList(
        Region.objects.none(),
        label="시·군·구",
        required=False,
        empty_label="전체",
        error_messages={"invalid_choice": "목록에 없는 값입니다. 목록에서 고르십시오."},
    )
    seats = CountField(label="빈 상담석(석 이상)", unit="석")

    def __init__(self, *args: Any, scope: Scope, **options: Any) -> None:
        super().__init__(*args, **options)
        buildings, centres = Building.objects.visible_to(scope), Centre.objects.visible_to(scope)
        named = Q(pk__in=buildings.values_list("district")) | Q(pk__in=centres.values_list("district"))
        district: Any = self.fields["district"]
        district.queryset = Region.objects.filter(named).select_related("parent")
        district.is_one_register = scope.municipality_ids is not None and len(scope.municipality_ids) == 1

    @property
    def asked(self) -> dict[str, Any]:
        """What is set and can be read."""
        self.full_clean()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value is not None}
