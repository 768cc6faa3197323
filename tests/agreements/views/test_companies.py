"""기업: sorted by every head, paged, and each organisation with its names, members and programmes."""

import re

import pytest
from django.urls import reverse

from accounts.models import Municipality
from agreements import models as m
from agreements.views import organisation as view
from tests.agreements.cast import cast, make_agreement, make_organisation, source_of

pytestmark = pytest.mark.django_db

URL = "/companies/"


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def officer(client, people):
    client.force_login(people.officer)
    return client


def ask(client, **asked):
    answer = client.get(URL, asked)
    assert answer.status_code == 200
    return answer


def names(answer) -> list[str]:
    return [organisation.name for organisation in answer.context["page"]]


def page_of(client, organisation) -> str:
    return client.get(reverse("agreements:company", args=[organisation.pk])).content.decode()


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("", ["가", "나", "(주)다"]),
        ("name", ["가", "나", "(주)다"]),
        ("-name", ["(주)다", "나", "가"]),
        ("-agreements", ["(주)다", "가", "나"]),
        ("agreements", ["나", "가", "(주)다"]),
        ("kind", ["나", "가", "(주)다"]),
        ("nonsense", ["가", "나", "(주)다"]),
        ("-", ["가", "나", "(주)다"]),
        ("parties__pk", ["가", "나", "(주)다"]),
    ],
)
def test_every_head_sorts_and_nonsense_sorts_by_name(officer, people, sort, found):
    make_organisation(people.gwangju, "나", kind="agency")
    for key, company in (("a", "가"), ("b", "(주)다"), ("c", "(주)다")):
        make_agreement(people.gwangju, key, company=company)
    assert names(ask(officer, sort=sort)) == found


def test_a_head_turns_the_order_and_keeps_the_question(officer):
    heads = ask(officer, sort="-agreements", q="가", kind="company").context["heads"]
    assert heads["agreements"] == {"query": "q=%EA%B0%80&kind=company&sort=agreements", "order": "descending"}
    assert heads["name"] == {"query": "q=%EA%B0%80&kind=company&sort=name", "order": ""}
    assert ask(officer).context["heads"]["name"] == {"query": "sort=-name", "order": "ascending"}


def test_sorting_alone_is_no_condition_to_clear(officer, people):
    make_organisation(people.gwangju, "가")
    assert "조건 지우기" not in ask(officer, sort="-name").content.decode()
    assert "조건 지우기" in ask(officer, kind="company").content.decode()


def test_pages_keep_question_and_order(officer, people, monkeypatch):
    monkeypatch.setattr(view, "ON_A_PAGE", 2)
    for n in range(5):
        make_organisation(people.gwangju, f"회사{n}")
    first = ask(officer, q="회사", sort="-name")
    assert names(first) == ["회사4", "회사3"]
    assert "?q=%ED%9A%8C%EC%82%AC&amp;sort=-name&amp;page=2" in first.content.decode()
    assert names(ask(officer, q="회사", sort="-name", page="3")) == ["회사0"]
    assert names(ask(officer, q="회사", sort="-name", page="99")) == ["회사0"]
    assert names(ask(officer, q="회사", sort="-name", page="x")) == ["회사4", "회사3"]


@pytest.mark.parametrize("words", ["%", "_", "'", "\\", "<b>", "가" * 300, "나\x00없음"])
def test_odd_words_find_nothing_and_break_nothing(officer, people, words):
    make_organisation(people.gwangju, "나")
    answer = ask(officer, q=words)
    assert names(answer) == []
    assert "<b>" not in answer.content.decode()


def test_a_kind_narrows_and_an_unknown_one_does_not(officer, people):
    make_organisation(people.gwangju, "가")
    make_organisation(people.gwangju, "나", kind="cooperative")
    assert names(ask(officer, kind="cooperative")) == ["나"]
    assert names(ask(officer, kind="nothing")) == ["가", "나"]


def test_a_former_name_says_until_when(officer, people):
    company = make_organisation(people.gwangju, "진흥원", former="옛 진흥원")
    assert "바뀐 날 미상" in page_of(officer, company)
    m.FormerName.objects.update(until_words="그해 6월")
    assert "그해 6월 변경" in page_of(officer, company)


def test_members_are_counted_and_organisations_named(officer, people):
    source = source_of(people.gwangju)
    union = make_organisation(people.gwangju, "협동조합", kind="cooperative")
    member = make_organisation(people.gwangju, "조합사")
    given = {"organisation": union, "relation": "member", "source": source}
    m.Membership.objects.create(member=member, member_kind="corporation", **given)
    m.Membership.objects.create(member_kind="individual", count=2, **given)
    body = page_of(officer, union)
    assert reverse("agreements:company", args=[member.pk]) in body
    assert "개인 2" in body
    assert reverse("agreements:company", args=[union.pk]) in page_of(officer, member)


def test_a_programme_of_unknown_beginning_says_so(officer, people):
    agency = make_organisation(people.gwangju, "진흥원", kind="agency")
    given = {"municipality": people.gwangju, "operator": agency, "source": source_of(people.gwangju)}
    m.Programme.objects.create(name="육성자금", **given)
    m.Programme.objects.create(name="플랫폼", began_words="그해 3월", **given)
    cells = re.findall(r'data-label="시작">(.*?)</td>', page_of(officer, agency))
    assert sorted(cells) == ["그해 3월", "미상"]


def test_a_business_number_is_read_in_its_three_parts(officer, people):
    company = make_organisation(people.gwangju, "가", business_number="1234567891")
    assert "123-45-67891" in page_of(officer, company)


def test_the_national_register_is_not_called_a_register_twice(client, people):
    national = Municipality.objects.create(key="national", name="전국 공통 대장", is_national=True)
    client.force_login(people.reader)
    assert "대장 대장" not in page_of(client, make_organisation(national, "협회", kind="association"))
