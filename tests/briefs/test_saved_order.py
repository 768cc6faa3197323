"""Favourites, and orders that are given by themselves once a quarter and told to their people."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.capabilities import Role
from accounts.models import Municipality
from agreements.models import Mail
from briefs import tasks
from briefs.contents import Order
from briefs.management.commands import sweep
from briefs.models import Batch, Brief, SavedOrder
from briefs.ordering.saved_order import (
    change_saved_order,
    give_saved_orders,
    may_receive,
    next_day,
    order_again,
    quarter_before,
    remove_saved_order,
    save_order,
    why_not,
)
from tests.briefs.made import person
from tests.briefs.registers import AS_OF, small

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

DAY = date(2026, 10, 5)


@pytest.fixture
def city():
    return small()


@pytest.fixture
def officer(city):
    return person("keeper", Role.OFFICER, city)


@pytest.fixture
def director(city):
    made = person("director", Role.DIRECTOR, city)
    made.email = "director@city.example"
    made.save()
    return made


def order(city, **values) -> Order:
    return Order(**({"kind": "tables", "municipality": city, "as_of": AS_OF, "asked": {"year_from": "2018"}} | values))


@pytest.fixture
def saved(city, officer) -> SavedOrder:
    return save_order(order(city), by=officer)


@pytest.fixture
def given(saved, director):
    """On the fifth, to the director, by mail."""
    return changed(saved, each_quarter_on=5, people=[director], is_mailed=True, today=date(2026, 9, 1))


def changed(saved, **values):
    saved.refresh_from_db()
    told = {"name": saved.name, "each_quarter_on": None, "people": [], "is_mailed": False, "version": saved.version}
    return change_saved_order(saved, **(told | {"today": AS_OF, "by": saved.owner} | values))


def fresh(saved):
    saved.refresh_from_db()
    return saved


def test_an_order_is_kept_without_its_day_and_its_texts(saved):
    assert (saved.name, saved.kind, saved.asked) == ("자치구별·기업별 이행표", "tables", {"year_from": "2018"})
    assert (saved.issues, saved.plans, saved.each_quarter_on) == ("", "", None)


def test_the_same_order_is_found_again_and_another_gets_another_name(city, officer, saved):
    assert save_order(order(city, as_of=date(2026, 1, 1), issues="쟁점", plans="계획"), by=officer).pk == saved.pk
    assert save_order(order(city, definition=city.fulfilment_definition), by=officer).pk == saved.pk
    names = {save_order(order(city, asked={"year_from": str(year)}), by=officer).name for year in (2019, 2020)}
    assert names == {"자치구별·기업별 이행표 2", "자치구별·기업별 이행표 3"}
    assert save_order(order(city), by=person("other", Role.OFFICER, city)).pk != saved.pk


def test_nobody_keeps_what_he_may_not_order(city):
    stranger = person("stranger", Role.OFFICER, Municipality.objects.get(key="busan"))
    with pytest.raises(PermissionDenied):
        save_order(order(city), by=stranger)


def test_it_is_given_again_as_of_today(saved, officer):
    brief = order_again(saved, as_of=date(2026, 11, 22), by=officer)
    assert isinstance(brief, Brief)
    assert (brief.as_of, brief.is_draft, brief.asked) == (date(2026, 11, 22), True, saved.asked)
    assert list(saved.briefs.all()) == [brief]


def test_a_long_list_is_given_again_in_volumes(saved, officer, monkeypatch):
    monkeypatch.setattr("briefs.contents.chosen.MOST_ROWS", 2)
    monkeypatch.setattr(tasks.draw_batch, "apply_async", lambda args: None)
    assert isinstance(order_again(saved, as_of=AS_OF, by=officer), Batch)


def test_only_its_owner_changes_and_removes_it(saved, city):
    other = person("other", Role.TEAM_HEAD, city)
    with pytest.raises(PermissionDenied):
        changed(saved, by=other)
    with pytest.raises(PermissionDenied):
        remove_saved_order(saved, by=other)
    remove_saved_order(saved, by=saved.owner)
    assert not SavedOrder.objects.exists()


def test_a_name_that_is_taken_is_refused_at_its_field(city, officer, saved):
    other = save_order(order(city, kind="overview"), by=officer)
    with pytest.raises(ValidationError) as refused:
        changed(other, name=saved.name)
    assert "같은 이름의 즐겨찾기" in refused.value.message_dict["name"][0]


def test_of_two_windows_the_second_is_told(saved):
    changed(saved, name="한 창")
    with pytest.raises(ValidationError, match="그 사이 다른 창에서"):
        changed(saved, name="다른 창", version=1)
    assert fresh(saved).name == "한 창"


@pytest.mark.parametrize(
    ("today", "quarter", "following"),
    [
        (date(2026, 10, 1), "2026-3", date(2026, 10, 5)),
        (date(2026, 10, 5), "2026-3", date(2026, 10, 5)),
        (date(2026, 12, 31), "2026-3", date(2027, 1, 5)),
        (date(2027, 1, 1), "2026-4", date(2027, 1, 5)),
        (date(2027, 2, 1), "2026-4", date(2027, 4, 5)),
    ],
)
def test_the_calendar_of_quarters(today, quarter, following):
    assert (quarter_before(today), next_day(today, 5)) == (quarter, following)


def test_it_is_given_on_its_day_as_of_the_end_of_the_quarter(given, officer):
    assert give_saved_orders(date(2026, 10, 4)) == 0
    assert give_saved_orders(DAY) == 1
    brief = given.briefs.get()
    assert (brief.as_of, brief.ordered_by, brief.is_draft) == (date(2026, 9, 30), officer, True)
    assert fresh(given).last_quarter == "2026-3"


def test_given_twice_it_is_given_once(given):
    assert [give_saved_orders(DAY) for _ in range(3)] == [1, 0, 0]
    assert (Brief.objects.count(), Mail.objects.count()) == (1, 1)


def test_on_the_first_day_that_the_house_runs_and_again_next_quarter(given):
    assert give_saved_orders(date(2026, 11, 20)) == 1
    assert give_saved_orders(date(2027, 1, 4)) == 0
    assert give_saved_orders(date(2027, 1, 5)) == 1
    assert set(given.briefs.values_list("as_of", flat=True)) == {date(2026, 9, 30), date(2026, 12, 31)}


def test_whose_day_is_over_when_it_is_set_begins_with_the_next_quarter(saved):
    changed(saved, each_quarter_on=5, today=date(2026, 10, 6))
    assert give_saved_orders(date(2026, 10, 6)) == 0
    assert give_saved_orders(date(2027, 1, 5)) == 1


def test_set_on_its_day_it_is_given_that_day(saved):
    changed(saved, each_quarter_on=5, today=DAY)
    assert give_saved_orders(DAY) == 1


def test_the_mail_leads_to_the_paper_and_goes_to_who_may_see_it(given, city, director, settings):
    settings.SITE_ADDRESS = "https://siting.example"
    silent = person("silent", Role.DIRECTOR, city)
    moved = person("moved", Role.DIRECTOR, Municipality.objects.get(key="busan"))
    moved.email = "moved@city.example"
    moved.save()
    given.people.add(silent, moved)
    SavedOrder.objects.filter(pk=given.pk).update(name="이행표 [[link:7]]\r\nBcc: x@y.example")
    give_saved_orders(DAY)
    mail, brief = Mail.objects.get(), given.briefs.get()
    assert mail.address == director.email
    assert f"https://siting.example/briefs/{brief.pk}/" in mail.text
    assert brief.title in mail.text
    assert "[[" not in mail.subject + mail.text
    assert "\n" not in mail.subject


def test_without_mail_it_waits_on_their_page(given, director):
    changed(given, each_quarter_on=5, people=[director])
    give_saved_orders(DAY)
    assert not Mail.objects.exists()
    assert list(Brief.objects.filter(saved_orders__people=director)) == [given.briefs.get()]


def test_whose_owner_is_gone_is_not_given_and_says_so(given, officer):
    officer.is_active = False
    officer.save()
    assert give_saved_orders(DAY) == 0
    assert "사용이 끝나" in why_not(fresh(given))
    officer.is_active, officer.municipality = True, Municipality.objects.get(key="busan")
    officer.save()
    assert give_saved_orders(DAY) == 0
    assert not Brief.objects.exists()
    assert "소속이 바뀌어" in why_not(SavedOrder.objects.get(pk=given.pk))


def test_what_cannot_be_drawn_is_not_tried_every_few_seconds(given, city, officer, director):
    other = save_order(order(city, kind="overview"), by=officer)
    changed(other, each_quarter_on=5, today=date(2026, 9, 1))
    SavedOrder.objects.filter(pk=given.pk).update(asked={"colour": "blue"})
    assert give_saved_orders(DAY) == 1
    assert give_saved_orders(DAY) == 0
    assert (given.briefs.count(), other.briefs.count(), Mail.objects.count()) == (0, 1, 0)


def test_all_volumes_are_given(given, monkeypatch):
    monkeypatch.setattr("briefs.contents.chosen.MOST_ROWS", 2)
    monkeypatch.setattr("briefs.contents.order.MOST_ROWS", 2)
    give_saved_orders(DAY)
    assert sorted(given.briefs.values_list("volume", flat=True)) == [1, 2]
    assert Mail.objects.get().text.count("/briefs/") == 2


def test_the_sweeper_gives_in_office_hours(given, time_machine):
    time_machine.move_to("2026-10-04T23:30:00Z", tick=False)
    sweep.give_what_is_due()
    assert not Brief.objects.exists()
    time_machine.move_to("2026-10-05T00:30:00Z", tick=False)
    sweep.give_what_is_due()
    assert Brief.objects.get().as_of == date(2026, 9, 30)


def test_who_may_receive_is_of_the_register_and_in_use(saved, director, officer):
    gone = person("gone", Role.DIRECTOR, saved.municipality)
    gone.is_active = False
    gone.save()
    assert set(may_receive(saved)) == {director, officer}


SPOILED = {
    "saved_order_has_the_one_subject_of_its_kind": {"kind": "agreement"},
    "saved_order_name_is_one_of_a_person": {"twin": "name"},
    "saved_order_is_given_on_a_day_of_every_month": {"each_quarter_on": 29},
    "saved_order_was_given_in_a_quarter": {"last_quarter": "2026-5"},
}


@pytest.mark.parametrize("name", SPOILED)
def test_the_database_holds_the_rule(city, officer, saved, name):
    spoiled = dict(SPOILED[name])
    if twin := spoiled.pop("twin", None):
        spoiled = {twin: getattr(save_order(order(city, kind="overview"), by=officer), twin)}
    for field, value in spoiled.items():
        setattr(saved, field, value)
    with pytest.raises(ValidationError):
        saved.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedOrder.objects.filter(pk=saved.pk).update(**spoiled)
