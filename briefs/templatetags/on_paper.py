"""Text as the paper's fonts can set it, its words unbroken: ``{{ text|paper }}``."""

from typing import Any

from django import template
from django.utils.html import format_html

from briefs.rendering.words import JOINER, on_paper, settable

register = template.Library()


@register.filter
def paper(value: Any) -> str:
    return on_paper(str(value))


@register.filter
def named(value: Any) -> str:
    """For a bookmark and for the file itself, where nothing breaks."""
    return settable(str(value)).strip()


@register.filter
def head(value: Any) -> str:
    """Of a narrow column: breaks before a bracket and after a middle dot too."""
    return paper(value).replace(f"{JOINER}(", "(").replace(f"·{JOINER}", "·")


@register.filter
def joined(mark: str) -> str:
    """A mark that stays with the word before it, at the line's end too."""
    return f"{JOINER}{mark}" if mark else ""


@register.filter
def refs(numbers: str) -> str:
    """Numbers of sources, small and raised, never alone on a line."""
    return format_html('{}<span class="refs">{}</span>', JOINER, JOINER.join(numbers)) if numbers else ""
