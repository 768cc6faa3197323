"""When the system of a centre comes due for rebuilding: the trade says at 8 to 9 years."""

from datetime import date
from enum import StrEnum

from agreements.periods import PartialDate, whole_years_between, years_before

YEARS = 8
LATEST = 9
AHEAD = 1  # years: what comes due within the next budget is told beforehand


class Age(StrEnum):
    COMING = "coming"
    DUE = "due"
    PAST = "past"


AGE_NAMES = {
    Age.COMING: f"{AHEAD}년 안에 {YEARS}년",
    Age.DUE: f"{YEARS}년 지남",
    Age.PAST: f"{LATEST}년 지남",
}


def due_on(installed: PartialDate) -> date | None:
    """Counted from the last day of what is known; a system of unknown age is never said to be due."""
    day = installed.last_day
    if day is None:
        return None
    try:
        return day.replace(year=day.year + YEARS)
    except ValueError:
        return date(day.year + YEARS, 3, 1)


def is_due_for_rebuilding(installed: PartialDate, as_of: date) -> bool:
    due = due_on(installed)
    return due is not None and due <= as_of


def age_of(installed: PartialDate, as_of: date) -> Age | None:
    """None while it is neither due nor about to be, or where its age is unknown."""
    day, due = installed.last_day, due_on(installed)
    if day is None or due is None or years_before(due, AHEAD) > as_of:
        return None
    if due > as_of:
        return Age.COMING
    return Age.PAST if whole_years_between(day, as_of) >= LATEST else Age.DUE
