"""A number with its unit in one breath, as a profile tells it: 29조 4천억 원, 1,234명, 1949년."""

import re

from agreements.rules.reading import Unreadable, read_said, read_said_won, shown_said, shown_said_won
from agreements.rules.said import Said

WON = "원"
LONGEST_UNIT = 10
# The letters after the last digit, past 여 and 만 which belong to the number.
UNIT = re.compile(r"\d[\s만천백억조여]*([가-힣A-Za-z%㎡]+?)\s*(?:이상|이하|미만|초과|내외|안팎|가량|정도)?\s*$")


def read_value(text: str) -> tuple[Said, str]:
    """The number as it was said, and its unit."""
    text = text.strip()
    if text.endswith(WON):
        return read_said_won(text), WON
    found = UNIT.search(text)
    if found is None or len(found[1]) > LONGEST_UNIT:
        raise Unreadable("수와 단위를 함께 적으십시오. 예: 29조 4천억 원 / 1,234명 / 1949년")
    return read_said(text, found[1]), found[1]


def shown_value(said: Said, unit: str) -> str:
    """A year has no comma."""
    if unit == WON:
        return shown_said_won(said)
    shown = shown_said(said, unit)
    return shown.replace(",", "") if unit == "년" else shown
