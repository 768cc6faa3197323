"""What ended leaves no stock behind, and takes nothing out of what was before."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from agreements.periods import PartialDate, Precision
from agreements.rules.actual import Report, compared, reading
from agreements.rules.ending import after_the_end
from agreements.rules.metric import RUNGS, Metric, Rung
from agreements.rules.said import Said

JOBS = [rung for rung in Rung if RUNGS[rung].metric == Metric.JOBS]
NOON = datetime(2026, 1, 1, 3, tzinfo=UTC)
days = st.dates(date(2020, 1, 1), date(2025, 12, 31))


def report(rung, value, on, *, approved=True):
    return Report(rung, Said(value, value), PartialDate(on, Precision.DAY), approved, NOON, 1, "현지 확인")


def end(on, precision=Precision.DAY):
    return replace(report(Rung.STAFF, 0, on), as_of=PartialDate(on, precision), source_kind="폐업·철수")


reports = st.lists(
    st.builds(report, st.sampled_from(JOBS), st.integers(1, 500), days, approved=st.booleans()), max_size=6
)


def value(metric, told, as_of):
    found = compared(metric, told, as_of)
    return found.said.low if found else None


def test_a_closed_centre_has_nobody_at_work_whatever_was_read_before():
    told = [report(Rung.STAFF, 80, date(2021, 6, 30)), report(Rung.HIRED, 120, date(2021, 1, 1))]
    after = after_the_end(Metric.JOBS, told, end(date(2023, 3, 2)), date(2024, 1, 1))
    assert value(Metric.JOBS, after, date(2024, 1, 1)) == 0
    assert reading(Rung.HIRED, after, date(2024, 1, 1)).said.low == 120


def test_hires_alone_do_not_outlive_the_end_either():
    told = [report(Rung.HIRED, 120, date(2021, 1, 1))]
    assert value(Metric.JOBS, after_the_end(Metric.JOBS, told, end(date(2023, 3, 2)), date(2024, 1, 1)), date.max) == 0


def test_money_that_was_spent_was_spent():
    told = [report(Rung.INVESTED, 5, date(2021, 1, 1))]
    assert after_the_end(Metric.INVESTMENT, told, end(date(2023, 3, 2)), date(2024, 1, 1)) == told


def test_what_was_never_confirmed_stays_unknown_and_is_not_nought():
    told = [report(Rung.STAFF, 80, date(2021, 6, 30), approved=False)]
    assert after_the_end(Metric.JOBS, told, end(date(2023, 3, 2)), date(2024, 1, 1)) == []


def test_an_end_known_in_part_counts_on_its_last_day():
    told = [report(Rung.STAFF, 80, date(2023, 12, 31)), report(Rung.INSURED, 7, date(2024, 1, 1))]
    after = after_the_end(Metric.JOBS, told, end(date(2023, 1, 1), Precision.YEAR), date(2024, 1, 1))
    assert [reading(rung, after, date(2024, 1, 1)).said.low for rung in (Rung.STAFF, Rung.INSURED)] == [0, 7]


@given(told=reports, on=days)
def test_a_flow_is_left_whole(told, on):
    after = after_the_end(Metric.JOBS, told, end(on), date.max)
    assert reading(Rung.HIRED, after, date.max) == reading(Rung.HIRED, told, date.max)


@given(told=reports, on=days, later=st.integers(1, 3000))
def test_after_the_end_a_stock_is_nought_unless_it_was_read_since(told, on, later):
    day = date.fromordinal(on.toordinal() + later)
    after = after_the_end(Metric.JOBS, told, end(on), day)
    for rung in (Rung.STAFF, Rung.INSURED, Rung.RETAINED):
        since = {one.said.low for one in told if one.rung == rung and on < one.as_of.on <= day}
        for approved in (True, False):
            found = reading(rung, [one for one in after if one.is_approved == approved], day)
            assert found is None or found.said.low in since | ({0} if approved else set())
