"""What is offered while the name of a company is typed."""

import time

import pytest

from agreements import models as m
from agreements.actions.organisation import merge_organisations
from agreements.rules.name import fold
from tests.agreements.cast import add_party, cast, make_agreement, make_organisation

pytestmark = pytest.mark.django_db

URL = "/lookup/"


@pytest.fixture
def c():
    return cast()


@pytest.fixture
def officer(client, c):
    client.force_login(c.officer)
    return client


def look_up(client, words: str) -> list[dict[str, object]]:
    answer = client.get(URL, {"q": words})
    assert answer.status_code == 200
    return answer.json()["found"]


def names(client, words: str) -> list[str]:
    return [one["name"] for one in look_up(client, words)]


def test_it_tells_the_former_name_where_that_is_what_was_typed(officer, c):
    company = make_organisation(c.gwangju, "DB손해보험", former="동부화재해상보험")
    make_agreement(c.gwangju, "a", company=company)
    about = {"pk": company.pk, "name": "DB손해보험", "kind": "기업", "agreements": 1}
    assert look_up(officer, "동부화재") == [{**about, "was": "동부화재해상보험"}]
    assert look_up(officer, "DB 손해") == [{**about, "was": ""}]


def test_an_agreement_counts_once_and_a_struck_one_not_at_all(officer, c):
    company = make_organisation(c.gwangju, "가나")
    add_party(make_agreement(c.gwangju, "a", company=company), company, role="operator")
    struck = make_agreement(c.gwangju, "b", company=company)
    m.Agreement.objects.filter(pk=struck.pk).update(
        struck_at="2026-01-01T00:00Z", struck_by=c.head, strike_reason="두 번 입력"
    )
    assert look_up(officer, "가나")[0]["agreements"] == 1
    assert officer.get("/companies/").context["page"][0].agreements == 1


def test_the_likeliest_comes_first(officer, c):
    for name in ("한국가나", "가나다", "가나", "나가나"):
        make_organisation(c.gwangju, name)
    assert names(officer, "(주) 가나") == ["가나", "가나다", "나가나", "한국가나"]


def test_at_most_eight(officer, c):
    for n in range(12):
        make_organisation(c.gwangju, f"회사{n:02}")
    assert names(officer, "회사") == [f"회사{n:02}" for n in range(8)]


def test_near_names_where_none_contains_the_words(officer, c):
    make_organisation(c.gwangju, "LG유플러스")
    assert names(officer, "엘지유플러스") == ["LG유플러스"]
    assert names(officer, "다른 회사") == []


def test_only_the_register_of_the_person(officer, client, c):
    make_organisation(c.incheon, "인천상사", former="옛인천상사")
    assert names(officer, "인천") == []
    client.force_login(c.incheon_officer)
    assert names(client, "옛인천") == ["인천상사"]


def test_a_merged_record_is_offered_no_more(officer, c):
    into, gone = make_organisation(c.gwangju, "가나"), make_organisation(c.gwangju, "다라", former="옛다라")
    merge_organisations(into=into, gone=gone, reason="같은 회사", by=c.head)
    assert names(officer, "다라") == names(officer, "옛다라") == ["가나"]


@pytest.mark.parametrize("words", ["", " ", "(주)", "%", "_", "\\", "<b>", "가" * 300, "나\x00없음", "\u3164"])
def test_odd_words_find_nothing_and_break_nothing(officer, c, words):
    make_organisation(c.gwangju, "나")
    assert names(officer, words) == []


def test_five_thousand_companies_are_looked_through_at_once(officer, c, django_assert_max_num_queries):
    told = [f"{first}{second}{n}상사" for first in "가나다라마" for second in "바사아자차" for n in range(200)]
    m.Organisation.objects.bulk_create(
        m.Organisation(municipality=c.gwangju, kind="company", name=name, folded_name=fold(name)) for name in told
    )
    assert m.Organisation.objects.count() == 5000
    for words in ("상사", "가바1", "없는 회사"):
        start = time.process_time()
        with django_assert_max_num_queries(8):
            look_up(officer, words)
        assert time.process_time() - start < 0.5
