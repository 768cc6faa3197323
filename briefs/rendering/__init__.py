"""Contents → HTML → PDF, and what is kept beside it."""

from functools import partial
from typing import Any

from django.template.loader import render_to_string, select_template
from django.utils import timezone

from agreements.periods import official_day_with_weekday
from briefs.layout import attachments, entries
from briefs.models import Brief
from briefs.pdf import Pdf, PdfRefusedError, make_pdf, pages_of, press_words
from briefs.rendering.enclosed import enclosures
from briefs.rendering.limits import TooMuchError, refuse_too_much
from briefs.rendering.shape import parts_of
from briefs.rendering.storing import store
from briefs.rendering.words import fonts_words, on_paper

__all__ = [
    "LAYOUT",
    "Pdf",
    "PdfRefusedError",
    "TooMuchError",
    "html_of",
    "on_paper",
    "refuse_too_much",
    "render",
    "renderer",
    "store",
    "warm_up",
]

LAYOUT = "2"
SETTINGS = ("usual", "close", "closest")  # classes of brief.css: what spills over its page is set closer


def render(brief: Brief) -> Pdf:
    """Raises TooMuchError or PdfRefusedError, both with a reason; anything else is an accident."""
    refuse_too_much(brief.contents)
    pages = [partial(html_of, brief, setting=setting) for setting in _settings(brief)]
    return make_pdf(pages, enclosed=None if brief.is_draft else enclosures(brief))


def _settings(brief: Brief) -> tuple[str, ...]:
    """Those to be tried. What is attached is set once: the first part alone tells how close it has to stand."""
    if not brief.contents["is_one_page"]:
        return SETTINGS[:1]
    if len(brief.contents["parts"]) == 1:
        return SETTINGS
    tried = (setting for setting in SETTINGS if pages_of(html_of(brief, setting=setting, parts=1)) == 1)
    return (next(tried, SETTINGS[0]),)


def renderer() -> str:
    """What sets a paper here: with the same words, the same contents give the same bytes."""
    return f"{LAYOUT} / {press_words()} / {fonts_words()}"


def html_of(brief: Brief, *, setting: str = SETTINGS[0], parts: int | None = None) -> str:
    """``parts``: only so many of them."""
    template = select_template([f"briefs/pdf/{brief.kind}.html", "briefs/pdf/paper.html"])
    context = context_of(brief)
    return str(template.render({**context, "setting": setting, "parts": context["parts"][:parts]}))


def context_of(brief: Brief) -> dict[str, Any]:
    """Days come from the order, never from the clock, so that the same brief gives the same bytes."""
    ordered = timezone.localtime(brief.ordered_at)
    return {
        "paper": brief.contents,
        "parts": parts_of(brief.contents),
        "contents_list": list(entries(brief.contents)) if brief.contents["has_contents_list"] else [],
        "attachments": attachments(brief.contents),
        "number": brief.number,
        "check_code": brief.check_code,
        "is_draft": brief.is_draft,
        "numbered": len(brief.contents["sources"]) > 1,
        "written_on": official_day_with_weekday(ordered.date()),
        "created": ordered.isoformat(timespec="seconds"),
        "register": brief.contents["register"],
    }


def warm_up() -> None:
    """Sets a page nobody reads: a worker's children inherit fonts, sheet and imports."""
    make_pdf([partial(render_to_string, "briefs/pdf/warm_up.html")])
    on_paper("가")
