"""For keeping: the archive holds what was frozen, and old papers can be set again to the byte after any correction."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from briefs import tasks
from briefs.contents import digest_of, draw, order_of
from briefs.models import Brief
from briefs.rendering import render, renderer
from briefs.rendering.enclosed import rows_of, tables_of
from tests.briefs.made import TODAY, ordered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]


@pytest.fixture
def written(heungkuk):
    heungkuk.matter("issue")
    heungkuk.matter("plan")
    return heungkuk


def ready(brief: Brief) -> Brief:
    assert tasks.take_and_render(brief.pk)
    brief.refresh_from_db()
    assert brief.state == "ready"
    return brief


def files_in(data: bytes) -> dict[str, bytes]:
    return {name: found[0] for name, found in PdfReader(BytesIO(data)).attachments.items()}


def test_an_issued_paper_is_kept_with_its_data_inside(written):
    brief = ready(ordered(written))
    with brief.archive.open("rb") as file:
        inside = files_in(file.read())
    assert digest_of(json.loads(inside.pop("contents.json"))) == brief.contents_digest
    told = [list(csv.reader(StringIO(data.decode("utf-8-sig")))) for data in inside.values()]
    assert told == [rows_of(table) for table in tables_of(brief.contents)]
    assert list(inside) == ["01-fulfilment.csv", "02-duties.csv"]


def test_a_draft_is_not_for_keeping(heungkuk):
    brief = ready(ordered(heungkuk))
    assert (brief.is_draft, brief.archive.name, brief.archive_sha256) == (True, "", "")


def test_enclosures_bear_the_day_of_knowledge(written):
    made = render(ordered(written, known_at=datetime(2026, 9, 30, 15, tzinfo=UTC)))
    names = PdfReader(BytesIO(made.archive)).trailer["/Root"]["/Names"]["/EmbeddedFiles"]["/Names"]
    told = [name.get_object()["/EF"]["/F"].get_object()["/Params"] for name in names[1::2]]
    assert {(one["/CreationDate"], one["/ModDate"]) for one in told} == {("D:20260930150000Z", "D:20260930150000Z")}


def test_what_set_it_is_noted(written):
    brief = ready(ordered(written))
    assert brief.renderer == renderer()
    assert all(word in brief.renderer for word in ("WeasyPrint", "Nanum"))


@pytest.mark.parametrize(
    ("papers", "corrections"), [(5, 20), pytest.param(50, 200, marks=pytest.mark.audit)], ids=["few", "many"]
)
def test_old_papers_are_the_same_bytes_after_many_corrections(written, papers, corrections):
    """As known then they say what they said; as known today they say the new."""
    day = timedelta(days=1)
    actual = written.actual("insured", 1_000, date(2026, 6, 30))
    kept = [ready(ordered(written, as_of=TODAY - n * day, known_at=timezone.now())) for n in range(papers)]
    for number in range(corrections):
        again = {"replaces": actual, "reason": "명부 대조", "recorded_at": timezone.now()}
        actual = written.actual("insured", 1_001 + number, date(2026, 6, 30), **again)
    for paper in kept:
        made = render(paper)
        assert digest_of(paper.contents) == paper.contents_digest
        with paper.file.open("rb") as file, paper.archive.open("rb") as archive:
            assert (made.data, made.archive) == (file.read(), archive.read())
    paper = kept[-1]
    then = draw(order_of(paper, as_of=paper.as_of, known_at=paper.known_at))
    now = draw(order_of(paper, as_of=paper.as_of, known_at=timezone.now()))
    newest = f"{1_000 + corrections:,}"
    assert "1,000" in str(then.contents)
    assert newest not in str(then.contents)
    assert newest in str(now.contents)
