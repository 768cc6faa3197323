"""The calendar of the house: days known only in part, and what they are compared by.

One rule everywhere: a thing is due on the *last* day of what is known; a missing part is never guessed.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WEEKDAYS = "월화수목금토일"


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    UNKNOWN = "unknown"


PRECISION_NAMES = {
    Precision.DAY: "일",
    Precision.MONTH: "월",
    Precision.QUARTER: "분기",
    Precision.HALF: "반기",
    Precision.YEAR: "연도",
    Precision.UNKNOWN: "모름",
}

MONTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}


@dataclass(frozen=True)
class PartialDate:
    """``on`` is the first day of what is known (None when nothing is); ``words`` are the source's own."""

    on: date | None
    precision: Precision
    words: str = ""

    @property
    def is_known(self) -> bool:
        return self.on is not None

    @property
    def last_day(self) -> date | None:
        if self.on is None:
            return None
        return last_day(self.on, self.precision)

    @property
    def year(self) -> int | None:
        return self.on.year if self.on else None

    def __bool__(self) -> bool:
        return self.is_known

    def __str__(self) -> str:
        return in_words(self.on, self.precision)


UNKNOWN = PartialDate(None, Precision.UNKNOWN)


def last_day(on: date, precision: Precision | str) -> date:
    """31 December for a year, 30 June for a first half, the day itself for a day."""
    span = MONTHS.get(Precision(precision))
    if span is None:
        return on
    month = on.month + span - 1
    return date(on.year, month, monthrange(on.year, month)[1])


def begins_its_period(on: date, precision: Precision | str) -> bool:
    span = MONTHS.get(Precision(precision))
    return span is None or (on.day == 1 and (on.month - 1) % span == 0)


def in_words(on: date | None, precision: Precision | str) -> str:
    """``2020. 7. 16.`` ``2020. 7.`` ``2020년 3분기`` ``2021년 상반기`` ``2020년``; '' when unknown."""
    if on is None:
        return ""
    match Precision(precision):
        case Precision.YEAR:
            return f"{on.year}년"
        case Precision.HALF:
            return f"{on.year}년 {'상' if on.month == 1 else '하'}반기"
        case Precision.QUARTER:
            return f"{on.year}년 {(on.month + 2) // 3}분기"
        case Precision.MONTH:
            return f"{on.year}. {on.month}."
        case _:
            return official_day(on)


def official_day(on: date) -> str:
    return f"{on.year}. {on.month}. {on.day}."


def official_day_with_weekday(on: date) -> str:
    return f"{official_day(on)}({WEEKDAYS[on.weekday()]})"


def whole_years_between(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def years_before(day: date, years: int) -> date:
    """The same day ``years`` earlier; 29 February falls to the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
