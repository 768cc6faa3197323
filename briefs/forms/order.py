from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Municipality, User
from agreements.models import Agreement, Inquiry, Organisation, Round
from agreements.standing.moment import end_of
from briefs.contents import Order
from briefs.kinds import Kind

DAY_FORMATS = ["%Y-%m-%d", "%Y. %m. %d.", "%Y. %m. %d", "%Y.%m.%d.", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d"]
UNREADABLE = "날짜를 읽을 수 없습니다. 2026. 9. 30. 또는 2026-09-30처럼 적으십시오."
NOT_IN_LIST = "목록에 있는 것을 고르십시오."
NOT_WRITTEN = "적어야 발행합니다. 없으면 '해당 없음'이라고 적으십시오."
LONGEST = 2000
FIRST_YEAR = 1990
SUBJECTS: dict[str, Any] = {
    "agreement": Agreement,
    "organisation": Organisation,
    "round": Round,
    "inquiry": Inquiry,
    "officer": User,
}
OWN_DAYS = {
    "round": "비워 두면 점검의 조사 기준일로 작성합니다.",
    "inquiry": "비워 두면 가장 나중에 담은 답변의 기준일로 작성합니다.",
}


def own_day(subject: Any) -> date:
    """The day its paper is drawn as of; today where the subject has none of its own."""
    if isinstance(subject, Round):
        return subject.observed_to
    if isinstance(subject, Inquiry):
        newest = subject.replies.filter(replaced_by__isnull=True).order_by("-drawn_at", "-pk").first()
        return newest.as_of if newest else timezone.localdate()
    return timezone.localdate()


def refuse(form: forms.Form, error: ValidationError) -> None:
    """At the field it speaks of, else above the form."""
    for name, errors in error.update_error_dict({}).items():
        form.add_error(name if name in form.fields else None, errors)


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"autocomplete": "off"}, format="%Y-%m-%d"),
        **more,
    )


def _words(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="한 줄에 하나씩 적으십시오. 없으면 '해당 없음'이라고 적으십시오. 비워 두면 초안이 됩니다.",
        error_messages={"max_length": f"{LONGEST:,}자까지 적을 수 있습니다."},
    )


class OrderForm(forms.Form):
    """What a person may order. The choices are those of the person's own scope.

    ``asked`` is the filter that the address brought, ``sort`` how its rows stand. ``is_of_each``: a paper for each that
    the filter leaves.
    """

    subject = forms.ModelChoiceField(
        queryset=Agreement.objects.none(), error_messages={"required": NOT_IN_LIST, "invalid_choice": NOT_IN_LIST}
    )
    municipality = forms.ModelChoiceField(
        label="지자체",
        queryset=Municipality.objects.none(),
        error_messages={"required": NOT_IN_LIST, "invalid_choice": NOT_IN_LIST},
    )
    as_of = _day(
        label="기준일",
        help_text="이 날까지의 사실만 적습니다. 예: 2026. 9. 30.",
        error_messages={"required": "기준일을 적으십시오.", "invalid": UNREADABLE},
    )
    known_on = _day(
        label="자료 확정일",
        required=False,
        help_text="이 날까지 대장에 적힌 것만으로 작성합니다. 비워 두면 지금까지 적힌 것으로 작성합니다.",
        error_messages={"invalid": UNREADABLE},
    )
    definition = forms.ChoiceField(
        label="이행 판정 기준",
        required=False,
        choices=[("", "지자체의 기준"), *Municipality.Definition.choices],
        error_messages={"invalid_choice": NOT_IN_LIST},
    )
    issues = _words("쟁점 및 대응")
    plans = _words("향후 계획")
    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        user: User,
        kind: Kind,
        asked: dict[str, str],
        sort: str = "",
        is_of_each: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.asked, self.sort, self.user = kind, asked, sort, user
        if kind.subject in OWN_DAYS:
            self.fields["as_of"].required = False
            self.fields["as_of"].help_text = OWN_DAYS[kind.subject]
        if kind.subject and not is_of_each:
            self._offer_subjects()
            del self.fields["municipality"]
        else:
            del self.fields["subject"]
            self._offer_municipalities()
        # Of an agreement people write in the register; of many companies nothing can be said at once.
        if kind.key == "agreement" or is_of_each or user.registers is None:
            del self.fields["issues"], self.fields["plans"]

    def _offer_subjects(self) -> None:
        field: Any = self.fields["subject"]
        model = SUBJECTS[self.kind.subject]
        field.queryset = model.objects.visible_to(self.user.scope)
        if self.kind.subject == "officer":
            field.queryset = field.queryset.exclude(municipality=None)
        field.label = "담당자" if model is User else model._meta.verbose_name
        field.empty_label = f"{field.label} 고르기"

    def _offer_municipalities(self) -> None:
        """Those who have a register of their own are not asked."""
        field: Any = self.fields["municipality"]
        field.queryset = Municipality.objects.visible_to(self.user.scope)
        if self.user.municipality_id is not None:
            del self.fields["municipality"]

    def clean_as_of(self) -> date | None:
        return self._not_to_come("as_of", "기준일은") if self.cleaned_data["as_of"] else None

    def clean_known_on(self) -> date | None:
        return self._not_to_come("known_on", "자료 확정일은") if self.cleaned_data["known_on"] else None

    def _not_to_come(self, name: str, label: str) -> date:
        day: date = self.cleaned_data[name]
        if day > timezone.localdate():
            raise forms.ValidationError(f"{label} 오늘보다 뒤일 수 없습니다.")
        if day.year < FIRST_YEAR:
            raise forms.ValidationError(f"{FIRST_YEAR}년 뒤의 날을 적으십시오.")
        return day

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("subject") and told.get("as_of", "") is None:
            told["as_of"] = own_day(told["subject"])
        return told

    def order(self) -> Order:
        told = self.cleaned_data
        subject: Any = told.get("subject")
        whose: Any = subject.municipality if subject else told.get("municipality", self.user.municipality)
        return Order(
            kind=self.kind.key,
            municipality=whose,
            as_of=told["as_of"],
            subject=subject,
            known_at=self._known_at(),
            definition=told["definition"],
            asked=self.asked,
            sort=self.sort,
            issues=told.get("issues", ""),
            plans=told.get("plans", ""),
        )

    def _known_at(self) -> datetime | None:
        """Today is not over yet: as known now."""
        day = self.cleaned_data["known_on"]
        return None if day is None or day >= timezone.localdate() else end_of(day)


class IssueForm(forms.Form):
    """What makes a draft an issued paper."""

    issues = _words("쟁점 및 대응")
    plans = _words("향후 계획")
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True
            field.help_text = "한 줄에 하나씩 적으십시오. 없으면 '해당 없음'이라고 적으십시오."
            field.error_messages["required"] = NOT_WRITTEN
