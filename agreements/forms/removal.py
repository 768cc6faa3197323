from django import forms


class ReasonForm(forms.Form):
    """Why: kept in the change record."""

    use_required_attribute = False

    reason = forms.CharField(
        label="이유",
        max_length=400,
        help_text="변경 이력에 남습니다. 예: 같은 자료를 두 번 입력",
        error_messages={"required": "이유를 적으십시오."},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RemovalForm(ReasonForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
