"""Papers that no worker can set: each ends as failed with a reason, and the next paper is served."""

import contextlib
import json
import re
import sqlite3
from datetime import date, timedelta

import pytest

from briefs.tasks import LOST, TOO_LARGE
from tests.bench.papers import ledger
from tests.faults.house import House, Person, wait_until

pytestmark = pytest.mark.faults

FIRST = date(2025, 3, 31)
WORDS = "가나다라마바사 " * 450


def poisons() -> dict[str, tuple[dict, str]]:
    """Contents as a fault in a contents file, or a hand in the database, could leave them; and what is said of each."""
    endless = ledger(5).contents
    endless["parts"][0]["blocks"][0]["text"] = "끝없는글" * 2_000
    large, broken = ledger(1_190).contents, ledger(5).contents
    del broken["parts"][0]["blocks"][1]["rows"][0]["cells"]
    thick = ledger(5).contents
    for row in thick["parts"][0]["blocks"][1]["rows"] * 30:
        row["cells"][0]["text"] = WORDS
    thick["parts"][0]["blocks"][1]["rows"] *= 30
    return {
        "endless text": (endless, "4,000자를 넘습니다"),
        "more rows than a paper has": (ledger(1_300).contents, "줄을 넘습니다"),
        "more letters than a paper has": (thick, "쪽을 넘을 내용입니다"),
        "more memory than a worker has": (large, TOO_LARGE),
        "not a tree at all": (broken, LOST),
    }


def put_in(built: House, pk: int, contents: dict) -> None:
    """In place of what was frozen, and back into the queue."""
    with contextlib.closing(sqlite3.connect(built.folder / "siting.sqlite3", timeout=20)) as db:
        db.create_function("REGEXP", 2, lambda pattern, text: re.search(pattern, str(text)) is not None)
        db.execute(
            "UPDATE briefs_brief SET contents = ?, state = 'queued', attempts = 0, file = '', file_sha256 = '',"
            " pages = NULL, size = NULL, renderer = '', archive = '', archive_sha256 = '', finished_at = NULL,"
            " next_ring_at = '2020-01-01 00:00:00' WHERE id = ?",
            [json.dumps(contents, ensure_ascii=False), pk],
        )
        db.commit()


def ordered(built: House, person: Person, day: date) -> int:
    """A paper that is ready."""
    [(agreement,)] = built.rows("SELECT id FROM agreements_agreement WHERE key = 'gwangju-20200716-heungkuk'")
    status, _ = person.post("/briefs/order/agreement/", subject=str(agreement), as_of=day.isoformat())
    assert status == 302
    [(pk,)] = built.rows(f"SELECT id FROM briefs_brief WHERE as_of = '{day}' AND agreement_id = {agreement}")
    wait_until(lambda: state(built, pk)[0] == "ready", 60)
    return pk


def state(built: House, pk: int) -> tuple[str, str]:
    return built.rows(f"SELECT state, failure FROM briefs_brief WHERE id = {pk}")[0]


@pytest.mark.parametrize("name", poisons())
def test_a_poison_fails_with_a_reason_and_the_next_is_served(built, name):
    contents, reason = poisons()[name]
    person, number = Person(built, "reader"), list(poisons()).index(name)
    pk = ordered(built, person, FIRST + timedelta(days=2 * number))
    put_in(built, pk, contents)
    wait_until(lambda: state(built, pk)[0] == "failed", 120)
    assert reason in state(built, pk)[1]
    assert ordered(built, person, FIRST + timedelta(days=2 * number + 1))
