"""What the facts of one agreement suggest: ``{% load proposals %}{% proposal_of standing %}``."""

from typing import Any

from django import template

from agreements.forms.proposal import ProposalForm
from agreements.standing import Standing
from agreements.standing.proposal import proposals

register = template.Library()


@register.inclusion_tag("agreements/_proposal.html", takes_context=True)
def proposal_of(context: dict[str, Any], standing: Standing) -> dict[str, Any]:
    """Nothing where the facts and what was decided agree."""
    found = next(iter(proposals([standing])), None)
    if found is None:
        return {}
    agreement = standing.agreement
    last = max((outcome.pk for outcome in standing.outcomes), default=0)
    form = ProposalForm(agreement=agreement, proposal=found, last=last)
    return {
        "proposal": found,
        "agreement": agreement,
        "form": form if context.get("may", {}).get("enter") else None,
        "request": context["request"],
        "next": context["request"].path,
    }
