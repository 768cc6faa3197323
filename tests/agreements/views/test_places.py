"""센터·건물: what is free, what was offered, and what the lists cost."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements import models as m
from agreements.standing.place import Free
from tests.agreements.cast import cast, make_agreement, make_district, make_organisation, source_of
from tests.agreements.places import add_role, add_space, add_system, make_building, make_centre, strike

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def officer(client, people):
    client.force_login(people.officer)
    return client


@pytest.fixture
def city(people):
    return people.gwangju


def places(client):
    answer = client.get(reverse("agreements:places"))
    assert answer.status_code == 200
    return answer


def body_of(client, name, row) -> str:
    return client.get(reverse(f"agreements:{name}", args=[row.pk])).content.decode()


def free_of(client) -> list[Free | None]:
    return [free for _, free in places(client).context["buildings"]]


def test_free_space_is_counted_only_where_somebody_told(officer, city):
    today = timezone.localdate()
    building = make_building(city)
    assert free_of(officer) == [None]
    add_space(building, "9층", seats_fit=40)
    assert free_of(officer) == [None]
    add_space(building, "10층", seats_fit=50, free_from=today + timedelta(days=1))
    assert free_of(officer) == [Free(0, 0)]
    add_space(building, "11층", free_from=today)
    assert free_of(officer) == [Free(1, None)]
    add_space(building, "12층", seats_fit=60, free_from=today)
    assert free_of(officer) == [Free(2, 60)]
    assert 'data-label="빈 공간">2</td>' in places(officer).content.decode()


def test_spaces_that_are_or_come_free_are_listed_the_earliest_first(officer, city):
    today = timezone.localdate()
    building = make_building(city)
    add_space(building, "9층")
    later = add_space(building, "10층", free_from=today + timedelta(days=40))
    now = add_space(building, "11층", free_from=today, rent_won=12_000_000)
    answer = places(officer)
    assert answer.context["spaces"] == [now, later]
    assert "12,000,000" in answer.content.decode()
    assert "부터</td>" in answer.content.decode()


def test_the_spaces_of_a_building_stand_from_the_ground_up(officer, city):
    building = make_building(city)
    for name in ("10층", "별관", "9층", "지하 1층", "3·4층"):
        add_space(building, name)
    told = officer.get(reverse("agreements:building", args=[building.pk])).context["spaces"]
    assert [space.name for space in told] == ["지하 1층", "3·4층", "9층", "10층", "별관"]


def test_places_are_asked_for_by_district_and_by_free_seats(officer, city):
    east, west = (make_district(city, name, code) for name, code in (("동구", "29110"), ("서구", "29140")))
    small, large = make_building(city, "작은 건물", district=east), make_building(city, "큰 건물", district=west)
    add_space(small, "1층", seats_fit=50, free_from=date(2020, 1, 1))
    add_space(large, "1층", seats_fit=200, free_from=date(2020, 1, 1))
    add_system(make_centre(city, "서구 센터", district=west), date(2005, 1, 1))

    def asked(**query) -> tuple[list[str], int, int]:
        told = officer.get(reverse("agreements:places"), query).context
        return [str(one) for one, _ in told["buildings"]], len(told["centres"]), len(told["ageing"])

    assert asked() == (["작은 건물", "큰 건물"], 1, 1)
    assert asked(district=east.pk) == (["작은 건물"], 0, 0)
    assert asked(seats="100석") == (["큰 건물"], 1, 1)
    assert asked(district=east.pk, seats="100") == ([], 0, 0)
    assert (
        "찾는 조건에 맞는 건물이 없습니다."
        in officer.get(reverse("agreements:places"), {"seats": "900"}).content.decode()
    )
    refused = officer.get(reverse("agreements:places"), {"seats": "많이"})
    assert "숫자로 적으십시오" in refused.content.decode()
    assert len(refused.context["buildings"]) == 2


def test_the_pager_keeps_what_was_asked(officer, city):
    east = make_district(city, "동구", "29110")
    for n in range(51):
        make_centre(city, f"센터{n}", district=east)
    body = officer.get(reverse("agreements:places"), {"district": east.pk}).content.decode()
    assert f"?district={east.pk}&amp;page=2" in body


def test_an_empty_register_says_so(officer):
    body = places(officer).content.decode()
    for sentence in (
        "아직 등록된 건물이 없습니다.",
        "입주 가능일을 적은 공간이 없습니다.",
        "아직 등록된 센터가 없습니다.",
        "해당하는 것이 없습니다.",
    ):
        assert sentence in body


def test_lists_show_no_empty_cell_and_the_base_day(officer, city):
    make_building(city)
    make_centre(city)
    body = places(officer).content.decode()
    cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", body, re.DOTALL)
    assert cells
    assert all(re.sub(r"<[^>]+>", "", cell).strip() for cell in cells)
    assert "기준일 " in body


def test_a_building_tells_floors_owner_and_spaces_or_that_no_source_does(officer, people, city):
    bare = make_building(city, "빈칸 건물")
    body = body_of(officer, "building", bare)
    assert "상담석 자료에 없음, 인원 자료에 없음" in body
    assert "나누어 등록한 공간이 없습니다." in body
    owner = make_organisation(city, "주인")
    full = make_building(city, floors_above=15, floors_below=5, seats_fit=1500, people_fit=1650, owner=owner)
    add_space(full, "9층", area_m2="1234.50", rent_won=12_345_000)
    body = body_of(officer, "building", full)
    assert "지하 5층, 지상 15층" in body
    assert "상담석 1,500석, 인원 1,650명" in body
    assert reverse("agreements:company", args=[owner.pk]) in body
    assert "1,234.50" in body
    assert "12,345,000" in body
    m.Building.objects.filter(pk=full.pk).update(floors_below=None)
    assert "지하" not in body_of(officer, "building", full)


def test_a_building_tells_what_was_offered_and_answered(officer, city):
    building = make_building(city)
    assert "제안한 기록이 없습니다." in body_of(officer, "building", building)
    company = make_organisation(city, "가나")
    m.Offer.objects.create(
        building=building,
        organisation=company,
        offered_on=date(2024, 1, 5),
        answer="declined",
        answered_on=date(2024, 2, 1),
        note="임대료가 높음",
        source=source_of(city),
    )
    body = body_of(officer, "building", building)
    for words in ("2024. 1. 5.", "가나", "사양", "2024. 2. 1.", "임대료가 높음"):
        assert words in body


def test_what_was_struck_is_not_shown(officer, people, city):
    agreement = make_agreement(city, "a", company="가나")
    building = make_building(city, owner=make_organisation(city, "말소 건물주"))
    centre = make_centre(city, "말소된 센터", agreement=agreement, building=building)
    add_system(centre, date(2005, 1, 1))
    company = make_organisation(city, "남은 기업")
    offered = {"organisation": company, "agreement": agreement, "offered_on": date(2024, 1, 5)}
    m.Offer.objects.create(building=building, source=source_of(city), **offered)
    strike(agreement, by=people.officer)
    strike(building.owner, by=people.officer)
    answer = places(officer)
    assert "말소된 센터" not in answer.content.decode()
    assert [one.houses for one, _ in answer.context["buildings"]] == [0]
    body = body_of(officer, "building", building)
    assert "남은 기업" in body
    for words in ("말소된 센터", "말소 건물주", "가나 투자협약"):
        assert words not in body
    assert officer.get(reverse("agreements:centre", args=[centre.pk])).status_code == 404


@pytest.mark.parametrize("name", ["building", "centre"])
def test_only_who_may_enter_is_led_to_the_forms(client, people, city, name):
    row = make_building(city) if name == "building" else make_centre(city)
    for person, is_led in ((people.officer, True), (people.director, False), (people.reader, False)):
        client.force_login(person)
        assert ("/records/" in body_of(client, name, row)) is is_led
        assert ("/records/" in places(client).content.decode()) is is_led


@pytest.mark.parametrize("name", ["building", "centre"])
def test_a_place_is_only_looked_at_and_only_by_its_own_city(officer, client, people, city, name):
    row = make_building(city) if name == "building" else make_centre(city)
    address = reverse(f"agreements:{name}", args=[row.pk])
    assert officer.post(address).status_code == 405
    client.force_login(people.incheon_officer)
    assert client.get(address).status_code == 404


def grow(city, numbers) -> None:
    """A building with a space, a centre with its agreement, chain and system: one of each for each number."""
    for n in numbers:
        building = make_building(city, f"건물{n}", owner=make_organisation(city, f"주인{n}"))
        add_space(building, "1층", seats_fit=10, free_from=date(2020, 1, 1))
        agreement = make_agreement(city, f"a-{n}", company=f"기업{n}")
        centre = make_centre(city, f"센터{n}", building=building, agreement=agreement)
        operator = add_role(centre, "operator", f"운영사{n}").organisation
        add_system(centre, date(2010, 1, 1), vendor=operator)


def cost_of(client, name, *args) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(reverse(f"agreements:{name}", args=args)).status_code == 200
    return len(caught)


def test_fifty_places_cost_what_one_costs(officer, people, city):
    grow(city, range(1))
    places(officer)
    one = cost_of(officer, "places")
    grow(city, range(1, 50))
    assert cost_of(officer, "places") == one
    assert one <= 22


def test_a_full_building_and_a_long_chain_cost_what_one_row_costs(officer, city):
    building = make_building(city, "큰 건물")
    centre = make_centre(city, "큰 센터", building=building)

    def fill(numbers) -> None:
        for n in numbers:
            add_space(building, f"{n}층")
            agreement = make_agreement(city, f"b-{n}", company=f"기업{n}")
            company = make_organisation(city, f"다{n}")
            named = {"organisation": company, "source": source_of(city)}
            m.Offer.objects.create(building=building, agreement=agreement, offered_on=date(2024, 1, 5), **named)
            add_role(centre, "employer", f"고용사{n}")
            add_role(make_centre(city, f"센터{n}", building=building, agreement=agreement), "client", f"발주사{n}")
            add_system(centre, date(2010, 1, 1), vendor=company)

    fill(range(1))
    places(officer)
    one = [cost_of(officer, name, row.pk) for name, row in (("building", building), ("centre", centre))]
    fill(range(1, 50))
    assert [cost_of(officer, name, row.pk) for name, row in (("building", building), ("centre", centre))] == one
