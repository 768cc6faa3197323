"""Ways from a page to the form that enters a row, or corrects it: ``{% add_link "step" agreement "단계 추가" %}``.

Nothing is shown to people who may not enter, and nothing leads to a form that does not exist.
"""

from typing import Any

from django import template
from django.db import models
from django.http import QueryDict
from django.urls import reverse

from agreements.forms.nouns import NOUNS
from agreements.models import Agreement
from agreements.rules.readiness import Door

register = template.Library()


@register.simple_tag(takes_context=True)
def may_add(context: dict[str, Any], noun: str, parent: str) -> bool:
    """Whether ``add_link`` would show anything."""
    return bool(context.get("may", {}).get("enter")) and noun in NOUNS and parent in NOUNS[noun].of


@register.inclusion_tag("components/add_link.html", takes_context=True)
def add_link(context: dict[str, Any], noun: str, parent: models.Model, label: str, **told: str) -> dict[str, Any]:
    """``told`` is filled into the form beforehand: kind="plan". Of a row among others, its name is told by ear."""
    word = str(parent._meta.model_name)
    if not may_add(context, noun, word):
        return {}
    address = reverse("agreements:add_to", args=[noun, word, parent.pk])
    name = "" if isinstance(parent, Agreement) else str(parent)
    return {"address": address, "told": asked(told), "label": label, "name": name}


@register.inclusion_tag("components/edit_link.html", takes_context=True)
def edit_link(context: dict[str, Any], row: models.Model | None, noun: str = "", label: str = "") -> dict[str, Any]:
    """``noun`` only where several are kept as one model. The name of the row is told to those who cannot see it."""
    word = noun or next((word for word, kind in NOUNS.items() if kind.model is type(row)), "")
    if row is None or word not in NOUNS or not context.get("may", {}).get("enter"):
        return {}
    label = label or ("정정" if NOUNS[word].is_fact else "수정")
    return {"address": reverse("agreements:edit", args=[word, row.pk]), "label": label, "row": row}


@register.simple_tag(takes_context=True)
def door_to(context: dict[str, Any], door: Door, agreement: Agreement) -> str:
    """The address of a door of rules/readiness.py; '' where there is none for the person."""
    if door.place:
        return f"#{door.place}" if context.get("may", {}).get("enter") else ""
    link = add_link(context, door.noun, agreement, "", **door.told) if door.noun else edit_link(context, agreement)
    told = link.get("told")
    return f"{link['address']}?{told}" if told else str(link.get("address", ""))


def asked(told: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(told)
    return query.urlencode()
