"""Money as officials write it, in whole won: 12억 5,000만 원, 1,250백만원, 금1,250,000,000원, 22~30억 원."""

import re
from functools import partial

from agreements.rules.amount import MAN, in_prose, in_won
from agreements.rules.metric import Metric
from agreements.rules.reading.said import BARE, DIGITS, read_worded, whole
from agreements.rules.reading.text import Unreadable, exampled, legible
from agreements.rules.said import Said, Wording

EXAMPLE = "12억 5,000만 원 / 1,250백만원 / 1,250,000,000원"
EXAMPLE_SAID = "22억 원 / 1,000억 원 이상 / 최대 30억 원 / 22억~30억 원"

# As a voucher and as a spreadsheet begin an amount.
SIGN = re.compile(r"^[금₩] ?")
WON = re.compile(r" ?원정?$")
DECIMAL = re.compile(rf"({DIGITS})\.([0-9]+) ?([천백십]?[조억만]?)")


def read_won(text: str, unit: str = "") -> int:
    """``unit`` is what a number means that stands alone: 백만원 in a column that says so in its heading.

    Without one it is won, but for a number so small that its writer left 억 or 만 out.
    """
    with exampled(EXAMPLE):
        return _won(_written(text), unit)


def read_said_won(text: str, unit: str = "") -> Said:
    with exampled(EXAMPLE_SAID):
        return read_worded(_written(text), partial(_won, unit=unit))


def shown_won(won: int) -> str:
    return in_won(won)


def shown_said_won(said: Said) -> str:
    """As in prose, but a left end that is bare keeps its 원: 5,000~1억 원 would read 5,000억."""
    if said.wording == Wording.RANGE and (said.low == 0 or said.low % MAN):
        return f"{in_won(said.low)}~{in_won(said.high)}"
    return in_prose(said, Metric.INVESTMENT)


def _written(text: str) -> str:
    # The sign goes before a range is split: 금22~30억 is not 22 won to 30억.
    return SIGN.sub("", legible(text))


def _won(text: str, unit: str) -> int:
    amount = f"{text}{unit or _unsaid(text)}" if BARE.fullmatch(text) else text
    number = WON.sub("", amount)
    decimal = DECIMAL.fullmatch(number)
    won = _whole_won(*decimal.groups()) if decimal else whole(number)
    # Without 원, 5천 may be 5천만 to the one who wrote it.
    if number == amount and not number.endswith(("조", "억", "만")):
        raise Unreadable("만·억이나 원까지 적으십시오.")
    return won


def _unsaid(number: str) -> str:
    return "원" if whole(number) >= MAN or not whole(number) else ""


def _whole_won(digits: str, decimals: str, scale: str) -> int:
    """12.5억, counted in whole numbers: no float ever."""
    won, rest = divmod(int(digits.replace(",", "") + decimals) * whole(f"1{scale}"), 10 ** len(decimals))
    if rest:
        raise Unreadable("1원보다 작은 금액은 적을 수 없습니다.")
    return whole(str(won))
