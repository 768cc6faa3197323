from datetime import date
from decimal import Decimal

import pytest

from agreements.rules.metric import Metric
from agreements.rules.progress import PROGRESS_NAMES, Progress, is_fulfilled, progress, rate

DUE = date(2021, 6, 30)


def test_the_calendar_speaks_where_nobody_decided():
    assert progress(None, DUE, DUE) == Progress.WITHIN_DUE
    assert progress(None, DUE, date(2021, 7, 1)) == Progress.PAST_DUE
    assert progress("going", None, DUE) == Progress.NO_DUE


def test_a_decided_outcome_stands_whatever_the_day():
    assert progress("closed", DUE, date(2030, 1, 1)) == Progress.CLOSED


def test_every_progress_has_a_name():
    assert set(PROGRESS_NAMES) == set(Progress)


@pytest.mark.parametrize(
    ("actual", "pledged", "percent"),
    [(101, 238, "42.4"), (1617, 7676, "21.1"), (5303, 16970, "31.2"), (0, 100, "0.0"), (100, 100, "100.0")],
)
def test_published_rates_come_out_with_one_decimal(actual, pledged, percent):
    assert rate(actual, pledged) == Decimal(percent)


def test_there_is_no_rate_without_both_sides():
    assert rate(None, 100) is None
    assert rate(100, None) is None
    assert rate(100, 0) is None


@pytest.mark.parametrize(
    ("definition", "opened", "seats", "jobs", "fulfilled"),
    [
        ("opened", True, None, None, True),
        ("opened", None, True, True, None),
        ("seats", None, True, False, True),
        ("jobs", True, True, False, False),
        ("jobs", True, True, None, None),
        ("all", True, True, True, True),
        ("all", True, True, None, None),
        ("all", None, True, False, False),
    ],
)
def test_one_standing_is_fulfilled_or_not_by_definition(definition, opened, seats, jobs, fulfilled):
    assert is_fulfilled(definition, opened, {Metric.SEATS: seats, Metric.JOBS: jobs}) is fulfilled
