"""What a question is asked with, as an address has it: presets of spans, a base day, a day of knowledge."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import Municipality, Region, User
from agreements.answers import Asked, Question, Span, Takes
from agreements.answers.difference import Drawn, behind_answer
from agreements.forms.fields import WholeDayField
from agreements.models import Agreement, Reply
from agreements.periods import official_day, years_before
from agreements.rules.term import Term, term, term_of
from agreements.standing.moment import end_of

WHOLE, FREE = "all", "free"
YEARS = (1, 3, 5, 10)
IN_LIST = {"invalid_choice": "목록에 있는 것을 고르십시오."}
DAYS = ("as_of", "known_on", "first", "last")
NOT_YET = "아직 오지 않은 날은 기준일이 될 수 없습니다."


class AskedForm(forms.Form):
    """Only what the question takes. An empty address asks for today and the whole period."""

    use_required_attribute = False

    as_of = WholeDayField(label="기준일", required=False)
    known_on = WholeDayField(label="자료 확정일", required=False)
    municipality = forms.ModelChoiceField(
        label="지자체", queryset=Municipality.objects.none(), required=False, empty_label="전체", error_messages=IN_LIST
    )
    span = forms.ChoiceField(label="체결 기간", required=False, error_messages=IN_LIST)
    first = WholeDayField(label="체결일부터(기간 지정)", required=False)
    last = WholeDayField(label="체결일까지", required=False)
    district = forms.ModelChoiceField(
        label="구역", queryset=Region.objects.none(), required=False, empty_label="전체", error_messages=IN_LIST
    )
    definition = forms.ChoiceField(label="이행 판정 기준", required=False, error_messages=IN_LIST)

    def __init__(self, data: Any, *, user: User, question: Question) -> None:
        super().__init__(data)
        self.user, self.today = user, timezone.localdate()
        self.own = user.only_register
        self._choices()
        if Takes.SPAN not in question.takes:
            self._leave_out("span", "first", "last")
        if Takes.DISTRICT not in question.takes:
            self._leave_out("district")
        if Takes.DEFINITION not in question.takes:
            self._leave_out("definition")
        if self.own:
            self._leave_out("municipality")

    def _choices(self) -> None:
        fields: Any = self.fields
        named = Agreement.objects.visible_to(self.user.scope).filter(district__isnull=False)
        fields["district"].queryset = Region.objects.filter(pk__in=named.values("district")).select_related("parent")
        fields["district"].label = self.user.municipality.district_word if self.user.municipality else "시·군·구"
        fields["municipality"].queryset = Municipality.objects.visible_to(self.user.scope)
        fields["definition"].choices = [("", "대장의 기준"), *Municipality.Definition.choices]
        fields["span"].choices = [
            (WHOLE, "전체 기간"),
            *((f"years-{years}", f"최근 {years}년") for years in YEARS),
            *((f"term-{one.number}", str(one)) for one in _terms(self.today)),
            (FREE, "기간 지정"),
        ]

    def _leave_out(self, *names: str) -> None:
        for name in names:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Days as plain dates."""
        asked = self.cleaned_data
        for name in DAYS:
            asked[name] = asked[name].on if asked.get(name) else None
        as_of, first, last = asked["as_of"], asked["first"], asked["last"]
        if as_of and as_of > self.today:
            self.add_error("as_of", NOT_YET)
        if first and last and first > last:
            self.add_error("last", "끝나는 날이 시작하는 날보다 빠릅니다.")
        return asked

    def asked(self) -> Asked:
        """Of a valid form."""
        told = self.cleaned_data
        as_of = told.get("as_of") or self.today
        return Asked(
            scope=self.user.scope,
            as_of=as_of,
            known_at=end_of(told["known_on"]) if told.get("known_on") else None,
            municipality=told.get("municipality") or self.own,
            span=self._span(as_of),
            district=told.get("district"),
            definition=told.get("definition") or "",
        )

    def kept(self) -> dict[str, str]:
        """What tells one asking from another, as the address has it; the days of base and knowledge do not."""
        told = {name: str(self.data.get(name, "")) for name in self.fields if name not in {"as_of", "known_on"}}
        return {name: value for name, value in told.items() if value and (name, value) != ("span", WHOLE)}

    def _span(self, as_of: date) -> Span:
        told = self.cleaned_data
        kind, _, number = (told.get("span") or WHOLE).partition("-")
        if kind == "years":
            since = years_before(as_of, int(number))
            return Span(since, as_of, f"최근 {number}년({official_day(since)}~{official_day(as_of)})")
        if kind == "term":
            return _of_term(term(int(number)))
        if kind == FREE:
            first, last = told.get("first"), told.get("last")
            return Span(first, last, f"{official_day(first) if first else ''}~{official_day(last) if last else ''}")
        return Span()


def _of_term(one: Term) -> Span:
    return Span(one.first, one.last, f"{one}({official_day(one.first)}~{official_day(one.last)})")


def _terms(today: date) -> list[Term]:
    """The newest first, back to 민선 3기 of which agreements are known."""
    now = term_of(today)
    return [term(number) for number in range(now.number if now else 1, 2, -1)]


def asked_again(reply: Reply, *, user: User, question: Question) -> Asked:
    """As it was asked for ``reply``: the same conditions, base day and moment of knowledge."""
    form = AskedForm({**reply.asked, "as_of": reply.as_of.isoformat()}, user=user, question=question)
    form.is_valid()
    return replace(form.asked(), as_of=reply.as_of, known_at=reply.known_at, municipality=reply.inquiry.municipality)


def drawn_again(reply: Reply, *, user: User, question: Question) -> Drawn:
    """The values as they were frozen; the agreements behind them as the facts known then give them."""
    asked = replace(asked_again(reply, user=user, question=question), definition=reply.definition)
    return Drawn(reply.contents, behind_answer(question.answer(asked)), reply.as_of, reply.known_at)
