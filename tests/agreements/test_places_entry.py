"""Buildings, spaces and offers: entered, changed, refused, removed, by whom, and in one register only."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from agreements import models as m
from agreements.actions.record import record
from tests.agreements.cast import (
    add_party,
    cast,
    make_agreement,
    make_district,
    make_organisation,
    source_of,
)
from tests.agreements.filling import adding, editing, errors_of, removing, send, shown_in
from tests.agreements.places import add_space, make_building, make_centre

pytestmark = pytest.mark.django_db


@pytest.fixture
def c():
    return cast()


@pytest.fixture
def officer(client, c):
    client.force_login(c.officer)
    return client


@pytest.fixture
def source(c):
    return source_of(c.gwangju)


def test_a_building_is_entered_whole_with_its_owner_and_its_source(officer, c):
    district = make_district(c.gwangju, "서구", "29140")
    answer = send(
        officer,
        adding("building"),
        name="빛고을고객센터",
        district=district.pk,
        address="상무지구",
        floors_above="15층",
        floors_below="5",
        built_year="2011년",
        seats_fit="1,500석",
        people_fit="1,650",
        owner="광주광역시",
        note="지자체 최초",
        source_publisher="아웃소싱타임스",
        source_title="빛고을고객센터 개소",
    )
    building = m.Building.objects.get()
    assert answer["Location"].startswith(reverse("agreements:building", args=[building.pk]))
    assert (building.municipality, building.district, building.address) == (c.gwangju, district, "상무지구")
    assert (building.floors_above, building.floors_below, building.built_year) == (15, 5, 2011)
    assert (building.seats_fit, building.people_fit, building.note) == (1500, 1650, "지자체 최초")
    assert (building.owner.name, building.source.publisher) == ("광주광역시", "아웃소싱타임스")
    noted = m.ChangeRecord.objects.filter(municipality=c.gwangju).values_list("action", "subject_model")
    assert set(noted) == {("등록", "building"), ("등록", "organisation"), ("등록", "source")}


def test_an_owner_that_nobody_told_stays_empty(officer, c, source):
    send(officer, adding("building"), name="가빌딩", source=source.pk)
    building = m.Building.objects.get()
    assert building.owner is None
    make_organisation(c.gwangju, "주인")
    send(officer, editing("building", building), owner="주인")
    building.refresh_from_db()
    assert building.owner.name == "주인"
    send(officer, editing("building", building), owner="")
    building.refresh_from_db()
    assert building.owner is None


def test_an_owner_of_nearly_the_same_name_is_asked_for(officer, c, source):
    known = make_organisation(c.gwangju, "흥국생명보험(주)")
    answer = send(officer, adding("building"), name="가빌딩", source=source.pk, owner="흥국생명")
    assert "owner" in errors_of(answer)
    assert "흥국생명보험(주)" in answer.content.decode()
    send(officer, adding("building"), name="가빌딩", source=source.pk, owner="흥국생명", owner_pick=known.pk)
    assert m.Building.objects.get().owner == known


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "적으십시오"),
        ("name", "빛고을 고객센터", "같은 이름의 건물이 이미 있습니다."),
        ("built_year", "11", "준공 연도는 네 자리 연도입니다."),
        ("seats_fit", "많음", "숫자로 적으십시오. 예: 1,500"),
        ("seats_fit", "-1", "0 이상"),
        ("seats_fit", "120-150", "숫자로 적으십시오. 예: 1,500"),
    ],
)
def test_a_building_is_refused_at_the_field(officer, c, source, field, typed, sentence):
    make_building(c.gwangju)
    answer = send(
        officer, adding("building"), **{"name": "새 건물", "address": "금남로", "source": source.pk, field: typed}
    )
    assert sentence in errors_of(answer)[field][0]
    assert 'value="금남로"' in answer.content.decode()
    assert m.Building.objects.count() == 1
    assert not m.ChangeRecord.objects.exists()


def test_the_district_is_one_of_the_city(officer, c, source):
    elsewhere = make_district(c.incheon, "부평구", "28237")
    answer = send(officer, adding("building"), name="가빌딩", source=source.pk, district=elsewhere.pk)
    assert "district" in errors_of(answer)


def test_two_who_change_one_building_see_both_values(officer, c):
    building = make_building(c.gwangju)
    typed = shown_in(officer, editing("building", building))
    send(officer, editing("building", building), address="상무지구")
    answer = officer.post(editing("building", building), {**typed, "address": "치평동"})
    page = answer.content.decode()
    assert "그 사이 다른 사람이" in page
    assert "상무지구" in page
    assert 'value="치평동"' in page
    building.refresh_from_db()
    assert (building.address, building.version) == ("상무지구", 2)


def test_a_building_goes_only_when_nothing_hangs_on_it_and_leads_back_to_the_list(officer, c):
    building = make_building(c.gwangju)
    space = add_space(building)
    answer = send(officer, removing("building", building), reason="두 번 입력")
    assert "딸린 자료가 있어 지울 수 없습니다" in answer.content.decode()
    officer.post(removing("space", space), {"reason": "두 번 입력", "version": 1})
    answer = officer.post(removing("building", building), {"reason": "두 번 입력", "version": 1}, follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("agreements:places"))
    assert answer.status_code == 200
    assert not m.Building.objects.exists()
    assert m.ChangeRecord.objects.filter(action="삭제", subject_model="building", reason="두 번 입력").exists()


def test_a_space_is_entered_with_area_rent_and_the_day_it_is_free(officer, c, source):
    building = make_building(c.gwangju)
    answer = send(
        officer,
        adding("space", building),
        name="9층",
        area_m2="1,234.5㎡",
        seats_fit="120석",
        rent_won="12,345,000",
        free_from="2026. 1. 2.",
        source=source.pk,
    )
    assert answer["Location"] == reverse("agreements:building", args=[building.pk]) + "#spaces"
    space = m.Space.objects.get()
    assert (space.building, space.name, space.seats_fit) == (building, "9층", 120)
    assert (float(space.area_m2), space.rent_won, space.free_from) == (1234.5, 12_345_000, date(2026, 1, 2))
    assert shown_in(officer, editing("space", space))["area_m2"] == "1234.5"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "9층", "같은 공간이 이미 있습니다."),
        ("area_m2", "0", "면적은 0보다 커야"),
        ("area_m2", "백 평", "제곱미터로"),
        ("free_from", "2026년", "연·월·일을 모두"),
    ],
)
def test_a_space_is_refused_at_the_field(officer, c, source, field, typed, sentence):
    building = make_building(c.gwangju)
    add_space(building)
    answer = send(officer, adding("space", building), **{"name": "10층", "source": source.pk, field: typed})
    assert sentence in errors_of(answer)[field][0]
    assert m.Space.objects.count() == 1


def test_no_door_lets_two_registers_into_one_row(c):
    """The page refuses by its list; an importer or the admin meets the same rule in the model."""
    ours, theirs = make_building(c.gwangju), make_building(c.incheon, "남의 건물")
    stranger = make_organisation(c.incheon, "남의 기업")
    centre, source = make_centre(c.gwangju), source_of(c.gwangju)
    day = {"source": source, "offered_on": date(2024, 1, 1)}
    refused = {
        "building": m.Centre(municipality=c.gwangju, name="가", building=theirs, source=source),
        "owner": m.Building(municipality=c.gwangju, name="가", owner=stranger, source=source),
        "vendor": m.CentreSystem(centre=centre, vendor=stranger, source=source),
        "organisation": m.Offer(building=ours, organisation=stranger, **day),
        "space": m.Offer(
            building=ours, space=add_space(theirs), organisation=make_organisation(c.gwangju, "우리"), **day
        ),
        "source": m.Space(building=ours, name="1층", source=source_of(c.incheon)),
    }
    for field, row in refused.items():
        with pytest.raises(ValidationError) as told:
            record(row, by=c.officer)
        assert list(told.value.message_dict) == [field]


def test_an_offer_is_entered_from_the_building_and_answered_later(officer, c, source):
    space = add_space(make_building(c.gwangju))
    address = adding("offer", space.building)
    assert shown_in(officer, address)["building"] == str(space.building.pk)
    send(officer, address, organisation="가나", space=space.pk, offered_on="2024. 1. 5.", source=source.pk)
    offer = m.Offer.objects.get()
    assert (offer.building, offer.space, offer.organisation.name) == (space.building, space, "가나")
    assert (offer.offered_on, offer.get_answer_display()) == (date(2024, 1, 5), "회신 전")
    answer = send(officer, editing("offer", offer), answer="declined", answered_on="2024. 2. 1.", note="임대료가 높음")
    assert answer["Location"] == reverse("agreements:building", args=[space.building.pk]) + "#offers"
    offer.refresh_from_db()
    assert (offer.answer, offer.answered_on, offer.note) == ("declined", date(2024, 2, 1), "임대료가 높음")


def test_an_offer_of_an_agreement_names_its_only_company(officer, c):
    agreement = make_agreement(c.gwangju, "a", company="가나")
    told = shown_in(officer, adding("offer", agreement))
    assert (told["agreement"], told["organisation"]) == (str(agreement.pk), "가나")
    add_party(agreement, "다라")
    assert shown_in(officer, adding("offer", agreement))["organisation"] == ""


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("answered_on", {"answer": "viewed", "answered_on": "2024. 1. 1."}, "회신일이 제안일보다 빠릅니다."),
        ("answer", {"answered_on": "2024. 2. 1."}, "회신 내용을 고르십시오."),
        ("offered_on", {"offered_on": "2024. 1. 3."}, "같은 날 같은 기업에 한 제안이 이미 있습니다."),
        ("space", {"space": "elsewhere"}, "고른 건물의 공간이 아닙니다"),
    ],
)
def test_an_offer_is_refused_at_the_field(officer, c, source, field, typed, sentence):
    building, company = make_building(c.gwangju), make_organisation(c.gwangju, "가나")
    m.Offer.objects.create(building=building, organisation=company, offered_on=date(2024, 1, 3), source=source)
    if "space" in typed:
        typed = {"space": add_space(make_building(c.gwangju, "고앤타워")).pk}
    given = {"organisation": "가나", "offered_on": "2024. 1. 5.", "source": source.pk, **typed}
    assert sentence in errors_of(send(officer, adding("offer", building), **given))[field][0]
    assert m.Offer.objects.count() == 1


def test_who_may_not_enter_is_refused_and_another_register_is_not_there(client, c):
    building = make_building(c.gwangju)
    client.force_login(c.director)
    assert client.get(adding("space", building)).status_code == 403
    assert client.post(removing("building", building), {"reason": "x", "version": 1}).status_code == 403
    client.force_login(c.incheon_officer)
    assert client.get(adding("space", building)).status_code == 404
    assert client.post(editing("building", building), {"name": "x"}).status_code == 404
    client.force_login(c.officer)
    assert client.get(adding("space", building).replace(str(building.pk), "999999")).status_code == 404
    assert client.put(editing("building", building)).status_code == 405
