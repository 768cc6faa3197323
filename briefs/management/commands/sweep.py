"""The guarantee behind the bells and the clock of the house: a process of its own, which works without a broker."""

import logging
import signal
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection
from django.db.models.functions import Now
from django.utils import timezone

from agreements.actions.document import UNTAKEN_FOR, sweep_uploads
from agreements.actions.reminder import remind
from agreements.actions.summary import refresh_stale
from agreements.delivery import deliver_waiting
from agreements.delivery import give_up as give_up_mails
from agreements.models import Mail
from agreements.tasks import ring as ring_for_mails
from briefs.models import Batch, Brief
from briefs.ordering.saved_order import give_saved_orders
from briefs.tasks import LOST, ring, ring_for_batch, take_and_draw, take_and_render

log = logging.getLogger("briefs.sweep")

EVERY = getattr(settings, "SWEEP_SECONDS", 15)
ONE_SWEEPER = 0x53495445  # the key of PostgreSQL's advisory lock, for all who sweep this database
AT_ONCE = 200
OFFICE_OPENS = 9  # nobody is reminded at midnight


class Command(BaseCommand):
    help = "Rings again for briefs and mails nobody took, does their work without a broker, reminds, gives, refreshes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then leave")
        parser.add_argument("--every", type=float, default=EVERY, help="seconds between rounds")

    def handle(self, *, once: bool, every: float, **options: Any) -> None:
        signal.signal(signal.SIGTERM, leave)
        while True:
            sweep_safely()
            if once:
                return
            close_old_connections()
            time.sleep(every)


def leave(*_: object) -> None:
    raise SystemExit(0)


def sweep_safely() -> None:
    """A database that restarts is no reason to leave: this process is what brings the briefs back."""
    try:
        with only_sweeper() as alone:
            if alone:
                sweep()
    except DatabaseError as error:
        log.warning("the database does not answer: %s", error)
        connection.close()


def sweep() -> None:
    for chore in CHORES:
        attempt(chore)
    give_up()
    for brief in list(Brief.objects.unheard()[:AT_ONCE]):
        if not ring(brief):
            render_without_a_broker()
            return


def attempt(chore: Callable[[], object]) -> None:
    """The fault of one chore is no reason to leave the others and the briefs undone."""
    try:
        chore()
    except DatabaseError:
        raise
    except Exception:
        log.exception("%s", getattr(chore, "__name__", chore))


def sweep_old_uploads() -> None:
    sweep_uploads(before=timezone.now() - UNTAKEN_FOR)


def refresh_what_went_stale() -> None:
    refresh_stale(timezone.localdate())


def send_reminders() -> None:
    now = timezone.localtime()
    if now.hour >= OFFICE_OPENS:
        remind(today=now.date())


def see_to_mails() -> None:
    """One bell is for all; where nobody hears it, they are delivered here."""
    give_up_mails()
    if Mail.objects.claimable().exists() and not ring_for_mails():
        deliver_waiting()


def give_what_is_due() -> None:
    now = timezone.localtime()
    if now.hour >= OFFICE_OPENS:
        give_saved_orders(now.date())


def see_to_batches() -> None:
    """Those that nobody draws; where no bell is heard, they are drawn here."""
    for batch in list(Batch.objects.undrawn()[:AT_ONCE]):
        if not ring_for_batch(batch):
            take_and_draw(batch.pk)


CHORES = (
    sweep_old_uploads,
    refresh_what_went_stale,
    send_reminders,
    give_what_is_due,
    see_to_mails,
    see_to_batches,
)


def give_up() -> None:
    lost = Brief.objects.exhausted().update(
        state=Brief.State.FAILED, failure=LOST, token="", lease_until=None, next_ring_at=None, finished_at=Now()
    )
    if lost:
        log.warning("%s briefs given up", lost)


def render_without_a_broker() -> None:
    """One brief, then the bell is tried again with the next: a worker that is back takes over."""
    brief = Brief.objects.unheard().first()
    while brief and render_in_time(brief):
        brief = Brief.objects.unheard().first()
        if brief and ring(brief):
            return


def render_in_time(brief: Brief) -> bool:
    """The worker's soft limit, for want of a worker: one endless layout must not end all sweeping."""

    def too_long(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(settings.CELERY_TASK_SOFT_TIME_LIMIT)
    try:
        return take_and_render(brief.pk)
    finally:
        signal.alarm(0)


@contextmanager
def only_sweeper() -> Iterator[bool]:
    """On PostgreSQL one in all machines; on SQLite, which is one machine, a lock on a file."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_SWEEPER])
            yield bool(cursor.fetchone()[0])
            cursor.execute("SELECT pg_advisory_unlock_all()")
        return
    with open(settings.VAR_DIR / "sweep.lock", "w") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
