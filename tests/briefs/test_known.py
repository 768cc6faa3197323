"""Every kind as known on a day: the old figures as they were known then, the new ones today."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from briefs.contents import draw
from briefs.kinds import KINDS
from briefs.ordering import order_brief
from tests.briefs.subjects import order_of_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

THEN = datetime(2026, 10, 20, tzinfo=UTC)
OF_FACTS = sorted(KINDS.keys() - {"handover", "reply"})  # who holds what is of today alone; answers are frozen


@pytest.fixture
def corrected(heungkuk):
    """1,111 people as reported in time, and as corrected afterwards to 2,222."""
    first = heungkuk.actual("insured", 1_111, date(2026, 9, 30), recorded_at=datetime(2026, 10, 10, tzinfo=UTC))
    again = {"replaces": first, "reason": "명부 대조", "recorded_at": timezone.now()}
    heungkuk.actual("insured", 2_222, date(2026, 9, 30), **again)
    return heungkuk


@pytest.mark.parametrize("kind", OF_FACTS)
def test_what_was_known_then_is_told_as_it_was(corrected, kind):
    then = str(draw(order_of_kind(corrected, kind, known_at=THEN)).contents)
    assert "1,111" in then
    assert "2,222" not in then
    now = str(draw(order_of_kind(corrected, kind)).contents)
    assert "2,222" in now
    assert "1,111" not in now


@pytest.mark.parametrize("kind", OF_FACTS)
def test_the_day_of_knowledge_is_printed(corrected, kind):
    assert draw(order_of_kind(corrected, kind, known_at=THEN)).contents["known_at"] == "2026. 10. 20."


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_can_be_ordered_and_is_issued_once_written(corrected, kind):
    if kind == "agreement":
        corrected.matter("issue")
        corrected.matter("plan")
    brief = order_brief(order_of_kind(corrected, kind), by=corrected.officer)
    assert not brief.is_draft
    assert order_brief(order_of_kind(corrected, kind), by=corrected.officer).pk == brief.pk
