from typing import Any

from django import forms

from agreements.forms.fields import OrganisationField


class PickForm(forms.Form):
    """Which other record is meant: its name, or its number where the list was picked from."""

    use_required_attribute = False

    other = OrganisationField(
        label="합칠 기록",
        required=False,
        help_text="같은 기업·기관인데 따로 등록된 기록의 이름. 옛 이름으로도 찾습니다.",
    )
    other_pick = forms.IntegerField(required=False, widget=forms.HiddenInput)


class MergeForm(forms.Form):
    use_required_attribute = False

    reason = forms.CharField(
        label="합치는 이유",
        max_length=400,
        help_text="두 기록이 같은 곳이라는 근거. 변경 이력에 남습니다. 예: 사업자등록증 확인, 2017년 상호 변경",
        error_messages={"required": "합치는 이유를 적으십시오."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_sure = forms.BooleanField(
        label="두 기록이 같은 곳임을 확인했습니다.",
        error_messages={"required": "같은 곳인지 확인하고 표시하십시오."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
