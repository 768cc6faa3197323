"""민선 n기: the elected terms of mayors and governors, by law from 1 July for four years (지방자치법 제108조, 부칙)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Term:
    number: int
    first: date
    last: date

    def __str__(self) -> str:
        return f"민선 {self.number}기"


# The first term was three years, so that elections fell apart from those of the National Assembly.
FIRST = Term(1, date(1995, 7, 1), date(1998, 6, 30))


def term(number: int) -> Term:
    if number == 1:
        return FIRST
    year = 1998 + 4 * (number - 2)
    return Term(number, date(year, 7, 1), date(year + 4, 6, 30))


def term_of(day: date) -> Term | None:
    """None before 민선 1기."""
    if day < FIRST.first:
        return None
    if day <= FIRST.last:
        return FIRST
    started = day.year - (day < date(day.year, 7, 1))
    return term((started - 1998) // 4 + 2)
