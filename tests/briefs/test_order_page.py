"""The form of an order: what it is asked with, in words, from every page that leads to it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.capabilities import CAPABILITIES, Role
from agreements import models as m
from briefs.models import Brief
from tests.briefs.made import person
from tests.briefs.registers import AS_OF, small

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]


@pytest.fixture
def city():
    return small()


@pytest.fixture
def officer(city):
    return person("orders", Role.OFFICER, city)


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def form(kind, query=""):
    return f"{reverse('briefs:order', args=[kind])}?{query}"


def told(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_filter_of_the_list_stands_on_the_form_and_goes_into_the_paper(signed_in):
    address = form("register", "year_from=2018&kind=investment&sort=name&page=3")
    page = told(signed_in, address)
    assert "체결연도: 2018~" in page
    assert "협약 종류: 투자협약" in page
    assert 'href="?kind=investment&amp;sort=name"' in page or 'href="?kind=investment&amp;sort=name&amp;page=3"' in page
    signed_in.post(address, {"as_of": AS_OF.isoformat()})
    brief = Brief.objects.get()
    assert brief.asked == {"kind": "investment", "year_from": "2018"}
    assert brief.sort == "name"


def test_one_filter_in_two_orders_is_one_order(signed_in):
    for query in ("year_from=2018&kind=investment", "kind=investment&year_from=2018&q="):
        signed_in.post(form("register", query), {"as_of": AS_OF.isoformat()})
    assert Brief.objects.count() == 1


def test_without_a_filter_it_is_the_whole_register(signed_in):
    assert "모든 협약" in told(signed_in, form("overview"))


@pytest.mark.parametrize("query", ["colour=blue", "district=999999", "year_from=x"])
def test_a_filter_that_cannot_be_is_said_before_and_after(signed_in, query):
    assert "쓸 수 없는 조건이 있습니다" in told(signed_in, form("register", query))
    refused = signed_in.post(form("register", query), {"as_of": "2026. 9. 30.", "issues": "적은 글"}).content.decode()
    assert 'class="errors" role="alert"' in refused
    assert "적은 글" in refused
    assert "2026. 9. 30." in refused
    assert not Brief.objects.exists()


def test_too_much_is_refused_before_it_is_set_and_what_was_typed_stays(signed_in):
    typed = {"as_of": AS_OF.isoformat(), **dict.fromkeys(("issues", "plans"), "\n".join(["가"] * 700))}
    refused = signed_in.post(form("overview"), typed).content.decode()
    assert "대상을 나누거나 엑셀로 내보내십시오" in refused
    assert refused.count("가\n가") > 100
    assert not Brief.objects.exists()


def test_a_question_comes_with_its_conditions(signed_in):
    page = told(signed_in, form("answer", "question=by-year&span=years-5&as_of=2026. 9. 30."))
    assert "체결 연도별 이행률은?" in page
    assert "체결 기간: 최근 5년" in page
    assert 'value="2026. 9. 30."' in page
    signed_in.post(form("answer", "question=by-year&span=years-5"), {"as_of": AS_OF.isoformat()})
    assert Brief.objects.get().asked == {"question": "by-year", "span": "years-5"}


def test_without_a_question_one_is_chosen(signed_in):
    page = told(signed_in, form("answer"))
    assert 'href="?question=by-year"' in page
    assert "없는 질문입니다" in told(signed_in, form("answer", "question=never-was"))
    refused = signed_in.post(form("answer"), {"as_of": AS_OF.isoformat()}).content.decode()
    assert "질문이 정해지지 않았습니다" in refused


def test_the_base_day_is_today(signed_in):
    assert f'value="{timezone.localdate().isoformat()}"' in told(signed_in, form("overview", "as_of="))


@pytest.fixture
def round_(city):
    days = {"observed_from": date(2026, 4, 1), "observed_to": date(2026, 6, 30)}
    hands_in = {"opens_on": date(2026, 7, 1), "due_on": date(2026, 7, 20)}
    return m.Round.objects.create(municipality=city, name="2026년 2분기 이행 점검", **days, **hands_in)


@pytest.fixture
def inquiry(city, officer):
    row = m.Inquiry.objects.create(
        municipality=city, asker_kind="council", asker="의회", title="이행 현황", asked_on=AS_OF
    )
    for day in (date(2026, 6, 30), date(2026, 8, 31)):
        m.Reply.objects.create(
            inquiry=row, question="by-year", as_of=day, known_at=timezone.now(), definition="jobs",
            contents={"title": "체결 연도별 이행률은?", "tables": [], "sources": [], "asked": {}},
            digest="0" * 64, drawn_by=officer,
        )  # fmt: skip
    return row


def test_a_round_and_a_request_have_days_of_their_own(signed_in, round_, inquiry):
    assert 'value="2026-06-30"' in told(signed_in, form("round", f"subject={round_.pk}"))
    assert 'value="2026-08-31"' in told(signed_in, form("reply", f"subject={inquiry.pk}"))
    assert 'value="2026-07-31"' in told(signed_in, form("reply", f"subject={inquiry.pk}&as_of=2026-07-31"))


def test_left_empty_it_is_the_day_of_what_is_chosen(signed_in, round_):
    assert "비워 두면 점검의 조사 기준일로" in told(signed_in, form("round"))
    signed_in.post(form("round"), {"subject": round_.pk, "as_of": ""})
    assert Brief.objects.get().as_of == date(2026, 6, 30)


def test_a_request_without_answers_is_refused_at_itself(signed_in, city):
    row = m.Inquiry.objects.create(municipality=city, asker_kind="audit", asker="감사", title="감사", asked_on=AS_OF)
    answer = signed_in.post(form("reply"), {"subject": row.pk, "as_of": AS_OF.isoformat()})
    assert "담은 답변이 없습니다" in str(answer.context["form"].errors["subject"])


WAYS = {
    "agreements:register": [
        "order/register/?",
        "order/tables/?",
        "order/overview/?",
        "order/each/agreement/?",
        "order/each/organisation/?",
    ],
    "agreements:standing": ["order/tables/", "order/overview/"],
    "agreements:standing_matrix": ["order/tables/", "order/overview/"],
}


@pytest.mark.parametrize("name", WAYS)
def test_lists_lead_to_their_papers_with_what_is_asked(signed_in, name, monkeypatch):
    query = {"year_from": "2018"} if name == "agreements:register" else {"as_of": "2026-09-30"}
    page = signed_in.get(reverse(name), query).content.decode()
    [(key, value)] = query.items()
    for way in WAYS[name]:
        assert f"/briefs/{way.removesuffix('?')}?{key}={value}" in page
    monkeypatch.setitem(CAPABILITIES, Role.OFFICER, frozenset())
    assert "/briefs/order/" not in signed_in.get(reverse(name), query).content.decode()


def test_pages_of_one_lead_to_their_paper(signed_in, round_, inquiry, officer, city):
    pages = {
        reverse("agreements:round", args=[round_.pk]): f"/briefs/order/round/?subject={round_.pk}",
        reverse("agreements:inquiry", args=[inquiry.pk]): f"/briefs/order/reply/?subject={inquiry.pk}",
        reverse("agreements:handover", args=[officer.pk]): f"/briefs/order/handover/?subject={officer.pk}",
        f"{reverse('agreements:answer', args=['by-year'])}?span=years-5": (
            "/briefs/order/answer/?question=by-year&amp;span=years-5"
        ),
    }
    for page, way in pages.items():
        assert way in told(signed_in, page), page


def test_a_filter_and_a_page_of_the_list(signed_in):
    signed_in.post(form("overview"), {"as_of": AS_OF.isoformat()})
    page = told(signed_in, f"{reverse('briefs:list')}?kind=overview&whose=mine")
    assert "1건, 최근에 요청한 순" in page
    assert "조건에 맞는 보고자료가 없습니다" in told(signed_in, f"{reverse('briefs:list')}?kind=register")
    assert "1건" in told(signed_in, f"{reverse('briefs:list')}?kind=poem&whose=x")
