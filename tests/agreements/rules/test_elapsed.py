from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.periods import UNKNOWN, PartialDate, Precision
from agreements.rules.elapsed import in_words, months_since

days = st.dates(date(2004, 1, 1), date(2030, 12, 31))


def signed(on, precision=Precision.DAY):
    return PartialDate(on, precision)


@pytest.mark.parametrize(
    ("since", "day", "months"),
    [
        (signed(date(2020, 7, 16)), date(2020, 8, 15), 0),
        (signed(date(2020, 7, 16)), date(2020, 8, 16), 1),
        (signed(date(2020, 1, 1), Precision.YEAR), date(2021, 1, 30), 0),
        (signed(date(2020, 1, 1), Precision.YEAR), date(2021, 1, 31), 1),
        (signed(date(2020, 7, 16)), date(2019, 1, 1), 0),
        (UNKNOWN, date(2021, 1, 1), None),
    ],
)
def test_whole_months_since_the_last_day_of_what_is_known(since, day, months):
    assert months_since(since, day) == months


@given(days, st.integers(0, 4000))
def test_months_never_fall_and_grow_by_one_at_most_a_day(since, later):
    day = since + timedelta(days=later)
    now, tomorrow = (months_since(signed(since), one) for one in (day, day + timedelta(days=1)))
    assert tomorrow - now in {0, 1}


@pytest.mark.parametrize(("months", "words"), [(0, "0개월"), (5, "5개월"), (12, "1년"), (27, "2년 3개월"), (24, "2년")])
def test_in_words(months, words):
    assert in_words(months) == words
