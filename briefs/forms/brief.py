from typing import Any

from django import forms

from briefs.kinds import kind_choices


class Whose(forms.Form):
    """What a list of papers is asked, as its address has it. What was written wrongly is left out."""

    use_required_attribute = False

    kind = forms.ChoiceField(label="종류", required=False, choices=lambda: [("", "전체"), *kind_choices()])
    issued = forms.BooleanField(label="발행본만", required=False)

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data
