"""Days are days in Seoul: where a quarter, a day of knowledge and a due day end."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements import models as m
from agreements.rules.progress import Progress
from agreements.rules.rhythm import window
from agreements.standing import standings
from tests.agreements.cast import cast, fact_of, make_agreement
from tests.agreements.standing.register import column, in_answer, on_page

pytestmark = pytest.mark.django_db

LAST_SECOND = datetime(2026, 9, 30, 14, 59, 59, tzinfo=UTC)  # 23:59:59 on 30 September in Seoul
MIDNIGHT = datetime(2026, 9, 30, 15, 0, 0, tzinfo=UTC)


@pytest.fixture
def agreement(client):
    people = cast()
    client.force_login(people.officer)
    made = make_agreement(people.gwangju, "a", company="가", signed=date(2024, 1, 2))
    version = made.versions.get()
    told = {"version_of": version, "metric": "jobs", "stage": "signed", "low": 100, "high": 100}
    due = {"due_on": date(2026, 7, 1), "due_precision": "quarter"}
    m.Pledge.objects.create(**told, **due, recorded_at=datetime(2024, 1, 3, tzinfo=UTC), **fact_of(made))
    return made


def counted(agreement, value, on, *, at, precision="day"):
    told = {"rung": "staff", "low": value, "high": value, "as_of_on": on, "as_of_precision": precision}
    row = m.Actual.objects.create(**told, source_kind="visit", recorded_at=at, **fact_of(agreement))
    return m.Review.objects.create(actual=row, decision="approved", reviewed_by=row.recorded_by, reviewed_at=at)


def confirmed(agreement, as_of, known_at=None):
    [found] = standings([agreement], as_of=as_of, known_at=known_at)
    return found.jobs.confirmed.said.low if found.jobs.confirmed else None


def test_what_was_recorded_in_the_last_second_of_a_day_is_known_on_it(agreement, client):
    counted(agreement, 60, date(2026, 6, 30), at=LAST_SECOND)
    counted(agreement, 70, date(2026, 7, 31), at=MIDNIGHT)
    for known_on, value in (("2026-09-29", "미확인"), ("2026-09-30", "60"), ("2026-10-01", "70")):
        asked = f"?as_of=2026-10-31&known_on={known_on}"
        assert column(on_page(client, f"/standing/{asked}"), "jobs", "jobs_confirmed")["계"] == value
        assert in_answer(client, f"/answers/by-year/{asked}")["years", "계", "jobs_confirmed"] == value


def test_a_quarter_counts_from_its_last_day_on(agreement):
    counted(agreement, 60, date(2026, 7, 1), at=LAST_SECOND, precision="quarter")
    assert [confirmed(agreement, day) for day in (date(2026, 9, 29), date(2026, 9, 30))] == [None, 60]


def test_a_promise_of_a_quarter_is_late_on_the_day_after_it(agreement):
    late = [standings([agreement], as_of=day)[0] for day in (date(2026, 9, 30), date(2026, 10, 1))]
    assert [one.progress for one in late] == [Progress.WITHIN_DUE, Progress.PAST_DUE]


@given(st.integers(0, 15 * 365 * 86_400))
def test_a_round_is_proposed_by_the_day_in_seoul(seconds):
    """In UTC nine hours of each quarter's first day would still be the quarter before."""
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    found = window("quarter", timezone.localdate(moment))
    begins = timezone.make_aware(datetime.combine(found.opens_on, time.min))
    assert begins <= moment < begins + timedelta(days=92)
    assert begins.astimezone(UTC).hour == 15


@given(seconds=st.integers(-86_400, 86_400))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_known_at_divides_at_the_moment_itself(agreement, seconds):
    at = MIDNIGHT + timedelta(seconds=seconds)
    if not m.Actual.objects.exists():
        counted(agreement, 60, date(2026, 6, 30), at=MIDNIGHT)
    assert confirmed(agreement, date(2026, 12, 31), at) == (60 if at >= MIDNIGHT else None)
