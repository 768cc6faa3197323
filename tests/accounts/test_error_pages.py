"""What goes wrong is told in plain Korean, and the last page of all needs nothing that may be broken."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.agreements.cast import cast

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_there_keeps_the_frame(client):
    client.force_login(cast().officer)
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    body = answer.content.decode()
    assert "찾는 화면이 없습니다" in body
    assert "광주광역시 투자협약 대장" in body


def test_a_stranger_learns_nothing_from_a_missing_page(client):
    assert "광주" not in client.get("/nowhere/").content.decode()


def test_an_old_form_is_answered_in_korean():
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "화면이 오래되어 처리하지 않았습니다" in answer.content.decode()


def test_what_a_role_may_not_do_is_said():
    assert "이 일을 할 권한이 없습니다" in render_to_string("403.html")


def test_a_broken_page_says_so_without_a_context(client, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("agreements.views.home.home_of", broken)
    client.force_login(cast().officer)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "처리하지 못했습니다" in answer.content.decode()
