"""The order of a paper: a row, and after the commit a ring of the bell."""

import json
from dataclasses import replace
from math import ceil
from statistics import median

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from agreements.models import ChangeRecord
from agreements.periods import official_day
from briefs.contents import NotYetError, Order, draw, order_of
from briefs.models import Brief
from briefs.placing import FIRST_RING, key_of, place
from briefs.tasks import ring

WORKERS = getattr(settings, "PAPER_WORKERS", 2)  # children of the one worker, see siting/management/commands/serve.py
MEASURED = 50  # papers that tell how long one takes
ABOUT_A_PAPER = 1500  # ms, where none was ever set


def order_brief(order: Order, *, by: User) -> Brief:
    """The same order on the same data finds the same row, by however many clicks at once.

    Raises PermissionDenied, and ValidationError where there is nothing to report, or too much for one paper.
    """
    with transaction.atomic():
        brief, is_new = place(order, by=by)
        if is_new:
            transaction.on_commit(lambda: ring(brief), robust=True)  # a partial has no name for Django to log
    return brief


def issue_brief(*, brief: Brief, issues: str, plans: str, by: User) -> Brief:
    """The same order with what people wrote: another paper, and the draft stays what it is."""
    again = order_of(brief, as_of=brief.as_of, known_at=brief.known_at, volume=brief.volume)
    return order_brief(replace(again, issues=issues, plans=plans), by=by)


def issued_as(draft: Brief) -> Brief | None:
    """The newest issued paper of what the draft is of."""
    issued = Brief.objects.like(draft).issued().filter(as_of=draft.as_of, volume=draft.volume)
    return issued.filter(ordered_at__gte=draft.ordered_at).defer("contents", "behind").first()


def texts_before(brief: Brief) -> dict[str, str]:
    """What was written for it, else for the last issued paper of the same kind and subject."""
    last = Brief.objects.like(brief).comparable().defer("contents", "behind").first()
    told = {name: getattr(brief, name) for name in ("issues", "plans")}
    return {name: text or (getattr(last, name) if last else "") for name, text in told.items()}


def ahead_of(brief: Brief) -> int:
    """How many wait before it in the one queue of all registers."""
    return Brief.objects.ahead_of(brief).count() if brief.state == Brief.State.QUEUED else 0


def time_left(papers: int) -> str:
    """Until so many are set, by the time the last ones took: 약 2분."""
    last = Brief.objects.filter(state=Brief.State.READY, render_ms__isnull=False).order_by("-finished_at", "-pk")
    took = list(last.values_list("render_ms", flat=True)[:MEASURED])
    minutes = ceil(papers * (median(took) if took else ABOUT_A_PAPER) / WORKERS / 60_000)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"약 {hours}시간 {minutes}분" if minutes else f"약 {hours}시간"
    return f"약 {minutes}분" if minutes > 1 else "1분 이내"


def has_newer_data(brief: Brief) -> bool:
    """Whether the same order would say something else today; of one as known on a day, as known today.

    Drawn again only where the register has changed since.
    """
    since = brief.known_at or brief.ordered_at
    if not ChangeRecord.objects.filter(municipality=brief.municipality_id, at__gte=since).exists():
        return False
    order = order_of(brief, as_of=brief.as_of, known_at=brief.known_at, volume=brief.volume)
    try:
        if brief.known_at is None:
            return key_of(order, draw(order)) != brief.key
        now = replace(order, known_at=timezone.now())
        days = [official_day(timezone.localdate(one.known_at)) for one in (order, now)]
        return _said(order, days) != _said(now, days)
    except NotYetError:
        return True


def _said(order: Order, days: list[str]) -> str:
    """Without the days of knowledge, which differ anyway."""
    text = json.dumps(draw(order).contents, ensure_ascii=False, sort_keys=True)
    for day in days:
        text = text.replace(day, "")
    return text


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


def cancel_brief(*, brief: Brief, by: User) -> bool:
    """By whoever ordered it. Whatever its worker brings is dropped; False where it had ended."""
    if brief.ordered_by_id != by.pk:
        raise PermissionDenied
    moving = Brief.objects.filter(pk=brief.pk, state__in=[Brief.State.QUEUED, Brief.State.RENDERING])
    ended = moving.update(state=Brief.State.CANCELLED, token="", lease_until=None, next_ring_at=None, finished_at=Now())
    brief.refresh_from_db()
    return bool(ended)
