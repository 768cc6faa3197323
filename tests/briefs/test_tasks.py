"""Compare-and-set, lease, token: a brief ends as one PDF or as one failure."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db.models.functions import Now
from kombu.exceptions import OperationalError

from agreements.actions.storing import put_whole
from briefs import tasks
from briefs.management.commands import sweep
from briefs.models import ATTEMPTS, Brief
from briefs.pdf import Pdf, PdfRefusedError
from briefs.rendering import TooMuchError
from briefs.rendering.storing import Stored
from tests.briefs.made import ordered

pytestmark = pytest.mark.django_db

MADE = Pdf(b"%PDF-1.7 made", 1)


@pytest.fixture
def brief(heungkuk, silent):
    return ordered(heungkuk)


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(tasks, "render", lambda brief: MADE)


@pytest.fixture
def bells(monkeypatch):
    rung = []
    monkeypatch.setattr(tasks.render_brief, "apply_async", lambda args: rung.append(args[0]))
    return rung


@pytest.fixture
def no_broker(monkeypatch):
    def refuse(args):
        raise OperationalError("no broker")

    monkeypatch.setattr(tasks.render_brief, "apply_async", refuse)


def fresh(brief):
    brief.refresh_from_db()
    return brief


def let_lease_pass(brief):
    Brief.objects.filter(pk=brief.pk).update(
        lease_until=Now() - timedelta(seconds=1), next_ring_at=Now() - timedelta(1)
    )


def let_time_pass(brief):
    Brief.objects.filter(pk=brief.pk).update(next_ring_at=Now() - timedelta(seconds=1))


def test_one_takes_it_and_the_others_go_away(brief):
    tokens = [tasks.take(brief.pk) for _ in range(3)]
    assert [bool(token) for token in tokens] == [True, False, False]
    assert (fresh(brief).state, brief.attempts) == ("rendering", 1)


def test_a_real_paper_is_delivered(brief):
    assert tasks.take_and_render(brief.pk)
    assert (fresh(brief).state, brief.pages, brief.attempts) == ("ready", 1, 1)
    assert brief.file.name == f"briefs/{brief.file_sha256}.pdf"
    with default_storage.open(brief.file.name) as file:
        data = file.read()
    assert data.startswith(b"%PDF")
    assert brief.size == len(data)


def test_what_is_done_is_not_done_again(brief, quick):
    assert tasks.take_and_render(brief.pk)
    assert not tasks.take_and_render(brief.pk)
    assert fresh(brief).attempts == 1


def test_whoever_lost_the_lease_comes_too_late(brief):
    late = tasks.take(brief.pk)
    let_lease_pass(brief)
    again = tasks.take(brief.pk)
    assert again
    assert not tasks.deliver(brief.pk, late, MADE, Stored("briefs/late.pdf", "0" * 64), milliseconds=1)
    assert not tasks.fail(brief.pk, late, "늦음")
    assert tasks.deliver(brief.pk, again, MADE, Stored("briefs/on-time.pdf", "1" * 64), milliseconds=1)
    assert fresh(brief).file.name == "briefs/on-time.pdf"


def test_an_accident_puts_it_back_and_the_third_ends_it(brief, monkeypatch):
    monkeypatch.setattr(tasks, "render", lambda brief: 1 / 0)
    states = []
    for _ in range(ATTEMPTS):
        tasks.take_and_render(brief.pk)
        states.append(fresh(brief).state)
    assert states == ["queued", "queued", "failed"]
    assert brief.failure == tasks.LOST
    assert not tasks.take_and_render(brief.pk)


@pytest.mark.parametrize("refusal", [TooMuchError("너무 깁니다."), PdfRefusedError("http://x")])
def test_a_refusal_is_final_at_once_and_can_be_read(brief, monkeypatch, refusal):
    def refuse(brief):
        raise refusal

    monkeypatch.setattr(tasks, "render", refuse)
    tasks.take_and_render(brief.pk)
    assert (fresh(brief).state, brief.attempts) == ("failed", 1)
    assert brief.failure in {"너무 깁니다.", tasks.REFUSED}


def test_an_unheard_bell_leaves_the_brief_to_the_sweeper(brief, no_broker):
    assert not tasks.ring(brief)
    assert list(Brief.objects.unheard()) == [] or fresh(brief).rung_at is None
    assert fresh(brief).state == "queued"


def test_the_sweeper_rings_again_with_growing_pauses(brief, bells):
    sweep.sweep()
    assert bells == []
    let_time_pass(brief)
    sweep.sweep()
    first = fresh(brief).next_ring_at - brief.rung_at
    let_time_pass(brief)
    sweep.sweep()
    assert bells == [brief.pk, brief.pk]
    assert fresh(brief).next_ring_at - brief.rung_at > first


def test_the_sweeper_rings_for_what_a_worker_left_behind(brief, bells):
    tasks.take(brief.pk)
    sweep.sweep()
    assert bells == []
    let_lease_pass(brief)
    sweep.sweep()
    assert bells == [brief.pk]


def test_the_sweeper_ends_what_was_left_behind_too_often(brief, bells):
    for _ in range(ATTEMPTS):
        tasks.take(brief.pk)
        let_lease_pass(brief)
    sweep.sweep()
    assert (fresh(brief).state, brief.failure, bells) == ("failed", tasks.LOST, [])


def test_without_a_broker_the_sweeper_renders_itself(brief, no_broker, quick):
    let_time_pass(brief)
    sweep.sweep()
    assert fresh(brief).state == "ready"


def test_an_endless_paper_does_not_end_the_sweeper(brief, no_broker, monkeypatch, settings):
    def endless(brief):
        while True:
            pass

    settings.CELERY_TASK_SOFT_TIME_LIMIT = 1
    monkeypatch.setattr(tasks, "render", endless)
    let_time_pass(brief)
    sweep.sweep()
    assert fresh(brief).state == "queued"


def test_the_sweeper_is_a_command(brief, bells):
    let_time_pass(brief)
    call_command("sweep", once=True)
    assert bells == [brief.pk]


def test_a_full_disk_leaves_no_half_file(tmp_path, monkeypatch):
    def no_room(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        put_whole(tmp_path / "paper.pdf", b"%PDF")
    assert list(tmp_path.iterdir()) == []


def test_a_store_of_objects_is_asked_to_keep_one(brief, quick, monkeypatch):
    kept = {}

    def no_path(name):
        raise NotImplementedError

    monkeypatch.setattr(default_storage, "path", no_path)
    monkeypatch.setattr(default_storage, "exists", lambda name: name in kept)
    monkeypatch.setattr(default_storage, "save", lambda name, content: kept.setdefault(name, content.read()))
    tasks.take_and_render(brief.pk)
    assert kept == {fresh(brief).file.name: MADE.data}
