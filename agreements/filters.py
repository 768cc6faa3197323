"""What the register may be asked. The address holds every question, so a list can be sent to a colleague."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django_filters.fields import ModelChoiceField

from accounts.models import Municipality, Region
from agreements.models import Agreement, Centre, Organisation, Outcome, Party
from agreements.periods import years_before
from agreements.rules.name import fold, tidy
from agreements.rules.progress import PROGRESS_NAMES, Progress

NOT_IN_THE_LIST = {
    "invalid_choice": "목록에 없는 값입니다. 목록에서 고르십시오.",
    "invalid_list": "목록에 없는 값입니다. 목록에서 고르십시오.",
}
YEAR_ERRORS = dict.fromkeys(("invalid", "min_value", "max_value"), "연도를 네 자리로 적으십시오. 예: 2020")

SORTS = {
    "name": "summary__sort_name",
    "signed": "signed_on",
    "seats": "summary__seats_pledged",
    "jobs": "summary__jobs_pledged",
    "rate": "summary__jobs_rate",
    "due": "summary__due_on",
    "checked": "summary__checked_on",
}


@dataclass(frozen=True)
class Chip:
    """One question that is set, in words, and the address that leaves it out."""

    label: str
    query: str


class YearFilter(filters.Filter):
    field_class = forms.IntegerField

    def __init__(self, **more: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4})
        super().__init__(min_value=1950, max_value=2200, error_messages=YEAR_ERRORS, widget=box, **more)


class DistrictOfAProvince(ModelChoiceField):
    """Several cities have a 동구: a national reader needs the city before it."""

    def label_from_instance(self, region: Region) -> str:
        return f"{region.parent} {region}"


class QuestionForm(forms.Form):
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        asked = self.cleaned_data
        first, last = asked.get("year_from"), asked.get("year_to")
        if first and last and first > last:
            self.add_error("year_to", "끝 연도가 시작 연도보다 빠릅니다.")
        return asked


def _pick(label: str, choices: Any, **more: Any) -> filters.ChoiceFilter:
    return filters.ChoiceFilter(
        label=label, choices=choices, empty_label="전체", error_messages=NOT_IN_THE_LIST, **more
    )


def _pick_row(label: str, queryset: Callable[[HttpRequest], QuerySet[Any]]) -> filters.ModelChoiceFilter:
    return filters.ModelChoiceFilter(label=label, queryset=queryset, empty_label="전체", error_messages=NOT_IN_THE_LIST)


def municipalities(request: Any) -> QuerySet[Municipality]:
    return Municipality.objects.visible_to(request.user.scope)


def districts(request: Any) -> QuerySet[Region]:
    """Those that an agreement in scope names."""
    named = Agreement.objects.visible_to(request.user.scope).filter(district__isnull=False)
    return Region.objects.filter(pk__in=named.values("district")).select_related("parent")


class AgreementFilter(filters.FilterSet):
    """``today`` is the day the due days are held against."""

    q = filters.CharFilter(
        label="기업명·옛 이름·협약명·건물",
        method="text",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={"max_length": "100자까지 적을 수 있습니다."},
    )
    municipality = _pick_row("지자체", municipalities)
    district = _pick_row("시·군·구", districts)
    year_from = YearFilter(label="체결연도부터", field_name="signed_on", lookup_expr="year__gte")
    year_to = YearFilter(label="체결연도까지", field_name="signed_on", lookup_expr="year__lte")
    kind = _pick("협약 종류", Agreement.Kind.choices)
    form = _pick("투자 형태", Agreement.Form.choices)
    progress = _pick("추진상황", [(p.value, PROGRESS_NAMES[p]) for p in Progress], method="standing_at")
    checked = _pick("최근 점검", [("old", "12개월 이상 미점검"), ("never", "점검 이력 없음")], method="looked_at")

    class Meta:
        model = Agreement
        fields: list[str] = []
        form = QuestionForm

    def __init__(self, data: QueryDict, *, queryset: QuerySet[Agreement], request: Any, today: date) -> None:
        self.today = today
        super().__init__(data, queryset=queryset, request=request)
        if request.user.municipality_id is not None:
            del self.filters["municipality"]
            self.filters["district"].label = request.user.municipality.district_word
        else:
            self.filters["district"].field_class = DistrictOfAProvince

    def text(self, rows: QuerySet[Agreement], name: str, value: str) -> QuerySet[Agreement]:
        words, key = tidy(value), fold(value)
        found = Q(name__icontains=words)
        if key:
            organisations = Organisation.objects.named_like(value)
            centres = Centre.objects.filter(Q(building__folded_name__contains=key) | Q(folded_name__contains=key))
            found |= Q(pk__in=Party.objects.filter(organisation__in=organisations).values("agreement"))
            found |= Q(pk__in=centres.filter(agreement__isnull=False).values("agreement"))
        return rows.filter(found)

    def standing_at(self, rows: QuerySet[Agreement], name: str, value: str) -> QuerySet[Agreement]:
        """The same answer as rules/progress.py gives row by row, asked of the summary."""
        undecided = rows.filter(summary__outcome__in=["", Outcome.Code.GOING])
        match value:
            case Progress.WITHIN_DUE:
                return undecided.filter(summary__due_on__gte=self.today)
            case Progress.PAST_DUE:
                return undecided.filter(summary__due_on__lt=self.today)
            case Progress.NO_DUE:
                return undecided.filter(summary__due_on__isnull=True)
        return rows.filter(summary__outcome=value)

    def looked_at(self, rows: QuerySet[Agreement], name: str, value: str) -> QuerySet[Agreement]:
        never = Q(summary__checked_on__isnull=True)
        if value == "never":
            return rows.filter(never)
        return rows.filter(never | Q(summary__checked_on__lt=years_before(self.today, 1)))

    def chips(self) -> list[Chip]:
        return [Chip(label, self._without(*names)) for label, names in self._set()]

    def _set(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        asked = {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}
        first, last = asked.pop("year_from", ""), asked.pop("year_to", "")
        for name, value in asked.items():
            choices = dict(getattr(self.form.fields[name], "choices", ())) if isinstance(value, str) else {}
            yield f"{self.form.fields[name].label}: {choices.get(value, value)}", (name,)
        if first or last:
            yield f"체결연도: {first}~{last}", ("year_from", "year_to")

    def _without(self, *names: str) -> str:
        kept = self.data.copy()
        for name in (*names, "page"):
            kept.pop(name, None)
        return str(kept.urlencode())


def sorted_by(rows: QuerySet[Agreement], sort: str) -> QuerySet[Agreement]:
    """``jobs`` or ``-jobs``; what is not known comes last either way. Any other word sorts by the day of signing."""
    name, falls = sort.removeprefix("-"), sort.startswith("-")
    if name not in SORTS:
        name, falls = "signed", True
    column = F(SORTS[name])
    return rows.order_by(column.desc(nulls_last=True) if falls else column.asc(nulls_last=True), "key")
