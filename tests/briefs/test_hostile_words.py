"""Whatever people write stays words: in every free text of every kind, nothing is fetched and nothing attached."""

from typing import Any

import pytest
from pypdf import PdfReader
from weasyprint import CSS, HTML

from briefs.blocks import Block, Cell, Chart, Column, Heading, Line, Lines, Note, Notes, Paper, Part, Row, Table
from briefs.contents import frozen
from briefs.pdf import STYLESHEET, VARIANT, WIDTHS, make_pdf, press
from briefs.rendering import html_of, render
from tests.briefs.made import ordered
from tests.briefs.test_pdf import HEARD, VECTORS, address
from tests.briefs.test_rendering import words_of

__all__ = ["address"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

KEPT = {"block", "align", "key", "is_draft", "is_landscape", "is_one_page", "has_contents_list", "is_total"}


def everywhere(words: str, value: Any, name: str = "") -> Any:
    """The tree with its every text replaced; what is no text of a person stays."""
    if isinstance(value, dict):
        return {key: everywhere(words, part, key) for key, part in value.items()}
    if isinstance(value, list):
        return [everywhere(words, part, name) for part in value]
    return words if isinstance(value, str) and name not in KEPT else value


def every_block() -> dict[str, Any]:
    """A paper with each kind of block, on both kinds of page."""
    columns = (
        Column("a", "가", 10, "text"),
        Column("b", "나", 10, "figure", "다"),
        Column("c", "라", 10, "word", "다"),
    )
    blocks: tuple[Block, ...] = (
        Heading("가", "석"),
        Heading("나", beside="다"),
        Lines((Line("가", "나", "①", (Line("다", refs="②"),)),), is_labelled=True),
        Lines((Line("가", "나"),)),
        Table("t", "표", columns, (Row("r", (Cell("가"), Cell("1", "*", "①"), Cell("다", "*"))),), "석"),
        Chart("그림", "기준", ("가", "나"), (("다", (1, None)),)),
        Notes((Note("*", "가", "①"), Note("※", "나"))),
    )
    words = ("가", "나", "다", "라", "마", "바", "사", "아")
    parts = (Part(blocks), Part(blocks, "붙임", is_landscape=True))
    tail = {"sources": ("가", "나"), "contact": "다", "is_draft": False, "has_contents_list": True}
    return frozen(Paper(*words, summary=("아", "자"), parts=parts, **tail))[0]


@pytest.mark.parametrize("vector", VECTORS.values(), ids=list(VECTORS))
def test_nothing_is_fetched_for_any_text_of_a_paper(heungkuk, address, vector, tmp_path):
    words = vector.format(url=address).replace("{{", "{").replace("}}", "}")
    brief = ordered(heungkuk)
    brief.contents = everywhere(words, every_block())
    HEARD.clear()
    made = render(brief)
    assert HEARD == []
    path = tmp_path / "paper.pdf"
    path.write_bytes(made.data)
    assert not PdfReader(path).attachments
    assert "".join(words.split())[:12] in "".join(words_of(made.data).split())


def test_the_texts_of_a_real_agreement_are_as_harmless(heungkuk, address):
    """Through the register: a matter, a duty, a statement, a name."""
    words = "".join(VECTORS.values()).format(url=address)[:380]
    heungkuk.matter("issue", words)
    heungkuk.duty(heungkuk.of_city, "other", words)
    heungkuk.statement("context", words)
    HEARD.clear()
    assert render(ordered(heungkuk)).pages >= 1
    assert HEARD == []


def test_our_press_sets_what_the_untouched_library_sets(heungkuk):
    """Its sheet and its references are our own: a release that moves them would be told here."""
    brief = ordered(heungkuk)
    brief.contents = every_block()
    html = html_of(brief)
    with open(f"static/{STYLESHEET}", encoding="utf-8") as file:
        sheet = CSS(string=file.read() + WIDTHS, font_config=press().fonts)
    plain = HTML(string=html).render(stylesheets=[sheet], font_config=press().fonts, pdf_variant=VARIANT)
    assert press().html(string=html)._ua_stylesheets() != HTML(string=html)._ua_stylesheets()
    assert words_of(plain.write_pdf(pdf_variant=VARIANT)) == words_of(make_pdf([lambda: html]).data)
