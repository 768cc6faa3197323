"""An order put into the register of papers: drawn, held against those that are there, numbered, kept."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.db.models.functions import Length
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import Municipality, User
from briefs.contents import Drawn, NotYetError, Order, draw
from briefs.kinds import KINDS
from briefs.models import Brief
from briefs.rendering import LAYOUT, TooMuchError, refuse_too_much

FIRST_RING = timedelta(seconds=getattr(settings, "RING_AGAIN_SECONDS", 60))
LONGEST_TITLE = 300
ROWS = frozenset(field.name for field in Brief._meta.fields if field.is_relation)
# What an order without a day of its own complains of is its filter; a bound reply, what it is to bind.
SPEAKS_OF = {"": NON_FIELD_ERRORS, "inquiry": "subject"}


@transaction.atomic
def place(order: Order, *, by: User) -> tuple[Brief, bool]:
    """The brief, and whether it is new: the same order on the same data finds the same row, by however many at once.

    Raises PermissionDenied, and ValidationError where there is nothing to report, or too much for one paper.
    """
    refuse_strangers(order, by)
    Municipality.objects.select_for_update(no_key=True).get(pk=order.municipality.pk)
    brief = _unsaved(order, by)
    brief.previous = Brief.objects.like(brief).comparable().filter(volume=order.volume).first()
    drawn = drawn_for(order, previous=brief.previous)
    brief.key = key_of(order, drawn)
    found = Brief.objects.filter(key=brief.key).exclude(state=Brief.State.CANCELLED).first()
    if found:
        return found, False
    _insert(brief, drawn)
    return brief, True


def refuse_strangers(order: Order, by: User) -> None:
    if not by.may(Capability.ORDER_PAPERS) or not by.scope.includes(order.municipality.pk):
        raise PermissionDenied
    if (order.issues or order.plans) and not by.speaks_for(order.municipality.pk):
        raise PermissionDenied


def drawn_for(order: Order, *, previous: Brief | None = None) -> Drawn:
    try:
        drawn = draw(order, previous=previous)
        refuse_too_much(drawn.contents)
    except NotYetError as error:
        raise not_yet(order, error) from None
    except TooMuchError as error:
        raise ValidationError(str(error)) from None
    return drawn


def not_yet(order: Order, error: NotYetError) -> ValidationError:
    """Said where it can be put right."""
    return ValidationError({SPEAKS_OF.get(KINDS[order.kind].subject, "as_of"): str(error)})


def key_of(order: Order, drawn: Drawn) -> str:
    """By what the register says, not by what it said before: a second order is no news."""
    subject = order.subject.pk if order.subject is not None else ""
    asked = json.dumps(order.asked, sort_keys=True)
    parts = [order.municipality.pk, order.kind, subject, asked, order.volume, drawn.said, LAYOUT]
    return hashlib.sha256("\n".join(str(part) for part in parts).encode()).hexdigest()


def _unsaved(order: Order, by: User) -> Brief:
    given: dict[str, Any] = {KINDS[order.kind].subject: order.subject} if order.subject is not None else {}
    return Brief(
        municipality=order.municipality,
        kind=order.kind,
        asked=order.asked,
        sort=order.sort,
        definition=order.own_definition,
        issues=order.issues,
        plans=order.plans,
        volume=order.volume,
        ordered_by=by,
        ordered_at=timezone.now(),
        as_of=order.as_of,
        known_at=order.known_at,
        **given,
    )


def _insert(brief: Brief, drawn: Drawn) -> None:
    brief.title = drawn.title[:LONGEST_TITLE]
    brief.contents, brief.contents_digest, brief.behind = drawn.contents, drawn.digest, drawn.behind
    brief.is_draft = drawn.is_draft
    brief.number = next_number(brief.municipality_id, timezone.localtime(brief.ordered_at).year)
    brief.check_code = check_code(brief.number, drawn.digest)
    brief.next_ring_at = brief.ordered_at + FIRST_RING
    brief.clean_fields(exclude=ROWS)  # what holds between rows and columns the database refuses anyway, at no cost here
    brief.save(force_insert=True)


def next_number(municipality_id: int, year: int) -> str:
    """Serial within a municipality and a year; its row is locked while we count."""
    given = Brief.objects.filter(municipality=municipality_id, number__startswith=f"{year}-")
    last = given.order_by(Length("number").desc(), "-number").values_list("number", flat=True).first()
    return f"{year}-{int(last[5:]) + 1 if last else 1:04d}"


def check_code(number: str, digest: str) -> str:
    """Printed beside the number: a copy whose code does not fit its number was altered or invented."""
    code = hashlib.sha256(f"{number} {digest}".encode()).hexdigest()[:8].upper()
    return f"{code[:4]}-{code[4:]}"
