"""Workers as they are forked from a warm parent, and an order from the click to the file. Read the ratios."""

import gc
import multiprocessing
import os
import time
from collections.abc import Callable
from datetime import datetime
from statistics import median
from typing import Any

import pytest

from briefs.placing import place
from briefs.rendering import render, warm_up
from briefs.tasks import take_and_render
from tests.bench.papers import brief
from tests.briefs.made import heungkuk, order
from tests.faults.house import Person, house, wait_until

MANY = 500
PAGE = os.sysconf("SC_PAGE_SIZE")
FORK = multiprocessing.get_context("fork")


@pytest.fixture(scope="module", autouse=True)
def warm():
    """As siting/celery.py does before the pool is forked."""
    warm_up()
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def in_children(count: int, what: Callable[[], Any]) -> tuple[list[Any], float]:
    """What each forked child tells, and the seconds until the last is done."""
    told: Any = FORK.SimpleQueue()
    children = [FORK.Process(target=lambda: told.put(what())) for _ in range(count)]
    began = time.perf_counter()
    for child in children:
        child.start()
    found = [told.get() for _ in children]
    for child in children:
        child.join()
    return found, time.perf_counter() - began


def seconds(times: int) -> list[float]:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        render(brief())
        taken.append(time.perf_counter() - began)
        gc.collect()  # as the worker does after each
    return taken


def test_the_first_job_of_a_child_beside_its_later_ones():
    firsts, laters = [], []
    for _ in range(5):
        [taken], _ = in_children(1, lambda: seconds(6))
        firsts.append(taken[0])
        laters += taken[1:]
    first, later = median(firsts), median(laters)
    print(f"\nfirst job of a child {first * 1000:.0f} ms, later ones {later * 1000:.0f} ms, {first / later:.2f} x")


def test_two_workers_beside_one():
    _, one = in_children(1, lambda: seconds(40) and None)
    _, two = in_children(2, lambda: seconds(20) and None)
    print(f"\n40 briefs: one worker {one:.2f} s, two workers {two:.2f} s, {one / two:.2f} x")


def test_memory_over_many_briefs():
    def resident() -> int:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * PAGE

    def measured() -> tuple[int, int]:
        seconds(10)
        early = resident()
        seconds(MANY - 10)
        return early, resident()

    [(early, late)], _ = in_children(1, measured)
    print(f"\nresident after 10 briefs {early >> 20} MB, after {MANY} {late >> 20} MB, {late / early:.2f} x")


def test_from_the_order_to_the_file(tmp_path):
    """Through the product's own processes, one order at a time."""
    with house(tmp_path) as built:
        person = Person(built, "reader")
        rows = built.rows("SELECT id FROM agreements_agreement WHERE signed_on < '2026-01-01' ORDER BY id LIMIT 25")
        for number, (pk,) in enumerate(rows, start=1):
            status, _ = person.post("/briefs/order/agreement/", subject=str(pk), as_of="2026-10-31")
            assert status == 302
            wait_until(lambda done=number: built.states()["ready"] == done, 30)
        told = built.rows("SELECT id, ordered_at, finished_at, render_ms FROM briefs_brief ORDER BY id")
        waits = [_ms(ordered, finished) for _, ordered, finished, _ in told]
        whole, setting = median(waits), median(ms for *_, ms in told)
        print(f"\nfrom the order to the file {whole:.0f} ms, the setting of it {setting} ms, {whole / setting:.2f} x")
        began = time.perf_counter()
        for _ in range(20):
            assert person.get(f"/briefs/{told[0][0]}/download/")[0] == 200
        print(f"given out again, over HTTP: {(time.perf_counter() - began) / 20 * 1000:.1f} ms, no setting")
        assert built.states()["ready"] == len(rows)


@pytest.mark.django_db
def test_a_paper_that_is_there_given_out_again(client):
    """The whole trip within the server: session, permission, note of the download, file."""
    made = heungkuk()
    paper, _ = place(order(made), by=made.officer)
    assert take_and_render(paper.pk)
    client.force_login(made.officer)
    taken = []
    for _ in range(200):
        began = time.perf_counter()
        answer = client.get(f"/briefs/{paper.pk}/download/")
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
        taken.append((time.perf_counter() - began) * 1000)
    print(f"\ngiven out again {median(taken):.1f} ms, without the network")


def _ms(earlier: str, later: str) -> float:
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds() * 1000
