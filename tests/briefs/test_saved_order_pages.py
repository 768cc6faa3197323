"""Favourites as pages: kept from the form or from a paper, given again, renamed, given to people, taken out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.capabilities import CAPABILITIES, Role
from accounts.models import Municipality
from briefs.models import Brief, SavedOrder
from briefs.ordering import order_brief
from briefs.ordering.saved_order import save_order
from tests.briefs.batches import order
from tests.briefs.made import person
from tests.briefs.registers import AS_OF, small

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

POSTED = {"saved_again", "saved_remove"}


@pytest.fixture
def city():
    return small()


@pytest.fixture
def officer(city):
    return person("keeper", Role.OFFICER, city)


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def saved(city, officer):
    return save_order(order(city, kind="tables", asked={"year_from": "2018"}), by=officer)


def url(name, row):
    return reverse(f"briefs:{name}", args=[row.pk])


def listed(client):
    return client.get(reverse("briefs:saved_orders")).content.decode()


def sent(saved, **values):
    return {"name": saved.name, "each_quarter_on": "", "version": saved.version} | values


def test_the_form_keeps_its_order(signed_in, city):
    asked = f"{reverse('briefs:order', args=['tables'])}?year_from=2018"
    assert "즐겨찾기에 담기" in signed_in.get(asked).content.decode()
    answer = signed_in.post(asked, {"as_of": AS_OF.isoformat(), "issues": "쟁점", "plans": "계획", "keep": "1"})
    saved = SavedOrder.objects.get()
    assert answer.url == url("saved_order", saved)
    assert (saved.kind, saved.asked, saved.issues) == ("tables", {"year_from": "2018"}, "")
    assert not Brief.objects.exists()


def test_a_paper_keeps_its_order_and_is_the_first_of_it(signed_in, city, officer):
    brief = order_brief(order(city, kind="overview"), by=officer)
    saved_at = signed_in.post(url("keep", brief)).url
    saved = SavedOrder.objects.get()
    assert saved_at == url("saved_order", saved)
    assert list(saved.briefs.all()) == [brief]
    assert brief.number in listed(signed_in)


def test_given_again_it_is_a_paper_of_today(signed_in, saved):
    answer = signed_in.post(url("saved_again", saved))
    assert answer.url == url("detail", Brief.objects.get())


def test_what_is_refused_is_told_on_the_list(signed_in, saved):
    SavedOrder.objects.filter(pk=saved.pk).update(asked={"colour": "blue"})
    told = signed_in.post(url("saved_again", saved), follow=True).content.decode()
    assert f"{saved.name}: 이 보고자료에 쓸 수 없는 조건입니다" in told


def test_it_is_renamed_and_given_each_quarter_to_people(signed_in, saved, city, client):
    director = person("director", Role.DIRECTOR, city)
    told = signed_in.get(url("saved_order", saved)).content.decode()
    assert "체결연도 2018~" in told
    given = {"name": "국장 보고", "each_quarter_on": "5", "people": [director.pk], "is_mailed": "on"}
    assert signed_in.post(url("saved_order", saved), sent(saved, **given)).status_code == 302
    saved.refresh_from_db()
    assert (saved.name, saved.each_quarter_on, saved.is_mailed) == ("국장 보고", 5, True)
    assert "분기마다 5일" in listed(signed_in)
    client.force_login(director)
    assert "국장 보고" in listed(client)
    page = client.get(url("saved_order", saved)).content.decode()
    assert "분기마다 5일에 작성합니다" in page
    assert "id_name" not in page


@pytest.mark.parametrize(
    ("spoiled", "sentence"),
    [
        ({"name": " "}, "이름을 적으십시오"),
        ({"each_quarter_on": "31"}, "1일부터 28일 사이의 날"),
        ({"each_quarter_on": "닷새"}, "날을 숫자로 적으십시오"),
        ({"people": ["999999"]}, "이 대장의 사용자 가운데 고르십시오"),
        ({"people": ["x"]}, "이 대장의 사용자 가운데 고르십시오"),
        ({"version": "9"}, "그 사이 다른 창에서 고쳤습니다"),
    ],
)
def test_what_is_refused_says_so_and_keeps_what_was_typed(signed_in, saved, spoiled, sentence):
    answer = signed_in.post(url("saved_order", saved), sent(saved, name="새 이름") | spoiled)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert ("새 이름" in answer.content.decode()) is ("name" not in spoiled)
    saved.refresh_from_db()
    assert saved.version == 1


def test_of_what_ends_with_its_subject_nothing_is_given_each_quarter(signed_in, officer, saved):
    handover = save_order(order(saved.municipality, kind="handover", subject=officer), by=officer)
    assert "id_each_quarter_on" not in signed_in.get(url("saved_order", handover)).content.decode()
    assert signed_in.post(url("saved_order", handover), sent(handover, name="인계")).status_code == 302
    handover.refresh_from_db()
    assert (handover.name, handover.each_quarter_on) == ("인계", None)


def test_what_is_given_to_a_person_waits_on_the_list_of_papers(client, saved, city, officer):
    director = person("director", Role.DIRECTOR, city)
    brief = order_brief(order(city, kind="tables"), by=officer)
    saved.briefs.add(brief)
    order_brief(order(city, kind="overview"), by=officer)
    client.force_login(director)
    received = {"whose": "received"}
    assert "받은 보고자료가 없습니다" in client.get(reverse("briefs:list"), received).content.decode()
    saved.people.add(director)
    told = client.get(reverse("briefs:list"), received).content.decode()
    assert brief.number in told
    assert "1건, 최근에 요청한 순" in told
    assert "조건에 맞는 보고자료가 없습니다" in client.get(reverse("briefs:list"), {"whose": "mine"}).content.decode()


def test_taken_out_its_papers_stay(signed_in, saved):
    signed_in.post(url("saved_again", saved))
    assert signed_in.post(url("saved_remove", saved)).url == reverse("briefs:saved_orders")
    assert not SavedOrder.objects.exists()
    assert Brief.objects.count() == 1


def test_a_colleague_looks_and_changes_nothing(client, saved, city):
    client.force_login(person("colleague", Role.TEAM_HEAD, city))
    assert client.get(url("saved_order", saved)).status_code == 200
    assert client.post(url("saved_order", saved), sent(saved, name="내 것")).status_code == 403
    assert client.post(url("saved_remove", saved)).status_code == 403
    assert saved.name not in listed(client)
    saved.refresh_from_db()
    assert saved.version == 1


@pytest.mark.parametrize("name", ["saved_order", *sorted(POSTED)])
def test_of_another_register_it_is_not_there(client, saved, name):
    client.force_login(person("stranger", Role.ADMINISTRATOR, Municipality.objects.get(key="busan")))
    assert client.post(url(name, saved)).status_code == 404
    assert (client.get(url(name, saved)).status_code) == (405 if name in POSTED else 404)


def test_who_may_not_order_keeps_nothing(signed_in, saved, city, officer, monkeypatch):
    brief = order_brief(order(city, kind="overview"), by=officer)
    monkeypatch.setitem(CAPABILITIES, Role.OFFICER, frozenset())
    for name in ("saved_order", *POSTED):
        assert signed_in.post(url(name, saved)).status_code == 403
    assert signed_in.post(url("keep", brief)).status_code == 403


def test_the_list_says_why_something_is_not_given_any_more(client, saved, city, officer):
    director = person("director", Role.DIRECTOR, city)
    saved.people.add(director)
    SavedOrder.objects.filter(pk=saved.pk).update(each_quarter_on=5)
    officer.is_active = False
    officer.save()
    client.force_login(director)
    assert "저장한 사람의 사용이 끝나 작성하지 않습니다" in listed(client)
    assert "저장한 사람의 사용이 끝나" in client.get(url("saved_order", saved)).content.decode()


def test_the_list_costs_the_same_at_one_row_and_at_many(signed_in, saved, city, officer):
    saved.briefs.add(order_brief(order(city, kind="overview"), by=officer))
    with CaptureQueriesContext(connection) as one:
        listed(signed_in)
    for year in range(1960, 2011):
        save_order(order(city, kind="tables", asked={"year_from": str(year)}), by=officer)
    with CaptureQueriesContext(connection) as many:
        told = listed(signed_in)
    assert told.count("다음") == 0
    assert len(many) == len(one)
