"""A worker's trip: claim the row, set the paper, deliver it. Celery only rings the bell.

Every step is a compare-and-set on the row by the database's clock. Whoever lost the lease holds a stale token, and
what comes late is dropped: a brief ends as one PDF or as one failure, whatever is killed on the way.
"""

import gc
import logging
import secrets
import time
from datetime import timedelta
from typing import Any

from celery import shared_task
from django.conf import settings
from django.db.models import F
from django.db.models.functions import Now

from briefs.batching import draw_papers
from briefs.models import ATTEMPTS, LEASE, Batch, Brief
from briefs.placing import FIRST_RING
from briefs.rendering import Pdf, PdfRefusedError, TooMuchError, render, renderer, store, warm_up
from briefs.rendering.storing import Stored

__all__ = [
    "LOST",
    "TOO_LARGE",
    "deliver",
    "draw_batch",
    "fail",
    "render_brief",
    "ring",
    "ring_for_batch",
    "take",
    "take_and_draw",
    "take_and_render",
    "try_again",
    "warm_up",
]

log = logging.getLogger("briefs")

LATER_RING = FIRST_RING * 5
PAUSE = timedelta(seconds=getattr(settings, "TRY_AGAIN_SECONDS", 10))
LONG, LONGEST = 600, 660  # seconds: drawing hundreds of papers takes longer than setting one
LOST = "세 번 시도하였으나 작성하지 못했습니다. 다시 시도하고, 또 실패하면 시스템 관리자에게 자료번호를 알려 주십시오."
TOO_LARGE = "내용이 커서 작업 공간에 들어가지 않습니다. 대상을 나누어 요청하거나 엑셀로 내보내십시오."
REFUSED = "내용에 외부 자료를 부르는 글이 있어 작성하지 않았습니다. 협약의 글을 확인하십시오."


@shared_task(name="briefs.render_brief", ignore_result=True)
def render_brief(pk: int) -> None:
    take_and_render(pk)


@shared_task(name="briefs.draw_batch", ignore_result=True, soft_time_limit=LONG, time_limit=LONGEST)
def draw_batch(pk: int) -> None:
    take_and_draw(pk)


def ring_for_batch(batch: Batch) -> bool:
    """Whether the bell was heard by the broker; if not, the sweeper draws."""
    try:
        draw_batch.apply_async(args=(batch.pk,))
    except Exception as error:  # a broker fails in the words of three libraries
        log.warning("batch %s: the bell is not heard: %s", batch.pk, error)
        return False
    return True


def take_and_draw(pk: int) -> bool:
    """Whether there was something to take."""
    return draw_papers(pk, heard=ring)


def ring(brief: Brief) -> bool:
    """Whether the bell was heard by the broker. The row says when to ring again; the sweeper does it."""
    try:
        render_brief.apply_async(args=(brief.pk,))
    except Exception as error:  # a broker fails in the words of three libraries
        log.warning("brief %s: the bell is not heard: %s", brief.pk, error)
        Brief.objects.filter(pk=brief.pk).claimable().update(next_ring_at=Now())
        return False
    pause = LATER_RING if brief.rung_at else FIRST_RING
    Brief.objects.filter(pk=brief.pk).claimable().update(rung_at=Now(), next_ring_at=Now() + pause)
    return True


def take_and_render(pk: int) -> bool:
    """Whether there was something to take. Never raises for the fault of one brief."""
    token = take(pk)
    if token is None:
        return False
    brief = Brief.objects.select_related("municipality").get(pk=pk)
    began = time.monotonic()
    try:
        made = render(brief)
        stored = store(made)
    except TooMuchError as error:
        fail(pk, token, str(error))
    except PdfRefusedError:
        fail(pk, token, REFUSED)
    except MemoryError:
        fail(pk, token, TOO_LARGE)
    except Exception:  # whatever a layout can raise, time limits included, is one attempt
        log.exception("brief %s: attempt %s", pk, brief.attempts)
        try_again(brief, token)
    else:
        deliver(pk, token, made, stored, milliseconds=round((time.monotonic() - began) * 1000))
    gc.collect()  # what a layout leaves, a failed one above all, goes before the next begins
    return True


def take(pk: int) -> str | None:
    """The token, or None where another has it, it is done, or it was tried too often."""
    token = secrets.token_hex(16)
    taken = (
        Brief.objects.filter(pk=pk)
        .claimable()
        .update(
            state=Brief.State.RENDERING,
            token=token,
            lease_until=Now() + LEASE,
            next_ring_at=Now() + LEASE,
            attempts=F("attempts") + 1,
        )
    )
    return token if taken else None


def deliver(pk: int, token: str, made: Pdf, stored: Stored, *, milliseconds: int) -> bool:
    done = _end(
        pk,
        token,
        state=Brief.State.READY,
        file=stored.name,
        file_sha256=stored.digest,
        archive=stored.archive,
        archive_sha256=stored.archive_digest,
        renderer=renderer(),
        pages=made.pages,
        size=len(made.data),
        render_ms=milliseconds,
    )
    log.info("brief %s %s", pk, "delivered" if done else "came too late")
    return done


def fail(pk: int, token: str, reason: str) -> bool:
    log.info("brief %s failed: %s", pk, reason)
    return _end(pk, token, state=Brief.State.FAILED, failure=reason)


def try_again(brief: Brief, token: str) -> bool:
    """Back into the queue, or failed where this was the last attempt."""
    if brief.attempts >= ATTEMPTS:
        return fail(brief.pk, token, LOST)
    held = Brief.objects.filter(pk=brief.pk, token=token, state=Brief.State.RENDERING)
    freed = held.update(state=Brief.State.QUEUED, token="", lease_until=None, next_ring_at=Now() + PAUSE)
    return bool(freed)


def _end(pk: int, token: str, **values: Any) -> bool:
    """Only whoever still holds the row may end it."""
    held = Brief.objects.filter(pk=pk, token=token, state=Brief.State.RENDERING)
    ended = held.update(token="", lease_until=None, next_ring_at=None, finished_at=Now(), **values)
    return bool(ended)
