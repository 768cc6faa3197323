"""The journal outside the database: written after the commit, and never in anybody's way."""

from threading import Thread

import pytest
from django.db import connection, transaction

from agreements import models as m
from agreements.actions.anchor import anchors_of, journal_of
from agreements.actions.record import record
from agreements.actions.verification import findings
from tests.agreements.noted import new, noted_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ANCHOR_DIR = tmp_path / "anchors"
    return settings.ANCHOR_DIR


def heads(w) -> dict[int, set[str]]:
    changes = m.ChangeRecord.objects.filter(municipality=w.municipality)
    return {number: {digest} for number, digest in changes.values_list("number", "hash")}


def told() -> list[tuple[bool, str]]:
    return [(finding.is_fault, finding.words) for finding in findings()]


def test_what_was_committed_is_in_the_journal_and_nothing_else():
    w = noted_world()
    with transaction.atomic():
        record(new(m.Pledge, w), by=w.user)
        transaction.set_rollback(True)
    assert anchors_of("gana") == heads(w)
    first = journal_of("gana").read_text().splitlines()[0].split("\t")
    assert first[:3] == ["gana", "1", *heads(w)[1]]
    assert told() == []


def test_two_people_at_once_leave_one_chain_and_every_head():
    w = noted_world()

    def work() -> None:
        for low in range(5):
            record(new(m.Pledge, w, low=low, high=low), by=w.user)
        connection.close()

    people = [Thread(target=work) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert m.Pledge.objects.count() == 10
    assert anchors_of("gana") == heads(w)
    assert told() == []


def test_lines_may_come_in_any_order_and_be_torn():
    w = noted_world()
    path = journal_of("gana")
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0][:20], *reversed(lines), "gana\t7"]))
    assert anchors_of("gana") == heads(w)
    assert told() == []


def test_a_disk_that_fails_is_logged_and_stops_nobody(settings, folder, caplog):
    w = noted_world()
    folder.rename(folder.with_name("kept"))
    folder.write_text("a file where the folder should be")
    record(new(m.Pledge, w), by=w.user)
    folder.unlink()
    folder.with_name("kept").rename(folder)
    last = max(heads(w))
    assert m.Pledge.objects.exists()
    assert f"change {last} of gana is not in the journal" in caplog.text
    assert told() == [(False, f"{last}번까지 있으나 따로 보관한 지문은 {last - 1}번까지임")]


def test_without_a_journal_it_is_said_that_nothing_is_secured():
    w = noted_world()
    journal_of("gana").unlink()
    assert told() == [(False, f"{max(heads(w))}번까지 있으나 따로 보관한 지문은 0번까지임")]
