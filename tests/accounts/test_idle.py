"""How long a sign-in lasts: twenty minutes without use, eight hours in all."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from accounts.capabilities import Role
from accounts.idle import seconds_left
from accounts.sessions import SessionStore
from tests.agreements.cast import cast
from tests.house.walk import grounds

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
SIGN_IN = "/sign-in/"


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def officer(clock):
    client = Client()
    client.force_login(cast().officer)
    return client


def is_in(client, address="/", **more):
    answer = client.get(address, **more)
    assert answer.status_code in {200, 302}
    return answer.status_code == 200


def later(clock, **time):
    clock.shift(timedelta(**time))


def test_twenty_minutes_without_use_end_it(officer, clock):
    later(clock, minutes=19, seconds=59)
    assert is_in(officer)
    later(clock, minutes=20)
    answer = officer.get("/agreements/?q=a")
    assert answer.url == f"{SIGN_IN}?next=/agreements/%3Fq%3Da"
    assert "_auth_user_id" not in officer.session


def test_use_begins_to_count_anew(officer, clock):
    for _ in range(10):
        later(clock, minutes=19)
        assert is_in(officer)


def test_eight_hours_end_it_however_busy(officer, clock):
    for _ in range(31):
        later(clock, minutes=15)
        assert is_in(officer)
    later(clock, minutes=15)
    assert not is_in(officer)


def test_a_page_that_is_not_there_is_answered_as_to_a_stranger(officer, clock):
    later(clock, minutes=21)
    body = officer.get("/nowhere/").content.decode()
    assert "광주" not in body


@pytest.mark.parametrize("quiet", [{"path": "/read/day/?text=2020", "headers": {"x-quiet": "1"}}, {"path": "/stay/"}])
def test_asking_by_itself_is_no_use(officer, clock, quiet):
    for _ in range(4):
        later(clock, minutes=4, seconds=50)
        assert officer.get(**quiet).status_code == 200
    later(clock, minutes=1)
    assert not is_in(officer)


def test_watching_a_paper_is_no_use(clock):
    g = grounds()
    client = Client()
    client.force_login(g.people[Role.OFFICER])
    status = f"/briefs/{g.own('brief').pk}/status/"
    for _ in range(19):
        later(clock, minutes=1)
        assert is_in(client, status)
    later(clock, minutes=1, seconds=1)
    assert not is_in(client, status)


def test_a_page_is_told_how_long_it_has(officer, clock):
    assert 'data-left="1200"' in officer.get("/").content.decode()
    later(clock, minutes=5)
    told = officer.get("/stay/").json()
    assert told["left"] == 900
    assert officer.get("/stay/").json()["left"] == 900
    assert told["who"] == int(officer.session["_auth_user_id"])


def test_staying_counts_anew_and_needs_the_token(clock):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast().officer)
    later(clock, minutes=19)
    assert client.post("/stay/").status_code == 403
    told = client.get("/stay/").json()
    assert told["left"] == 60
    answer = client.post("/stay/", headers={"x-csrftoken": told["token"]})
    assert answer.json()["left"] == 1200


def test_nobody_stays_beyond_the_end(officer, clock):
    later(clock, minutes=20)
    assert officer.get("/stay/").url.startswith(SIGN_IN)
    assert officer.post("/stay/").url.startswith(SIGN_IN)


def test_near_the_eighth_hour_staying_helps_no_more(officer, clock):
    for _ in range(28):
        later(clock, minutes=17)
        assert officer.post("/stay/").status_code == 200
    assert officer.post("/stay/").json()["left"] == (8 * 60 - 28 * 17) * 60


def test_a_session_that_does_not_know_when_it_began_is_over(officer):
    assert seconds_left(SessionStore()) <= 0
    assert seconds_left(officer.session) == 1200


def test_the_sign_in_page_says_how_long_it_lasts(client):
    body = client.get(SIGN_IN).content.decode()
    assert "20분 동안 쓰지 않거나 8시간이 지나면 다시 로그인합니다." in body
