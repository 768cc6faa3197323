"""Standings in words."""

from django import template

from agreements.models import ActualPart
from agreements.rules.composition import Composition
from agreements.rules.elapsed import in_words

register = template.Library()


@register.filter
def elapsed(months: int | None) -> str:
    """``2년 3개월``; '' where the day of signing is not known."""
    return "" if months is None else in_words(months)


@register.filter
def kinds(people: Composition) -> list[tuple[str, int]]:
    """Every kind that was told of, by its word: 신규 채용, 관외 이전, 정규직."""
    return [(label, people.parts[kind]) for kind, label in ActualPart.Kind.choices if kind in people.parts]
