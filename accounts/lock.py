"""How often a password may be guessed: five times from one address, 25 times from all addresses together.

The code on a paper has no owner who could be kept out by a crowd's guesses: of it each address is counted by itself.
"""

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.db.models import Sum
from django.http import HttpRequest

ADDRESSES = 5
PAPER = "paper "  # before a number: no name of an account has a space


class TwoBars(AxesDatabaseHandler):
    """A crowd of addresses cannot guess for ever, and one stranger cannot easily keep a person out."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        own = int(super().get_failures(request, credentials))
        name = get_client_username(request, credentials)
        if name.startswith(PAPER):
            return own
        tries = AccessAttempt.objects.filter(username=name, attempt_time__gte=get_cool_off_threshold(request))
        anywhere = tries.aggregate(tries=Sum("failures_since_start"))["tries"] or 0
        return max(own, int(anywhere) // ADDRESSES)


def is_locked(request: HttpRequest, username: str) -> bool:
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def note_guess(request: HttpRequest, username: str) -> None:
    """A guess that was wrong, at whatever stands behind that name."""
    AxesProxyHandler.user_login_failed(sender=__name__, credentials={"username": username}, request=request)


def unlock(username: str) -> None:
    AxesProxyHandler.reset_attempts(username=username)
