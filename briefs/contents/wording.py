"""How values are put on paper. Pure: values in, words out."""

from datetime import date
from decimal import Decimal

from agreements.periods import PartialDate, Precision, official_day_with_weekday
from agreements.rules.metric import METRIC_UNITS, Metric
from agreements.rules.said import Said, Wording

NOT_CHECKED = "미확인"
NOT_SUBMITTED = "미제출"
NOT_APPLICABLE = "-"
NOT_IN_SOURCE = "자료에 없음"
EOK = 100_000_000
MAN = 10_000
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


def won(amount: int) -> str:
    """``12억 5,000만 원``, ``5,303억 원``, ``300만 원``; whole won where it is not a round sum."""
    whole, rest = divmod(amount, EOK)
    man, single = divmod(rest, MAN)
    parts = [f"{whole:,}억" if whole else "", f"{man:,}만" if man else "", f"{single:,}" if single else ""]
    return f"{' '.join(part for part in parts if part) or '0'} 원"


def eok(amount: int) -> str:
    """억원 for tables; one decimal only where it is needed."""
    value = (Decimal(amount) / EOK).quantize(Decimal("0.1"))
    return f"{value:,.0f}" if value == value.to_integral() else f"{value:,}"


def figure(metric: Metric, said: Said) -> str:
    """For a table cell: 석 and 명 as they are, money in 억원."""
    if metric != Metric.INVESTMENT:
        return str(said)
    return _worded(said, eok(said.low), eok(said.high))


def in_prose(metric: Metric, said: Said) -> str:
    """``100석``, ``120~150명``, ``300명 이상``, ``22억 원``."""
    if metric == Metric.INVESTMENT:
        return _worded(said, won(said.low), won(said.high))
    unit = METRIC_UNITS[metric]
    match said.wording:
        case Wording.AT_LEAST:
            return f"{said.low:,}{unit} 이상"
        case Wording.OVER:
            return f"{said.low:,}여 {unit}"
        case _:
            return f"{said}{unit}"


def _worded(said: Said, low: str, high: str) -> str:
    match said.wording:
        case Wording.AT_LEAST:
            return f"{low} 이상"
        case Wording.AT_MOST:
            return f"최대 {high}"
        case Wording.OVER:
            return f"{low}여"
        case Wording.ABOUT:
            return f"약 {low}"
        case _:
            return low if low == high else f"{low}~{high}"


def change(metric: Metric, now: int, before: int) -> str:
    """A fall carries △; no change is 0."""
    size = abs(now - before)
    told = eok(size) if metric == Metric.INVESTMENT else f"{size:,}"
    return f"△{told}" if now < before else told


def months_apart(one: date, other: date) -> int:
    return abs((one.year - other.year) * 12 + one.month - other.month)
