"""Mails are put into the queue here; whoever puts one in rings once, when all of it is committed."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now

from accounts.models import Municipality, User
from agreements.models import Mail, Round
from agreements.rules.mail import Letter
from agreements.tasks import ring

NOT_FAILED = "보내지 못한 전자우편만 다시 보낼 수 있습니다. 화면을 새로 열어 확인하십시오."
DESTROYED = "연락처를 파기하여 보내지 않았습니다."
NOBODY = "destroyed@siting.invalid"


def queue_mail(
    letter: Letter, *, to: str, kind: str, key: str, municipality: Municipality, round: Round | None = None
) -> Mail:
    """Once for each key: asked again it is the mail that is there. From when on is told by the clock that claims it."""
    told: dict[str, Any] = {"municipality": municipality, "round": round, "kind": kind, "address": to}
    told["next_try_at"] = Now()
    mail, _ = Mail.objects.get_or_create(key=key, defaults={**told, "subject": letter.subject, "text": letter.text})
    return mail


def ring_when_committed() -> None:
    transaction.on_commit(partial(ring))


@transaction.atomic
def send_again(mail: Mail, *, by: User) -> Mail:
    """A mail that failed, from the first attempt on."""
    waiting = {"state": Mail.State.QUEUED, "attempts": 0, "failure": "", "next_try_at": Now()}
    if not Mail.objects.visible_to(by.scope).filter(pk=mail.pk, state=Mail.State.FAILED).update(**waiting):
        raise ValidationError(NOT_FAILED)
    ring_when_committed()
    mail.refresh_from_db()
    return mail


def forget_address(address: str, *, municipality: Municipality) -> None:
    """With a contact its address goes out of the mails; what still waits is not sent."""
    mails = Mail.objects.filter(municipality=municipality, address=address)
    waiting = mails.filter(state__in=[Mail.State.QUEUED, Mail.State.SENDING])
    waiting.update(state=Mail.State.FAILED, failure=DESTROYED, token="", lease_until=None)
    mails.update(address=NOBODY)
