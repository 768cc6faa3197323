"""흥국생명 2020: 60 people by the end of 2020, 100 in all by mid-2021. 농협 2006: 300 seats in yearly steps."""

from datetime import date

from agreements.periods import UNKNOWN, PartialDate, Precision
from agreements.rules.pledge import PledgeLine, promise
from agreements.rules.said import Said, Wording

END_OF_2020 = PartialDate(date(2020, 1, 1), Precision.YEAR, "2020년 말")
MID_2021 = PartialDate(date(2021, 1, 1), Precision.HALF)


def line(value, due=UNKNOWN, *, announced=False, group=""):
    return PledgeLine(Said(value, value), due, announced, group)


def test_nothing_was_promised():
    assert promise([]) is None


def test_a_promise_takes_its_due_from_the_phase_that_reaches_it():
    found = promise([line(100), line(60, END_OF_2020, announced=True), line(100, MID_2021, announced=True)])
    assert found is not None
    assert (found.said.low, found.due, found.due_is_announced, found.is_announced) == (100, MID_2021, True, False)
    assert [(phase.number, phase.added.low, phase.cumulative.low) for phase in found.phases] == [
        (1, 60, 60),
        (2, 40, 100),
    ]


def test_an_announced_expansion_does_not_raise_what_was_signed():
    later = PartialDate(date(2019, 1, 1), Precision.YEAR)
    found = promise([line(300), line(2000, later, announced=True)])
    assert found is not None
    assert found.said.low == 300
    assert found.due == later


def test_parts_are_added_where_no_whole_was_promised():
    found = promise([line(70, group="new"), line(30, MID_2021, group="moved_in")])
    assert found is not None
    assert found.said == Said(100, 100)
    assert found.due == MID_2021


def test_the_whole_goes_before_its_parts():
    found = promise([line(100), line(70, group="new"), line(30, group="moved_in")])
    assert found is not None
    assert found.said.low == 100


def test_an_announced_value_without_a_day_is_told_beside_the_promise():
    words = PartialDate(None, Precision.UNKNOWN, "5년간")
    found = promise([line(200), line(500, words, announced=True)])
    assert found is not None
    assert found.said.low == 200
    assert [(other.said.low, other.due.words) for other in found.others] == [(500, "5년간")]


def test_one_dated_line_is_a_due_and_not_a_phase():
    found = promise([line(500, MID_2021)])
    assert found is not None
    assert found.phases == ()
    assert found.due == MID_2021


def test_a_range_grows_by_a_range():
    low_high = PledgeLine(Said(120, 150, Wording.RANGE), MID_2021)
    found = promise([line(100, END_OF_2020), low_high])
    assert found is not None
    assert found.phases[1].added == Said(20, 50, Wording.RANGE)
