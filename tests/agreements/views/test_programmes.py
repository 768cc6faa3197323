"""지원사업: the list, the page of one, and what they cost."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements import models as m
from tests.agreements.cast import cast, make_agreement, make_organisation, source_of
from tests.agreements.places import strike

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


def make_programme(city, name="상담사 교육", **more):
    agency = make_organisation(city, f"{name} 기관", kind="agency")
    return m.Programme.objects.create(municipality=city, name=name, operator=agency, source=source_of(city), **more)


def add_use(programme, company, on=date(2021, 5, 6), **more):
    return m.ProgrammeUse.objects.create(
        programme=programme, organisation=company, used_on=on, source=programme.source, **more
    )


def add_duty(agreement, words):
    return m.Obligation.objects.create(
        agreement=agreement, code="training", words=words, stage="signed", source=agreement.source
    )


def body_of(client, *programme) -> str:
    name = "agreements:programme" if programme else "agreements:programmes"
    answer = client.get(reverse(name, args=[one.pk for one in programme]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_empty_pages_say_so(officer, city):
    assert "아직 등록된 지원사업이 없습니다." in body_of(officer)
    body = body_of(officer, make_programme(city))
    assert "아직 이용한 기업을 적지 않았습니다." in body
    assert body.count("자료에 없음") == 3
    assert "미상" in body


def test_the_list_tells_who_runs_what_and_when_it_was_last_used(officer, city):
    programme = make_programme(city, target_group="상담사", place="상무지구", began_words="그해 3월")
    for name, on in (("가나", date(2021, 5, 6)), ("다라", date(2022, 7, 8))):
        add_use(programme, make_organisation(city, name), on)
    body = body_of(officer)
    for words in ("상담사 교육", "상담사 교육 기관", "상무지구", "그해 3월", "2022. 7. 8.", ">2</td>"):
        assert words in body
    assert reverse("agreements:programme", args=[programme.pk]) in body


def test_no_cell_is_empty(officer, city):
    make_programme(city)
    cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", body_of(officer), re.DOTALL)
    assert cells
    assert all(re.sub(r"<[^>]+>", "", cell).strip() for cell in cells)


def test_a_programme_tells_who_used_it_for_which_duty(officer, city):
    programme = make_programme(city)
    agreement = make_agreement(city, "a", company="가나", name="가나 투자협약")
    company = m.Organisation.objects.get(name="가나")
    add_use(programme, company, obligation=add_duty(agreement, "교육훈련 지원"), people=30, note="1기")
    body = body_of(officer, programme)
    for words in ("2021. 5. 6.", "교육훈련 지원", "가나 투자협약", "30", "1기", "이용 1건"):
        assert words in body
    assert reverse("agreements:company", args=[company.pk]) in body


def test_the_newest_use_comes_first(officer, city):
    programme, company = make_programme(city), make_organisation(city, "가나")
    for year in (2020, 2022, 2021):
        add_use(programme, company, date(year, 1, 1))
    body = body_of(officer, programme)
    assert re.findall(r"(202\d)\. 1\. 1\.</th>", body) == ["2022", "2021", "2020"]


def test_a_struck_company_and_a_struck_agreement_are_not_named(officer, people, city):
    programme = make_programme(city)
    agreement = make_agreement(city, "a", company="가나", name="말소된 협약")
    gone, kept = make_organisation(city, "말소 기업"), make_organisation(city, "남은 기업")
    add_use(programme, gone)
    add_use(programme, kept, obligation=add_duty(agreement, "말소된 일"))
    strike(gone, by=people.officer)
    strike(agreement, by=people.officer)
    body = body_of(officer, programme)
    assert "남은 기업" in body
    for words in ("말소 기업", "말소된 협약", "말소된 일"):
        assert words not in body
    assert ">1</td>" in body_of(officer)


def test_only_who_may_enter_is_led_to_the_forms(client, people, city):
    programme = make_programme(city)
    for person, is_led in ((people.officer, True), (people.director, False), (people.reader, False)):
        client.force_login(person)
        assert ("/records/" in body_of(client, programme)) is is_led
        assert ("/records/" in body_of(client)) is is_led


def test_another_city_sees_nothing_and_nobody_posts(officer, client, people, city):
    programme = make_programme(city)
    address = reverse("agreements:programme", args=[programme.pk])
    assert officer.post(address).status_code == 405
    assert officer.post(reverse("agreements:programmes")).status_code == 405
    client.force_login(people.incheon_officer)
    assert client.get(address).status_code == 404
    assert "상담사 교육" not in body_of(client)


def test_fifty_rows_cost_what_one_costs(officer, city):
    programme = make_programme(city)

    def grow(numbers) -> None:
        for n in numbers:
            agreement = make_agreement(city, f"a-{n}", company=f"기업{n}")
            company = m.Organisation.objects.get(name=f"기업{n}")
            add_use(programme, company, obligation=add_duty(agreement, f"일 {n}"))
            make_programme(city, f"사업{n}")

    def cost() -> list[int]:
        counts = []
        for rows in ((), (programme,)):
            with CaptureQueriesContext(connection) as caught:
                body_of(officer, *rows)
            counts.append(len(caught))
        return counts

    grow(range(1))
    body_of(officer)
    one = cost()
    grow(range(1, 50))
    assert cost() == one
    assert max(one) <= 15
