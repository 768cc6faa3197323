from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.periods import (
    UNKNOWN,
    PartialDate,
    Precision,
    begins_its_period,
    in_words,
    last_day,
    official_day_with_weekday,
    whole_years_between,
    years_before,
)


@pytest.mark.parametrize(
    ("on", "precision", "last", "words"),
    [
        (date(2020, 7, 16), Precision.DAY, date(2020, 7, 16), "2020. 7. 16."),
        (date(2020, 2, 1), Precision.MONTH, date(2020, 2, 29), "2020. 2."),
        (date(2020, 10, 1), Precision.QUARTER, date(2020, 12, 31), "2020년 4분기"),
        (date(2021, 1, 1), Precision.HALF, date(2021, 6, 30), "2021년 상반기"),
        (date(2020, 7, 1), Precision.HALF, date(2020, 12, 31), "2020년 하반기"),
        (date(2020, 1, 1), Precision.YEAR, date(2020, 12, 31), "2020년"),
    ],
)
def test_due_is_the_last_day_of_what_is_known(on, precision, last, words):
    assert last_day(on, precision) == last
    assert in_words(on, precision) == words


def test_an_unknown_day_has_no_last_day_and_no_words():
    assert UNKNOWN.last_day is None
    assert str(UNKNOWN) == ""
    assert not UNKNOWN.is_known
    assert not UNKNOWN


def test_the_weekday_follows_the_final_point():
    assert official_day_with_weekday(date(2020, 7, 16)) == "2020. 7. 16.(목)"


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from([p for p in Precision if p != Precision.UNKNOWN]))
def test_the_day_after_a_period_begins_the_next_one(day, precision):
    if begins_its_period(day, precision):
        end = last_day(day, precision)
        assert end >= day
        assert begins_its_period(end + timedelta(days=1), precision)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 40))
def test_years_before_is_undone_by_counting_years(day, years):
    assert whole_years_between(years_before(day, years), day) == years


def test_a_year_is_complete_only_on_its_day():
    assert whole_years_between(date(2018, 2, 20), date(2020, 2, 19)) == 1
    assert whole_years_between(date(2018, 2, 20), date(2020, 2, 20)) == 2


def test_a_partial_date_knows_its_year_as_far_as_it_is_known():
    assert PartialDate(date(2018, 1, 1), Precision.YEAR, "30일 체결(월 미확인)").year == 2018
    assert UNKNOWN.year is None
