"""A form sent twice, by a double click or an impatient hand, makes one record."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from accounts.models import User
from agreements.models import Submission


def key_of(page: UUID | str | None, sent: Mapping[str, Any]) -> UUID:
    """Of what a page sent: the same again is a double click, other words from the same page are another record.

    A page that comes back by the browser's way back still carries its number.
    """
    told = sorted((name, str(value)) for name, value in sent.items() if name != "csrfmiddlewaretoken")
    return uuid5(UUID(str(page)), repr(told)) if page else uuid4()


@transaction.atomic
def once(key: UUID, make: Callable[[], models.Model], *, by: User) -> models.Model:
    """What ``make`` makes, or what it made when the same form came before. A refused form may come again.

    The second of two that arrive together waits for the first: its row of the same key must wait for the commit.
    """
    try:
        with transaction.atomic():
            sent = Submission.objects.create(by=by, key=key)
    except IntegrityError:
        return _made_before(key, by=by)
    row = make()
    sent.subject_model, sent.subject_id = str(row._meta.label_lower), row.pk
    sent.save(update_fields=["subject_model", "subject_id"])
    return row


def _made_before(key: UUID, *, by: User) -> models.Model:
    row = sent_before(key, by=by)
    if row is None:
        raise ValidationError("이 화면에서 저장한 기록은 그 뒤에 지워졌습니다. 입력 화면을 새로 여십시오.")
    return row


def sent_before(key: UUID | None, *, by: User) -> models.Model | None:
    """What the same form made when it came before, if it did and if that is still there."""
    sent = Submission.objects.filter(by=by, key=key).exclude(subject_id=None).first() if key else None
    if sent is None:
        return None
    return apps.get_model(sent.subject_model)._base_manager.filter(pk=sent.subject_id).first()
