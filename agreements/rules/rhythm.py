"""When a city asks: the quarter, half or year that ended last, and the days on which it is handed in."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from agreements.periods import PartialDate, Precision, begins_its_period, last_day

Rhythm = Literal["quarter", "half", "year"]

MONTHS: dict[str, int] = {"quarter": 3, "half": 6, "year": 12}
HANDED_IN_WITHIN = timedelta(days=20)
REMINDED = (timedelta(days=-5), timedelta(days=1), timedelta(days=8))  # about the due day


@dataclass(frozen=True)
class Window:
    """One round as it would be proposed; a person may move the days before it begins."""

    name: str
    observed_from: date
    observed_to: date
    opens_on: date
    due_on: date

    @property
    def reminders(self) -> list[date]:
        return [self.due_on + days for days in REMINDED]


def window(rhythm: Rhythm, today: date) -> Window:
    """Of the last whole period before ``today``: on 1 October the third quarter, on 30 September still the second."""
    span = MONTHS[rhythm]
    began = (today.month - 1) // span * span + 1
    until = date(today.year, began, 1) - timedelta(days=1)
    since = date(until.year, until.month - span + 1, 1)
    opens = until + timedelta(days=1)
    return Window(f"{_period(rhythm, since)} 이행 점검", since, until, opens, opens + HANDED_IN_WITHIN)


def _period(rhythm: Rhythm, since: date) -> str:
    if rhythm == "quarter":
        return f"{since.year}년 {(since.month + 2) // 3}분기"
    if rhythm == "half":
        return f"{since.year}년 {'상' if since.month == 1 else '하'}반기"
    return f"{since.year}년"


def period_of(since: date, until: date) -> PartialDate | None:
    """The month, quarter, half or year that the window is; None where it is none of them."""
    for precision in (Precision.MONTH, Precision.QUARTER, Precision.HALF, Precision.YEAR):
        if begins_its_period(since, precision) and last_day(since, precision) == until:
            return PartialDate(since, precision)
    return None
