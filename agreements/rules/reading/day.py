"""Days as officials write them, as far as they are known. Nothing is added: 7월 alone has no year and is refused."""

import re
from dataclasses import replace
from datetime import date

from agreements.periods import UNKNOWN, WEEKDAYS, PartialDate, Precision, official_day
from agreements.rules.reading.text import Unreadable, exampled, legible

EXAMPLE = "2020. 7. 16. / 2020년 7월 / 2020 하반기 / 30일(월 미확인)"
LONGEST_WORDS = 80
FIRST_YEAR, LAST_YEAR = 1880, 2200
# The first of a hundred years that two digits and an apostrophe may mean.
CENTURY = 1990
A_LEAP_YEAR = 2000

YEAR = r"(?P<year>[0-9]{4}|'[0-9]{2})"
MONTH = r"(?P<month>[0-9]{1,2})"
DAY = r"(?P<day>[0-9]{1,2})"
NOT_KNOWN = r"(?:미상|미확인)"
UNTIL = r"(?:까지|경|쯤)"
WITHIN = r"(?:초|말|중|내|초순|상순|중순|하순|연초|연말|연내)"
WEEKDAY = rf"(?: ?\((?P<weekday>[{WEEKDAYS}])(?:요일)?\))?"
LATER_UNKNOWN = {Precision.MONTH: "(?:일|날짜)", Precision.YEAR: "(?:월|일|월·?일|날짜)"}


def _after(precision: Precision) -> str:
    """What may follow a period. ``words`` has found something when the period alone does not say it all."""
    if precision == Precision.DAY:
        return rf"{WEEKDAY}(?P<words> ?{UNTIL})?"
    missing = LATER_UNKNOWN.get(precision, LATER_UNKNOWN[Precision.YEAR])
    return rf"(?P<words> ?{WITHIN}(?: ?{UNTIL})?| ?{UNTIL}| ?\({missing} ?{NOT_KNOWN}\))?"


PERIODS = {
    Precision.DAY: (
        rf"{YEAR}\. ?{MONTH}\. ?{DAY}\.?",
        rf"{YEAR}-{MONTH}-{DAY}",
        rf"{YEAR}/{MONTH}/{DAY}",
        rf"{YEAR}(?:년|\.) ?{MONTH}월 ?{DAY}일",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    ),
    Precision.MONTH: (
        rf"{YEAR}\. ?{MONTH}\.?",
        rf"{YEAR}-{MONTH}",
        rf"{YEAR}/{MONTH}",
        rf"{YEAR}(?:년|\.) ?{MONTH}월",
    ),
    Precision.QUARTER: (
        rf"{YEAR}(?:년 ?|\. ?| )(?P<quarter>[1-4])(?:/4)? ?분기",
        rf"{YEAR}(?:년 ?|\. ?|[ -])?[Qq](?P<quarter>[1-4])",
    ),
    Precision.HALF: (rf"{YEAR}(?:년 ?|\. ?| )?(?P<half>[상하])반기",),
    Precision.YEAR: (rf"{YEAR}년?",),
}
FORMS = [(precision, re.compile(form + _after(precision))) for precision, forms in PERIODS.items() for form in forms]
UNKNOWN_FORMS = [
    re.compile(rf"(?:(?:날짜|일자|연도|연월일) ?)?{NOT_KNOWN}"),
    re.compile(rf"{DAY}일 ?\((?:연도?·?)?월 ?{NOT_KNOWN}\)"),
    re.compile(rf"{MONTH}월(?: ?{DAY}일)? ?\(연도? ?{NOT_KNOWN}\)"),
]
QUOTED = re.compile(r"(?P<day>.+?) ?\(원문: ?(?P<words>\S.*?) ?\)")
NOTHING = "미확인"


def read_day(text: str) -> PartialDate:
    with exampled(EXAMPLE):
        written = legible(text)
        if not written:
            return UNKNOWN
        for reader in (_quoted, _known, _unknown):
            if (day := reader(written)) is not None:
                return day
        raise Unreadable("날짜로 읽을 수 없습니다.")


def shown_day(day: PartialDate) -> str:
    """``2020. 7. 16.``, ``30일(월 미확인)``, ``2020년(원문: 2020년 말)``: what ``read_day`` takes back."""
    if not day.words:
        return str(day)
    if _unknown(day.words) == day:
        return day.words
    return f"{str(day) or NOTHING}(원문: {day.words})"


def _quoted(text: str) -> PartialDate | None:
    """A day and, beside it, any words of the source: ``2015. 8. 16.(원문: 3년 이내)``."""
    found = QUOTED.fullmatch(text)
    if found is None:
        return None
    if len(found["words"]) > LONGEST_WORDS:
        raise Unreadable(f"원문은 {LONGEST_WORDS}자 안으로 적으십시오.")
    day = UNKNOWN if found["day"] == NOTHING else _known(found["day"])
    return None if day is None or day.words else replace(day, words=found["words"])


def _known(text: str) -> PartialDate | None:
    for precision, form in FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            on = _first_day(parts)
            _check_weekday(on, parts.get("weekday"))
            return PartialDate(on, precision, text if parts["words"] else "")
    return None


def _unknown(text: str) -> PartialDate | None:
    for form in UNKNOWN_FORMS:
        if (found := form.fullmatch(text)) and _is_of_some_year(found.groupdict()):
            return PartialDate(None, Precision.UNKNOWN, text)
    return None


def _first_day(parts: dict[str, str | None]) -> date:
    month = int(parts.get("month") or 1)
    if quarter := parts.get("quarter"):
        month = 3 * int(quarter) - 2
    if parts.get("half") == "하":
        month = 7
    return _on_the_calendar(_year(parts["year"] or ""), month, int(parts.get("day") or 1))


def _year(written: str) -> int:
    if written.startswith("'"):
        return CENTURY + (int(written[1:]) - CENTURY) % 100
    if not FIRST_YEAR <= int(written) <= LAST_YEAR:
        raise Unreadable(f"연도는 {FIRST_YEAR}년부터 {LAST_YEAR}년까지 적을 수 있습니다.")
    return int(written)


def _on_the_calendar(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable("달력에 없는 날짜입니다.") from None


def _check_weekday(on: date, weekday: str | None) -> None:
    right = WEEKDAYS[on.weekday()]
    if weekday not in {None, right}:
        raise Unreadable(f"{official_day(on)}은 {right}요일입니다. 날짜나 요일을 고치십시오.")


def _is_of_some_year(parts: dict[str, str | None]) -> bool:
    month, day = parts.get("month"), parts.get("day")
    try:
        date(A_LEAP_YEAR, int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True
