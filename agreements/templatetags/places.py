"""Places and programmes around a company or an agreement, each list one query: ``{% places_of organisation %}``."""

from typing import Any

from django import template
from django.db.models import Prefetch, QuerySet

from agreements.models import Agreement, CentreRole, CentreSystem, Offer, Organisation, Programme, ProgrammeUse

register = template.Library()


@register.inclusion_tag("agreements/_organisation_places.html", takes_context=True)
def places_of(context: dict[str, Any], organisation: Organisation) -> dict[str, Any]:
    """Its centres and systems, the programmes it runs and used, and the buildings it was offered."""
    scope = context["request"].user.scope
    roles = CentreRole.objects.visible_to(scope).filter(organisation=organisation).order_by("centre__folded_name", "pk")
    systems = CentreSystem.objects.visible_to(scope).filter(vendor=organisation)
    uses = ProgrammeUse.objects.visible_to(scope).filter(organisation=organisation).order_by("-used_on", "pk")
    programmes = Programme.objects.visible_to(scope).filter(operator=organisation)
    return {
        "organisation": organisation,
        "roles": roles.select_related("centre__building", "organisation", "source"),
        "systems": systems.select_related("centre", "source"),
        "programmes": programmes.select_related("source"),
        "uses": uses.select_related("programme", "organisation", "obligation__agreement", "source"),
        "offers": _offers(context).filter(organisation=organisation),
        "may": context["may"],
    }


@register.inclusion_tag("agreements/_agreement_offers.html", takes_context=True)
def offers_of(context: dict[str, Any], agreement: Agreement) -> dict[str, Any]:
    return {"offers": _offers(context).filter(agreement=agreement), "may": context["may"]}


def _offers(context: dict[str, Any]) -> QuerySet[Offer]:
    """An agreement that was struck is not named."""
    scope = context["request"].user.scope
    rows = Offer.objects.visible_to(scope).select_related("organisation", "building", "space", "source")
    return rows.prefetch_related(Prefetch("agreement", queryset=Agreement.objects.visible_to(scope)))
