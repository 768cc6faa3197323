"""What is written is checked whole, noted in the chain, and taken back whole when it is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from agreements import models as m
from agreements.actions.change import hashed_part, note_change, values_of
from agreements.actions.record import change, record
from agreements.rules.chain import link
from tests.agreements.rows import valid, world

pytestmark = pytest.mark.django_db


def pledge(w, **changes):
    return m.Pledge(**{**valid(m.Pledge, w), **changes})


def test_a_new_row_leaves_a_change_record():
    w = world()
    row = pledge(w)
    record(row, municipality=w.municipality, agreement=w.agreement, by=w.user)
    noted = m.ChangeRecord.objects.get()
    assert (noted.number, noted.action, noted.subject_model, noted.subject_id) == (1, "등록", "pledge", row.pk)
    assert noted.agreement == w.agreement
    assert noted.by == w.user
    assert noted.after["metric"] == "jobs"


def test_each_record_hashes_the_one_before_it():
    w = world()
    for number in range(3):
        record(pledge(w, low=number, high=number), municipality=w.municipality, by=w.user)
    chain = list(m.ChangeRecord.objects.order_by("number"))
    assert [one.number for one in chain] == [1, 2, 3]
    assert [one.previous_hash for one in chain] == ["", chain[0].hash, chain[1].hash]
    for one in chain:
        again = m.ChangeRecord.objects.get(pk=one.pk)
        assert link(again.previous_hash, hashed_part(again)) == one.hash


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
    assert "1234-5678" not in str(m.ChangeRecord.objects.values_list())


def test_only_what_is_filled_is_noted():
    w = world()
    assert "reason" not in values_of(pledge(w))
    assert values_of(pledge(w))["low"] == 1


def test_a_change_says_from_what_to_what_and_why():
    w = world()
    noted = note_change(
        "정정",
        w.agreement,
        municipality=w.municipality,
        agreement=w.agreement,
        before={"name": "가"},
        after={"name": "나"},
        reason="오기",
        by=w.user,
    )
    assert (noted.before, noted.after, noted.reason) == ({"name": "가"}, {"name": "나"}, "오기")


def test_a_row_says_the_same_when_typed_and_when_read_again():
    w = world()
    typed = {
        m.Space: {"name": "9층", "area_m2": "12.5"},
        m.Building: {"name": "  다   빌딩 "},
        m.Pledge: {},
        m.Document: {"file": "a/b.pdf", "original_name": "협약서.pdf", "sha256": "0" * 64},
    }
    for model, values in typed.items():
        row = record(model(**{**valid(model, w), **values}), by=w.user)
        assert m.ChangeRecord.objects.order_by("number").last().after == values_of(model._base_manager.get(pk=row.pk))


def test_a_day_is_noted_whole_and_nothing_else_of_the_row():
    w = world()
    known = {"due_on": date(2020, 1, 1), "due_precision": "year", "due_words": "2020년 중"}
    duty = record(m.Obligation(**{**valid(m.Obligation, w), **known}), by=w.user)
    change(duty, {"due_on": date(2021, 1, 1)}, version=1, by=w.user)
    noted = m.ChangeRecord.objects.order_by("number").last()
    assert noted.before == {"due_on": "2020-01-01", "due_precision": "year", "due_words": "2020년 중"}
    assert noted.after == {**noted.before, "due_on": "2021-01-01"}


def test_what_is_noted_of_a_change_is_what_was_saved():
    w = world()
    change(w.organisation, {"name": "  (주) 다라 "}, version=1, by=w.user)
    assert m.ChangeRecord.objects.get().after == {"name": m.Organisation.objects.get(pk=w.organisation.pk).name}
    change(w.organisation, {"name": " (주) 다라"}, version=2, by=w.user)
    assert m.ChangeRecord.objects.count() == 1


def test_a_contact_is_changed_though_nothing_of_it_is_noted():
    w = world()
    contact = record(m.Contact(**valid(m.Contact, w)), by=w.user)
    change(contact, {"telephone": "062-123-4567"}, version=1, reason="이사", by=w.user)
    contact.refresh_from_db()
    assert (contact.telephone, contact.version) == ("062-123-4567", 2)
    noted = m.ChangeRecord.objects.order_by("number").last()
    assert (noted.action, noted.before, noted.after, noted.reason) == ("수정", {}, {}, "이사")


def test_a_published_figure_is_kept_where_its_source_is():
    w = world()
    figure = record(m.MarketFigure(**valid(m.MarketFigure, w)), by=w.user)
    assert m.ChangeRecord.objects.get(subject_id=figure.pk).municipality == w.municipality
