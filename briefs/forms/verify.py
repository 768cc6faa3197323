from django import forms


class VerifyForm(forms.Form):
    """What is printed at the foot of a paper."""

    number = forms.CharField(
        label="자료번호",
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="보고자료 아래쪽에 적혀 있습니다. 예: 2026-0041",
        error_messages={"required": "자료번호를 적으십시오.", "max_length": "2026-0041 꼴로 적으십시오."},
    )
    code = forms.CharField(
        label="확인 코드",
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="자료번호 옆에 적혀 있습니다. 예: 3F9A-21C7",
        error_messages={"required": "확인 코드를 적으십시오.", "max_length": "3F9A-21C7 꼴로 적으십시오."},
    )
    use_required_attribute = False
