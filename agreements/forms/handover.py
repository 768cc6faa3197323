from typing import Any

from django import forms

from accounts.models import User
from agreements.models import Agreement, Draft
from agreements.standing.holdings import Holdings


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return f"{person} ({person.department})" if person.department else str(person)


class HandoverForm(forms.Form):
    """To whom, why, and which of the rows on the page."""

    use_required_attribute = False

    to = PersonChoice(User.objects.none(), label="받는 사람", empty_label="고르십시오")
    reason = forms.CharField(
        label="이유", max_length=400, help_text="협약마다 변경 이력에 남습니다. 예: 2027년 상반기 인사 이동"
    )
    agreements = forms.ModelMultipleChoiceField(Agreement.objects.none(), required=False)
    drafts = forms.ModelMultipleChoiceField(Draft.objects.none(), required=False)
    once = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, holdings: Holdings, receivers: Any, once: Any) -> None:
        super().__init__(data, initial={"once": once})
        fields: Any = self.fields
        fields["to"].queryset = receivers
        fields["to"].error_messages["required"] = "받는 사람을 고르십시오."
        fields["to"].error_messages["invalid_choice"] = "이 대장의 담당 주무관이나 팀장 가운데 고르십시오."
        fields["reason"].error_messages["required"] = "넘기는 이유를 적으십시오."
        fields["agreements"].queryset = Agreement.objects.filter(pk__in=[row.pk for row in holdings.agreements])
        fields["drafts"].queryset = Draft.objects.filter(pk__in=[row.pk for row in holdings.drafts])
        for name in ("agreements", "drafts"):
            fields[name].error_messages["invalid_choice"] = "목록이 그 사이 바뀌었습니다. 다시 확인하고 넘기십시오."

    def chosen(self, name: str) -> set[str]:
        """The rows with a tick, by number: all of them until somebody took one out."""
        if not self.is_bound:
            return {str(row.pk) for row in self.fields[name].queryset}  # type: ignore[attr-defined]
        data: Any = self.data
        return set(data.getlist(name))

    def refuse(self, error: Any) -> None:
        for column, errors in error.update_error_dict({}).items():
            self.add_error(column if column in self.fields else None, errors)
