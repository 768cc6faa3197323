"""HTML → PDF bytes: the one door to WeasyPrint."""

import atexit
import gc
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.staticfiles import finders

STYLESHEET = "css/brief.css"
VARIANT = "pdf/ua-1"


class PdfRefusedError(Exception):
    """The text asks for something a paper may not have."""


@dataclass(frozen=True)
class Pdf:
    data: bytes
    pages: int


@dataclass(frozen=True)
class Press:
    """What is set up once in a process: shared fonts keep memory flat, a parsed sheet saves its parsing."""

    html: Any
    fetcher: Any
    fonts: Any
    sheet: Any
    fatal: Any


@cache
def press() -> Press:
    # Imported here because it takes half a second that no page, command or test without a paper should pay.
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class Closed(URLFetcher):
        """Serves nothing. A fatal error, else WeasyPrint would leave the thing out and print on."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> None:
            raise FatalURLFetchingError(url)

    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
    fetcher, fonts = Closed(), FontConfiguration()
    path = finders.find(STYLESHEET)
    with open(str(path), encoding="utf-8") as file:
        sheet = CSS(string=file.read(), font_config=fonts, url_fetcher=fetcher)
    atexit.register(press.cache_clear)  # else fonts are freed after the library that frees them
    return Press(HTML, fetcher, fonts, sheet, FatalURLFetchingError)


def make_pdf(settings: Iterable[Callable[[], str]]) -> Pdf:
    """A tagged PDF/UA-1 of the first HTML that fits one page; where none does, of the first with the fewest.

    The same HTML gives the same bytes.
    """
    tools = press()
    try:
        with without_cyclic_gc():
            document = fitting(tools, settings)
            return Pdf(document.write_pdf(pdf_variant=VARIANT), len(document.pages))
    except tools.fatal as error:  # a BaseException: ``except Exception`` further up would miss it
        raise PdfRefusedError(str(error)) from None


def fitting(tools: Press, settings: Iterable[Callable[[], str]]) -> Any:
    best = None
    for setting in settings:
        source = tools.html(string=setting(), url_fetcher=tools.fetcher)
        laid = source.render(stylesheets=[tools.sheet], font_config=tools.fonts, pdf_variant=VARIANT)
        if best is None or len(laid.pages) < len(best.pages):
            best = laid
        if len(best.pages) == 1:
            break
    return best


@contextmanager
def without_cyclic_gc() -> Iterator[None]:
    """A layout makes hundreds of thousands of objects that live until its end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect()
