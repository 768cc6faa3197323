"""One paper, all its forms: the same figures in each, read back by other libraries than wrote them."""

from datetime import date

import pytest

from briefs.kinds import KINDS
from briefs.layout import tables_of
from briefs.ordering import order_brief
from briefs.rendering import render
from tests.briefs.faces import faces, pdf_words, printed_rows
from tests.briefs.subjects import order_of_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]


@pytest.fixture
def brief_of(heungkuk):
    """An issued one of a kind, with a large figure, a fall and what nobody checked."""
    heungkuk.pledge("investment", 123_400_000_000)
    heungkuk.actual("insured", 40, date(2026, 9, 30))
    heungkuk.matter("issue")
    heungkuk.matter("plan")
    return lambda kind: order_brief(order_of_kind(heungkuk, kind), by=heungkuk.officer)


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_gives_the_same_figures(brief_of, kind):
    brief = brief_of(kind)
    found = faces(brief)
    assert found["contents"]
    assert any(row for table in found["contents"] for row in table)
    for name, tables in found.items():
        assert tables == found["contents"], name


@pytest.mark.parametrize("kind", KINDS)
def test_the_pdf_says_row_by_row_what_the_contents_say(brief_of, kind):
    brief = brief_of(kind)
    told, at = pdf_words(render(brief).data), 0
    for row in printed_rows(brief.contents):
        place = told.find(row, at)
        assert place >= 0, row
        at = place + len(row)
    assert tables_of(brief.contents)
