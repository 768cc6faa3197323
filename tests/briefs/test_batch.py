"""Many papers at once: ordered as a row, drawn by one worker at a time, and whole whatever is killed on the way."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from kombu.exceptions import OperationalError

from accounts.capabilities import Role
from accounts.models import Municipality
from agreements.models import Agreement
from briefs import batching, placing, tasks
from briefs.contents import MOST_ROWS
from briefs.management.commands import sweep
from briefs.models import Batch, Brief
from briefs.ordering.batch import (
    CANCELLED,
    cancel_batch,
    issue_batch,
    left_out_of,
    order_each,
    order_paper,
    progress_of,
    retry_batch,
)
from tests.agreements.cast import make_agreement
from tests.agreements.rows import world
from tests.bench.generate import agreements
from tests.briefs.batches import order
from tests.briefs.made import person
from tests.briefs.registers import AS_OF, small

pytestmark = pytest.mark.django_db

OF_SMALL = 5


@pytest.fixture
def city():
    return small()


@pytest.fixture
def officer(city):
    return person("officer-of-many", Role.OFFICER, city)


@pytest.fixture(autouse=True)
def bells(monkeypatch):
    """Those rung for briefs, and for batches."""
    rung = {"briefs": [], "batches": []}
    monkeypatch.setattr(tasks.render_brief, "apply_async", lambda args: rung["briefs"].append(args[0]))
    monkeypatch.setattr(tasks.draw_batch, "apply_async", lambda args: rung["batches"].append(args[0]))
    return rung


@pytest.fixture
def batch(city, officer) -> Batch:
    made = order_each(order(city), by=officer)
    assert isinstance(made, Batch)
    return made


def fresh(batch: Batch) -> Batch:
    batch.refresh_from_db()
    return batch


def let_lease_pass(batch: Batch) -> None:
    Batch.objects.filter(pk=batch.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_one_order_is_a_paper_for_each_agreement(city, batch, bells, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.take_and_draw(batch.pk)
    assert set(batch.briefs.values_list("agreement__name", flat=True)) == set(
        Agreement.objects.filter(municipality=city).values_list("name", flat=True)
    )
    assert (batch.count, batch.briefs.count()) == (OF_SMALL, OF_SMALL)
    assert fresh(batch).drawn_at is not None
    assert batch.lease_until is None
    assert sorted(bells["briefs"]) == sorted(batch.briefs.values_list("pk", flat=True))


def test_all_are_as_known_at_one_moment(batch):
    tasks.take_and_draw(batch.pk)
    assert set(batch.briefs.values_list("known_at", flat=True)) == {batch.known_at}


def test_the_bell_rings_after_the_commit(city, officer, bells, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = order_each(order(city), by=officer)
        assert bells["batches"] == []
    assert bells["batches"] == [made.pk]


def test_the_filter_chooses(city, officer):
    made = order_each(order(city, asked={"q": "가람"}), by=officer)
    assert isinstance(made, Brief)
    assert made.title.startswith("가람")
    assert order_each(order(city, asked={"year_to": "2019"}), by=officer).count == 2
    with pytest.raises(ValidationError, match="조건에 맞는 협약이 없습니다"):
        order_each(order(city, asked={"q": "없는 이름"}), by=officer)
    with pytest.raises(ValidationError, match="쓸 수 없는 조건"):
        order_each(order(city, asked={"colour": "blue"}), by=officer)


def test_companies_get_a_card_each_and_a_company_of_two_agreements_one(city, officer):
    make_agreement(city, "again", company="가람", signed=date(2021, 3, 2))
    made = order_each(replace(order(city), kind="organisation", asked={"year_to": "2021"}), by=officer)
    assert made.title == "기업 카드 3건(체결연도 ~2021)"
    tasks.take_and_draw(made.pk)
    drawn = made.briefs.order_by("pk").values_list("organisation__name", "is_draft")
    assert list(drawn) == [("가람", True), ("나래", True), ("다솜", True)]
    assert not tasks.take_and_draw(made.pk)


def test_too_many_are_refused_with_what_to_do(officer, monkeypatch, city):
    monkeypatch.setattr("briefs.ordering.batch.MOST_ROWS", 3)
    with pytest.raises(ValidationError, match="지금 조건은 5건이므로 기간이나 구역으로 좁혀"):
        order_each(order(city), by=officer)
    assert not Batch.objects.exists()


def test_a_double_click_is_one_batch(city, officer, batch):
    assert order_each(order(city), by=officer).pk == batch.pk
    assert order_each(order(city, as_of=date(2026, 8, 31)), by=officer).pk != batch.pk
    Batch.objects.filter(pk=batch.pk).update(ordered_at=batch.ordered_at - timedelta(minutes=5))
    assert order_each(order(city), by=officer).pk != batch.pk


def test_nobody_orders_of_a_register_that_is_not_his(city):
    stranger = person("stranger", Role.OFFICER, Municipality.objects.get(key="busan"))
    with pytest.raises(PermissionDenied):
        order_each(order(city), by=stranger)


def test_two_workers_do_not_both_draw(batch):
    assert batching.take(batch.pk) is not None
    assert batching.take(batch.pk) is None
    assert not tasks.take_and_draw(batch.pk)


def test_killed_half_way_only_the_rest_is_drawn(batch, monkeypatch):
    placed, whole = [], placing.place

    def dies_at_the_third(order, *, by):
        if len(placed) == 2:
            raise SystemExit
        placed.append(order.subject.pk)
        return whole(order, by=by)

    monkeypatch.setattr(batching, "place", dies_at_the_third)
    with pytest.raises(SystemExit):
        tasks.take_and_draw(batch.pk)
    assert batch.briefs.count() == 2
    monkeypatch.setattr(batching, "place", lambda order, *, by: placed.append(order.subject.pk) or whole(order, by=by))
    assert not tasks.take_and_draw(batch.pk)
    let_lease_pass(batch)
    assert tasks.take_and_draw(batch.pk)
    assert len(placed) == len(set(placed)) == OF_SMALL
    assert progress_of(fresh(batch)).coming == 0


def test_whoever_lost_the_lease_stops(batch, monkeypatch):
    whole = placing.place

    def too_slow(order, *, by):
        made = whole(order, by=by)
        if batch.briefs.count() == 0:
            let_lease_pass(batch)
            assert batching.take(batch.pk)
        return made

    monkeypatch.setattr(batching, "place", too_slow)
    tasks.take_and_draw(batch.pk)
    assert batch.briefs.count() == 1
    assert fresh(batch).drawn_at is None


def test_what_is_there_already_is_not_drawn_twice(city, officer, batch):
    tasks.take_and_draw(batch.pk)
    Batch.objects.filter(pk=batch.pk).update(ordered_at=batch.ordered_at - timedelta(minutes=5))
    again = order_each(order(city, known_at=batch.known_at), by=officer)
    tasks.take_and_draw(again.pk)
    assert set(again.briefs.all()) == set(batch.briefs.all())
    assert Brief.objects.count() == OF_SMALL


def test_what_cannot_be_drawn_is_left_out_with_its_reason(batch, city):
    Agreement.objects.filter(municipality=city, name__startswith="나래").update(name="나" * 200)
    tasks.take_and_draw(batch.pk)
    [(name, reason)] = left_out_of(fresh(batch))
    assert name == "나" * 200
    assert "제목이 200자를 넘습니다" in reason
    progress = progress_of(batch)
    assert (progress.left_out, progress.waiting, progress.is_again) == (1, 4, False)
    Agreement.objects.filter(municipality=city, name="나" * 200).update(name="나래 협약")
    retry_batch(batch=batch, by=batch.ordered_by)
    tasks.take_and_draw(batch.pk)
    assert progress_of(fresh(batch)).left_out == 0


def test_an_accident_with_one_leaves_the_others(batch, monkeypatch):
    whole = placing.place

    def stumbles(order, *, by):
        if order.subject.name.startswith("나래"):
            raise ZeroDivisionError
        return whole(order, by=by)

    monkeypatch.setattr(batching, "place", stumbles)
    tasks.take_and_draw(batch.pk)
    assert batch.briefs.count() == OF_SMALL - 1
    assert left_out_of(fresh(batch)) == [(Agreement.objects.get(name__startswith="나래").name, batching.POSSIBLE)]


def test_whose_right_ended_meanwhile_gets_a_reason(batch, officer):
    officer.is_active = False
    officer.save()
    tasks.take_and_draw(batch.pk)
    assert fresh(batch).failure == batching.NOT_ALLOWED
    assert not batch.briefs.exists()
    assert not progress_of(batch).is_moving


def test_failed_ones_are_tried_again_together(batch, officer, bells, django_capture_on_commit_callbacks):
    tasks.take_and_draw(batch.pk)
    one, other, *_ = batch.briefs.all()
    for brief in (one, other):
        tasks.fail(brief.pk, tasks.take(brief.pk), "까닭")
    assert progress_of(fresh(batch)).failed == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert retry_batch(batch=batch, by=officer) == 2
    assert progress_of(batch).failed == 0
    assert sorted(bells["briefs"]) == sorted([one.pk, other.pk])


def test_what_waits_is_given_up_but_not_what_another_waits_for(city, batch, officer):
    tasks.take_and_draw(batch.pk)
    shared, working, *_ = batch.briefs.order_by("pk")
    elsewhere = Batch.objects.create(
        municipality=city, kind="agreement", title="다른 묶음", as_of=AS_OF, known_at=batch.known_at,
        ordered_by=officer, ordered_at=batch.ordered_at, count=2,
    )  # fmt: skip
    elsewhere.briefs.add(shared)
    tasks.take(working.pk)
    assert cancel_batch(batch=batch, by=officer)
    states = dict(batch.briefs.values_list("pk", "state"))
    assert (states.pop(shared.pk), states.pop(working.pk)) == ("queued", "rendering")
    assert set(states.values()) == {"cancelled"}
    assert not cancel_batch(batch=fresh(batch), by=officer)


def test_cancelled_before_it_was_drawn_nothing_is_drawn(batch, officer):
    assert cancel_batch(batch=batch, by=officer)
    assert not tasks.take_and_draw(batch.pk)
    assert fresh(batch).failure == CANCELLED
    progress = progress_of(batch)
    assert (progress.cancelled, progress.is_moving, progress.left_out) == (OF_SMALL, False, 0)
    retry_batch(batch=batch, by=officer)
    assert not tasks.take_and_draw(batch.pk)


def test_the_sweeper_rings_for_what_nobody_draws(batch, bells):
    sweep.see_to_batches()
    assert bells["batches"] == [batch.pk]
    batching.take(batch.pk)
    sweep.see_to_batches()
    assert bells["batches"] == [batch.pk]
    let_lease_pass(batch)
    sweep.see_to_batches()
    assert bells["batches"] == [batch.pk, batch.pk]


def test_without_a_broker_the_sweeper_draws_itself(batch, monkeypatch):
    def refuse(args):
        raise OperationalError("no broker")

    for task in (tasks.draw_batch, tasks.render_brief):
        monkeypatch.setattr(task, "apply_async", refuse)
    sweep.see_to_batches()
    assert batch.briefs.count() == OF_SMALL


def test_a_long_list_is_ordered_in_volumes_and_issued_whole():
    made = world()
    agreements(made, MOST_ROWS)
    officer = person("officer-of-volumes", Role.OFFICER, made.municipality)
    batch = order_paper(order(made.municipality, kind="register"), by=officer)
    assert isinstance(batch, Batch)
    tasks.take_and_draw(batch.pk)
    assert list(batch.briefs.order_by("volume").values_list("volume", "is_draft")) == [(1, True), (2, True)]
    assert isinstance(order_paper(order(made.municipality, kind="overview"), by=officer), Brief)
    issued = issue_batch(batch=batch, issues="해당 없음", plans="해당 없음", by=officer)
    tasks.take_and_draw(issued.pk)
    assert list(issued.briefs.order_by("volume").values_list("volume", "is_draft")) == [(1, False), (2, False)]
    assert (issued.known_at, issued.as_of) == (batch.known_at, batch.as_of)


def test_few_rows_are_one_paper(city, officer):
    assert isinstance(order_paper(order(city, kind="register"), by=officer), Brief)


def test_a_moment_of_knowledge_is_kept(city, officer):
    then = datetime(2030, 1, 1, tzinfo=UTC)
    assert order_each(replace(order(city), known_at=then), by=officer).known_at == then


SPOILED = {"batch_has_two_papers_at_least": {"count": 1}}


@pytest.mark.parametrize("name", SPOILED)
def test_the_database_holds_the_rule(batch, name):
    for field, value in SPOILED[name].items():
        setattr(batch, field, value)
    with pytest.raises(ValidationError, match="묶음은 두 건부터입니다"):
        batch.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(**SPOILED[name])
