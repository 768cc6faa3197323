from typing import Any

from django import forms

from accounts.models import User
from briefs.models import SavedOrder

DAYS = {"min_value": "1일부터 28일 사이의 날을 적으십시오.", "max_value": "1일부터 28일 사이의 날을 적으십시오."}
NOT_IN_LIST = "이 대장의 사용자 가운데 고르십시오."


class PeopleChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person: User) -> str:
        told = f"{person} ({person.department})" if person.department else str(person)
        return told if person.email else f"{told}, 전자우편 주소 없음"


class SavedOrderForm(forms.Form):
    """Its name, and where it can be given each quarter, when and to whom."""

    use_required_attribute = False

    name = forms.CharField(
        label="이름",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "이름을 적으십시오.", "max_length": "100자까지 적을 수 있습니다."},
    )
    each_quarter_on = forms.IntegerField(
        label="작성하는 날",
        required=False,
        min_value=1,
        max_value=28,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 2, "autocomplete": "off"}),
        help_text="1·4·7·10월의 이 날, 앞 분기 마지막 날을 기준일로 작성합니다. 비워 두면 작성하지 않습니다.",
        error_messages=DAYS | {"invalid": "날을 숫자로 적으십시오. 예: 5"},
    )
    people = PeopleChoice(
        User.objects.none(),
        label="받는 사람",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_IN_LIST, "invalid_pk_value": NOT_IN_LIST},
    )
    is_mailed = forms.BooleanField(label="작성하면 전자우편으로 주소를 보냅니다.", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, saved: SavedOrder, receivers: Any, is_of_a_quarter: bool) -> None:
        given = {name: getattr(saved, name) for name in ("name", "each_quarter_on", "is_mailed", "version")}
        super().__init__(data, initial={**given, "people": [person.pk for person in saved.people.all()]})
        people: Any = self.fields["people"]
        people.queryset = receivers
        if not is_of_a_quarter:
            for name in ("each_quarter_on", "people", "is_mailed"):
                del self.fields[name]

    def changes(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "name": told["name"],
            "each_quarter_on": told.get("each_quarter_on"),
            "people": list(told.get("people", ())),
            "is_mailed": told.get("is_mailed", False),
            "version": told["version"],
        }
