from datetime import time
from typing import Any

from accounts.capabilities import CAPABILITIES, Capability
from agreements.forms.choices import DistrictChoice, districts_of
from agreements.forms.entry import EntryForm, SourcedForm
from agreements.forms.fields import DayField, Read
from agreements.forms.past import PastDayField, PastWholeDayField
from agreements.models import Agreement
from agreements.rules.hour import read_hour, shown_hour

ENTERING = [role.value for role, may in CAPABILITIES.items() if Capability.ENTER in may]


HELD = ("department", "officer")


class HourField(Read):
    kind = "hour"

    def read(self, text: str) -> time:
        return read_hour(text)

    def shown(self, value: time) -> str:
        return shown_hour(value)


class AgreementFields(EntryForm):
    """What an agreement says of itself. It has been signed: what will be is a draft until its day."""

    at = {
        "agreement_hour_needs_its_day": "signed_hour",
        "agreement_closed_to_the_public_names_its_article": "disclosure_article",
        "agreement_has_a_name": "name",
    }

    signed = PastDayField(label="체결일", required=False, help_text="아는 데까지 적습니다. 예: 2020. 7. 16.")
    signed_hour = HourField(label="체결 시각", required=False, help_text="예: 16:00")
    valid_until = DayField(
        label="유효기간", required=False, help_text="언제까지 유효한지. 예: 2022. 7. 15. / 미확인(원문: 체결일부터 2년)"
    )
    district = DistrictChoice()
    reported_to_council_on = PastWholeDayField(label="의회 보고일", required=False)
    published_on = PastWholeDayField(label="누리집 공개일", required=False)

    class Meta(EntryForm.Meta):
        model = Agreement
        fields: Any = (
            "name",
            "kind",
            "form",
            "venue",
            "is_by_post",
            "district",
            "sector",
            "is_binding",
            "is_confidential",
            "disclosure",
            "disclosure_article",
            "reported_to_council_on",
            "published_on",
            "department",
            "officer",
        )
        labels = {"venue": "체결 장소", "is_by_post": "서면으로 체결했습니다"}
        help_texts = {
            "sector": "예: 보험업, 콜센터 및 텔레마케팅 서비스업",
            "disclosure_article": "예: 정보공개법 제9조제1항제7호",
        }

    def choices_of(self, name: str, rows: Any) -> Any:
        rows = super().choices_of(name, rows)
        match name:
            case "district":
                return districts_of(self.around.municipality, rows)
            case "department":
                return rows.filter(valid_to=None) | rows.filter(pk=self.instance.department_id)
            case "officer":
                working = rows.filter(is_active=True, role__in=ENTERING)
                return working | rows.filter(pk=self.instance.officer_id)
        return rows


class AgreementForm(AgreementFields, SourcedForm):
    """What was entered wrongly, or is known by now. What was signed anew is an amendment.

    Who is in charge passes on by 인계, for those who may.
    """

    field_order = (
        *("name", "kind", "form", "signed", "signed_hour", "venue", "is_by_post", "district", "sector"),
        *("valid_until", "is_binding", "is_confidential", "disclosure", "disclosure_article"),
        *("reported_to_council_on", "published_on", "source"),
    )

    class Meta(AgreementFields.Meta):
        fields = (*(name for name in AgreementFields.Meta.fields if name not in HELD), "source")
