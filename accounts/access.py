"""Who came, from where, and what for: the rows of the access log."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import AccessLog, User


def note_access(
    request: HttpRequest,
    act: AccessLog.Act,
    *,
    username: str,
    user: User | None,
    subject: str = "",
    reason: str = "",
) -> AccessLog:
    return AccessLog.objects.create(
        user=user,
        username=_clean(username),
        address=address_of(request),
        act=act,
        subject=subject[:200],
        reason=reason[:200],
    )


def note_refusal(request: HttpRequest, act: AccessLog.Act, username: str) -> AccessLog:
    """The row names the account if there is one; the visitor is told nothing of it."""
    known = User.objects.filter(username=_clean(username)).first()
    return note_access(request, act, username=username, user=known)


def refused_lately(user: User) -> int:
    """How often the person's own password was guessed wrongly within the time that a lock lasts."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    return AccessLog.objects.filter(user=user, act=AccessLog.Act.PASSWORD_REFUSED, at__gt=since).count()


def address_of(request: HttpRequest) -> str | None:
    """The nearest proxy writes the last entry of X-Forwarded-For; without a trusted proxy nobody's word counts."""
    told = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        told = request.headers.get("X-Forwarded-For", told).rpartition(",")[2].strip()
    try:
        return str(ip_address(told))
    except ValueError:
        return None


def _clean(username: str) -> str:
    return username.replace("\x00", "")[:150]
