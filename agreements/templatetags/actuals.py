"""Actuals in words, and those behind the figures of an agreement: ``{% load actuals %}{% actuals_of agreement %}``."""

from typing import Any

from django import template

from agreements.models import Actual, Agreement, CheckIn
from agreements.rules.amount import in_prose
from agreements.rules.metric import METRIC_LABELS, RUNGS, Rung
from agreements.standing import actual as standing

register = template.Library()


@register.filter
def number(actual: Actual) -> str:
    """``120명 이상``, ``0석``, ``12억 5,000만 원``"""
    return in_prose(actual.said, RUNGS[Rung(actual.rung)].metric)


@register.filter
def rung(actual: Actual) -> str:
    """``고용 근무``"""
    kind = RUNGS[Rung(actual.rung)]
    return f"{METRIC_LABELS[kind.metric]} {kind.label}"


@register.inclusion_tag("agreements/_actuals.html", takes_context=True)
def actuals_of(context: dict[str, Any], agreement: Agreement) -> dict[str, Any]:
    """With the check-ins that are still open."""
    asked = CheckIn.objects.filter(agreement=agreement, round__closing=None).select_related(
        "round", "party__organisation"
    )
    told = {"actuals": standing.actuals_of(agreement), "check_ins": asked}
    return {**told, "agreement": agreement, "may": context.get("may", {}), "request": context["request"]}
