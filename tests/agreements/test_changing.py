"""What happens to a row after it was recorded: changed, corrected, taken back, removed; and forms sent twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from agreements import models as m
from agreements.actions.record import ConflictError, change, correct, record, remove, void
from agreements.actions.submission import once
from tests.agreements.rows import valid, world


def last_change():
    return m.ChangeRecord.objects.order_by("-pk").first()


@pytest.mark.django_db
class TestChange:
    def test_only_what_differs_is_noted(self):
        w = world()
        row = record(m.Matter(**valid(m.Matter, w)), by=w.user)
        changed = change(row, {"what": "해소", "who": "투자과"}, version=1, reason="협의 결과", by=w.user)
        assert (changed.what, changed.version) == ("해소", 2)
        noted = last_change()
        assert (noted.action, noted.reason, noted.agreement) == ("수정", "협의 결과", w.agreement)
        assert noted.before == {"what": "지연"}
        assert noted.after == {"what": "해소", "who": "투자과"}

    def test_nothing_different_leaves_no_trace(self):
        w = world()
        row = record(m.Matter(**valid(m.Matter, w)), by=w.user)
        before = m.ChangeRecord.objects.count()
        assert change(row, {"what": "지연"}, version=1, by=w.user).version == 1
        assert m.ChangeRecord.objects.count() == before

    def test_the_second_of_two_is_told_and_nothing_is_lost(self):
        w = world()
        row = record(m.Matter(**valid(m.Matter, w)), by=w.user)
        change(row, {"what": "첫째"}, version=1, by=w.user)
        with pytest.raises(ConflictError) as caught:
            change(row, {"what": "둘째"}, version=1, by=w.user)
        assert caught.value.row.what == "첫째"
        assert m.Matter.objects.get().what == "첫째"

    def test_what_the_database_refuses_changes_nothing(self):
        w = world()
        row = record(m.Matter(**valid(m.Matter, w)), by=w.user)
        with pytest.raises(ValidationError):
            change(row, {"what": ""}, version=1, by=w.user)
        assert m.Matter.objects.get().what == "지연"
        assert last_change().action == "등록"

    def test_a_new_source_comes_with_it(self):
        w = world()
        building = w.building
        new = m.Source(municipality=w.municipality, kind="city", publisher="시청")
        assert change(building, {"source": new}, version=1, by=w.user).source.publisher == "시청"
        assert m.ChangeRecord.objects.filter(subject_model="source", action="등록").count() == 1


@pytest.mark.django_db
class TestCorrect:
    def test_the_old_row_stays_as_what_was_known(self):
        w = world()
        fact = record(m.Pledge(**valid(m.Pledge, w)), by=w.user)
        new = correct(fact, {"low": 5, "high": 5}, reason="오기", by=w.user)
        assert (new.replaces, new.low, m.Pledge.objects.get(pk=fact.pk).low) == (fact, 5, 1)
        assert list(m.Pledge.objects.known_at(None)) == [new]
        noted = last_change()
        assert (noted.action, noted.reason, noted.before["low"], noted.after["low"]) == ("정정", "오기", 1, 5)

    def test_a_correction_says_why(self):
        w = world()
        fact = record(m.Pledge(**valid(m.Pledge, w)), by=w.user)
        with pytest.raises(ValidationError, match="이유"):
            correct(fact, {"low": 5, "high": 5}, reason="", by=w.user)

    def test_the_second_of_two_is_told(self):
        w = world()
        fact = record(m.Pledge(**valid(m.Pledge, w)), by=w.user)
        first = correct(fact, {"low": 5, "high": 5}, reason="오기", by=w.user)
        with pytest.raises(ConflictError) as caught:
            correct(fact, {"low": 6, "high": 6}, reason="오기", by=w.user)
        assert caught.value.row == first

    def test_what_was_taken_back_is_known_no_more_and_was_known_then(self):
        w = world()
        fact = record(m.Pledge(**valid(m.Pledge, w)), by=w.user)
        gone = void(fact, reason="두 번 입력", by=w.user)
        assert list(m.Pledge.objects.known_at(None)) == []
        assert list(m.Pledge.objects.known_at(fact.recorded_at)) == [fact]
        assert list(m.Pledge.objects.known_at(gone.recorded_at)) == []
        assert last_change().action == "거둠"


@pytest.mark.django_db
class TestRemove:
    def test_what_it_said_is_kept_in_the_record(self):
        w = world()
        row = record(m.Attendee(**valid(m.Attendee, w)), by=w.user)
        remove(row, version=1, reason="참석하지 않음", by=w.user)
        assert not m.Attendee.objects.exists()
        noted = last_change()
        assert (noted.action, noted.before["title"], noted.reason) == ("삭제", "상무", "참석하지 않음")

    def test_what_other_rows_hang_on_stays(self):
        w = world()
        with pytest.raises(ValidationError, match="딸린 자료"):
            remove(w.party, version=1, reason="오기", by=w.user)
        assert m.Party.objects.filter(pk=w.party.pk).exists()

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_it_asks_why(self, reason):
        w = world()
        row = record(m.Attendee(**valid(m.Attendee, w)), by=w.user)
        with pytest.raises(ValidationError, match="이유"):
            remove(row, version=1, reason=reason, by=w.user)

    def test_a_row_that_was_changed_meanwhile_stays(self):
        w = world()
        row = record(m.Attendee(**valid(m.Attendee, w)), by=w.user)
        change(row, {"title": "전무"}, version=1, by=w.user)
        with pytest.raises(ConflictError):
            remove(row, version=1, reason="오기", by=w.user)


@pytest.mark.django_db
def test_a_form_sent_again_finds_what_it_made():
    w = world()
    key = uuid4()
    first = once(key, lambda: record(m.Matter(**valid(m.Matter, w)), by=w.user), by=w.user)
    again = once(key, lambda: pytest.fail("made twice"), by=w.user)
    assert first == again


@pytest.mark.django_db
def test_a_form_whose_record_was_removed_says_so():
    w = world()
    key = uuid4()
    made = once(key, lambda: record(m.Attendee(**valid(m.Attendee, w)), by=w.user), by=w.user)
    remove(made, version=1, reason="오기", by=w.user)
    with pytest.raises(ValidationError, match="지워졌습니다"):
        once(key, lambda: pytest.fail("made twice"), by=w.user)


@pytest.mark.django_db
def test_a_refused_form_may_be_sent_again():
    w = world()
    key = uuid4()
    with pytest.raises(ValidationError):
        once(key, lambda: record(m.Matter(**{**valid(m.Matter, w), "what": ""}), by=w.user), by=w.user)
    once(key, lambda: record(m.Matter(**valid(m.Matter, w)), by=w.user), by=w.user)
    assert m.Matter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_forms_sent_twenty_times_at_once_make_twenty_rows():
    w = world()
    keys = [uuid4() for _ in range(20)]
    start = Barrier(4)

    def send(turn):
        start.wait()
        for key in keys[turn:] + keys[:turn]:
            for _ in range(5):
                once(key, lambda: record(m.Matter(**valid(m.Matter, w)), by=w.user), by=w.user)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, range(4)))
    assert m.Matter.objects.count() == 20


@pytest.mark.django_db(transaction=True)
def test_four_editors_of_fifty_edits_lose_nothing_silently():
    """Every edit either stands in the history or was refused to its editor, who then saw the other's value."""
    w = world()
    row = record(m.Matter(**valid(m.Matter, w)), by=w.user)
    start = Barrier(4)

    def edit(editor):
        start.wait()
        known, refused = 1, 0
        for turn in range(50):
            while True:
                try:
                    known = change(row, {"what": f"{editor}-{turn}"}, version=known, by=w.user).version
                    break
                except ConflictError as conflict:
                    known, refused = conflict.row.version, refused + 1
        connection.close()
        return refused

    with ThreadPoolExecutor(4) as pool:
        refusals = sum(pool.map(edit, range(4)))
    noted = m.ChangeRecord.objects.filter(action="수정").values_list("after__what", flat=True)
    assert sorted(noted) == sorted(f"{editor}-{turn}" for editor in range(4) for turn in range(50))
    assert m.Matter.objects.get().version == 201
    print(f"\n4 editors x 50 edits: silently lost 0, told of another's change {refusals} times")
