"""The page of one agreement, the companies, the places and the market: what they say, and what they cost."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements import models as m
from agreements.actions.change import note_change
from tests.agreements.cast import add_actual, add_pledge, cast, make_agreement, make_organisation, source_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def c():
    return cast()


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(user, name: str, *args, **asked) -> str:
    answer = client_of(user).get(reverse(f"agreements:{name}", args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def queries(user, name: str, *args) -> int:
    client = client_of(user)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(reverse(f"agreements:{name}", args=args)).status_code == 200
    return len(caught)


def test_an_agreement_tells_pledge_report_and_confirmation_apart(c):
    agreement = make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 7, 16), seats=100, jobs=100)
    add_actual(agreement, "seats_built", 60, date(2021, 1, 4), is_approved=False)
    add_actual(agreement, "insured", 40, date(2021, 6, 30))
    page = page_of(c.officer, "detail", "a")
    assert "2020. 7. 16.(목)" in page
    assert "보고 60*" in page
    assert "△60" in page
    assert "40.0" in page


def test_an_amendment_shows_both_columns(c):
    agreement = make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 7, 16), jobs=100)
    assert "변경</th>" not in page_of(c.officer, "detail", "a")
    version = m.Version.objects.create(
        agreement=agreement, number=1, reason_code="plan", recorded_by=c.officer, source=agreement.source
    )
    add_pledge(agreement, "jobs", 70, version_of=version)
    assert "변경</th>" in page_of(c.officer, "detail", "a")


def test_a_different_value_of_another_source_is_told_with_its_reason(c):
    agreement = make_agreement(c.gwangju, "a", company="가나", signed=date(2006, 7, 11), seats=300)
    adopted = agreement.pledges.get()
    add_pledge(agreement, "seats", 100, disputes=adopted, dispute_reason="다른 보도")
    page = page_of(c.officer, "detail", "a")
    assert "100석" in page
    assert "다른 보도" in page


def test_an_agreement_without_numbers_says_so(c):
    make_agreement(c.gwangju, "a", company="가나")
    page = page_of(c.officer, "detail", "a")
    assert "수치로 적은 협약 내용이 없습니다" in page
    assert "체결일 미상" in page


def test_the_change_history_is_told_in_the_words_of_the_field(c):
    agreement = make_agreement(c.gwangju, "a", company="가나")
    note_change("정정", agreement, municipality=c.gwangju, agreement=agreement, reason="협약명 오기", by=c.officer)
    page = page_of(c.officer, "detail", "a")
    assert "협약명 오기" in page


def test_a_company_is_found_under_its_former_name(c):
    make_organisation(c.gwangju, "DB손해보험", former="동부화재해상보험(주)")
    make_organisation(c.gwangju, "다라상사")
    page = page_of(c.officer, "companies", q="동부화재")
    assert "DB손해보험" in page
    assert "다라상사" not in page


def test_a_search_that_finds_nothing_says_what_to_do(c):
    assert "옛 이름으로 찾아 보십시오" in page_of(c.officer, "companies", q="없는 이름")
    assert "아직 등록된 기업·기관이 없습니다" in page_of(c.officer, "companies")


def test_a_company_shows_its_agreements(c):
    make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 7, 16), jobs=100)
    company = m.Organisation.objects.get(name="가나")
    page = page_of(c.officer, "company", company.pk)
    assert "가나 투자협약" in page
    assert "추진" in page or "미확인" in page


def test_an_opening_is_shown_where_its_centre_is(c):
    agreement = make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 7, 16))
    m.Centre.objects.create(
        municipality=c.gwangju, agreement=agreement, name="가나센터", folded_name="가나센터", source=agreement.source
    )
    m.Step.objects.create(
        agreement=agreement,
        kind="opened",
        on_on=date(2021, 11, 5),
        on_precision="day",
        recorded_by=c.officer,
        source=agreement.source,
    )
    assert "2021. 11. 5." in page_of(c.officer, "places")


def test_a_system_of_eight_years_comes_due(c):
    source = source_of(c.gwangju)
    centre = m.Centre.objects.create(municipality=c.gwangju, name="가", folded_name="가", source=source)
    m.CentreSystem.objects.create(
        centre=centre, installed_on=date(2010, 1, 1), installed_precision="year", source=source
    )
    page = page_of(c.officer, "places")
    assert "2010년" in page


def test_market_figures_keep_their_count_basis_apart(c):
    source = source_of(c.gwangju)
    for basis, year, agents in (("운영 중", 2018, 10), ("운영 중", 2019, 20), ("누적 유치", 2019, 90)):
        m.MarketFigure.objects.create(
            place="광주광역시",
            as_of_on=date(year, 1, 1),
            as_of_precision="year",
            agents=agents,
            count_basis=basis,
            source=source,
        )
    page = page_of(c.officer, "market", place="광주광역시")
    assert "상담사 수(운영 중)" in page
    assert "상담사 수(누적 유치)" not in page
    assert "없는 곳" not in page_of(c.officer, "market", place="없는 곳")


@pytest.mark.parametrize("name", ["companies", "places", "market", "register", "overview"])
def test_a_list_costs_the_same_at_one_row_and_at_fifty(c, name):
    def grow(first: int, last: int) -> None:
        for n in range(first, last):
            agreement = make_agreement(c.gwangju, f"a-{n}", company=f"기업 {n}", signed=date(2020, 1, 1), seats=n + 1)
            given = {"municipality": c.gwangju, "source": agreement.source}
            building = m.Building.objects.create(name=f"건물 {n}", folded_name=f"건물{n}", **given)
            m.Centre.objects.create(name=f"{n}", folded_name=f"{n}", agreement=agreement, building=building, **given)
            m.MarketFigure.objects.create(place=f"곳 {n}", agents=1, count_basis="운영 중", source=agreement.source)

    grow(0, 1)
    one = queries(c.officer, name)
    grow(1, 50)
    assert queries(c.officer, name) == one
    assert one <= 20


def test_the_page_of_an_agreement_costs_the_same_whatever_hangs_on_it(c):
    agreement = make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 1, 1), seats=100)
    one = queries(c.officer, "detail", "a")
    for year in range(2010, 2024):
        add_actual(agreement, "hired", 10, date(year, 1, 1), as_of_precision="year")
        add_pledge(agreement, "jobs", year, due=date(year, 12, 31), stage="announced")
    assert queries(c.officer, "detail", "a") == one
    assert one <= 32
