"""요구자료: an answer is frozen for an inquiry, and stays as it was submitted."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.capabilities import Capability
from accounts.models import User
from agreements.actions.change import hold
from agreements.actions.record import record
from agreements.answers.told import digest_of
from agreements.models import Inquiry, Reply

SUBMITTED = "이미 제출한 요구자료입니다. 다시 답하려면 새 요구자료로 등록하십시오."


@transaction.atomic
def freeze_reply(
    inquiry: Inquiry,
    *,
    question: str,
    asked: dict[str, str],
    as_of: date,
    known_at: datetime,
    definition: str,
    contents: dict[str, Any],
    by: User,
) -> Reply:
    """Of the same question with the same conditions the one before is replaced, while nothing was submitted.

    Raises ValidationError once the inquiry was submitted.
    """
    if not by.may(Capability.ENTER):
        raise PermissionDenied
    hold(inquiry.municipality)
    locked = Inquiry.objects.get(pk=inquiry.pk)
    if locked.submitted_on is not None:
        raise ValidationError(SUBMITTED)
    standing = Reply.objects.filter(inquiry=inquiry, question=question, replaced_by__isnull=True)
    before = next((reply for reply in standing if reply.asked == asked), None)
    if before is not None and before.digest == digest_of(contents):
        return before
    reply = Reply(
        inquiry=inquiry,
        question=question,
        asked=asked,
        as_of=as_of,
        known_at=known_at,
        definition=definition,
        contents=contents,
        digest=digest_of(contents),
        drawn_by=by,
        replaces=before,
    )
    return record(reply, by=by)
