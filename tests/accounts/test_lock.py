"""Guessing a password: five tries are read, the sixth is not, and nothing tells whether the account exists."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher

from accounts.models import AccessLog
from agreements.actions.person import give_password
from tests.agreements.cast import cast

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"
RIGHT = "right-horse-2026"
WRONG = "아이디나 비밀번호가 맞지 않습니다. 확인하고 다시 입력하십시오."
LOCKED = "로그인을 여러 번 실패하여 15분 동안 막았습니다. 잠시 뒤에 다시 하고"
NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


class CountedHasher(MD5PasswordHasher):
    """How often a password was worked out: what a stopwatch would measure, without the noise of a busy machine."""

    algorithm = "counted"
    worked = 0

    def encode(self, password, salt):
        CountedHasher.worked += 1
        return super().encode(password, salt)


@pytest.fixture
def people():
    return cast()


def sign_in(client, username="gwangju-officer", password="", **more):
    return client.post(SIGN_IN, {"username": username, "password": password or "wrong"}, **more)


def plain(answer):
    """The page without its token and without the name that was typed."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    return re.sub(r'name="username" value="[^"]+"', "", body)


def test_twenty_five_bad_tries_are_limited_from_the_sixth(client, people):
    answers = [
        sign_in(client, headers={"x-forwarded-for": f"203.0.113.{n}"}) if n % 5 < 2 else sign_in(client)
        for n in range(25)
    ]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 20
    assert all(WRONG in answer.content.decode() for answer in answers[:5])
    for answer in answers[5:]:
        assert LOCKED in answer.content.decode()
        assert "시스템 관리자에게 문의하십시오" in answer.content.decode()
    acts = list(AccessLog.objects.order_by("pk").values_list("act", "user"))
    assert acts == [("sign_in_refused", people.officer.pk)] * 5 + [("locked", people.officer.pk)] * 20


def test_behind_a_proxy_only_its_own_word_counts(client, people, settings):
    """What the client itself wrote stands further left."""
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    codes = [sign_in(client, headers={"x-forwarded-for": f"203.0.113.{n}, 198.51.100.7"}).status_code for n in range(7)]
    assert codes == [200] * 5 + [429] * 2
    assert set(AccessLog.objects.values_list("address", flat=True)) == {"198.51.100.7"}


@pytest.mark.parametrize("password", [RIGHT, "wrong"])
def test_while_locked_the_right_password_is_refused_too(client, people, password):
    for _ in range(5):
        sign_in(client)
    answer = sign_in(client, password=password)
    assert (answer.status_code, "_auth_user_id" in client.session) == (429, False)
    assert LOCKED in answer.content.decode()


def test_the_lock_opens_after_a_quarter_of_an_hour_and_tries_do_not_prolong_it(client, people):
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(5):
            sign_in(client)
        clock.shift(timedelta(minutes=14, seconds=59))
        assert sign_in(client, password=RIGHT).status_code == 429
        clock.shift(timedelta(seconds=2))
        assert sign_in(client, password=RIGHT).status_code == 302


def test_five_tries_and_the_right_word_begin_anew(client, people):
    for _ in range(4):
        sign_in(client)
    assert sign_in(client, password=RIGHT).status_code == 302
    client.post("/sign-out/")
    assert [sign_in(client).status_code for _ in range(6)] == [200] * 5 + [429]


def test_one_address_locks_nobody_else_out(client, people):
    for _ in range(6):
        sign_in(client, REMOTE_ADDR="203.0.113.1")
    assert sign_in(client, REMOTE_ADDR="203.0.113.1").status_code == 429
    assert sign_in(client, "gwangju-head", RIGHT, REMOTE_ADDR="203.0.113.1").status_code == 302
    client.post("/sign-out/")
    assert sign_in(client, password=RIGHT, REMOTE_ADDR="203.0.113.2").status_code == 302


def test_a_crowd_of_addresses_guesses_twenty_five_times(client, people):
    codes = [sign_in(client, REMOTE_ADDR=f"203.0.113.{n}").status_code for n in range(30)]
    assert codes == [200] * 25 + [429] * 5
    assert sign_in(client, password=RIGHT, REMOTE_ADDR="198.51.100.1").status_code == 429


@pytest.mark.parametrize("tries", [1, 6])
def test_known_and_unknown_accounts_get_the_same_page(client, people, tries):
    known = [sign_in(client) for _ in range(tries)][-1]
    unknown = [sign_in(client, "no-such-person") for _ in range(tries)][-1]
    assert known.status_code == unknown.status_code
    assert plain(known) == plain(unknown)
    assert "gwangju-officer" not in plain(known)


def test_known_unknown_and_ended_accounts_cost_the_same(client, people, settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.test_lock.CountedHasher"]
    for person in (people.officer, people.head):
        person.set_password(RIGHT)
        person.is_active = person is people.officer
        person.save()
    worked = {}
    for username in ("gwangju-officer", "gwangju-head", "no-such-person"):
        CountedHasher.worked = 0
        sign_in(client, username)
        before = CountedHasher.worked
        for _ in range(5):
            sign_in(client, username)
        worked[username] = (before, CountedHasher.worked)
    assert set(worked.values()) == {(1, 5)}, "the sixth is not even looked at"


def test_an_administrator_opens_the_lock_with_a_new_password(client, people):
    for _ in range(6):
        sign_in(client)
    give_password(people.officer, password="new-words-for-once", reason="잠김", by=people.admin)
    assert sign_in(client, password="new-words-for-once").status_code == 302


def test_no_password_is_kept_of_a_try(client, people):
    sign_in(client, password="a-secret-that-was-typed")
    [attempt] = AccessAttempt.objects.all()
    assert "a-secret" not in f"{attempt.post_data}{attempt.get_data}"
    assert "csrfmiddlewaretoken" not in attempt.post_data or "****" in attempt.post_data
