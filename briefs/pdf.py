"""HTML → PDF bytes: the one door to WeasyPrint."""

import atexit
import gc
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.contrib.staticfiles import finders

STYLESHEET = "css/brief.css"
VARIANT = "pdf/ua-1"
ARCHIVE_VARIANT = "pdf/a-3a"
# Of the user agent's sheet: what asks every element for footnotes it never has (a sixth of a long table's time), and
# the one OpenType feature, whose shaping is never freed.
UNASKED = re.compile(r"^::(footnote-|note-).*$|font-variant-numeric: tabular-nums;", re.MULTILINE)
# Shares of a table's width, and tenths of an em of a label's, as no page brings a style of its own.
WIDTHS = "".join(
    [
        *(f"col.w{share} {{ width: {share}% }}" for share in range(1, 101)),
        *(f".label.em{tenths} {{ width: {tenths / 10}em }}" for tenths in range(38, 100)),
    ]
)


class PdfRefusedError(Exception):
    """The text asks for something a paper may not have."""


@dataclass(frozen=True)
class Enclosed:
    """A file inside a file: ``known`` is its day."""

    name: str
    words: str
    data: bytes
    known: datetime


@dataclass(frozen=True)
class Pdf:
    """``archive`` is the form for keeping; None where none was asked for."""

    data: bytes
    pages: int
    archive: bytes | None = None


@dataclass(frozen=True)
class Press:
    """What is set up once in a process: shared fonts keep memory flat, a parsed sheet saves its parsing."""

    html: Any
    attachment: Any
    fetcher: Any
    fonts: Any
    sheet: Any
    fatal: Any
    version: str


@cache
def press() -> Press:
    # Imported here because it takes half a second that no page, command or test without a paper should pay.
    import weasyprint
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.html import UA
    from weasyprint.pdf import pydyf
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class Closed(URLFetcher):
        """Serves nothing. A fatal error, else WeasyPrint would leave the thing out and print on."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> None:
            raise FatalURLFetchingError(url)

    pydyf.PDF.page_references = property(page_references)
    agent = CSS(string=UNASKED.sub("", UA))

    class Page(HTML):
        def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
            return [agent]

    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
    fetcher, fonts = Closed(), FontConfiguration()
    with open(str(finders.find(STYLESHEET)), encoding="utf-8") as file:
        sheet = CSS(string=file.read() + WIDTHS, font_config=fonts, url_fetcher=fetcher)
    atexit.register(press.cache_clear)  # else fonts are freed after the library that frees them
    return Press(Page, Attachment, fetcher, fonts, sheet, FatalURLFetchingError, weasyprint.__version__)


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """Asked for every tag of every cell: made anew each time, as the library does, they cost the pages squared."""
    pages = pdf.pages["Kids"][::3]
    known: tuple[bytes, ...] = getattr(pdf, "known_references", ())
    if len(known) != len(pages):
        known = pdf.known_references = tuple(f"{number} 0 R".encode("ascii") for number in pages)
    return known


def press_words() -> str:
    return f"WeasyPrint {press().version}"


def make_pdf(settings: Iterable[Callable[[], str]], *, enclosed: Sequence[Enclosed] | None = None) -> Pdf:
    """A tagged PDF/UA-1 of the first HTML that fits one page; where none does, of the first with the fewest.

    With ``enclosed`` a PDF/A-3 of the same pages too, with those files inside. The same HTML gives the same bytes.
    """
    tools = press()
    try:
        with without_cyclic_gc():
            document = fitting(tools, settings)
            data = document.write_pdf(pdf_variant=VARIANT)
            return Pdf(data, len(document.pages), _archive(tools, document, enclosed))
    except tools.fatal as error:  # a BaseException: ``except Exception`` further up would miss it
        raise PdfRefusedError(str(error)) from None


def pages_of(html: str) -> int:
    """How many it would take."""
    tools = press()
    try:
        with without_cyclic_gc():
            return len(fitting(tools, [lambda: html]).pages)
    except tools.fatal as error:
        raise PdfRefusedError(str(error)) from None


def _archive(tools: Press, document: Any, enclosed: Sequence[Enclosed] | None) -> bytes | None:
    if enclosed is None:
        return None
    document.metadata.attachments = [
        tools.attachment(
            string=one.data,
            name=one.name,
            description=one.words,
            created=one.known,
            modified=one.known,
            relationship="Data",
            url_fetcher=tools.fetcher,
        )
        for one in enclosed
    ]
    archive: bytes = document.write_pdf(pdf_variant=ARCHIVE_VARIANT)
    return archive


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
    """A layout makes objects by the hundred thousand that live until its end; whoever sets many collects after each."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
