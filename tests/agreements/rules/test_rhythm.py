"""The period that ended last: on 1 October in Seoul the third quarter, a second earlier still the second."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.periods import last_day
from agreements.rules.rhythm import MONTHS, period_of, window

SEOUL = ZoneInfo("Asia/Seoul")
rhythms = st.sampled_from(sorted(MONTHS))


@pytest.mark.parametrize(
    ("moment", "name"),
    [
        (datetime(2026, 9, 30, 14, 59, 59, tzinfo=UTC), "2026년 2분기 이행 점검"),
        (datetime(2026, 9, 30, 15, 0, 0, tzinfo=UTC), "2026년 3분기 이행 점검"),
        (datetime(2026, 12, 31, 14, 59, 59, tzinfo=UTC), "2026년 3분기 이행 점검"),
        (datetime(2026, 12, 31, 15, 0, 0, tzinfo=UTC), "2026년 4분기 이행 점검"),
    ],
)
def test_the_quarter_turns_at_midnight_in_seoul(moment, name):
    assert window("quarter", moment.astimezone(SEOUL).date()).name == name


@given(rhythms, st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_window_is_the_last_whole_period_before_today(rhythm, today):
    found = window(rhythm, today)
    period = period_of(found.observed_from, found.observed_to)
    assert period is not None
    assert period.precision == rhythm
    assert found.observed_to < today <= last_day(found.observed_to + timedelta(days=1), rhythm)
    assert found.opens_on == found.observed_to + timedelta(days=1)
    assert found.opens_on <= found.due_on


@given(rhythms, st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_windows_follow_each_other_without_a_gap(rhythm, today):
    now = window(rhythm, today)
    assert window(rhythm, now.observed_to).observed_to == now.observed_from - timedelta(days=1)
    assert window(rhythm, now.opens_on) == now
