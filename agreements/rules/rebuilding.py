"""When the system of a centre comes due for rebuilding."""

from datetime import date

from agreements.periods import PartialDate, years_before

YEARS = 8  # the trade says systems 8 to 9 years old need rebuilding


def is_due_for_rebuilding(installed: PartialDate, as_of: date) -> bool:
    """Counted from the last day of what is known; a system of unknown age is never said to be due."""
    return installed.last_day is not None and installed.last_day <= years_before(as_of, YEARS)
