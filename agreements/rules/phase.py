"""Whether a step of a phased pledge was met on its due, told by what was confirmed about it. Pure."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum


class PhaseState(StrEnum):
    MET = "met"
    MISSED = "missed"
    NOT_YET = "not_yet"
    UNCHECKED = "unchecked"


PHASE_NAMES = {
    PhaseState.MET: "달성",
    PhaseState.MISSED: "미달",
    PhaseState.NOT_YET: "기한 전",
    PhaseState.UNCHECKED: "미확인",
}


def phase_state(promised: int, due: date, confirmed: Sequence[tuple[date, int]], as_of: date) -> PhaseState:
    """``confirmed``: values in the order of their days, none after ``as_of``.

    The first value of the due day or later decides; until there is one, a value that had reached it before does.
    """
    after = next((value for day, value in confirmed if day >= due), None)
    if after is not None:
        return PhaseState.MET if after >= promised else PhaseState.MISSED
    if confirmed and confirmed[-1][1] >= promised:
        return PhaseState.MET
    return PhaseState.NOT_YET if as_of <= due else PhaseState.UNCHECKED
