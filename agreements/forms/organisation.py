from typing import Any

from django.core.exceptions import ValidationError

from agreements.forms.entry import NEW, EntryBoundField, EntryForm
from agreements.forms.fields import Read
from agreements.models import Organisation
from agreements.rules.name import tidy
from agreements.rules.number import (
    bare,
    read_business_number,
    read_corporate_number,
    shown_business_number,
    shown_corporate_number,
    told_corporate_number,
)


class NumberField(Read):
    """Digits, however they were separated; an empty one is ''."""

    def spread(self, value: Any) -> tuple[Any, ...]:
        return (value or "",)

    def gather(self, values: list[Any]) -> Any:
        return values[0] or None


class BusinessNumberField(NumberField):
    kind = "business"

    def read(self, text: str) -> str:
        return read_business_number(text)

    def shown(self, value: str) -> str:
        return shown_business_number(value)


class CorporateBoundField(EntryBoundField):
    @property
    def understood(self) -> str:
        """With a word of doubt, if there is one; it is saved all the same."""
        shown = super().understood
        return told_corporate_number(bare(shown)) if shown else ""


class CorporateNumberField(NumberField):
    kind = "corporate"
    bound_field_class = CorporateBoundField

    def read(self, text: str) -> str:
        return read_corporate_number(text)

    def shown(self, value: str) -> str:
        return shown_corporate_number(value)


class OrganisationForm(EntryForm):
    """A new one, or corrections of one; a change of name that happened on a day is told by RenameForm."""

    near_is_opened = True  # and not picked: what is already there needs no second entry
    at = {
        "organisation_name_is_one_in_a_municipality": "name",
        "organisation_has_a_name": "name",
        "business_number_is_one_in_a_municipality": "business_number",
    }

    business_number = BusinessNumberField(
        label="사업자등록번호", required=False, help_text="숫자 10자리. 예: 123-45-67891"
    )
    corporate_number = CorporateNumberField(
        label="법인등록번호", required=False, help_text="숫자 13자리. 예: 110111-1234567"
    )

    class Meta(EntryForm.Meta):
        model = Organisation
        fields = ("name", "kind", "represents")

    field_order = ("name", "kind", "business_number", "corporate_number", "represents")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["represents"].help_text = "지자체일 때만 고릅니다."
        self.fields["name"].help_text = (
            "오기 정정: 잘못 적은 글자만 고치고 아래에 이유를 적습니다. 기업이 이름을 바꾼 것이면 여기서 고치지 말고"
            " 기업 화면의 ‘사명 변경’에 적으십시오. 그래야 옛 이름이 남습니다."
            if self.instance.pk
            else "(주)·㈜·주식회사와 띄어쓰기는 어떻게 적어도 같은 이름으로 찾습니다."
        )

    def clean_name(self) -> str:
        name = tidy(self.cleaned_data["name"])
        if not self.instance.pk:
            self._offer_near(name)
        elif name != self.instance.name and not self.data.get("reason", "").strip():
            raise ValidationError("이름의 오기를 고치는 이유를 아래에 적으십시오.")
        return name

    def _offer_near(self, name: str) -> None:
        """Nothing is merged in silence: the near ones are shown, and whoever enters says that this is another."""
        rows = Organisation.objects.visible_to(self.around.user.scope).filter(municipality=self.around.municipality)
        near = list(rows.called(name)) or rows.near(name)
        picked = self.data.get(self.add_prefix("name_pick"), "")
        if near and picked != NEW:
            self.near["name"] = near
            raise ValidationError(
                "비슷한 이름이 이미 있습니다. 같은 곳이면 있는 기록을 여십시오. 다른 곳이면 새로 등록한다고 고르십시오."
            )
