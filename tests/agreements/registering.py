"""Filling in the page that enters an agreement as a browser sends it: all that stands there, and what is typed."""

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

PAGE = reverse("agreements:register_new")


def standing_in(answer: Any) -> dict[str, str]:
    """The fields of the page that was answered, and what stands in them."""
    page = answer.context["page"]
    told = {name: answer.context[name] for name in ("once", "draft", "draft_saved") if name in answer.context}
    for form in page.forms:
        for field in form.visible_fields():
            value = field.value()
            if field.name != "paper" and value not in (None, False):
                told[field.html_name] = str(value)
    return told | page.unseen_picks


def opened(client: Client, **question: str) -> dict[str, str]:
    answer = client.get(PAGE, question)
    assert answer.status_code == 200, answer.status_code
    return standing_in(answer)


def press(client: Client, step: str, typed: dict[str, Any], **more: Any) -> Any:
    """The page as it is opened, with ``typed`` in it, sent by one of its buttons."""
    return client.post(PAGE, {**opened(client), "step": step, "once": str(uuid4()), **typed, **more})


def lines(name: str, *rows: dict[str, Any]) -> dict[str, Any]:
    return {f"{name}-{n}-{field}": text for n, row in enumerate(rows) for field, text in row.items()}


def refused(answer: Any) -> dict[str, list[str]]:
    """What was refused, by the name of the field it stands under; '' is above the page."""
    assert answer.status_code == 200, answer.get("Location", answer.status_code)
    page = answer.context["page"]
    found = {
        form[name].html_name: list(errors)
        for form in page.forms
        for name, errors in form.errors.items()
        if name in form.fields
    }
    return found | ({"": page.general} if page.general else {})
