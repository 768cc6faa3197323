"""A value beside an agreement, which may have a decimal part: 84.1%, 3만 명, 월 130만~600만 원. Never in a total."""

import re
from dataclasses import dataclass
from decimal import Decimal

from agreements.rules.reading import Unreadable, plain
from agreements.rules.reading.said import DIGITS, read_worded
from agreements.rules.reading.text import exampled
from agreements.rules.said import Said, Wording
from agreements.rules.value import LONGEST_UNIT, UNIT, WON, read_value, shown_value

HUNDREDTHS = re.compile(rf"({DIGITS})(?:\.([0-9]{{1,2}}))?")
EXAMPLE = "3만 명 / 84.1% / 130만~600만 원"


@dataclass(frozen=True)
class Stated:
    low: Decimal
    high: Decimal
    wording: Wording
    unit: str


def read_stated(text: str) -> Stated:
    text = plain(text)
    if "." not in text or text.endswith(WON):
        said, unit = read_value(text)
        return Stated(Decimal(said.low), Decimal(said.high), said.wording, unit)
    with exampled(EXAMPLE):
        return _with_decimals(text)


def shown_stated(stated: Stated) -> str:
    if not (stated.low % 1 or stated.high % 1):
        return shown_value(Said(int(stated.low), int(stated.high), stated.wording), stated.unit)
    low, high = (f"{value.normalize():,f}" for value in (stated.low, stated.high))
    match stated.wording:
        case Wording.AT_LEAST:
            return f"{low}{stated.unit} 이상"
        case Wording.AT_MOST:
            return f"최대 {high}{stated.unit}"
        case Wording.ABOUT:
            return f"약 {low}{stated.unit}"
        case Wording.OVER:
            return f"{low}여 {stated.unit}"
        case Wording.RANGE:
            return f"{low}~{high}{stated.unit}"
        case _:
            return f"{low}{stated.unit}"


def _with_decimals(text: str) -> Stated:
    found = UNIT.search(text)
    if found is None or len(found[1]) > LONGEST_UNIT:
        raise Unreadable("수와 단위를 함께 적으십시오.")
    said = read_worded(text, lambda part: _hundredths(part, found[1]))
    return Stated(Decimal(said.low) / 100, Decimal(said.high) / 100, said.wording, found[1])


def _hundredths(text: str, unit: str) -> int:
    found = HUNDREDTHS.fullmatch(text.removesuffix(unit).strip())
    if found is None:
        raise Unreadable("수로 읽을 수 없습니다. 소수는 둘째 자리까지 적습니다.")
    return int(found[1].replace(",", "")) * 100 + int((found[2] or "").ljust(2, "0"))
