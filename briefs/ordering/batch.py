"""묶음: many papers ordered at once. A row, and after the commit a ring of the bell; a worker orders what is in it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Sum
from django.db.models.functions import Now
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import Municipality, User
from briefs.batching import left_out
from briefs.contents import MOST_ROWS, NotYetError, Order, order_of
from briefs.contents.chosen import count_of, each_of, volumes, words_of
from briefs.kinds import KINDS
from briefs.models import Batch, Brief
from briefs.ordering import ahead_of, order_brief, retry_brief, time_left
from briefs.placing import refuse_strangers
from briefs.tasks import ring_for_batch

LONGEST_TITLE = 200
DOUBLE_CLICK = timedelta(minutes=1)
NONE = "조건에 맞는 협약이 없습니다. 조건을 빼거나 기준일을 바꾸어 다시 요청하십시오."
TOO_MANY = "한 번에 {most}건까지 작성합니다. 지금 조건은 {count:,}건이므로 기간이나 구역으로 좁혀 나누어 요청하십시오."
MOST_WAITING = 3 * MOST_ROWS
TOO_MANY_WAITING = "작성을 기다리는 보고자료가 이미 {waiting:,}건입니다. 끝난 뒤에 다시 요청하십시오."
CANCELLED = "작성 요청을 취소했습니다."
SHOWN = 20  # of what was left out; each is drawn again to tell why

Told = TypeVar("Told")


def order_paper(order: Order, *, by: User) -> Brief | Batch:
    """One paper, or where its rows need several volumes a batch of them."""
    needed = _asked(lambda: volumes(order))
    return order_batch(order, count=needed, by=by) if needed else order_brief(order, by=by)


def order_each(order: Order, *, by: User) -> Brief | Batch:
    """A paper for each agreement that the order's filter asks for, or for each of their companies."""
    _refuse_too_many(_asked(lambda: count_of(order)))
    found = each_of(order)
    if not found:
        raise ValidationError(NONE)
    if len(found) == 1:
        return order_brief(replace(order, subject=found[0], asked={}), by=by)
    _refuse_too_many(len(found))
    return order_batch(order, count=len(found), by=by)


def _refuse_too_many(count: int) -> None:
    if count > MOST_ROWS:
        raise ValidationError(TOO_MANY.format(most=MOST_ROWS, count=count))


def _asked(ask: Callable[[], Told]) -> Told:
    """The fault is one of the filter, not of a field."""
    try:
        return ask()
    except NotYetError as error:
        raise ValidationError(str(error)) from None


@transaction.atomic
def order_batch(order: Order, *, count: int, by: User) -> Batch:
    """A double click finds the batch that is there. All its papers are as known at one moment."""
    refuse_strangers(order, by)
    Municipality.objects.select_for_update(no_key=True).get(pk=order.municipality.pk)
    now = timezone.now()
    given = {
        name: getattr(order, name) for name in ("municipality", "kind", "as_of", "asked", "sort", "issues", "plans")
    }
    given |= {"definition": order.own_definition, "ordered_by": by}
    found = Batch.objects.filter(**given, count=count, failure="", ordered_at__gt=now - DOUBLE_CLICK).first()
    if found and order.known_at in {None, found.known_at}:
        return found
    _refuse_more(count, by)
    batch = Batch(**given, count=count, known_at=order.known_at or now, ordered_at=now, title=_title(order, count))
    batch.full_clean()
    batch.save(force_insert=True)
    transaction.on_commit(lambda: ring_for_batch(batch), robust=True)  # a partial has no name for Django to log
    return batch


def _refuse_more(count: int, by: User) -> None:
    """One queue serves all registers: what one person has waiting in it has an end."""
    drawn = Brief.objects.filter(ordered_by=by, state=Brief.State.QUEUED).count()
    coming = Batch.objects.filter(ordered_by=by, drawn_at=None).aggregate(whole=Sum("count"))["whole"] or 0
    if drawn + coming + count > MOST_WAITING:
        raise ValidationError(TOO_MANY_WAITING.format(waiting=drawn + coming))


def _title(order: Order, count: int) -> str:
    words = _asked(lambda: words_of(order))
    kind = KINDS[order.kind]
    told = f"{kind.many} {count}건" if kind.many else f"{kind.label} {count}권"
    return (f"{told}({words})" if words else told)[:LONGEST_TITLE]


def issue_batch(*, batch: Batch, issues: str, plans: str, by: User) -> Batch:
    """The same volumes with what people wrote."""
    again = order_of(batch, as_of=batch.as_of, known_at=batch.known_at)
    return order_batch(replace(again, issues=issues, plans=plans), count=batch.count, by=by)


def retry_batch(*, batch: Batch, by: User) -> int:
    """What failed is tried again, and what was left out; how many failed."""
    if not by.may(Capability.ORDER_PAPERS):
        raise PermissionDenied
    failed = list(batch.briefs.filter(state=Brief.State.FAILED))
    tried = sum(retry_brief(brief=brief, by=by) for brief in failed)
    again = Batch.objects.filter(pk=batch.pk, drawn_at__isnull=False).exclude(failure=CANCELLED)
    if batch.briefs.count() < batch.count and again.update(drawn_at=None, failure=""):
        transaction.on_commit(lambda: ring_for_batch(batch), robust=True)
    return tried


def cancel_batch(*, batch: Batch, by: User) -> bool:
    """By whoever ordered it: what waits is given up, but not what another waits for. False where nothing waited."""
    if batch.ordered_by_id != by.pk:
        raise PermissionDenied
    ended = {"drawn_at": Now(), "lease_until": None, "failure": CANCELLED}
    stopped = Batch.objects.filter(pk=batch.pk, drawn_at=None).update(**ended)
    mine = Brief.objects.filter(pk__in=batch.briefs.values("pk"))
    own = mine.annotate(wanted=Count("batches", distinct=True) + Count("saved_orders", distinct=True))
    own = own.filter(wanted=1, ordered_by=batch.ordered_by, ordered_at__gte=batch.ordered_at)
    waiting = Brief.objects.filter(pk__in=own.values("pk"), state=Brief.State.QUEUED)
    given_up = waiting.update(state=Brief.State.CANCELLED, next_ring_at=None, finished_at=Now())
    return bool(stopped or given_up)


@dataclass(frozen=True)
class Progress:
    """How far a batch is. ``coming`` are not ordered yet, ``left_out`` never will be."""

    count: int
    ready: int
    failed: int
    cancelled: int
    waiting: int
    in_work: int
    coming: int
    ahead: int

    @property
    def is_moving(self) -> bool:
        return bool(self.unfinished)

    @property
    def unfinished(self) -> int:
        return self.waiting + self.in_work + self.coming

    @property
    def done(self) -> int:
        return self.count - self.unfinished

    @property
    def is_again(self) -> bool:
        """Whether there is something to try again."""
        return bool(self.failed or self.left_out) and not self.is_moving

    @property
    def left_out(self) -> int:
        return self.count - self.ready - self.failed - self.cancelled - self.unfinished

    @property
    def time_left(self) -> str:
        return time_left(self.ahead + self.unfinished)


def progress_of(batch: Batch) -> Progress:
    counted = batch.briefs.values_list("state").annotate(Count("pk")).order_by()
    states: Counter[str] = Counter(dict(counted))
    first = (
        batch.briefs.filter(state=Brief.State.QUEUED).order_by("ordered_at", "pk").defer("contents", "behind").first()
    )
    missing = max(batch.count - states.total(), 0)
    return Progress(
        count=batch.count,
        ready=states[Brief.State.READY],
        failed=states[Brief.State.FAILED],
        cancelled=states[Brief.State.CANCELLED] + (missing if batch.failure == CANCELLED else 0),
        waiting=states[Brief.State.QUEUED],
        in_work=states[Brief.State.RENDERING],
        coming=0 if batch.drawn_at else missing,
        ahead=ahead_of(first) if first else 0,
    )


def left_out_of(batch: Batch) -> list[tuple[str, str]]:
    """What could not be drawn and why, the first of them; asked of a batch that has come to rest."""
    return list(islice(left_out(batch), SHOWN)) if batch.drawn_at and not batch.failure else []
