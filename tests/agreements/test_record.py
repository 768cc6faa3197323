"""What is written is checked whole, noted in the chain, and taken back whole when it is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from agreements import models as m
from agreements.actions.change import hashed_part, note_change, values_of
from agreements.actions.record import record
from agreements.rules.chain import link
from tests.agreements.rows import valid, world

pytestmark = pytest.mark.django_db


def pledge(w, **changes):
    return m.Pledge(**{**valid(m.Pledge, w), **changes})


def test_a_new_row_leaves_a_change_record():
    w = world()
    row = pledge(w)
    record(row, municipality=w.municipality, agreement=w.agreement, by=w.user)
    change = m.ChangeRecord.objects.get()
    assert (change.number, change.action, change.subject_model, change.subject_id) == (1, "등록", "pledge", row.pk)
    assert change.agreement == w.agreement
    assert change.by == w.user
    assert change.after["metric"] == "jobs"


def test_each_record_hashes_the_one_before_it():
    w = world()
    for number in range(3):
        record(pledge(w, low=number, high=number), municipality=w.municipality, by=w.user)
    chain = list(m.ChangeRecord.objects.order_by("number"))
    assert [change.number for change in chain] == [1, 2, 3]
    assert [change.previous_hash for change in chain] == ["", chain[0].hash, chain[1].hash]
    for change in chain:
        again = m.ChangeRecord.objects.get(pk=change.pk)
        assert link(again.previous_hash, hashed_part(again)) == change.hash


def test_a_refused_row_leaves_nothing():
    w = world()
    with pytest.raises(ValidationError, match="하한이 상한보다"), transaction.atomic():
        record(pledge(w, low=5), municipality=w.municipality, by=w.user)
    assert not m.Pledge.objects.exists()
    assert not m.ChangeRecord.objects.exists()


def test_contact_details_stay_out_of_the_chain():
    w = world()
    contact = m.Contact(**{**valid(m.Contact, w), "telephone": "010-1234-5678"})
    record(contact, municipality=w.municipality, by=w.user)
    assert "5678" not in str(m.ChangeRecord.objects.values_list())


def test_only_what_is_filled_is_noted():
    w = world()
    assert "reason" not in values_of(pledge(w))
    assert values_of(pledge(w))["low"] == 1


def test_a_change_says_from_what_to_what_and_why():
    w = world()
    change = note_change(
        "정정",
        w.agreement,
        municipality=w.municipality,
        agreement=w.agreement,
        before={"name": "가"},
        after={"name": "나"},
        reason="오기",
        by=w.user,
    )
    assert (change.before, change.after, change.reason) == ({"name": "가"}, {"name": "나"}, "오기")
