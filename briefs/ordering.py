"""The order of a paper: a row, and after the commit a ring of the bell."""

import hashlib
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import Municipality, User
from agreements.models import Agreement, Organisation
from briefs.contents import Drawn, NotYetSignedError, draw
from briefs.models import Brief
from briefs.rendering import TEMPLATE_VERSION
from briefs.tasks import FIRST_RING, ring


def order_brief(
    *, kind: str, subject: Agreement | Organisation, as_of: date, known_at: datetime | None = None, by: User
) -> Brief:
    """The same order on the same data finds the same row, by however many clicks at once.

    Raises PermissionDenied, and ValidationError for a base day before the signing.
    """
    if not by.may(Capability.ORDER_PAPERS):
        raise PermissionDenied
    with transaction.atomic():
        Municipality.objects.select_for_update(no_key=True).get(pk=subject.municipality_id)
        drawn = drawn_for(kind, subject, as_of, known_at)
        key = key_of(kind, subject, drawn)
        found = Brief.objects.filter(key=key).first()
        if found:
            return found
        brief = _insert(key, kind, subject, drawn, as_of, known_at, by)
        transaction.on_commit(lambda: ring(brief), robust=True)  # a partial has no name for Django to log
    return brief


def drawn_for(kind: str, subject: Agreement | Organisation, as_of: date, known_at: datetime | None) -> Drawn:
    try:
        return draw(kind, subject, as_of=as_of, known_at=known_at)
    except NotYetSignedError:
        raise ValidationError({"as_of": "체결일보다 앞선 기준일입니다. 체결일이나 그 뒤의 날을 적으십시오."}) from None


def key_of(kind: str, subject: Agreement | Organisation, drawn: Drawn) -> str:
    parts = [str(subject.municipality_id), kind, str(subject.pk), drawn.digest, TEMPLATE_VERSION]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _insert(
    key: str,
    kind: str,
    subject: Agreement | Organisation,
    drawn: Drawn,
    as_of: date,
    known_at: datetime | None,
    by: User,
) -> Brief:
    now = timezone.now()
    number = next_number(subject.municipality_id, timezone.localtime(now).year)
    brief = Brief(
        municipality_id=subject.municipality_id,
        kind=kind,
        agreement=subject if isinstance(subject, Agreement) else None,
        organisation=subject if isinstance(subject, Organisation) else None,
        key=key,
        ordered_by=by,
        ordered_at=now,
        as_of=as_of,
        known_at=known_at,
        definition=drawn.definition,
        title=drawn.title[:300],
        contents=drawn.contents,
        contents_digest=drawn.digest,
        is_draft=drawn.is_draft,
        number=number,
        check_code=check_code(number, drawn.digest),
        next_ring_at=now + FIRST_RING,
    )
    brief.full_clean()
    brief.save(force_insert=True)
    return brief


def next_number(municipality_id: int, year: int) -> str:
    """Serial within a municipality and a year; its row is locked while we count."""
    numbers = Brief.objects.filter(municipality=municipality_id, number__startswith=f"{year}-")
    last = max((int(number[5:]) for number in numbers.values_list("number", flat=True)), default=0)
    return f"{year}-{last + 1:04d}"


def check_code(number: str, digest: str) -> str:
    """Printed beside the number: a copy whose code does not fit its number was altered or invented."""
    code = hashlib.sha256(f"{number} {digest}".encode()).hexdigest()[:8].upper()
    return f"{code[:4]}-{code[4:]}"


def ahead_of(brief: Brief) -> int:
    """How many wait before it in the one queue of all registers."""
    return Brief.objects.ahead_of(brief).count() if brief.state == Brief.State.QUEUED else 0


def has_newer_data(brief: Brief) -> bool:
    """Whether the same order would say something else today."""
    try:
        return draw(brief.kind, brief.subject, as_of=brief.as_of, known_at=brief.known_at).digest != (
            brief.contents_digest
        )
    except NotYetSignedError:
        return True


def retry_brief(*, brief: Brief, by: User) -> bool:
    """A failed brief goes back into the queue; False where somebody already did so."""
    if not by.may(Capability.ORDER_PAPERS):
        raise PermissionDenied
    with transaction.atomic():
        failed = Brief.objects.filter(pk=brief.pk, state=Brief.State.FAILED)
        again = failed.update(
            state=Brief.State.QUEUED,
            attempts=0,
            failure="",
            finished_at=None,
            rung_at=None,
            next_ring_at=timezone.now() + FIRST_RING,
        )
        brief.refresh_from_db()
        if again:
            transaction.on_commit(lambda: ring(brief), robust=True)  # a partial has no name for Django to log
    return bool(again)
