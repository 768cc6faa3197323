"""A form sent twice, by a double click or an impatient hand, makes one record."""

from collections.abc import Callable
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction

from accounts.models import User
from agreements.models import Submission


@transaction.atomic
def once(key: UUID, make: Callable[[], models.Model], *, by: User) -> models.Model:
    """What ``make`` makes, or what it made when the same form came before. A refused form may come again.

    The second of two that arrive together waits for the first: its row of the same key must wait for the commit.
    """
    try:
        with transaction.atomic():
            sent = Submission.objects.create(by=by, key=key)
    except IntegrityError:
        return _made_by(Submission.objects.get(by=by, key=key))
    row = make()
    sent.subject_model, sent.subject_id = str(row._meta.label_lower), row.pk
    sent.save(update_fields=["subject_model", "subject_id"])
    return row


def _made_by(sent: Submission) -> models.Model:
    found: models.Model = apps.get_model(sent.subject_model)._base_manager.get(pk=sent.subject_id)
    return found
