"""Tables of answers in templates."""

from typing import Any

from django import template

from agreements.answers import Nil

register = template.Library()
NOTHING = {nil.value for nil in Nil}


@register.filter
def cells(table: dict[str, Any], row: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    return list(zip(table["columns"], row["cells"], strict=True))


@register.filter
def is_nothing(words: str) -> bool:
    return words in NOTHING
