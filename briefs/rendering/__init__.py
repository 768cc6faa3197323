"""Contents → HTML → PDF."""

from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from agreements.periods import official_day_with_weekday
from briefs.models import Brief
from briefs.pdf import Pdf, PdfRefusedError, make_pdf
from briefs.rendering.limits import TooMuchError, refuse_too_much
from briefs.rendering.storing import store
from briefs.rendering.words import on_paper

__all__ = ["Pdf", "PdfRefusedError", "TooMuchError", "html_of", "on_paper", "render", "store", "warm_up"]

TEMPLATE_VERSION = "1"
SETTINGS = ("usual", "close", "closest")  # classes of brief.css: what spills over its page is set closer
TEMPLATES = {
    Brief.Kind.AGREEMENT: "briefs/pdf/agreement.html",
    Brief.Kind.ORGANISATION: "briefs/pdf/organisation.html",
}


def render(brief: Brief) -> Pdf:
    """Raises TooMuchError or PdfRefusedError, both with a reason; anything else is an accident."""
    refuse_too_much(brief.contents)
    return make_pdf(partial(html_of, brief, setting=setting) for setting in SETTINGS)


def html_of(brief: Brief, *, setting: str = SETTINGS[0]) -> str:
    return render_to_string(TEMPLATES[Brief.Kind(brief.kind)], {**context_of(brief), "setting": setting})


def context_of(brief: Brief) -> dict[str, Any]:
    """Days come from the order, never from the clock, so that the same brief gives the same bytes."""
    ordered = timezone.localtime(brief.ordered_at)
    return {
        "paper": brief.contents,
        "number": brief.number,
        "check_code": brief.check_code,
        "is_draft": brief.is_draft,
        "numbered": len(brief.contents["sources"]) > 1,
        "written_on": official_day_with_weekday(ordered.date()),
        "created": ordered.isoformat(timespec="seconds"),
        "register": brief.municipality.name,
    }


def warm_up() -> None:
    """Sets a page nobody reads: a worker's children inherit fonts, sheet and imports."""
    make_pdf([partial(render_to_string, "briefs/pdf/warm_up.html")])
    on_paper("가")
