"""Text as the paper's fonts can set it, its words unbroken: ``{{ text|paper }}``."""

from typing import Any

from django import template
from django.utils.html import format_html

from briefs.rendering.words import JOINER, on_paper

register = template.Library()


@register.filter
def paper(value: Any) -> str:
    return on_paper(str(value))


@register.filter
def joined(mark: str) -> str:
    """A mark that stays with the word before it, at the line's end too."""
    return f"{JOINER}{mark}" if mark else ""


@register.filter
def refs(numbers: str) -> str:
    """Numbers of sources, small and raised, never alone on a line."""
    return format_html('{}<span class="refs">{}</span>', JOINER, JOINER.join(numbers)) if numbers else ""
