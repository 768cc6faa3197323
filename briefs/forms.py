from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from agreements.models import Agreement, Organisation
from briefs.models import Brief

DAY_FORMATS = ["%Y-%m-%d", "%Y. %m. %d.", "%Y. %m. %d", "%Y.%m.%d.", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d"]
UNREADABLE = "날짜를 읽을 수 없습니다. 2026. 9. 30. 또는 2026-09-30처럼 적으십시오."
NOT_IN_LIST = "목록에 있는 것을 고르십시오."


class OrderForm(forms.Form):
    """What a person may order. The choices are those of the person's own scope."""

    kind = forms.ChoiceField(
        label="종류",
        help_text="협약 한 건이면 협약을, 기업·기관 카드면 기업·기관을 아래에서 고르십시오.",
        choices=Brief.Kind.choices,
        initial=Brief.Kind.AGREEMENT,
        error_messages={"required": NOT_IN_LIST},
    )
    agreement = forms.ModelChoiceField(
        label="협약",
        queryset=Agreement.objects.none(),
        required=False,
        empty_label="협약을 고르십시오",
        error_messages={"invalid_choice": NOT_IN_LIST},
    )
    organisation = forms.ModelChoiceField(
        label="기업·기관",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="기업·기관을 고르십시오",
        error_messages={"invalid_choice": NOT_IN_LIST},
    )
    as_of = forms.DateField(
        label="기준일",
        input_formats=DAY_FORMATS,
        help_text="이 날까지의 사실만 적습니다. 예: 2026. 9. 30.",
        widget=forms.DateInput(attrs={"autocomplete": "off"}, format="%Y-%m-%d"),
        error_messages={"required": "기준일을 적으십시오.", "invalid": UNREADABLE},
    )
    use_required_attribute = False

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"].queryset = Agreement.objects.visible_to(user.scope).order_by("name", "pk")  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = Organisation.objects.visible_to(user.scope)  # type: ignore[attr-defined]

    def clean_as_of(self) -> date:
        as_of: date = self.cleaned_data["as_of"]
        if as_of > timezone.localdate():
            raise forms.ValidationError("기준일은 오늘보다 뒤일 수 없습니다.")
        return as_of

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kind = given.get("kind")
        if kind and not given.get(kind) and kind not in self.errors:
            self.add_error(kind, "협약을 고르십시오." if kind == Brief.Kind.AGREEMENT else "기업·기관을 고르십시오.")
        return given

    @property
    def subject(self) -> Agreement | Organisation:
        subject: Agreement | Organisation = self.cleaned_data[self.cleaned_data["kind"]]
        return subject
