"""Centres, their roles and systems: entered, changed, ended, refused; and what goes with a struck record."""

from datetime import date

import pytest
from django.urls import reverse

from agreements import models as m
from tests.agreements.cast import (
    cast,
    make_agreement,
    make_district,
    make_source,
    source_of,
)
from tests.agreements.filling import adding, editing, errors_of, send, shown_in
from tests.agreements.places import add_role, add_space, add_system, make_building, make_centre, strike

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


def test_a_centre_is_entered_for_its_agreement_with_every_column(officer, c, source):
    agreement = make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 7, 16))
    district = make_district(c.gwangju, "동구", "29110")
    space = add_space(make_building(c.gwangju))
    assert shown_in(officer, adding("centre", agreement))["agreement"] == str(agreement.pk)
    send(
        officer,
        adding("centre", agreement),
        name="가나 고객센터",
        district=district.pk,
        building=space.building.pk,
        space=space.pk,
        address="동구 빛고을고객센터 9층",
        place_stage="announced",
        area_m2="3300",
        work_type="inbound",
        sourcing="outsourced",
        opened="2021. 11.",
        closed="2024년",
        insurance_workplace_number="123-45-67890-1",
        source=source.pk,
    )
    centre = m.Centre.objects.get()
    assert (centre.agreement, centre.building, centre.space, centre.district) == (
        agreement,
        space.building,
        space,
        district,
    )
    assert (centre.address, centre.place_stage, centre.area_m2) == ("동구 빛고을고객센터 9층", "announced", 3300)
    assert (centre.work_type, centre.sourcing) == ("inbound", "outsourced")
    assert (str(centre.opened), str(centre.closed)) == ("2021. 11.", "2024년")
    assert centre.insurance_workplace_number == "12345678901"
    assert shown_in(officer, editing("centre", centre))["insurance_workplace_number"] == "123-45-67890-1"
    assert m.ChangeRecord.objects.get(subject_model="centre").agreement == agreement


def test_a_centre_needs_no_agreement_and_no_building(officer, c, source):
    answer = send(officer, adding("centre"), name="가 고객센터", source=source.pk)
    centre = m.Centre.objects.get()
    assert answer["Location"].startswith(reverse("agreements:centre", args=[centre.pk]))
    assert (centre.agreement, centre.building, centre.space, centre.insurance_workplace_number) == (
        None,
        None,
        None,
        "",
    )


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("place_stage", {"address": "금남로"}, "협약 내용인지 발표·보도인지"),
        ("insurance_workplace_number", {"insurance_workplace_number": "123-45-67890"}, "숫자 11자리"),
        ("closed", {"opened": "2022년", "closed": "2021. 5. 1."}, "운영 종료일이 개소일보다 빠릅니다."),
        ("area_m2", {"area_m2": "0"}, "면적은 0보다 커야"),
    ],
)
def test_a_centre_is_refused_at_the_field(officer, source, field, typed, sentence):
    answer = send(officer, adding("centre"), name="가 고객센터", source=source.pk, **typed)
    assert sentence in errors_of(answer)[field][0]
    assert not m.Centre.objects.exists()


def test_the_space_is_one_of_the_building(officer, c, source):
    building, space = make_building(c.gwangju), add_space(make_building(c.gwangju, "고앤타워"))
    given = {"name": "가 고객센터", "source": source.pk, "space": space.pk}
    for picked in (building.pk, ""):
        errors = errors_of(send(officer, adding("centre"), building=picked, **given))
        assert "고른 건물의 공간이 아닙니다" in errors["space"][0]
    send(officer, adding("centre", space.building), **given)
    assert m.Centre.objects.get().building == space.building


@pytest.mark.parametrize("field", ["agreement", "building", "space", "source"])
def test_what_another_register_keeps_cannot_be_picked(officer, c, source, field):
    building = make_building(c.incheon, "카나리아 건물")
    theirs = {
        "agreement": make_agreement(c.incheon, "b", company="카나리아"),
        "building": building,
        "space": add_space(building),
        "source": make_source(c.incheon),
    }
    given = {"name": "가 고객센터", "source": source.pk, field: theirs[field].pk}
    answer = send(officer, adding("centre"), **given)
    assert list(errors_of(answer)) == [field]
    assert "카나리아" not in answer.content.decode()
    assert not m.Centre.objects.exists()


def test_a_role_is_entered_and_ended_and_stays_as_what_was(officer, c, source):
    centre = make_centre(c.gwangju)
    send(
        officer, adding("role", centre), role="operator", organisation="휴넥트", from_on="2020. 3. 2.", source=source.pk
    )
    role = m.CentreRole.objects.get()
    assert (role.centre, role.organisation.name, role.from_on, role.to_on) == (centre, "휴넥트", date(2020, 3, 2), None)
    answer = send(officer, editing("role", role), to_on="2021. 12. 31.", reason="계약 종료")
    assert answer["Location"] == reverse("agreements:centre", args=[centre.pk]) + "#chain"
    role.refresh_from_db()
    assert role.to_on == date(2021, 12, 31)
    page = officer.get(reverse("agreements:centre", args=[centre.pk])).content.decode()
    assert "지난 체계" in page
    assert "2020. 3. 2.~2021. 12. 31." in page


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("organisation", {"organisation": ""}, "적으십시오"),
        ("organisation", {"organisation": "휴넥트"}, "같은 역할이 이미 있습니다."),
        ("to_on", {"from_on": "2021. 1. 1.", "to_on": "2020. 1. 1."}, "종료일이 시작일보다 빠릅니다."),
    ],
)
def test_a_role_is_refused_at_the_field(officer, c, source, field, typed, sentence):
    centre = make_centre(c.gwangju)
    add_role(centre, "operator", "휴넥트")
    given = {"role": "operator", "organisation": "다라컨택", "source": source.pk, **typed}
    assert sentence in errors_of(send(officer, adding("role", centre), **given))[field][0]
    assert m.CentreRole.objects.count() == 1


def test_several_firms_may_employ_at_one_centre(officer, c, source):
    centre = make_centre(c.gwangju)
    for name in ("마바인력", "사아서비스", "자차컨설팅"):
        send(officer, adding("role", centre), role="employer", organisation=name, source=source.pk)
    assert centre.roles.filter(role="employer").count() == 3


def test_a_system_is_entered_with_what_is_known(officer, c, source):
    centre = make_centre(c.gwangju)
    send(officer, adding("system", centre), source=source.pk)
    bare = m.CentreSystem.objects.get()
    assert (bare.vendor, bare.installed_on, bare.cost_low_won, bare.cost_high_won) == (None, None, None, None)
    answer = send(officer, editing("system", bare), vendor="구축회사", installed="2013년", cost="80억 원")
    assert answer["Location"] == reverse("agreements:centre", args=[centre.pk]) + "#systems"
    bare.refresh_from_db()
    assert (bare.vendor.name, str(bare.installed)) == ("구축회사", "2013년")
    assert (bare.cost_low_won, bare.cost_high_won) == (8_000_000_000, 8_000_000_000)


def test_a_range_of_cost_keeps_both_ends(officer, c, source):
    centre = make_centre(c.gwangju)
    send(officer, adding("system", centre), cost="4억~5억 원", source=source.pk)
    system = m.CentreSystem.objects.get()
    assert (system.cost_low_won, system.cost_high_won) == (400_000_000, 500_000_000)
    again = shown_in(officer, editing("system", system))["cost"]
    send(officer, editing("system", system), cost=again, installed="2013. 4.")
    system.refresh_from_db()
    assert (system.cost_low_won, system.cost_high_won, str(system.installed)) == (400_000_000, 500_000_000, "2013. 4.")


def test_with_a_struck_record_goes_what_hangs_on_it(c):
    agreement = make_agreement(c.gwangju, "a", company="가나")
    lasting = make_centre(c.gwangju, "남는 센터")
    company = add_role(lasting, "client", "다라").organisation
    add_system(make_centre(c.gwangju, agreement=agreement), None)
    offer = {"organisation": company, "offered_on": date(2024, 1, 1), "source": agreement.source}
    m.Offer.objects.create(building=make_building(c.gwangju), **offer)
    scope = c.officer.scope
    strike(agreement, by=c.officer)
    strike(company, by=c.officer)
    assert list(m.Centre.objects.visible_to(scope)) == [lasting]
    for model in (m.CentreRole, m.CentreSystem, m.Offer):
        assert model.objects.exists()
        assert not model.objects.visible_to(scope).exists()
        assert not model.objects.visible_to(c.reader.scope).exists()
