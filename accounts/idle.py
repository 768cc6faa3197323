"""A sign-in ends some minutes after the last thing a person did, and eight hours after it began, whatever was done."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

BEGAN, SEEN = "began", "seen"
# Between two clicks the row of the session is left alone: a page that is only looked at should not wait for a lock.
WRITTEN_EVERY = 30


class IdleTime:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and seconds_left(request.session) <= 0:
            logout(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        if request.user.is_authenticated and not is_quiet(request):
            note_use(request.session)


def is_quiet(request: HttpRequest) -> bool:
    """A page that asks by itself is not a person who works."""
    address = request.resolver_match.view_name if request.resolver_match else ""
    return request.headers.get("X-Quiet") == "1" or address in settings.QUIET_ADDRESSES


def begin(kept: dict[str, Any]) -> None:
    """A new key in the course of a sign-in, as after a new password, does not begin it again."""
    for moment in (BEGAN, SEEN):
        kept.setdefault(moment, _now())


def note_use(session: SessionBase) -> None:
    now = _now()
    if now - session[SEEN] >= WRITTEN_EVERY:
        session[SEEN] = now


def seconds_left(session: SessionBase) -> int:
    """Nothing is left of a session that does not know when it began."""
    idle, whole = settings.IDLE_MINUTES * 60, settings.SESSION_COOKIE_AGE
    return int(min(session.get(SEEN, 0) + idle, session.get(BEGAN, 0) + whole)) - _now()


def _now() -> int:
    return int(timezone.now().timestamp())
