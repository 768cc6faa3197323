"""How numbers and days are written: the filters, and the pure rules behind them."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.models import CentreSystem
from agreements.periods import UNKNOWN, PartialDate, Precision
from agreements.rules.amount import in_prose, in_table, in_won
from agreements.rules.metric import Metric
from agreements.rules.rebuilding import is_due_for_rebuilding
from agreements.rules.said import Said, Wording
from agreements.templatetags import figures

EOK = 100_000_000


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (PartialDate(date(2020, 7, 16), Precision.DAY), "2020. 7. 16."),
        (PartialDate(date(2015, 8, 16), Precision.DAY, "3년 이내"), "2015. 8. 16.(3년 이내)"),
        (PartialDate(date(2020, 1, 1), Precision.YEAR, "2020년 말"), "2020년 말"),
        (PartialDate(date(2021, 1, 1), Precision.HALF), "2021년 상반기"),
        (PartialDate(None, Precision.UNKNOWN, "같은 해 2월"), "같은 해 2월"),
        (UNKNOWN, ""),
        (None, ""),
    ],
)
def test_a_day_is_told_as_far_as_it_is_known(told, words):
    assert figures.when(told) == words


def test_the_base_day_names_its_weekday():
    assert figures.official(date(2026, 11, 22)) == "2026. 11. 22.(일)"


@pytest.mark.parametrize(
    ("won", "table", "prose"),
    [
        (530_300_000_000, "5,303", "5,303억 원"),
        (29_400_000_000_000 // 10, "29,400", "2조 9,400억 원"),
        (29_400_000_000_000, "294,000", "29조 4,000억 원"),
        (1_250_000_000, "12.5", "12억 5,000만 원"),
        (2_200_000_000, "22.0", "22억 원"),
        (30_000_000, "0.30", "3,000만 원"),
        (0, "0.00", "0 원"),
        (1, "0.00", "1 원"),
    ],
)
def test_money_stands_in_eok_and_is_told_in_words(won, table, prose):
    assert figures.in_eok(won) == table
    assert in_won(won) == prose


def test_no_money_is_no_word():
    assert figures.in_eok(None) == ""


@pytest.mark.parametrize(
    ("said", "metric", "table", "prose"),
    [
        (Said(100, 100, Wording.AT_LEAST), Metric.SEATS, "100 이상", "100석 이상"),
        (Said(120, 150, Wording.RANGE), Metric.JOBS, "120~150", "120~150명"),
        (Said(1200, 1200, Wording.OVER), Metric.JOBS, "1,200여", "1,200여 명"),
        (Said(300, 300, Wording.AT_MOST), Metric.JOBS, "최대 300", "최대 300명"),
        (Said(22 * EOK, 22 * EOK), Metric.INVESTMENT, "22.0", "22억 원"),
        (Said(120 * EOK, 150 * EOK, Wording.RANGE), Metric.INVESTMENT, "120~150", "120억~150억 원"),
        (Said(22 * EOK, 22 * EOK, Wording.OVER), Metric.INVESTMENT, "22.0여", "22억여 원"),
        (Said(22 * EOK, 22 * EOK, Wording.AT_LEAST), Metric.INVESTMENT, "22.0 이상", "22억 원 이상"),
        (Said(22 * EOK, 22 * EOK, Wording.AT_MOST), Metric.INVESTMENT, "최대 22.0", "최대 22억 원"),
        (Said(22 * EOK, 22 * EOK, Wording.ABOUT), Metric.INVESTMENT, "약 22.0", "약 22억 원"),
    ],
)
def test_a_value_keeps_the_word_it_came_with(said, metric, table, prose):
    assert in_table(said, metric) == figures.in_table(said, metric) == table
    assert in_prose(said, metric) == figures.in_prose(said, metric) == prose


@given(st.integers(0, 10**15), st.sampled_from(Metric))
def test_every_amount_can_be_told(value, metric):
    said = Said(value, value)
    assert in_table(said, metric)
    assert in_prose(said, metric).endswith({"seats": "석", "jobs": "명", "investment": "원"}[metric])


@pytest.mark.parametrize(
    ("by", "metric", "words"),
    [
        (-40, Metric.JOBS, "△40"),
        (-1200, Metric.JOBS, "△1,200"),
        (12, Metric.SEATS, "12"),
        (0, Metric.SEATS, "0"),
        (None, Metric.SEATS, "-"),
        (-7_190_000_000, Metric.INVESTMENT, "△71.9"),
    ],
)
def test_a_shortfall_carries_its_triangle(by, metric, words):
    assert figures.difference(SimpleNamespace(difference=by, metric=metric)) == words


def test_a_cost_is_told_from_low_to_high_and_only_where_it_is_known():
    assert figures.cost(CentreSystem(cost_low_won=4 * EOK, cost_high_won=5 * EOK)) == "4억~5억 원"
    assert figures.cost(CentreSystem(cost_low_won=80 * EOK, cost_high_won=80 * EOK)) == "80억 원"
    assert figures.cost(CentreSystem()) == ""


@pytest.mark.parametrize(("digits", "words"), [("1234567891", "123-45-67891"), ("", ""), ("12", "12")])
def test_a_business_number_is_read_in_its_three_parts(digits, words):
    assert figures.business_number(digits) == words


@pytest.mark.parametrize(
    ("installed", "as_of", "is_due"),
    [
        (PartialDate(date(2018, 11, 23), Precision.DAY), date(2026, 11, 22), False),
        (PartialDate(date(2018, 11, 23), Precision.DAY), date(2026, 11, 23), True),
        (PartialDate(date(2018, 1, 1), Precision.YEAR), date(2026, 11, 23), False),
        (PartialDate(date(2018, 1, 1), Precision.YEAR), date(2026, 12, 31), True),
        (PartialDate(date(2016, 2, 29), Precision.DAY), date(2024, 2, 29), True),
        (UNKNOWN, date(2026, 11, 23), False),
    ],
)
def test_a_system_is_due_eight_years_after_the_last_day_of_what_is_known(installed, as_of, is_due):
    assert is_due_for_rebuilding(installed, as_of) is is_due
