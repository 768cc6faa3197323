"""변경 이력 on the page of any record: ``{% load history %}{% changes agreement %}``."""

from typing import Any

from django import template
from django.db import models
from django.urls import reverse

from agreements.models import Agreement
from agreements.standing.history import changes_of, history

register = template.Library()

SHOWN = 20


@register.inclusion_tag("agreements/_changes.html", takes_context=True)
def changes(context: dict[str, Any], record: models.Model) -> dict[str, Any]:
    """The last twenty, as far as the person may see, and the way to the rest."""
    scope = context["request"].user.scope
    found = list(changes_of(record).visible_to(scope)[: SHOWN + 1])
    return {
        "lines": history(found[:SHOWN], scope, of=record),
        "has_more": len(found) > SHOWN,
        "address": address_of(record),
    }


def address_of(record: models.Model) -> str:
    if isinstance(record, Agreement):
        return reverse("agreements:history", args=[record.key])
    return reverse("agreements:history_of", args=[record._meta.model_name, record.pk])
