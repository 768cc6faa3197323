"""How numbers and days are written in Korean offices."""

from datetime import date

from django import template

from agreements.models import CentreSystem
from agreements.periods import PartialDate, Precision, official_day_with_weekday
from agreements.rules import amount
from agreements.rules.metric import Metric
from agreements.rules.number import shown_workplace_number
from agreements.rules.said import Said, Wording

register = template.Library()


@register.filter
def official(day: date) -> str:
    """``2026. 11. 22.(일)``"""
    return official_day_with_weekday(day)


@register.filter
def when(told: PartialDate | None) -> str:
    """``2020. 7. 16.`` ``2020년 말`` ``2015. 8. 16.(3년 이내)``: a day first, else the source's words; '' for neither.

    '' so that the template names the right kind of nothing: ``{{ step.on|when|default:"미상" }}``.
    """
    if told is None:
        return ""
    if told.precision == Precision.DAY and told.words:
        return f"{told}({told.words})"
    return told.words or str(told)


@register.filter
def in_eok(won: int | None) -> str:
    return "" if won is None else amount.in_eok(won)


@register.filter
def in_table(said: Said, metric: Metric) -> str:
    return amount.in_table(said, metric)


@register.filter
def in_prose(said: Said, metric: Metric) -> str:
    return amount.in_prose(said, metric)


@register.filter
def difference(standing: object) -> str:
    """Of a metric's standing: ``△40`` for a shortfall, ``12``, ``0``, money in 억원; ``-`` where nothing compares."""
    by, metric = getattr(standing, "difference", None), getattr(standing, "metric", None)
    if by is None:
        return "-"
    size = amount.in_eok(abs(by)) if metric == Metric.INVESTMENT else f"{abs(by):,}"
    return f"△{size}" if by < 0 else size


@register.filter
def cost(system: CentreSystem) -> str:
    """``4억~5억 원``; '' where the source names no cost."""
    if system.cost_low_won is None or system.cost_high_won is None:
        return ""
    low, high = system.cost_low_won, system.cost_high_won
    return amount.in_prose(Said(low, high, Wording.RANGE if low < high else Wording.EXACT), Metric.INVESTMENT)


@register.filter
def business_number(digits: str) -> str:
    """``123-45-67890``"""
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}" if len(digits) == 10 else digits


@register.filter
def workplace_number(digits: str) -> str:
    """``123-45-67890-1``"""
    return shown_workplace_number(digits)
