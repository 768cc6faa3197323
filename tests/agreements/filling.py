"""Filling in a page of entry as a person does: what stands there stays, but for what is typed."""

from typing import Any

from django.db import models
from django.test import Client
from django.urls import reverse


def adding(noun: str, parent: models.Model | None = None) -> str:
    """The address at which a record is entered, alone or for ``parent``."""
    if parent is None:
        return reverse("agreements:add", args=[noun])
    return reverse("agreements:add_to", args=[noun, parent._meta.model_name, parent.pk])


def editing(noun: str, row: models.Model) -> str:
    return reverse("agreements:edit", args=[noun, row.pk])


def removing(noun: str, row: models.Model) -> str:
    return reverse("agreements:remove", args=[noun, row.pk])


def shown_in(client: Client, address: str) -> dict[str, str]:
    """The fields of the page and what stands in them."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    told = {field.html_name: field.value() for field in answer.context["form"]}
    return {name: "" if value is None else str(value) for name, value in told.items()}


def send(client: Client, page: str, /, **typed: Any) -> Any:
    return client.post(page, {**shown_in(client, page), **typed})


def errors_of(answer: Any) -> dict[str, list[str]]:
    """What was refused, by the field it stands under."""
    assert answer.status_code == 200, answer.get("Location", answer.status_code)
    return {name: list(errors) for name, errors in answer.context["form"].errors.items()}
