"""A batch's trip: take the row, order its papers one by one, let go. Compare-and-set by the database's clock.

The lease itself is the token: whoever finds another one in the row was too slow, and stops. Taken up again after a
death half-way, only what is missing is ordered; what two order at once is one paper.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.db.models.functions import Now

from briefs.contents import NotYetError, Order, order_of
from briefs.contents.chosen import each_of
from briefs.kinds import KINDS
from briefs.models import LEASE, Batch, Brief
from briefs.placing import drawn_for, place

log = logging.getLogger("briefs")

NOT_ALLOWED = "요청한 사람의 권한이 바뀌어 작성하지 않았습니다. 다시 요청하십시오."
POSSIBLE = "지금은 작성할 수 있습니다. 다시 시도하십시오."
UNKNOWN = "작성하지 못했습니다. 시스템 관리자에게 알려 주십시오."

Heard = Callable[[Brief], object]


def draw_papers(pk: int, *, heard: Heard) -> bool:
    """Whether there was something to take. ``heard`` rings for each new brief, after its commit."""
    held = take(pk)
    if held is None:
        return False
    batch = Batch.objects.select_related("municipality", "ordered_by").get(pk=pk)
    failure = ""
    try:
        for order in missing(batch):
            _draw(batch, order, heard)
            held = renew(pk, held)
            if held is None:
                return True
    except PermissionDenied:
        failure = NOT_ALLOWED
    except NotYetError as error:
        failure = str(error)
    Batch.objects.filter(pk=pk, lease_until=held).update(drawn_at=Now(), lease_until=None, failure=failure)
    return True


def take(pk: int) -> datetime | None:
    """Until when it is held; None where another has it, or all is ordered."""
    return _held(pk, Batch.objects.undrawn().filter(pk=pk).update(lease_until=Now() + LEASE))


def renew(pk: int, held: datetime) -> datetime | None:
    """None where another has it meanwhile, or it was cancelled."""
    mine = Batch.objects.filter(pk=pk, lease_until=held, drawn_at=None)
    return _held(pk, mine.update(lease_until=Now() + LEASE))


def _held(pk: int, taken: int) -> datetime | None:
    return Batch.objects.values_list("lease_until", flat=True).get(pk=pk) if taken else None


def missing(batch: Batch) -> Iterator[Order]:
    """The orders of a batch that are no briefs yet. Raises NotYetError where its filter asks for nothing there is."""
    whole = order_of(batch, as_of=batch.as_of, known_at=batch.known_at)
    there = set(batch.briefs.values_list(KINDS[batch.kind].subject or "volume", flat=True))
    if KINDS[batch.kind].subject:
        yield from (replace(whole, subject=one, asked={}) for one in each_of(whole) if one.pk not in there)
    else:
        yield from (replace(whole, volume=n) for n in range(1, batch.count + 1) if n not in there)


def _draw(batch: Batch, order: Order, heard: Heard) -> None:
    """What cannot be drawn is left out; its page says why."""
    try:
        with transaction.atomic():
            brief, is_new = place(order, by=batch.ordered_by)
            batch.briefs.add(brief)
            if is_new:
                transaction.on_commit(lambda: heard(brief), robust=True)
    except ValidationError as error:
        log.info("batch %s: %s: %s", batch.pk, name_of(order), " ".join(error.messages))
    except (DatabaseError, PermissionDenied):
        raise
    except Exception:  # whatever one agreement can raise is no reason to leave out the others
        log.exception("batch %s: %s", batch.pk, name_of(order))


def left_out(batch: Batch) -> Iterator[tuple[str, str]]:
    """What could not be drawn, and why."""
    if batch.briefs.count() >= batch.count:
        return
    try:
        for order in missing(batch):
            yield name_of(order), _reason(order)
    except NotYetError as error:
        yield batch.title, str(error)


def name_of(order: Order) -> str:
    return f"제{order.volume}권" if order.volume else str(order.subject)


def _reason(order: Order) -> str:
    try:
        drawn_for(order)
    except ValidationError as error:
        return " ".join(error.messages)
    except DatabaseError:
        raise
    except Exception:  # as it was drawn
        return UNKNOWN
    return POSSIBLE
