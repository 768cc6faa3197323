"""Whose session it is: a new key at each sign-in, and none outlives a new password, a new role or the end of use."""

import pytest
from django.test import Client

from accounts.capabilities import Role
from accounts.models import Municipality
from agreements.actions.person import change_person, end_person, give_password, resume_person
from tests.agreements.cast import cast, make_person

pytestmark = pytest.mark.django_db

RIGHT = "right-horse-2026"


@pytest.fixture
def people():
    Municipality.objects.create(key="national", name="전국 공통 대장", is_national=True)
    return cast()


def signed_in(person, password=RIGHT):
    client = Client()
    client.post("/sign-in/", {"username": person.username, "password": password})
    assert is_in(client)
    return client


def is_in(client):
    return client.get("/").status_code == 200


def changed(person, by, **values):
    kept = {name: getattr(person, name) for name in ("display_name", "email", "role", "municipality", "department")}
    return change_person(person, version=person.version, reason="인사발령", by=by, **{**kept, **values})


def test_a_key_given_before_the_sign_in_is_worth_nothing_after_it(client, people):
    """Session fixation: with a key of the attacker's invention, and with one that the house gave."""
    client.cookies["sessionid"] = "fixed-by-an-attacker-00000000000"
    client.post("/sign-in/", {"username": "gwangju-officer", "password": RIGHT})
    first = client.cookies["sessionid"].value
    assert first != "fixed-by-an-attacker-00000000000"
    client.post("/sign-out/")
    client.cookies["sessionid"] = first
    assert not is_in(client)
    client.post("/sign-in/", {"username": "gwangju-officer", "password": RIGHT})
    assert client.cookies["sessionid"].value != first
    assert is_in(client)


def test_signing_out_ends_the_session_itself(people):
    client = signed_in(people.officer)
    key = client.cookies["sessionid"].value
    client.post("/sign-out/")
    client.cookies["sessionid"] = key
    assert not is_in(client)


def test_ones_own_new_password_ends_every_other_session(people):
    here, there = signed_in(people.officer), signed_in(people.officer)
    new = "a-longer-word-2026"
    answer = here.post("/password/", {"old_password": RIGHT, "new_password1": new, "new_password2": new})
    assert answer.status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)


def test_a_role_taken_away_is_gone_at_the_next_request(people):
    other = make_person("other-admin", Role.ADMINISTRATOR)
    client = signed_in(other)
    assert client.get("/admin/").status_code == 200
    changed(other, people.admin, role=Role.READER)
    assert client.get("/admin/").status_code == 302
    assert not is_in(client)
    client = signed_in(other)
    assert client.get("/admin/", follow=True).status_code == 403


def test_another_register_ends_the_sessions_begun_in_the_old_one(people):
    client = signed_in(people.officer)
    changed(people.officer, people.admin, municipality=people.incheon)
    assert not is_in(client)


def test_another_name_ends_nothing(people):
    client = signed_in(people.officer)
    changed(people.officer, people.admin, display_name="새 이름")
    assert is_in(client)


def test_the_end_of_use_ends_every_session_for_good(people):
    client = signed_in(people.officer)
    end_person(people.officer, reason="퇴직", by=people.admin)
    assert not is_in(client)
    resume_person(people.officer, password="words-for-one-day", reason="복직", by=people.admin)
    assert not is_in(client)


def test_a_password_given_by_an_administrator_ends_every_session(people):
    client = signed_in(people.officer)
    give_password(people.officer, password="words-for-one-day", reason="잊음", by=people.admin)
    assert not is_in(client)
