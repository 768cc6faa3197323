"""전회 발행본 대비: an issued paper never changes, and the next one opens with what did."""

from datetime import date

import pytest
from django.utils import timezone

from briefs import tasks
from briefs.models import Brief
from tests.briefs.made import TODAY, ordered
from tests.briefs.tree import lines, said, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

HEADING = "전회 발행본 대비"


@pytest.fixture
def written(heungkuk):
    heungkuk.matter("issue")
    heungkuk.matter("plan")
    return heungkuk


def issued(made, **values) -> Brief:
    brief = ordered(made, **values)
    assert tasks.take_and_render(brief.pk)
    brief.refresh_from_db()
    assert (brief.state, brief.is_draft) == ("ready", False)
    return brief


def told(brief) -> list[str]:
    found = lines(brief.contents, HEADING)
    return said(found) + [sub["text"] for line in found for sub in line["subs"]]


def test_the_first_one_has_nothing_to_be_held_against(written):
    brief = issued(written)
    assert brief.previous is None
    assert told(brief) == []


def test_a_draft_is_no_paper_to_be_held_against(heungkuk):
    tasks.take_and_render(ordered(heungkuk).pk)
    heungkuk.actual("insured", 40, date(2026, 9, 30))
    assert ordered(heungkuk).previous is None


def test_the_next_says_which_figure_became_which_and_why(written):
    first = issued(written, as_of=date(2026, 9, 30))
    written.actual("insured", 40, date(2026, 9, 30), recorded_at=timezone.now())
    second = issued(written)
    assert second.previous == first
    [line, *subs] = told(second)
    assert line.startswith(f"{first.number}(2026. 9. 30. 기준) 대비: ")
    assert "지연 입력" in line
    assert any("고용 계 실적(B) 금회 미확인 → 40" in sub for sub in subs)


def test_a_correction_is_called_one(written):
    written.actual("insured", 40, date(2026, 9, 30))
    first = issued(written)
    old = written.agreement.actuals.get()
    new = written.actual(
        "insured", 38, date(2026, 9, 30), replaces=old, reason="중복 1건 제외", recorded_at=timezone.now()
    )
    assert new.pk
    [line, *subs] = told(issued(written, as_of=TODAY))
    assert f"{first.number}(" in line
    assert any("40 → 38(정정" in sub for sub in subs)


def test_the_same_order_after_issuing_is_the_same_paper(written):
    assert ordered(written).pk == issued(written).pk == ordered(written).pk


def test_nothing_changed_is_said(written):
    issued(written, as_of=date(2026, 9, 30))
    [line] = told(issued(written))
    assert line.endswith("대비: 달라진 수치 없음")


def test_a_paper_that_was_issued_stays_what_it_was(written):
    first = issued(written)
    before = (first.contents_digest, first.file_sha256, first.archive_sha256)
    written.actual("insured", 40, date(2026, 9, 30), recorded_at=timezone.now())
    issued(written)
    first.refresh_from_db()
    assert (first.contents_digest, first.file_sha256, first.archive_sha256) == before


def test_a_paper_of_several_pages_attaches_the_figures(written):
    """Beside the line: figure, before, after, reason, record."""
    first = issued(written, kind="register", subject=None, issues="해당 없음", plans="해당 없음")
    written.actual("insured", 40, date(2026, 9, 30), recorded_at=timezone.now())
    second = issued(written, kind="register", subject=None, issues="해당 없음", plans="해당 없음")
    assert second.previous == first
    changed = table(second.contents, "changed")
    assert changed["title"] == HEADING
    rows = [[cell["text"] for cell in row["cells"]] for row in changed["rows"]]
    assert any(after == "40" and "지연 입력" in reason and "실적" in record for _, _, after, reason, record in rows)
