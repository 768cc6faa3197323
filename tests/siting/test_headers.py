import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from siting.headers import PrivatePages

pytestmark = pytest.mark.django_db


def test_a_page_is_kept_by_nobody(client):
    response = client.get("/sign-in/")
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_a_view_may_say_otherwise():
    def view(request):
        return HttpResponse(headers={"Cache-Control": "max-age=60"})

    assert PrivatePages(view)(RequestFactory().get("/")).headers["Cache-Control"] == "max-age=60"


def test_the_policy_allows_our_own_files_only(client):
    policy = dict(part.split(" ", 1) for part in client.get("/sign-in/").headers["Content-Security-Policy"].split("; "))
    ours = {f"{kind}-src": "'self'" for kind in ("script", "style", "img", "font", "connect")}
    closed = dict.fromkeys(("default-src", "frame-ancestors", "base-uri"), "'none'")
    assert policy == {**ours, **closed, "form-action": "'self'"}


def test_everything_is_closed_unless_signed_in(client):
    response = client.get("/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/sign-in/")


def test_the_session_ends_after_a_working_day(settings):
    assert settings.SESSION_COOKIE_AGE == 8 * 60 * 60
    assert not settings.SESSION_SAVE_EVERY_REQUEST
