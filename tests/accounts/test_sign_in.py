"""In and out, and what the access log keeps of it."""

import pytest
from django.urls import reverse

from accounts.access import address_of
from accounts.models import AccessLog
from tests.agreements.cast import cast

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"


@pytest.fixture
def people():
    return cast()


RIGHT = "right-horse-2026"


def sign_in(client, username="gwangju-officer", password=RIGHT, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def test_a_person_comes_in_and_lands_on_the_overview(client, people):
    answer = sign_in(client)
    assert (answer.status_code, answer.url) == (302, reverse("agreements:overview"))
    [row] = AccessLog.objects.all()
    assert (row.act, row.user, row.username, row.address) == (
        "sign_in",
        people.officer,
        "gwangju-officer",
        "127.0.0.1",
    )


def test_a_person_lands_where_they_wanted_to_go_but_never_elsewhere(client, people):
    assert sign_in(client, next="/agreements/?q=a").url == "/agreements/?q=a"
    client.logout()
    assert sign_in(client, next="https://elsewhere.example/").url == reverse("agreements:overview")


@pytest.mark.parametrize(
    ("username", "password"),
    [("gwangju-officer", "wrong"), ("nobody", "wrong"), ("gwangju-officer' --", "x"), ("a\x00b", "x")],
)
def test_every_refusal_looks_alike(client, people, username, password):
    answer = sign_in(client, username, password)
    assert answer.status_code == 200
    body = answer.content.decode()
    assert "\x00" in username or "아이디나 비밀번호가 맞지 않습니다" in body
    assert AccessLog.objects.get().act == "sign_in_refused"


def test_who_was_ended_is_refused_in_the_same_words(client, people):
    people.officer.is_active = False
    people.officer.save()
    assert "아이디나 비밀번호가 맞지 않습니다" in sign_in(client).content.decode()
    assert AccessLog.objects.get().act == "sign_in_refused"


def test_a_refusal_of_a_known_account_is_seen_by_its_own_city(client, people):
    sign_in(client, password="wrong")
    sign_in(client, "nobody", "wrong")
    seen = AccessLog.objects.visible_to(people.officer.scope)
    assert [row.username for row in seen] == ["gwangju-officer"]
    assert not AccessLog.objects.visible_to(people.incheon_officer.scope).exists()


def test_an_empty_form_says_what_to_do_at_the_field(client, people):
    body = sign_in(client, "", "").content.decode()
    assert "아이디를 입력하십시오." in body
    assert "비밀번호를 입력하십시오." in body


def test_a_long_name_is_kept_short(client, people):
    sign_in(client, "가" * 5000, "x")
    assert len(AccessLog.objects.get().username) == 150


def test_a_person_goes_out_by_post_only(client, people):
    client.force_login(people.officer)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").url == reverse("accounts:sign_in")
    assert AccessLog.objects.get().act == "sign_out"
    assert client.get("/").status_code == 302


def test_who_is_in_needs_no_second_sign_in(client, people):
    client.force_login(people.officer)
    assert client.get(SIGN_IN).url == reverse("agreements:overview")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_the_door_knows_two_verbs(client, people, method):
    assert getattr(client, method)(SIGN_IN).status_code == 405


def test_the_address_comes_from_the_proxy_only_where_there_is_one(rf, settings):
    request = rf.get("/", headers={"x-forwarded-for": "6.6.6.6, 10.1.2.3"}, REMOTE_ADDR="127.0.0.1")
    settings.SECURE_PROXY_SSL_HEADER = None
    assert address_of(request) == "127.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert address_of(request) == "10.1.2.3"
    assert address_of(rf.get("/", REMOTE_ADDR="")) is None


def test_pages_say_whose_register_it_is_and_who_looks(client, people):
    client.force_login(people.officer)
    body = client.get("/").content.decode()
    assert "광주광역시 투자협약 대장" in body
    assert "담당 주무관" in body
    assert "시스템 관리" not in body
    client.force_login(people.admin)
    body = client.get("/").content.decode()
    assert "전국 투자협약 대장" in body
    assert "시스템 관리" in body
