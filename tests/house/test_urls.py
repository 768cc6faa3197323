"""Every address, every role: who gets in, what belongs to whom, and that looking changes nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.capabilities import Role
from tests.house.walk import CANARY, grounds

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Door:
    """Which methods an address answers, whether signed in or not, and the kind of record it names ('' for none)."""

    methods: frozenset[str] = frozenset({"GET"})
    is_open: bool = False
    record: str = ""


READ = frozenset({"GET"})
FORM = frozenset({"GET", "POST"})
ACT = frozenset({"POST"})

MATRIX: dict[str, Door] = {
    "alive": Door(is_open=True),
    "ready": Door(is_open=True),
    "accounts:sign_in": Door(FORM, is_open=True),
    "accounts:sign_out": Door(ACT),
    "agreements:overview": Door(),
    "agreements:register": Door(),
    "agreements:detail": Door(record="agreement"),
    "agreements:companies": Door(),
    "agreements:company": Door(record="organisation"),
    "agreements:places": Door(),
    "agreements:building": Door(record="building"),
    "agreements:centre": Door(record="centre"),
    "agreements:market": Door(),
    "briefs:list": Door(),
    "briefs:order": Door(FORM),
    "briefs:detail": Door(record="brief"),
    "briefs:status": Door(record="brief"),
    "briefs:retry": Door(ACT, record="brief"),
    "briefs:download": Door(record="brief"),
}

LOOKED_AT = [name for name, door in MATRIX.items() if "GET" in door.methods and not door.is_open]
RECORDS = [name for name, door in MATRIX.items() if door.record]
READ_ONLY = re.compile(r"\s*(SELECT|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\b", re.IGNORECASE)
ALLOWED_TABLES = ("django_session", "accounts_accesslog")


def patterns(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}"
        else:
            yield from patterns(entry, f"{entry.namespace}:" if entry.namespace else space)


def address(name: str, row: object) -> str:
    record = MATRIX[name].record
    if not record:
        return reverse(name)
    return reverse(name, args=[row.key if record == "agreement" else row.pk])


def client_of(user) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def only_looking(execute, sql, params, many, context):
    allowed = READ_ONLY.match(sql) or any(table in sql for table in ALLOWED_TABLES)
    assert allowed, f"a page that is only looked at wrote: {sql[:200]}"
    return execute(sql, params, many, context)


def test_every_address_is_in_the_matrix():
    ours = {name for name in patterns(get_resolver()) if not name.startswith("admin:")}
    assert ours == set(MATRIX)


@pytest.mark.parametrize("name", [name for name, door in MATRIX.items() if not door.is_open])
def test_everything_is_closed_unless_signed_in(name):
    g = grounds()
    row = g.own(MATRIX[name].record) if MATRIX[name].record else None
    for method in ("get", "post"):
        answer = getattr(Client(), method)(address(name, row))
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("accounts:sign_in"))


@pytest.mark.parametrize("name", LOOKED_AT)
def test_every_role_may_look_and_looking_writes_nothing(name):
    g = grounds()
    row = g.own(MATRIX[name].record) if MATRIX[name].record else None
    for role in Role:
        client = client_of(g.people[role])
        with connection.execute_wrapper(only_looking):
            answer = client.get(address(name, row))
            body = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code == 200, (role, answer.status_code)
        assert CANARY not in body.decode("utf-8", "replace"), f"{role} sees another register"


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete"])
def test_somebody_elses_record_is_not_there(name, method):
    g = grounds()
    for role in Role:
        answer = getattr(client_of(g.people[role]), method)(address(name, g.theirs[MATRIX[name].record]))
        assert answer.status_code in {404, 405}, (role, answer.status_code)
        if method.upper() in MATRIX[name].methods:
            assert answer.status_code == 404


@pytest.mark.parametrize("name", MATRIX)
def test_other_methods_are_refused(name):
    g = grounds()
    row = g.own(MATRIX[name].record) if MATRIX[name].record else None
    client = Client() if MATRIX[name].is_open else client_of(g.people[Role.OFFICER])
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - MATRIX[name].methods:
        answer = getattr(client, method.lower())(address(name, row))
        assert answer.status_code == 405, (method, answer.status_code)


@pytest.mark.parametrize("name", RECORDS)
def test_a_number_that_was_never_given_is_not_there(name):
    g = grounds()
    bad = "no-such-key" if MATRIX[name].record == "agreement" else 999_999_999
    method = "get" if "GET" in MATRIX[name].methods else "post"
    answer = getattr(client_of(g.people[Role.OFFICER]), method)(reverse(name, args=[bad]))
    assert answer.status_code == 404
