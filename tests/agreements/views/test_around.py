"""What the pages of a company and of an agreement tell of places and programmes."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements import models as m
from tests.agreements.cast import cast, make_agreement, make_organisation, source_of
from tests.agreements.places import add_role, add_system, make_building, make_centre, strike

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def city(people):
    return people.gwangju


@pytest.fixture
def officer(client, people):
    client.force_login(people.officer)
    return client


def company_page(client, company) -> str:
    answer = client.get(reverse("agreements:company", args=[company.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def agreement_page(client, agreement) -> str:
    answer = client.get(reverse("agreements:detail", args=[agreement.key]))
    assert answer.status_code == 200
    return answer.content.decode()


def make_programme(city, name="상담사 교육"):
    agency = make_organisation(city, f"{name} 기관", kind="agency")
    return m.Programme.objects.create(municipality=city, name=name, operator=agency, source=source_of(city))


def add_use(programme, company, **more):
    given = {"used_on": date(2021, 5, 6), "source": programme.source, **more}
    return m.ProgrammeUse.objects.create(programme=programme, organisation=company, **given)


def add_duty(agreement, words="교육훈련 지원"):
    given = {"code": "training", "words": words, "stage": "signed", "source": agreement.source}
    return m.Obligation.objects.create(agreement=agreement, **given)


def add_offer(building, company, **more):
    given = {"offered_on": date(2024, 1, 5), "source": building.source, **more}
    return m.Offer.objects.create(building=building, organisation=company, **given)


def test_a_company_tells_its_centres_systems_uses_and_offers(officer, city):
    agreement = make_agreement(city, "a", company="가나", name="가나 투자협약")
    company = m.Organisation.objects.get(name="가나")
    role = add_role(make_centre(city, "운영 센터"), "operator", "다라", to_on=date(2022, 1, 3))
    m.CentreRole.objects.filter(pk=role.pk).update(organisation=company)
    add_system(make_centre(city, "구축 센터"), date(2013, 1, 1), precision="year", vendor=company)
    add_use(make_programme(city), company, obligation=add_duty(agreement), people=30)
    add_offer(make_building(city, "고앤타워"), company, agreement=agreement)
    body = company_page(officer, company)
    for words in (
        "운영 센터",
        "~2022. 1. 3.",
        "구축 센터",
        "구축일 2013년",
        "상담사 교육",
        "교육훈련 지원",
        "고앤타워",
    ):
        assert words in body


def test_an_agency_tells_what_it_runs_or_that_nothing_is_entered(officer, city):
    agency = make_organisation(city, "일자리진흥원", kind="agency")
    assert "등록된 지원사업이 없습니다." in company_page(officer, agency)
    programme = make_programme(city)
    assert reverse("agreements:programme", args=[programme.pk]) in company_page(officer, programme.operator)


def test_an_agreement_tells_the_buildings_offered_and_the_uses_that_serve_a_duty(officer, people, city):
    agreement = make_agreement(city, "a", company="가나")
    company, gone = m.Organisation.objects.get(name="가나"), make_organisation(city, "말소 기업")
    duty, programme = add_duty(agreement), make_programme(city)
    assert "건물 제안·회신" not in agreement_page(officer, agreement)
    add_use(programme, company, obligation=duty, people=30)
    add_use(programme, gone, obligation=duty)
    add_offer(make_building(city, "고앤타워"), company, agreement=agreement, answer="viewed")
    strike(gone, by=people.officer)
    body = agreement_page(officer, agreement)
    for words in ("건물 제안·회신", "고앤타워", "검토 중", "상담사 교육", "2021. 5. 6. 30명"):
        assert words in body
    assert "말소 기업" not in body


def test_a_role_that_ended_and_a_struck_company_are_not_in_the_chain_of_an_agreement(officer, people, city):
    agreement = make_agreement(city, "a", company="가나")
    centre = make_centre(city, agreement=agreement)
    add_role(centre, "operator", "옛 운영사", to_on=date(2020, 1, 1))
    strike(add_role(centre, "employer", "말소 고용사").organisation, by=people.officer)
    add_role(centre, "operator", "지금 운영사")
    add_role(centre, "client", "발주회사")
    body = agreement_page(officer, agreement)
    assert body.index("발주사 발주회사") < body.index("운영사 지금 운영사")
    assert "옛 운영사" not in body
    assert "말소 고용사" not in body


def test_what_hangs_around_costs_the_same_at_one_row_and_at_fifty(officer, city):
    agreement = make_agreement(city, "a", company="가나")
    company, programme, duty = m.Organisation.objects.get(name="가나"), make_programme(city), add_duty(agreement)

    def grow(numbers) -> None:
        for n in numbers:
            add_use(programme, company, used_on=date(2000 + n, 1, 1), obligation=duty)
            add_offer(make_building(city, f"건물{n}"), company, agreement=agreement)
            centre = make_centre(city, f"센터{n}", agreement=agreement)
            m.CentreRole.objects.create(centre=centre, organisation=company, role="client", source=centre.source)
            add_system(centre, None, vendor=company)

    def cost() -> list[int]:
        counts = []
        for look in (lambda: company_page(officer, company), lambda: agreement_page(officer, agreement)):
            with CaptureQueriesContext(connection) as caught:
                look()
            counts.append(len(caught))
        return counts

    grow(range(1))
    company_page(officer, company)
    one = cost()
    grow(range(1, 50))
    assert cost() == one
