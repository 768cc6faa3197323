"""Real briefs through the house's own processes while workers, children and the broker are killed.

Short here, long by ``make faults``. Every order ends as one PDF or as one visible failure.
"""

import hashlib
import os
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from tests.faults.house import House, Person, wait_until

pytestmark = pytest.mark.faults

LONG = os.environ.get("FAULTS") == "long"
BRIEFS = 200 if LONG else 30
ORDERS_A_SECOND = 8
FAULTS = (
    {"kill_pool_child": 15, "kill_worker": 4, "kill_redis": 3, "flush_redis": 1}
    if LONG
    else {
        "kill_pool_child": 4,
        "kill_worker": 1,
        "kill_redis": 1,
        "flush_redis": 1,
    }
)
SETTLE_SECONDS = 240 if LONG else 60
LAST_DAY = date(2026, 9, 30)


def hurt(built: House, until: threading.Event, done: Counter) -> None:
    """The faults in a random order of a fixed seed, spread over the time of the orders."""
    chance = random.Random(1)  # noqa: S311  the same faults every time
    acts = [name for name, times in FAULTS.items() for _ in range(times)]
    chance.shuffle(acts)
    pause = BRIEFS / ORDERS_A_SECOND / len(acts)
    for act in acts:
        if until.wait(pause):
            return
        strike(built, act, until)
        done[act] += 1


def strike(built: House, act: str, until: threading.Event) -> None:
    """While a brief is in work if there is one, and again where the victim was not there."""
    deadline = time.monotonic() + 2
    while not built.busy() and time.monotonic() < deadline:
        time.sleep(0.005)
    while not getattr(built, act)() and not until.wait(0.2):
        pass


def order_all(built: House) -> float:
    """Orders over HTTP at a steady pace; the slowest answer in seconds."""
    person, slowest = Person(built, "reader"), 0.0
    agreements = [pk for (pk,) in built.rows("SELECT id FROM agreements_agreement WHERE signed_on IS NOT NULL")]
    for number in range(BRIEFS):
        began = time.monotonic()
        day = LAST_DAY - timedelta(days=number // len(agreements))
        pk = agreements[number % len(agreements)]
        status, body = person.post("/briefs/order/agreement/", subject=str(pk), as_of=day.isoformat())
        assert status == 302, body[-2000:].decode(errors="replace")
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(max(0.0, 1 / ORDERS_A_SECOND - (time.monotonic() - began)))
    return slowest


def unfinished(built: House) -> int:
    assert built.process.poll() is None, f"somebody ended the house: exit code {built.process.returncode}"
    states = built.states()
    return states["queued"] + states["rendering"]


def files_are_whole(built: House) -> bool:
    stored = built.rows("SELECT file, file_sha256 FROM briefs_brief WHERE state = 'ready'")
    return all(hashlib.sha256((built.folder / "files" / name).read_bytes()).hexdigest() == sha for name, sha in stored)


def test_twenty_clicks_at_once_are_one_brief(built):
    people = [Person(built, "reader") for _ in range(4)]
    [(pk,)] = built.rows("SELECT id FROM agreements_agreement WHERE key = 'gwangju-20200716-heungkuk'")
    order = {"subject": str(pk), "as_of": "2024-02-29"}
    with ThreadPoolExecutor(max_workers=20) as clicks:
        answers = list(
            clicks.map(lambda n: people[n % len(people)].post("/briefs/order/agreement/", **order)[0], range(20))
        )
    assert answers == [302] * 20
    assert built.rows("SELECT count(*) FROM briefs_brief WHERE as_of = '2024-02-29'") == [(1,)]


def test_nothing_is_lost_and_nothing_delivered_twice(built, capsys):
    ended, done = threading.Event(), Counter()
    hurting = threading.Thread(target=hurt, args=(built, ended, done))
    hurting.start()
    began = time.monotonic()
    try:
        slowest = order_all(built)
        hurting.join()
        wait_until(lambda: unfinished(built) == 0, SETTLE_SECONDS, lambda: f"{built.states()} {built.log('sweeper')}")
    finally:
        ended.set()
        hurting.join()
    tell(capsys, built, done, slowest, time.monotonic() - began)
    states, delivered = built.states(), built.deliveries()
    assert done == FAULTS
    assert lost(built) == 0
    assert max(delivered.values()) == 1
    assert len(delivered) == states["ready"]
    assert states["failed"] <= BRIEFS // 20
    assert files_are_whole(built)
    assert not list((built.folder / "files" / "briefs").glob(".part-*"))


def lost(built: House) -> int:
    [(ordered,)] = built.rows("SELECT count(*) FROM briefs_brief")
    states = built.states()
    return ordered - states["ready"] - states["failed"]


def tell(capsys, built: House, done: Counter, slowest: float, seconds: float) -> None:
    states, twice = built.states(), sum(1 for times in built.deliveries().values() if times > 1)
    [(again,)] = built.rows("SELECT count(*) FROM briefs_brief WHERE attempts > 1")
    with capsys.disabled():
        print(
            f"\n{BRIEFS} briefs, {dict(done)}: lost {lost(built)}, delivered twice {twice}, "
            f"failed {states['failed']}, taken again {again}, slowest order {slowest:.2f} s, {seconds:.0f} s in all"
        )
