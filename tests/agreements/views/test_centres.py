"""Centres: when they opened, who runs them, and whose system comes due for rebuilding."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements import models as m
from agreements.periods import years_before
from tests.agreements.cast import cast, fact_of, make_agreement, make_organisation
from tests.agreements.places import add_role, add_system, make_centre

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


def ageing_of(client) -> list[tuple[m.CentreSystem, str]]:
    return [(one.system, one.age) for one in places(client).context["ageing"]]


def test_a_system_is_due_after_eight_years_and_told_of_a_year_before(officer, city):
    today = timezone.localdate()
    due = add_system(make_centre(city, "가"), years_before(today, 8))
    coming = add_system(make_centre(city, "나"), years_before(today, 8) + timedelta(days=1))
    past = add_system(make_centre(city, "다"), years_before(today, 9))
    add_system(make_centre(city, "라"), years_before(today, 7) + timedelta(days=2))
    assert ageing_of(officer) == [(past, "past"), (due, "due"), (coming, "coming")]
    assert "구축한 지 8~9년" in places(officer).content.decode()


def test_a_system_that_is_due_names_its_vendor_operator_and_cost(officer, city):
    centre = make_centre(city)
    add_system(
        centre,
        date(2010, 1, 1),
        precision="year",
        vendor=make_organisation(city, "구축회사"),
        cost_low_won=8_000_000_000,
        cost_high_won=8_000_000_000,
    )
    for name, until in (("옛 운영사", date(2015, 1, 1)), ("지금 운영사", None)):
        add_role(centre, "operator", name, to_on=until)
    body = places(officer).content.decode()
    told = body[body.index('id="ageing"') :]
    for words in ("2010년", "2018. 12. 31.", "9년 지남", "구축회사", "지금 운영사", "80억 원"):
        assert words in told
    assert "옛 운영사" not in body


def test_a_closed_centre_needs_no_new_system(officer, city):
    add_system(make_centre(city, "가", closed_on=date(2020, 1, 1), closed_precision="year"), date(2005, 1, 1))
    add_system(make_centre(city, "나", closed_words="지난해"), date(2005, 1, 1))
    assert ageing_of(officer) == []


def test_what_was_rebuilt_since_is_not_due(officer, city):
    centre = make_centre(city)
    add_system(centre, date(2005, 1, 1), precision="year")
    add_system(centre, timezone.localdate())
    assert ageing_of(officer) == []


def test_the_oldest_comes_first_and_an_unknown_day_is_never_due(officer, city):
    newer = add_system(make_centre(city, "가"), date(2012, 1, 1), precision="year")
    older = add_system(make_centre(city, "나"), date(2008, 3, 1), precision="month")
    add_system(make_centre(city, "다"), None)
    assert ageing_of(officer) == [(older, "past"), (newer, "past")]


def test_a_planned_opening_known_only_in_words_is_told(officer, city):
    agreement = make_agreement(city, "a", company="가")
    make_centre(city, agreement=agreement)
    m.Step.objects.create(kind="opened", is_planned=True, on_words="같은 해 2월", **fact_of(agreement))
    assert "같은 해 2월 예정*" in places(officer).content.decode()


def test_a_step_of_another_centre_is_not_its_opening_and_its_own_day_is_the_last_resort(officer, city):
    agreement = make_agreement(city, "a", company="가")
    first, second = (make_centre(city, name, agreement=agreement) for name in ("제1센터", "제2센터"))
    m.Centre.objects.filter(pk=second.pk).update(opened_on=date(2019, 5, 1), opened_precision="month")
    day = {"kind": "opened", "on_precision": "day", **fact_of(agreement)}
    m.Step.objects.create(centre=first, on_on=date(2021, 11, 5), **day)
    assert "2021. 11. 5." in body_of(officer, "centre", first)
    assert "2021. 11. 5." not in body_of(officer, "centre", second)
    assert "2019. 5." in body_of(officer, "centre", second)
    m.Step.objects.create(on_on=date(2022, 1, 3), **day)
    assert "2022. 1. 3." in body_of(officer, "centre", second)
    assert "2022. 1. 3." not in body_of(officer, "centre", first)


def test_the_day_it_opened_comes_before_a_plan_and_after_a_step(officer, city):
    agreement = make_agreement(city, "a", company="가")
    centre = make_centre(city, agreement=agreement, opened_on=date(2019, 5, 1), opened_precision="month")
    m.Step.objects.create(kind="opened", is_planned=True, on_words="같은 해 2월", **fact_of(agreement))
    body = body_of(officer, "centre", centre)
    assert "2019. 5." in body
    assert "같은 해 2월" not in body
    m.Step.objects.create(kind="opened", on_on=date(2019, 5, 7), on_precision="day", **fact_of(agreement))
    assert "2019. 5. 7." in body_of(officer, "centre", centre)


def test_a_centre_tells_its_systems(officer, city):
    centre = make_centre(city)
    assert "자료에 시스템 구축 기록이 없습니다." in body_of(officer, "centre", centre)
    add_system(centre, date(2013, 1, 1), precision="year", cost_low_won=400_000_000, cost_high_won=500_000_000)
    add_system(centre, None)
    body = body_of(officer, "centre", centre)
    assert "구축일 2013년 · 구축사 자료에 없음 · 비용 4억~5억 원" in body
    assert "구축일 미상 · 구축사 자료에 없음 · 비용 자료에 없음" in body


def test_the_chain_runs_from_the_client_to_the_vendor(officer, city):
    centre = make_centre(city)
    roles = [("employer", "다인력"), ("employer", "라인력"), ("client", "가발주"), ("building_owner", "마건물")]
    for role, name in roles:
        add_role(centre, role, name, from_on=date(2020, 3, 2))
    add_system(centre, date(2019, 1, 1), vendor=make_organisation(city, "바구축"))
    chain = officer.get(reverse("agreements:centre", args=[centre.pk])).context["chain"]
    assert [(link.label, [str(held.organisation) for held in link.held]) for link in chain] == [
        ("발주사", ["가발주"]),
        ("운영사", []),
        ("고용사", ["다인력", "라인력"]),
        ("시스템 구축사", ["바구축"]),
        ("건물 소유", ["마건물"]),
    ]
    assert "2020. 3. 2.~" in body_of(officer, "centre", centre)


def test_a_centre_tells_when_it_closed_and_under_which_number_it_is_insured(officer, city):
    body = body_of(officer, "centre", make_centre(city, "가"))
    assert "운영 종료" not in body
    told = {"closed_on": date(2024, 1, 1), "closed_precision": "year", "insurance_workplace_number": "12345678901"}
    body = body_of(officer, "centre", make_centre(city, "나", **told))
    assert "2024년" in body
    assert "123-45-67890-1" in body
