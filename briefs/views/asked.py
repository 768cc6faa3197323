"""What an order is asked with, in words: the chips of the list it came from, or the question and its conditions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.permissions import SignedIn
from agreements.answers import QUESTIONS, Group, Question
from agreements.filters import AgreementFilter, Chip
from agreements.forms.asked import AskedForm
from agreements.models import Agreement
from agreements.periods import official_day
from briefs.contents import NotYetError, order_of
from briefs.contents.chosen import words_of as asked_words
from briefs.kinds import KINDS, Kind
from briefs.models import Brief, SavedOrder

WRONG = "쓸 수 없는 조건이 있습니다. 아래에서 조건을 다시 고르십시오."
NO_QUESTION = "없는 질문입니다. 질문을 다시 고르십시오."
OF_AN_ANSWER = ("span", "first", "last", "district")


@dataclass(frozen=True)
class Told:
    """``back`` is the page on which the conditions are chosen."""

    title: str
    chips: tuple[Chip, ...]
    back: str
    back_words: str
    wrong: str = ""


def questions() -> list[tuple[Group, list[Question]]]:
    groups = [(group, [one for one in QUESTIONS.values() if one.group == group]) for group in Group]
    return [(group, found) for group, found in groups if found]


def told_of(request: SignedIn, kind: Kind, asked: dict[str, str], is_of_each: bool) -> Told | None:
    """None where there is nothing to choose: the paper is about its subject."""
    if kind.key == "answer":
        return _of_question(request, asked)
    return _of_list(request, asked) if is_of_each or not kind.subject else None


def words_of(ordered: Brief | SavedOrder) -> str:
    """Of what is kept; '' where it is about its subject."""
    if ordered.kind == "answer":
        question = QUESTIONS.get(ordered.asked.get("question", ""))
        return question.title if question else ""
    if KINDS[ordered.kind].subject:
        return ""
    try:
        return asked_words(order_of(ordered, as_of=timezone.localdate(), known_at=None)) or "모든 협약"
    except NotYetError as error:
        return str(error)


def _of_list(request: SignedIn, asked: dict[str, str]) -> Told:
    rows = Agreement.objects.visible_to(request.user.scope)
    question = AgreementFilter(request.GET, queryset=rows, request=request, today=timezone.localdate())
    is_right = question.is_valid() and asked.keys() <= question.filters.keys()
    question.form.cleaned_data.pop("municipality", None)  # a field of the order itself
    chips = tuple(question.chips())
    back = f"{reverse('agreements:register')}?{request.GET.urlencode()}"
    return Told("" if chips else "모든 협약", chips, back, "협약 목록에서 고르기", "" if is_right else WRONG)


def _of_question(request: SignedIn, asked: dict[str, str]) -> Told:
    question = QUESTIONS.get(asked.get("question", ""))
    if question is None:
        return Told("", (), reverse("briefs:order", args=["answer"]), "질문 고르기", NO_QUESTION)
    form = AskedForm(request.GET, user=request.user, question=question)
    is_right = form.is_valid()
    names = [name for name in form.kept() if name in OF_AN_ANSWER and form.cleaned_data.get(name)]
    chips = tuple(_chip(request, form, name) for name in names)
    back = f"{reverse('agreements:answer', args=[question.key])}?{request.GET.urlencode()}"
    return Told(question.title, chips, back, "질문과 답에서 고르기", "" if is_right else WRONG)


def _chip(request: SignedIn, form: AskedForm, name: str) -> Chip:
    kept = request.GET.copy()
    kept.pop(name, None)
    field: Any = form.fields[name]
    value = form.cleaned_data[name]
    words = dict(field.choices)[value] if name == "span" else str(value)
    return Chip(f"{field.label}: {official_day(value) if isinstance(value, date) else words}", kept.urlencode())
