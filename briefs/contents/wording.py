"""How values are put on paper. Pure: values in, words out."""

from datetime import date

from agreements.periods import PartialDate, Precision, official_day_with_weekday
from agreements.rules.amount import in_eok
from agreements.rules.metric import Metric

NOT_CHECKED = "미확인"
NOT_SUBMITTED = "미제출"
NOT_APPLICABLE = "-"
NOT_IN_SOURCE = "자료에 없음"
SHORT_WORDS = 12


def day(told: PartialDate) -> str:
    """The source's own words where they are a short name of the same time: 2020년 말, not 2020년."""
    if told.words and told.on and told.precision != Precision.DAY and len(told.words) <= SHORT_WORDS:
        return told.words
    return str(told) or told.words


def when_said(told: PartialDate) -> str:
    """The source's words wherever they are short: 2019년 말, not 2019. 12. 31."""
    return told.words if told.words and len(told.words) <= SHORT_WORDS else day(told)


def moment(told: PartialDate) -> str:
    """With the weekday where the day is known: 2020. 7. 16.(목)."""
    if told.on and told.precision == Precision.DAY:
        return official_day_with_weekday(told.on)
    return day(told)


def change(metric: Metric, now: int, before: int) -> str:
    """A fall carries △; no change is 0."""
    size = abs(now - before)
    told = in_eok(size) if metric == Metric.INVESTMENT else f"{size:,}"
    return f"△{told}" if now < before else told


def months_apart(one: date, other: date) -> int:
    return abs((one.year - other.year) * 12 + one.month - other.month)
