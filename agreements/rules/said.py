"""Values as they were said: low, high and the word that came with them. Nothing is rounded or guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Wording(StrEnum):
    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    OVER = "over"
    ABOUT = "about"
    RANGE = "range"


WORDING_NAMES = {
    Wording.EXACT: "그대로",
    Wording.AT_LEAST: "이상",
    Wording.AT_MOST: "최대",
    Wording.OVER: "여(餘)",
    Wording.ABOUT: "약",
    Wording.RANGE: "범위",
}


@dataclass(frozen=True)
class Said:
    """``100석 이상`` is (100, 100, at_least); ``120~150명`` is (120, 150, range). Compared by ``low``."""

    low: int
    high: int
    wording: Wording = Wording.EXACT

    def __str__(self) -> str:
        match self.wording:
            case Wording.AT_LEAST:
                return f"{self.low:,} 이상"
            case Wording.AT_MOST:
                return f"최대 {self.high:,}"
            case Wording.OVER:
                return f"{self.low:,}여"
            case Wording.ABOUT:
                return f"약 {self.low:,}"
            case _:
                return f"{self.low:,}" if self.low == self.high else f"{self.low:,}~{self.high:,}"


def total(values: Iterable[Said]) -> Said | None:
    """Lows and highs added apart; None when there is nothing to add."""
    found = list(values)
    if not found:
        return None
    low, high = sum(v.low for v in found), sum(v.high for v in found)
    if low != high:
        return Said(low, high, Wording.RANGE)
    return Said(low, high)
