"""What a standing page is asked with, as the address has it: a base day, a day of knowledge, a definition."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import Municipality, User
from agreements.answers import Asked
from agreements.forms.asked import IN_LIST
from agreements.forms.fields import WholeDayField
from agreements.standing.moment import end_of

NOT_YET = "아직 오지 않은 날입니다. 오늘이나 지난 날을 적으십시오."


class StandingForm(forms.Form):
    """An empty address asks for today, as known now, by the definition of each register.

    ``own`` is the register of whoever sees but one; a city that others were merged into chooses among them.
    """

    use_required_attribute = False

    as_of = WholeDayField(label="기준일", required=False)
    known_on = WholeDayField(label="자료 확정일", required=False)
    definition = forms.ChoiceField(
        label="이행 판정 기준",
        choices=[("", "대장의 기준"), *Municipality.Definition.choices],
        required=False,
        error_messages=IN_LIST,
    )
    municipality = forms.ModelChoiceField(
        label="지자체", queryset=Municipality.objects.none(), required=False, empty_label="전체", error_messages=IN_LIST
    )

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        self.user, self.today = user, timezone.localdate()
        self.own = user.only_register
        if self.own:
            del self.fields["municipality"]
        else:
            field: Any = self.fields["municipality"]
            field.queryset = Municipality.objects.visible_to(user.scope)

    def clean_as_of(self) -> Any:
        return self._come("as_of")

    def clean_known_on(self) -> Any:
        return self._come("known_on")

    def _come(self, name: str) -> Any:
        day = self.cleaned_data[name]
        if day and day.on > self.today:
            raise forms.ValidationError(NOT_YET)
        return day

    def asked(self) -> Asked:
        """What was refused is left out, and said at its field."""
        self.is_valid()
        told = self.cleaned_data
        as_of, known_on = told.get("as_of"), told.get("known_on")
        return Asked(
            scope=self.user.scope,
            as_of=as_of.on if as_of else self.today,
            known_at=end_of(known_on.on) if known_on else None,
            municipality=told.get("municipality") or self.own,
            definition=told.get("definition") or "",
        )
