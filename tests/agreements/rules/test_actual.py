from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from agreements.periods import PartialDate, Precision
from agreements.rules.actual import Report, reading
from agreements.rules.metric import Rung
from agreements.rules.said import Said

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 3, tzinfo=UTC)


def report(rung, value, on, precision=Precision.DAY, *, approved=False, group="", hour=0):
    return Report(
        rung=rung,
        said=Said(value, value),
        as_of=PartialDate(on, precision),
        is_approved=approved,
        recorded_at=NOON.replace(hour=hour),
        source_id=1,
        source_kind="언론 보도",
        group=group,
    )


def value(rung, reports, as_of=TODAY):
    found = reading(rung, reports, as_of)
    return found.said.low if found else None


def test_a_stock_is_read_at_its_latest_day():
    reports = [report(Rung.SEATS_USED, 210, date(2021, 11, 5)), report(Rung.SEATS_USED, 250, date(2022, 12, 1))]
    assert value(Rung.SEATS_USED, reports) == 250
    assert value(Rung.SEATS_USED, reports, date(2022, 1, 1)) == 210
    assert value(Rung.SEATS_USED, reports, date(2021, 1, 1)) is None


def test_a_flow_is_summed_over_its_periods():
    reports = [
        report(Rung.HIRED, 141, date(2021, 1, 1), Precision.YEAR),
        report(Rung.HIRED, 240, date(2022, 1, 1), Precision.YEAR),
    ]
    assert value(Rung.HIRED, reports) == 381
    assert value(Rung.HIRED, reports, date(2022, 6, 30)) == 141


def test_of_two_reports_of_one_period_the_approved_one_counts():
    reports = [
        report(Rung.HIRED, 100, date(2021, 1, 1), Precision.YEAR, approved=True, hour=1),
        report(Rung.HIRED, 141, date(2021, 1, 1), Precision.YEAR, hour=5),
    ]
    assert value(Rung.HIRED, reports) == 100


def test_a_stock_of_the_whole_is_not_added_to_its_parts():
    day = date(2022, 1, 1)
    reports = [
        report(Rung.STAFF, 100, day),
        report(Rung.STAFF, 60, day, group="a"),
        report(Rung.STAFF, 40, day, group="b"),
    ]
    assert value(Rung.STAFF, reports) == 100
    assert value(Rung.STAFF, reports[1:]) == 100


@given(st.lists(st.tuples(st.integers(0, 500), st.dates(date(2010, 1, 1), date(2026, 1, 1))), min_size=1))
def test_a_stock_is_never_summed(values):
    reports = [report(Rung.STAFF, n, day) for n, day in values]
    assert value(Rung.STAFF, reports) in {n for n, _ in values}
