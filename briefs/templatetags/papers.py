"""``{% papers_of agreement %}``: the papers of an agreement or an organisation, and the button that orders one."""

from typing import Any

from django import template
from django.utils import timezone

from accounts.capabilities import Capability
from agreements.models import Agreement, Organisation
from briefs.models import Brief

register = template.Library()

SHOWN = 10


@register.inclusion_tag("briefs/_papers.html", takes_context=True)
def papers_of(context: dict[str, Any], subject: Agreement | Organisation) -> dict[str, Any]:
    request = context["request"]
    kind = "agreement" if isinstance(subject, Agreement) else "organisation"
    found = Brief.objects.visible_to(request.user.scope).filter(**{kind: subject}, kind=kind)
    return {
        "briefs": found.defer("contents", "behind")[:SHOWN],
        "kind": kind,
        "subject": subject,
        "today": timezone.localdate(),
        "may_order": request.user.may(Capability.ORDER_PAPERS),
        "csrf_token": context.get("csrf_token"),
        "request": request,
    }
