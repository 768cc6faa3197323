"""Every address, every role: who gets in, and that looking changes nothing. Other registers: test_crawl.py."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.capabilities import CAPABILITIES, Capability, Role
from agreements.forms.nouns import NOUNS
from tests.house.walk import CANARY, grounds

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Door:
    """Which methods an address answers, to whom, and the kind of record it names ('' for none).

    ``words`` stand in the address before the record, ``after`` behind it: records/matter/7/edit/.
    """

    methods: frozenset[str] = frozenset({"GET"})
    is_open: bool = False
    record: str = ""
    needs: Capability | None = None
    words: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


READ = frozenset({"GET"})
FORM = frozenset({"GET", "POST"})
ACT = frozenset({"POST"})
ENTER = Capability.ENTER
PAPERS = Capability.ORDER_PAPERS

# By the name of the address; what follows a space only tells several doors of one name apart.
MATRIX: dict[str, Door] = {
    "alive": Door(is_open=True),
    "ready": Door(is_open=True),
    "accounts:sign_in": Door(FORM, is_open=True),
    "accounts:sign_out": Door(ACT),
    "accounts:password": Door(FORM),
    "accounts:stay": Door(FORM),
    "agreements:overview": Door(),
    "agreements:register": Door(),
    "agreements:register_new": Door(FORM, needs=ENTER),
    "agreements:strike": Door(FORM, record="agreement", needs=ENTER),
    "agreements:drafts": Door(FORM, needs=ENTER),
    "agreements:draft_save": Door(ACT, needs=ENTER),
    "agreements:detail": Door(record="agreement"),
    "agreements:amend": Door(FORM, record="agreement", needs=ENTER),
    "agreements:handovers": Door(),
    "agreements:handover": Door(FORM, record="user"),
    "agreements:unassigned": Door(FORM, record="municipality"),
    "agreements:companies": Door(),
    "agreements:company": Door(record="organisation"),
    "agreements:rename": Door(FORM, record="organisation", needs=ENTER),
    "agreements:merge": Door(FORM, record="organisation", needs=Capability.APPROVE),
    "agreements:lookup": Door(),
    "agreements:contact_add": Door(FORM, record="organisation", needs=ENTER),
    "agreements:contact": Door(FORM, record="contact"),
    "agreements:contact_edit": Door(ACT, record="contact", needs=ENTER),
    "agreements:contact_end": Door(ACT, record="contact", needs=ENTER),
    "agreements:contact_destroy": Door(FORM, record="contact", needs=ENTER),
    "agreements:places": Door(),
    "agreements:building": Door(record="building"),
    "agreements:centre": Door(record="centre"),
    "agreements:market": Door(),
    "agreements:programmes": Door(),
    "agreements:programme": Door(record="programme"),
    "agreements:history": Door(record="agreement"),
    "agreements:history_of organisation": Door(record="organisation", words=("organisation",)),
    "agreements:history_of building": Door(record="building", words=("building",)),
    "agreements:history_of centre": Door(record="centre", words=("centre",)),
    "agreements:document_add": Door(FORM, record="agreement", needs=ENTER),
    "agreements:company_document_add": Door(FORM, record="organisation", needs=ENTER),
    "agreements:document_file": Door(record="document"),
    "agreements:document_edit": Door(FORM, record="document", needs=ENTER),
    "agreements:document_remove": Door(FORM, record="document", needs=ENTER),
    "agreements:sheets": Door(FORM, needs=ENTER),
    "agreements:sheet": Door(FORM, record="sheet", needs=ENTER),
    "agreements:sheet_bring_in": Door(ACT, record="sheet", needs=ENTER),
    "agreements:sheet_take_back": Door(ACT, record="sheet", needs=ENTER),
    "agreements:sheet_layout": Door(FORM),
    "agreements:register_xlsx": Door(),
    "agreements:register_csv": Door(),
    "agreements:read": Door(words=("day",)),
    "agreements:answers": Door(),
    "agreements:answer": Door(words=("by-year",)),
    "agreements:figure": Door(words=("by-year",)),
    "agreements:answer_xlsx": Door(words=("by-year",)),
    "agreements:answer_csv": Door(words=("by-year",)),
    "agreements:keep_answer": Door(FORM, needs=ENTER, words=("by-year",)),
    "agreements:inquiries": Door(),
    "agreements:inquiry": Door(record="inquiry"),
    "agreements:reply": Door(record="reply"),
    "agreements:check_in": Door(FORM, record="check_in"),
    "agreements:check_in_save": Door(ACT, record="check_in", needs=ENTER),
    "agreements:receipt_decide": Door(FORM, record="receipt", needs=Capability.APPROVE),
    "agreements:correction_request": Door(FORM, record="correction_request", needs=ENTER),
    "agreements:actual_decide": Door(FORM, record="actual", needs=Capability.APPROVE),
    "agreements:invitations": Door(FORM, record="round"),
    "agreements:mails": Door(FORM, record="round"),
    "agreements:submit": Door(FORM, is_open=True, words=("no-such-token",)),
    "agreements:submit_receipt": Door(is_open=True, record="receipt", words=("no-such-token",)),
    "agreements:letters": Door(record="round"),
    "agreements:surveys_zip": Door(record="round"),
    "agreements:surveys": Door(FORM, record="round", needs=ENTER),
    "agreements:surveys_hand_in": Door(ACT, record="round", needs=ENTER),
    "agreements:visits": Door(record="round"),
    "agreements:visits_sheet": Door(record="round"),
    "agreements:letter": Door(record="check_in"),
    "agreements:survey": Door(record="check_in"),
    "agreements:rounds": Door(),
    "agreements:round_new": Door(FORM, needs=ENTER),
    "agreements:round": Door(record="round"),
    "agreements:round_approve": Door(ACT, record="round", needs=Capability.APPROVE),
    "agreements:round_close": Door(ACT, record="round", needs=Capability.APPROVE),
    "agreements:reminders": Door(FORM, record="round", needs=ENTER),
    "agreements:calls": Door(FORM, record="round", needs=ENTER),
    "agreements:standing": Door(),
    "agreements:standing_matrix": Door(),
    "agreements:standing_changed": Door(words=("signed",)),
    "agreements:standing_by": Door(words=("year",)),
    "agreements:standing_of": Door(words=("year", "all")),
    "agreements:proposals": Door(),
    "agreements:proposal_decide": Door(ACT, record="agreement", needs=ENTER),
    "verify": Door(FORM, is_open=True),
    "briefs:list": Door(),
    "briefs:kinds": Door(needs=Capability.ORDER_PAPERS),
    "briefs:order": Door(FORM, needs=Capability.ORDER_PAPERS, words=("overview",)),
    "briefs:each": Door(FORM, needs=PAPERS, words=("organisation",)),
    "briefs:detail": Door(record="brief"),
    "briefs:status": Door(record="brief"),
    "briefs:issue": Door(ACT, record="brief", needs=PAPERS),
    "briefs:keep": Door(ACT, record="brief", needs=PAPERS),
    "briefs:retry": Door(ACT, record="brief"),
    "briefs:cancel": Door(ACT, record="brief"),
    "briefs:download": Door(record="brief"),
    "briefs:archive": Door(record="issued"),
    "briefs:form hwpx": Door(record="brief", after=("hwpx",)),
    "briefs:form xlsx": Door(record="brief", after=("xlsx",)),
    "briefs:form csv": Door(record="brief", after=("csv",)),
    "briefs:batches": Door(),
    "briefs:batch": Door(record="batch"),
    "briefs:batch_status": Door(record="batch"),
    "briefs:batch_issue": Door(ACT, record="batch", needs=PAPERS),
    "briefs:batch_retry": Door(ACT, record="batch", needs=PAPERS),
    "briefs:batch_cancel": Door(ACT, record="batch", needs=PAPERS),
    "briefs:batch_zip": Door(record="batch"),
    "briefs:saved_orders": Door(),
    "briefs:saved_order": Door(FORM, record="saved_order", needs=PAPERS),
    "briefs:saved_again": Door(ACT, record="saved_order", needs=PAPERS),
    "briefs:saved_remove": Door(ACT, record="saved_order", needs=PAPERS),
}
for noun, kind in NOUNS.items():
    if not kind.is_kept:
        MATRIX[f"agreements:edit {noun}"] = Door(FORM, record=noun, needs=ENTER, words=(noun,))
    if not kind.is_kept and not kind.leaves_by:
        MATRIX[f"agreements:remove {noun}"] = Door(FORM, record=noun, needs=ENTER, words=(noun,))
    for parent in kind.of:
        if parent:
            MATRIX[f"agreements:add_to {noun} {parent}"] = Door(FORM, record=parent, needs=ENTER, words=(noun, parent))
        else:
            MATRIX[f"agreements:add {noun}"] = Door(FORM, needs=ENTER, words=(noun,))

LOOKED_AT = [name for name, door in MATRIX.items() if "GET" in door.methods and not door.is_open]
RECORDS = [name for name, door in MATRIX.items() if door.record]
READ_ONLY = re.compile(r"[\s(]*(SELECT|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\b", re.IGNORECASE)
ALLOWED_TABLES = ("django_session", "accounts_accesslog")


def patterns(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}"
        else:
            yield from patterns(entry, f"{entry.namespace}:" if entry.namespace else space)


def address(label: str, row: Any) -> str:
    """Only the page of an agreement names it by its key; everything else goes by number."""
    door, name = MATRIX[label], label.split()[0]
    if not door.record:
        return reverse(name, args=door.words)
    named = row.key if door.record == "agreement" and not door.words else row.pk
    return reverse(name, args=[*door.words, named, *door.after])


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
    assert ours == {label.split()[0] for label in MATRIX}


@pytest.fixture
def g():
    return grounds()


def own(g, name):
    return g.own(MATRIX[name].record) if MATRIX[name].record else None


def may(role, name):
    return MATRIX[name].needs in {None, *CAPABILITIES[role]}


def test_everything_is_closed_unless_signed_in(g):
    for name in (name for name, door in MATRIX.items() if not door.is_open):
        for method in ("get", "post"):
            answer = getattr(Client(), method)(address(name, own(g, name)))
            assert answer.status_code == 302, (name, method)
            assert answer["Location"].startswith(reverse("accounts:sign_in")), (name, method)


@pytest.mark.parametrize("role", Role)
def test_every_role_may_look_and_looking_writes_nothing(g, role):
    client = client_of(g.people[role])
    rows = {name: own(g, name) for name in LOOKED_AT}
    for name in LOOKED_AT:
        with connection.execute_wrapper(only_looking):
            answer = client.get(address(name, rows[name]))
            body = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code == (200 if may(role, name) else 403), (name, answer.status_code)
        assert CANARY not in body.decode("utf-8", "replace"), f"{role} sees another register at {name}"


def test_other_methods_are_refused(g):
    for name, door in MATRIX.items():
        row, able = own(g, name), next(role for role in Role if may(role, name))
        client = Client() if door.is_open else client_of(g.people[able])
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - door.methods:
            answer = getattr(client, method.lower())(address(name, row))
            assert answer.status_code == 405, (name, method, answer.status_code)


def test_a_number_that_was_never_given_is_not_there(g):
    for name in RECORDS:
        door, able = MATRIX[name], next(role for role in Role if may(role, name))
        bad = "no-such-key" if door.record == "agreement" and not door.words else 999_999_999
        method = "get" if "GET" in door.methods else "post"
        answer = getattr(client_of(g.people[able]), method)(
            reverse(name.split()[0], args=[*door.words, bad, *door.after])
        )
        assert answer.status_code == 404, name
