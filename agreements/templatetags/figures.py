"""How numbers are written in Korean offices."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django import template

from agreements.periods import official_day_with_weekday

register = template.Library()

EOK = 100_000_000


@register.filter
def official(day: date) -> str:
    """``2026. 11. 22.(일)``"""
    return official_day_with_weekday(day)


@register.filter
def in_eok(won: int | None) -> str:
    """억원: one decimal below 100억 (and two below 1억, so that 3,000만원 does not read 0.3 by chance), none above."""
    if won is None:
        return ""
    step = "1" if won >= 100 * EOK else "0.1" if won >= EOK else "0.01"
    return f"{(Decimal(won) / EOK).quantize(Decimal(step), ROUND_HALF_UP):,}"


@register.filter
def signed(difference: int | None) -> str:
    """``△40`` for a decrease, ``12`` for an increase, ``0``; ``-`` where there is nothing to compare."""
    if difference is None:
        return "-"
    return f"△{-difference:,}" if difference < 0 else f"{difference:,}"
