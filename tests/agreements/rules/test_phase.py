"""A step of a phased pledge: the first value of its due or later decides."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.rules.phase import PHASE_NAMES, PhaseState, phase_state

DUE = date(2020, 12, 31)
EARLY, LATE, LATER = date(2020, 6, 30), date(2021, 6, 30), date(2021, 12, 31)
readings = st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2021, 12, 31)), st.integers(0, 200))).map(sorted)


@pytest.mark.parametrize(
    ("confirmed", "as_of", "state"),
    [
        ([], DUE, PhaseState.NOT_YET),
        ([], LATE, PhaseState.UNCHECKED),
        ([(EARLY, 60)], EARLY, PhaseState.MET),
        ([(EARLY, 60)], LATE, PhaseState.MET),
        ([(EARLY, 59)], EARLY, PhaseState.NOT_YET),
        ([(EARLY, 59)], LATE, PhaseState.UNCHECKED),
        ([(DUE, 60)], DUE, PhaseState.MET),
        ([(DUE, 59), (LATE, 100)], LATER, PhaseState.MISSED),
        ([(EARLY, 100), (LATE, 59)], LATER, PhaseState.MISSED),
        ([(EARLY, 59), (LATE, 60), (LATER, 0)], LATER, PhaseState.MET),
    ],
)
def test_met_missed_not_yet_or_unchecked(confirmed, as_of, state):
    assert phase_state(60, DUE, confirmed, as_of) == state


@given(readings, readings)
def test_once_decided_later_values_change_nothing(before, after):
    told = [one for one in before if one[0] <= DUE] + [(DUE, 60)]
    later = [one for one in after if one[0] > DUE]
    assert phase_state(60, DUE, told + later, LATER) == phase_state(60, DUE, told, LATER)


@given(readings)
def test_met_and_missed_rest_on_a_confirmed_value(confirmed):
    state = phase_state(60, DUE, confirmed, LATER)
    if state == PhaseState.MET:
        assert max(value for _, value in confirmed) >= 60
    if state == PhaseState.MISSED:
        assert any(day >= DUE and value < 60 for day, value in confirmed)
    if not confirmed:
        assert state == PhaseState.UNCHECKED


def test_every_state_has_a_name():
    assert set(PHASE_NAMES) == set(PhaseState)
