"""A mail's trip: claim the row, send it, note it. Compare-and-set by the database's clock, as of briefs.

Whoever dies between sending and noting leaves a mail that is sent again after its lease, under the same Message-ID:
none is lost, and a mail server can tell the second from the first.
"""

import logging
import secrets
import time
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from agreements.models import Invitation, Mail
from agreements.models.mail import ATTEMPTS, LEASE
from agreements.rules.mail import LINK
from agreements.standing.invitation import opening, token_of

log = logging.getLogger("agreements.mail")

HELD_FOR = timedelta(seconds=getattr(settings, "MAIL_LEASE_SECONDS", LEASE.total_seconds()))
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
AT_ONCE = 20
WITHIN_SECONDS = 30  # half of what a task may take: nobody is stopped in the midst of a mail
LOST = "여러 번 시도하였으나 보내는 일이 끝나지 않았습니다. 다시 보내기를 누르십시오."
UNREACHABLE = "메일 서버에 여러 번 보내지 못했습니다. 시스템 관리자에게 메일 서버를 확인하게 한 뒤 다시 보내십시오."
REFUSED = "받는 주소를 메일 서버가 받지 않았습니다. 연락처의 주소를 확인하십시오."
CLOSED = "글에 든 제출 링크가 모두 끝나 보내지 않았습니다."
ENDED_LINK = "(끝난 링크)"


class NoLinkOpensError(Exception):
    """Nobody is sent to an address that is dead."""


def deliver_waiting() -> bool:
    """Sends what waits, one after another; whether it stopped for want of time. Never raises for one mail's fault."""
    until = time.monotonic() + WITHIN_SECONDS
    while held := take():
        _deliver(*held)
        if time.monotonic() > until:
            return True
    return False


def take() -> tuple[Mail, str] | None:
    """The mail that waits longest and the token it is held by; another worker may be faster with each.

    One that was tried before stands behind the others: what kills its worker holds up nobody.
    """
    token = secrets.token_hex(16)
    waiting = Mail.objects.claimable().filter(attempts__lt=ATTEMPTS).order_by("attempts", "next_try_at", "pk")
    for pk in waiting.values_list("pk", flat=True)[:AT_ONCE]:
        held = Mail.objects.filter(pk=pk).claimable()
        if held.update(state=Mail.State.SENDING, token=token, lease_until=Now() + HELD_FOR, attempts=F("attempts") + 1):
            return Mail.objects.get(pk=pk), token
    return None


def give_up() -> int:
    """Ends what was taken for the last time by a worker that died."""
    lost = Mail.objects.filter(state=Mail.State.SENDING, lease_until__lt=Now(), attempts__gte=ATTEMPTS)
    return lost.update(state=Mail.State.FAILED, failure=LOST, token="", lease_until=None)


def _deliver(mail: Mail, token: str) -> None:
    try:
        message_of(mail).send()
    except NoLinkOpensError:
        fail(mail, token, CLOSED)
    except (OSError, SMTPException) as error:
        log.warning("mail %s: attempt %s: %s", mail.pk, mail.attempts, type(error).__name__)
        fail(mail, token, REFUSED) if is_final(error) else try_again(mail, token)
    except Exception:  # whatever a backend can raise is one attempt
        log.exception("mail %s: attempt %s", mail.pk, mail.attempts)
        try_again(mail, token)
    else:
        end(mail, token, state=Mail.State.SENT, sent_at=Now())
        log.info("mail %s delivered", mail.pk)


def is_final(error: Exception) -> bool:
    """The server knows no such address; 4xx only asks to come again."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _ in error.recipients.values())


def message_of(mail: Mail) -> EmailMessage:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ") or "localhost"
    return EmailMessage(
        subject=mail.subject,
        body=addressed(mail),
        to=[mail.address],
        headers={"Message-ID": f"<siting-{mail.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )


def addressed(mail: Mail) -> str:
    """The text with its addresses. A link goes to the address of its own contact and to nobody else."""
    named = {int(pk) for pk in LINK.findall(mail.text)}
    rows = Invitation.objects.filter(pk__in=named, contact__email=mail.address, uses_left__gt=0)
    found = {one.pk: f"{settings.SITE_ADDRESS}{path_of(one)}" for one in opening(rows, timezone.now())}
    if named and not found:
        raise NoLinkOpensError
    return LINK.sub(lambda told: found.get(int(told[1]), ENDED_LINK), mail.text)


def path_of(invitation: Invitation) -> str:
    return reverse("agreements:submit", args=[token_of(invitation)])


def try_again(mail: Mail, token: str) -> bool:
    """Back into the queue after a pause, or failed where this was the last attempt."""
    if mail.attempts >= ATTEMPTS:
        return fail(mail, token, UNREACHABLE)
    return end(mail, token, state=Mail.State.QUEUED, next_try_at=Now() + PAUSES[mail.attempts - 1])


def fail(mail: Mail, token: str, reason: str) -> bool:
    log.info("mail %s failed: %s", mail.pk, reason)
    return end(mail, token, state=Mail.State.FAILED, failure=reason)


def end(mail: Mail, token: str, **values: object) -> bool:
    """Only whoever still holds the row may end it."""
    held = Mail.objects.filter(pk=mail.pk, token=token, state=Mail.State.SENDING)
    return bool(held.update(token="", lease_until=None, **values))
