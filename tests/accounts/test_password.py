"""One's own password, and the one that somebody else gave."""

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from accounts.models import AccessLog, User
from agreements.actions.person import give_password
from siting import settings as product
from tests.agreements.cast import cast

pytestmark = pytest.mark.django_db

OLD, NEW = "right-horse-2026", "another-horse-2027"


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def officer(people):
    client = Client()
    client.force_login(people.officer)
    return client


def change(client, old=OLD, new=NEW, again=None):
    return client.post("/password/", {"old_password": old, "new_password1": new, "new_password2": again or new})


def test_a_person_changes_it_and_the_access_log_says_so(officer, people):
    answer = change(officer)
    assert (answer.status_code, answer.url) == (302, "/")
    assert "비밀번호를 바꿨습니다. 다른 기기와 창의 로그인은 끝났습니다." in officer.get("/").content.decode()
    people.officer.refresh_from_db()
    assert people.officer.check_password(NEW)
    [row] = AccessLog.objects.all()
    assert (row.act, row.user) == ("password", people.officer)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"old": "wrong"}, "지금 비밀번호가 맞지 않습니다. 다시 입력하십시오."),
        ({"again": "different-horse"}, "두 번 입력한 새 비밀번호가 서로 다릅니다. 다시 입력하십시오."),
        ({"new": OLD}, "지금 비밀번호와 다르게 정하십시오."),
        ({"new": "short-9ch"}, "최소 10자 이상이어야 합니다."),
        ({"new": "1029384756"}, "비밀번호가 전부 숫자로 되어 있습니다."),
        ({"new": "gwangju-officer"}, "비밀번호가 아이디와 너무 유사합니다."),
        ({"old": ""}, "지금 비밀번호를 입력하십시오."),
    ],
)
def test_what_is_wrong_is_said_at_the_field(officer, people, typed, sentence):
    answer = change(officer, **typed)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    people.officer.refresh_from_db()
    assert people.officer.check_password(OLD)
    assert not AccessLog.objects.filter(act="password").exists()


def test_the_page_is_one_click_away(officer):
    assert 'href="/password/"' in officer.get("/").content.decode()
    body = officer.get("/password/").content.decode()
    assert "지금 비밀번호" in body
    assert "10자 이상. 아이디와 비슷하거나" in body


def test_a_given_password_leads_to_ones_own_first(people):
    give_password(people.officer, password="words-for-one-day", reason="잊음", by=people.admin)
    client = Client()
    client.post("/sign-in/", {"username": "gwangju-officer", "password": "words-for-one-day"})
    for address in ("/", "/agreements/", "/briefs/"):
        assert client.get(address).url == "/password/"
    assert client.get("/stay/").status_code == 200
    assert "처음 받은 비밀번호는 한 번만 쓸 수 있습니다." in client.get("/password/").content.decode()
    assert change(client, old="words-for-one-day").url == "/"
    assert client.get("/").status_code == 200


def test_who_must_change_it_may_also_go_out(people):
    User.objects.filter(pk=people.officer.pk).update(must_change_password=True)
    client = Client()
    client.force_login(people.officer)
    assert client.post("/sign-out/").url == "/sign-in/"


def test_passwords_are_kept_with_argon2_and_old_ones_are_rewritten_when_used(client, people, settings):
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    old = make_password(OLD, hasher="pbkdf2_sha256")
    User.objects.filter(pk=people.officer.pk).update(password=old)
    assert client.post("/sign-in/", {"username": "gwangju-officer", "password": OLD}).status_code == 302
    assert client.get("/").status_code == 200
    people.officer.refresh_from_db()
    assert people.officer.password.startswith("argon2$argon2id$")


def test_django_admins_own_pages_for_it_lead_to_ours(people):
    client = Client()
    client.force_login(people.admin)
    assert client.get("/admin/password_change/").url == "/password/"
    assert client.post("/admin/logout/").url == "/sign-out/"
    assert client.get("/admin/login/").url == "/admin/"


def test_guessing_the_old_one_is_noted_and_ends_the_sign_in(officer, people):
    for _ in range(4):
        assert change(officer, old="wrong").status_code == 200
    answer = change(officer, old="wrong")
    assert (answer.status_code, answer.url) == (302, "/sign-in/")
    assert "여러 번 맞지 않아 로그아웃했습니다" in officer.get("/sign-in/").content.decode()
    assert officer.get("/").status_code == 302
    assert AccessLog.objects.filter(act="password_refused", user=people.officer).count() == 5
