from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agreements.forms.entry import SourcedForm
from agreements.forms.fields import DayField
from agreements.models import FormerName, Organisation
from agreements.rules.name import fold, tidy


class FormerNameForm(SourcedForm):
    """A name that is known to have been borne once, entered by itself."""

    parent_field = "organisation"
    at = {"former_name_is_kept_once": "name"}

    until = DayField(label="바뀐 날", required=False, help_text="아는 데까지 적습니다. 예: 2017. 11. 1. / 2017년")

    class Meta(SourcedForm.Meta):
        model = FormerName
        fields = ("name", "source")
        labels = {"name": "옛 이름"}

    field_order = ("name", "until", "source")


class RenameForm(SourcedForm):
    """사명 변경: the name now becomes a former one on a day, by a source."""

    until = DayField(label="바뀐 날", help_text="아는 데까지 적습니다. 예: 2017. 11. 1. / 2017년 / 2017년 하반기")
    reason = forms.CharField(
        label="바뀐 사유·비고", max_length=400, required=False, help_text="변경 이력에 남습니다. 예: 상호 변경 등기"
    )

    class Meta(SourcedForm.Meta):
        model = FormerName
        fields = ("name", "source")
        labels = {"name": "새 이름"}

    field_order = ("name", "until", "reason", "source")

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.organisation = organisation
        self.initial["version"] = organisation.version

    def clean_name(self) -> str:
        name = tidy(self.cleaned_data["name"])
        if fold(name) == self.organisation.folded_name:
            raise ValidationError(
                "지금 이름과 띄어쓰기나 (주) 표기만 다릅니다. 표기는 기업 화면의 ‘수정’에서 고치십시오."
            )
        rows = Organisation.objects.visible_to(self.around.user.scope).filter(municipality=self.around.municipality)
        if rows.filter(folded_name=fold(name)).exclude(pk=self.organisation.pk).exists():
            raise ValidationError(
                "같은 이름의 기업·기관이 이미 있습니다. 같은 곳이면 팀장이 두 기록을 합친 뒤 사명 변경을 적습니다."
            )
        return name
