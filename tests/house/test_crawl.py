"""Every address the resolver knows, every role, every method, on every kind of record of another register.

Nothing of it may be reached, nothing may change, and none of its words may come back in any byte of any answer.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.capabilities import CAPABILITIES, Role
from accounts.models import AccessLog, Department, Municipality, User
from agreements.models import StandingSummary
from briefs.models import Batch, Brief, SavedOrder
from tests.agreements.rows import valid
from tests.house.test_urls import MATRIX, address
from tests.house.walk import CANARY, Grounds, grounds, marked

pytestmark = pytest.mark.django_db

METHODS = ("get", "head", "post", "put", "patch", "delete")
GONE = {302, 403, 404, 405}
OURS = ("accounts", "agreements", "briefs")
WRITTEN_BY_LOOKING = {"accounts_accesslog"}
PAPERS: dict[Any, str] = {Brief: "brief", Batch: "batch", SavedOrder: "saved_order"}
# What is published belongs to nobody: whoever administers sees it.
PUBLIC = {"region", "marketfigure"}
PROBE = CANARY[:2]


@dataclass
class Crawl:
    g: Grounds
    requests: int = 0
    strangers: dict[Any, Any] = field(default_factory=dict)

    def clients(self) -> Iterator[tuple[str, Client]]:
        yield "nobody", Client()
        for role in Role:
            client = Client()
            client.force_login(self.g.people[role])
            yield role.value, client

    def ask(self, client: Client, method: str, path: str, **more: Any) -> tuple[int, bytes]:
        self.requests += 1
        answer = getattr(client, method)(path, **more)
        body = b"".join(answer) if answer.streaming else answer.content
        heads = "\n".join(f"{name}: {value}" for name, value in answer.items()).encode()
        assert answer.status_code < 500, (method, path, answer.status_code)
        return answer.status_code, heads + body

    def stranger(self, model: Any) -> Any:
        """A row of the other register, of any model."""
        if model not in self.strangers:
            found = [row for row in vars(self.g.theirs).values() if type(row) is model]
            self.strangers[model] = found[0] if found else self._made(model)
        return self.strangers[model]

    def _made(self, model: Any) -> Any:
        w = self.g.theirs
        if model is AccessLog:
            return AccessLog.objects.create(user=w.user, username=f"{CANARY}-u", act=AccessLog.Act.SIGN_IN)
        if model is StandingSummary:
            return StandingSummary.objects.get(agreement=w.agreement)
        if model in PAPERS:
            return self.g.their(PAPERS[model])
        return model._base_manager.create(**marked(model, valid(model, w), CANARY))


def digest() -> str:
    """Of every row of our tables; looking may add to the access log only."""
    told = hashlib.sha256()
    with connection.cursor() as cursor:
        for label in OURS:
            for model in apps.get_app_config(label).get_models():
                table = model._meta.db_table
                if table not in WRITTEN_BY_LOOKING:
                    cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
                    told.update(repr((table, cursor.fetchall())).encode())
    return told.hexdigest()


@pytest.fixture
def crawl() -> Crawl:
    return Crawl(grounds())


def admin_models() -> list[Any]:
    return [model for model in admin.site._registry if model._meta.app_label in OURS]


def admin_addresses(model: Any, pk: Any) -> Iterator[str]:
    """Those of the model's admin that name a record, as the resolver has them."""
    prefix = f"{model._meta.app_label}_{model._meta.model_name}_"
    for name in admin_names(get_resolver()):
        if name.startswith(prefix):
            try:
                yield reverse(f"admin:{name}", args=[pk])
            except Exception:  # noqa: S112  a list names no record
                continue


def admin_names(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            if entry.name:
                yield entry.name
        elif entry.namespace in (None, "admin"):
            yield from admin_names(entry)


def test_nothing_of_another_register_can_be_reached(crawl):
    doors = {label: door for label, door in MATRIX.items() if door.record}
    paths = {label: address(label, crawl.g.their(door.record)) for label, door in doors.items()}
    clients = list(crawl.clients())
    before = digest()
    for who, client in clients:
        for label, path in paths.items():
            for method in METHODS:
                status, body = crawl.ask(client, method, path)
                assert status in GONE, (who, method, label, status)
                assert CANARY.encode() not in body, (who, method, label)
                if who in CAPABILITIES and method.upper() in doors[label].methods:
                    allowed = doors[label].needs in {None, *CAPABILITIES[Role(who)]}
                    assert status == (404 if allowed else 403), (who, method, label, status)
    assert digest() == before
    print(f"\ncrawl of pages: {crawl.requests} requests, nothing reached, nothing changed")


def test_nothing_of_another_register_can_be_reached_in_the_admin(crawl):
    models = [model for model in admin_models() if model._meta.model_name not in PUBLIC]
    rows = {model: crawl.stranger(model) for model in models}
    clients = list(crawl.clients())
    before = digest()
    for who, client in clients:
        for model in models:
            for path in admin_addresses(model, rows[model].pk):
                for method in METHODS if who == Role.ADMINISTRATOR else ("get", "post"):
                    status, body = crawl.ask(client, method, path)
                    assert status in GONE, (who, method, path, status)
                    assert CANARY.encode() not in body, (who, method, path)
    assert digest() == before
    print(f"\ncrawl of the admin: {crawl.requests} requests, nothing reached, nothing changed")


def questions() -> list[dict[str, str]]:
    return [{}, {"q": PROBE}, {"sort": "name", "page": "2", "municipality": "2"}]


def test_no_word_of_another_register_comes_back(crawl):
    """Lists, filters, look-ups, forms and papers of one's own register, asked for the other's words."""
    for model in (User, Department, Municipality):
        crawl.stranger(model)
    own = [
        address(label, crawl.g.own(door.record) if door.record else None)
        for label, door in MATRIX.items()
        if "GET" in door.methods and not door.is_open
    ]
    for who, client in crawl.clients():
        for path in own:
            for question in questions():
                _, body = crawl.ask(client, "get", path, data=question)
                assert CANARY.encode() not in body, (who, path, question)
    print(f"\ncanaries in pages: {crawl.requests} requests, no word came back")


def test_no_word_of_another_register_comes_back_in_the_admin(crawl):
    for model in admin_models():
        crawl.stranger(model) if model._meta.model_name not in PUBLIC else None
    client = Client()
    client.force_login(crawl.g.people[Role.ADMINISTRATOR])
    for model in admin_models():
        if model._meta.model_name in PUBLIC:
            continue
        info = f"{model._meta.app_label}_{model._meta.model_name}"
        for question in ({}, {"q": PROBE}, {"o": "1"}):
            _, body = crawl.ask(client, "get", reverse(f"admin:{info}_changelist"), data=question)
            assert CANARY.encode() not in body, (info, question)
        _, body = crawl.ask(client, "get", reverse(f"admin:{info}_add"))
        assert CANARY.encode() not in body, info
    print(f"\ncanaries in the admin: {crawl.requests} requests, no word came back")
