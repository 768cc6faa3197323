"""An order is a row; the same order on the same data is the same row."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.capabilities import Role
from accounts.models import Municipality
from briefs.models import Brief
from briefs.ordering import ahead_of, cancel_brief, has_newer_data, order_brief, retry_brief
from briefs.placing import check_code, next_number
from briefs.tasks import fail, take
from tests.briefs.made import order as made_order
from tests.briefs.made import ordered as order
from tests.briefs.made import person

pytestmark = pytest.mark.django_db


def test_the_bell_rings_after_the_commit_and_once(heungkuk, silent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        brief = order(heungkuk)
        assert silent == []
    assert silent == [brief.pk]
    with django_capture_on_commit_callbacks(execute=True):
        assert order(heungkuk).pk == brief.pk
    assert silent == [brief.pk]


def test_the_same_order_on_the_same_data_is_the_same_brief(heungkuk, silent):
    assert {order(heungkuk).pk for _ in range(3)} == {Brief.objects.get().pk}


def test_changed_data_make_another_brief_and_the_old_one_says_so(heungkuk, silent):
    first = order(heungkuk)
    assert not has_newer_data(first)
    heungkuk.matter("plan", "현지 확인")
    heungkuk.note()
    assert has_newer_data(first)
    assert order(heungkuk).pk != first.pk


@pytest.mark.parametrize(
    "other", [{"as_of": date(2026, 9, 30)}, {"known_at": datetime(2026, 9, 30, tzinfo=UTC)}], ids=["day", "moment"]
)
def test_another_day_is_another_brief(heungkuk, silent, other):
    assert order(heungkuk).pk != order(heungkuk, **other).pk


def test_an_agreement_and_its_company_are_two_papers(heungkuk, silent):
    order(heungkuk)
    assert order(heungkuk, kind="organisation", subject=heungkuk.company).kind == "organisation"
    assert Brief.objects.count() == 2


def test_numbers_count_within_a_register_and_a_year(heungkuk, silent):
    days = [date(2026, 9, day) for day in (1, 2, 3)]
    briefs = [order(heungkuk, as_of=day) for day in days]
    year = briefs[0].ordered_at.astimezone().year
    assert [brief.number for brief in briefs] == [f"{year}-000{n}" for n in (1, 2, 3)]
    assert next_number(heungkuk.city.pk, year + 1) == f"{year + 1}-0001"


def test_after_9999_they_grow_longer(heungkuk, silent):
    briefs = [order(heungkuk, as_of=date(2026, 9, day)) for day in (1, 2)]
    for brief, number in zip(briefs, ("2026-10000", "2026-9999"), strict=True):
        Brief.objects.filter(pk=brief.pk).update(number=number)
    assert next_number(heungkuk.city.pk, 2026) == "2026-10001"


def test_the_check_code_belongs_to_number_and_contents():
    one, other = check_code("2026-0041", "a" * 64), check_code("2026-0042", "a" * 64)
    assert one != other
    assert len(one) == len("3F9A-21C7")


def test_who_may_not_order_is_refused(heungkuk, silent):
    heungkuk.officer.is_active = False
    with pytest.raises(PermissionDenied):
        order(heungkuk)
    assert not Brief.objects.exists()


def test_every_role_of_the_house_may_order(heungkuk, silent):
    for role in Role:
        heungkuk.officer.role = role
        assert order(heungkuk).pk


def test_a_base_day_before_the_signing_is_refused_at_its_field(heungkuk, silent):
    with pytest.raises(ValidationError) as refused:
        order(heungkuk, as_of=date(2020, 7, 15))
    assert "체결일보다 앞선 기준일" in refused.value.message_dict["as_of"][0]


def test_a_failed_brief_can_be_tried_again_by_one_person(heungkuk, silent, django_capture_on_commit_callbacks):
    brief = order(heungkuk)
    fail(brief.pk, take(brief.pk), "쉬어 갑니다")
    with django_capture_on_commit_callbacks(execute=True):
        assert retry_brief(brief=brief, by=heungkuk.officer)
        assert not retry_brief(brief=brief, by=heungkuk.officer)
    assert (brief.state, brief.attempts, brief.failure) == ("queued", 0, "")
    assert silent.count(brief.pk) == 1


def test_what_waits_can_be_given_up_and_ordered_anew(heungkuk, silent):
    brief = order(heungkuk)
    assert cancel_brief(brief=brief, by=heungkuk.officer)
    assert not cancel_brief(brief=brief, by=heungkuk.officer)
    assert (brief.state, take(brief.pk)) == ("cancelled", None)
    assert order(heungkuk).pk != brief.pk


def test_what_a_worker_brings_after_the_cancelling_is_dropped(heungkuk, silent):
    brief = order(heungkuk)
    token = take(brief.pk)
    assert cancel_brief(brief=brief, by=heungkuk.officer)
    assert not fail(brief.pk, token, "늦음")
    brief.refresh_from_db()
    assert brief.state == "cancelled"


def test_nobody_orders_of_a_register_that_is_not_his(heungkuk, silent):
    elsewhere = Municipality.objects.create(key="incheon", name="인천광역시", region=heungkuk.city.region)
    with pytest.raises(PermissionDenied):
        order_brief(made_order(heungkuk), by=person("stranger", Role.OFFICER, elsewhere))


def test_the_queue_is_one_for_all(heungkuk, silent):
    briefs = [order(heungkuk, as_of=date(2026, 9, day)) for day in (1, 2, 3)]
    assert [ahead_of(brief) for brief in briefs] == [0, 1, 2]
    take(briefs[0].pk)
    assert ahead_of(briefs[2]) == 1


SPOILED = {
    "brief_is_ordered_once_from_the_same_data": {"twin": "key"},
    "brief_number_is_one_in_a_municipality": {"twin": "number"},
    "brief_has_the_one_subject_of_its_kind": {"kind": "organisation"},
    "brief_number_is_a_year_and_a_serial": {"number": "26-1"},
    "brief_names_its_contents_by_digest": {"contents_digest": "가"},
    "brief_is_tried_three_times_at_most": {"attempts": 4},
    "brief_in_work_is_held_for_a_while": {"state": "rendering"},
    "brief_is_ready_exactly_with_its_file": {"pages": 1},
    "brief_is_kept_only_when_issued": {"archive": "briefs/x.pdf"},
    "brief_fails_exactly_with_a_reason": {"failure": "까닭"},
    "brief_ends_at_a_moment": {"finished_at": datetime(2026, 9, 30, tzinfo=UTC)},
}


@pytest.mark.parametrize("name", SPOILED)
def test_the_database_holds_the_rule(heungkuk, silent, name):
    brief, spoiled = order(heungkuk), dict(SPOILED[name])
    twin = spoiled.pop("twin", None)
    if twin:
        other = order(heungkuk, as_of=date(2026, 9, 30))
        spoiled = {twin: getattr(other, twin)}
    for field, value in spoiled.items():
        setattr(brief, field, value)
    with pytest.raises(ValidationError):
        brief.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Brief.objects.filter(pk=brief.pk).update(**spoiled)
