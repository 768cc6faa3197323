"""센터·건물: what is free, whose system is due, and the pages of a building and of a centre."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements import models as m
from agreements.periods import years_before
from tests.agreements.cast import cast, fact_of, make_agreement, make_organisation, source_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def officer(client, people):
    client.force_login(people.officer)
    return client


@pytest.fixture
def given(people):
    return {"municipality": people.gwangju, "source": source_of(people.gwangju)}


def make_building(given, name="빛고을", **more):
    return m.Building.objects.create(name=name, folded_name=name, **given, **more)


def make_centre(given, name="센터", **more):
    return m.Centre.objects.create(name=name, folded_name=name, **given, **more)


def add_system(centre, on: date, **more):
    return m.CentreSystem.objects.create(
        centre=centre, installed_on=on, installed_precision=more.pop("precision", "day"), source=centre.source, **more
    )


def places(client):
    answer = client.get(reverse("agreements:places"))
    assert answer.status_code == 200
    return answer


def body_of(client, name, row) -> str:
    return client.get(reverse(f"agreements:{name}", args=[row.pk])).content.decode()


def free_of(client) -> list[int | None]:
    return [free for _, free in places(client).context["buildings"]]


def test_free_space_is_counted_only_where_somebody_told(officer, given):
    today = timezone.localdate()
    building = make_building(given)
    assert free_of(officer) == [None]
    m.Space.objects.create(building=building, name="9층", source=given["source"])
    assert free_of(officer) == [None]
    m.Space.objects.create(building=building, name="10층", free_from=today + timedelta(days=1), source=given["source"])
    assert free_of(officer) == [0]
    m.Space.objects.create(building=building, name="11층", free_from=today, source=given["source"])
    assert free_of(officer) == [1]
    assert 'data-label="빈 공간">1</td>' in places(officer).content.decode()


def test_a_system_is_due_after_eight_years_and_no_day_before(officer, given):
    today = timezone.localdate()
    due = add_system(make_centre(given, "가"), years_before(today, 8))
    add_system(make_centre(given, "나"), years_before(today, 8) + timedelta(days=1))
    assert places(officer).context["ageing"] == [due]
    assert "구축한 지 8년이 지난 시스템" in places(officer).content.decode()


def test_what_was_rebuilt_since_is_not_due(officer, given):
    centre = make_centre(given)
    add_system(centre, date(2005, 1, 1), precision="year")
    add_system(centre, timezone.localdate())
    assert places(officer).context["ageing"] == []


def test_the_oldest_comes_first_and_an_unknown_day_is_never_due(officer, given):
    newer = add_system(make_centre(given, "가"), date(2012, 1, 1), precision="year")
    older = add_system(make_centre(given, "나"), date(2008, 3, 1), precision="month")
    m.CentreSystem.objects.create(centre=make_centre(given, "다"), source=given["source"])
    assert places(officer).context["ageing"] == [older, newer]


def test_a_planned_opening_known_only_in_words_is_told(officer, people, given):
    agreement = make_agreement(people.gwangju, "a", company="가")
    make_centre(given, agreement=agreement)
    m.Step.objects.create(kind="opened", is_planned=True, on_words="같은 해 2월", **fact_of(agreement))
    assert "같은 해 2월 예정*" in places(officer).content.decode()


def test_an_empty_register_says_so(officer):
    body = places(officer).content.decode()
    for sentence in ("아직 등록된 건물이 없습니다.", "아직 등록된 센터가 없습니다.", "해당하는 것이 없습니다."):
        assert sentence in body


def test_lists_show_no_empty_cell_and_the_base_day(officer, people, given):
    make_building(given)
    make_centre(given)
    body = places(officer).content.decode()
    cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", body, re.DOTALL)
    assert cells
    assert all(re.sub(r"<[^>]+>", "", cell).strip() for cell in cells)
    assert "기준일 " in body


def test_a_building_tells_floors_owner_and_spaces_or_that_no_source_does(officer, people, given):
    bare = make_building(given, "빈칸 건물")
    body = body_of(officer, "building", bare)
    assert "상담석 자료에 없음, 인원 자료에 없음" in body
    assert "나누어 등록한 공간이 없습니다." in body
    owner = make_organisation(people.gwangju, "주인")
    full = make_building(given, floors_above=15, floors_below=5, seats_fit=1500, people_fit=1650, owner=owner)
    m.Space.objects.create(building=full, name="9층", area_m2="1234.50", rent_won=12_345_000, source=given["source"])
    body = body_of(officer, "building", full)
    assert "지하 5층, 지상 15층" in body
    assert "상담석 1,500석, 인원 1,650명" in body
    assert reverse("agreements:company", args=[owner.pk]) in body
    assert "1,234.50" in body
    assert "12,345,000" in body
    m.Building.objects.filter(pk=full.pk).update(floors_below=None)
    assert "지하" not in body_of(officer, "building", full)


def test_a_centre_tells_its_chain_and_its_systems(officer, people, given):
    centre = make_centre(given)
    body = body_of(officer, "centre", centre)
    assert "발주사·운영사·고용사·구축사가 자료에 없습니다." in body
    assert "자료에 시스템 구축 기록이 없습니다." in body
    operator = make_organisation(people.gwangju, "운영회사")
    m.CentreRole.objects.create(
        centre=centre, organisation=operator, role="operator", from_on=date(2020, 3, 2), source=given["source"]
    )
    add_system(centre, date(2013, 1, 1), precision="year", cost_low_won=400_000_000, cost_high_won=500_000_000)
    m.CentreSystem.objects.create(centre=centre, source=given["source"])
    body = body_of(officer, "centre", centre)
    assert "2020. 3. 2.~" in body
    assert "구축일 2013년 · 구축사 자료에 없음 · 비용 4억~5억 원" in body
    assert "구축일 미상 · 구축사 자료에 없음 · 비용 자료에 없음" in body


def test_fifty_spaces_and_systems_cost_what_one_costs(officer, given):
    def grow(numbers) -> None:
        for n in numbers:
            building = make_building(given, f"건물{n}")
            m.Space.objects.create(building=building, name="1층", free_from=date(2020, 1, 1), source=given["source"])
            add_system(make_centre(given, f"센터{n}", building=building), date(2010, 1, 1))

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            places(officer)
        return len(caught)

    grow(range(1))
    one = cost()
    grow(range(1, 50))
    assert cost() == one
