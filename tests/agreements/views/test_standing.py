"""이행 현황: by every grouping, as of a day, under a definition; each figure opens to the agreements it rests on."""

import re
from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Municipality
from agreements import models as m
from agreements.standing import GROUPINGS
from tests.agreements.cast import (
    add_actual,
    add_outcome,
    add_party,
    cast,
    make_agreement,
    make_district,
    make_person,
)

pytestmark = pytest.mark.django_db

PAGES = ["/standing/", "/standing/matrix/", "/standing/year/all/", "/standing/changed/signed/", "/proposals/"]
LATER = timezone.localdate() + timedelta(days=400)
HREF = re.compile(r'href="(/standing/[^"]+)"')


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def head(client, people):
    client.force_login(people.head)
    return client


@pytest.fixture
def register(people):
    """Two of one district and one of none; the last is joint, and of another city there is a fourth."""
    east = make_district(people.gwangju, "동구", "29110")
    one = make_agreement(
        people.gwangju,
        "a",
        company="가",
        signed=date(2020, 7, 16),
        seats=100,
        jobs=120,
        due=date(2021, 7, 15),
        district=east,
    )
    two = make_agreement(people.gwangju, "b", company="나", signed=date(2021, 3, 2), jobs=80, district=east)
    three = make_agreement(people.gwangju, "c", company="다", signed=date(2021, 9, 1), seats=50)
    add_party(three, "라", position=1)
    add_actual(one, "staff", 60, date(2026, 6, 30))
    add_actual(two, "staff", 33, date(2026, 6, 30), is_approved=False)
    make_agreement(people.incheon, "other", company="카나리아", signed=date(2020, 1, 1), jobs=9999)
    return one, two, three


def told(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer, re.sub(r"\s+", " ", answer.content.decode())


def keys(answer) -> set[str]:
    return {one.agreement.key for one in answer.context["standings"]}


def leads(body: str) -> set[str]:
    return {unquote(href.replace("&amp;", "&")) for href in HREF.findall(body)}


def test_parts_of_every_grouping_add_up_and_open(head, register):
    for by in GROUPINGS:
        answer, body = told(head, f"/standing/{by}/")
        assert answer.context["total"].count == 3
        assert "모두 일치" in body
        assert "불일치" not in body
        assert "카나리아" not in body
        parts = {href for href in leads(body) if re.fullmatch(rf"/standing/{by}/[^?]+/", href)} - {
            f"/standing/{by}/all/"
        }
        found = [keys(told(head, href)[0]) for href in parts]
        assert sorted(key for part in found for key in part) == ["a", "b", "c"], by


def test_every_figure_opens_to_its_rows(head, register):
    _, body = told(head, "/standing/")
    figures = {href for href in leads(body) if "figure=" in href}
    assert {"/standing/year/all/?figure=jobs_pledged", "/standing/year/2021/?figure=count"} <= figures
    for href in figures:
        assert keys(told(head, href)[0]), href
    assert keys(told(head, "/standing/year/all/?figure=jobs_confirmed")[0]) == {"a"}
    assert keys(told(head, "/standing/year/all/?figure=jobs_press")[0]) == {"b"}


def test_an_opened_figure_says_its_unit_and_the_way_back(head, register):
    _, body = told(head, "/standing/year/all/?figure=jobs_pledged")
    assert "전체: 고용 협약(A) 200명" in body
    assert "전체: 협약 3건" in told(head, "/standing/year/all/?figure=count")[1]
    assert '<a href="/standing/year/all/">전체</a>' in body
    _, body = told(head, "/standing/year/all/?figure=jobs_press")
    assert "전체: 고용 보고* 33명" in body


def test_the_matrix_adds_up_both_ways_and_each_cell_opens(head, register):
    answer, body = told(head, "/standing/matrix/?show=jobs_pledged")
    assert answer.context["matrix"].across
    assert "불일치" not in body
    assert "자치구 × 체결연도" in body
    cells = {href for href in leads(body) if "also=" in href}
    assert len(cells) == 4
    for href in cells:
        answer, _ = told(head, href)
        assert keys(answer) in ({"a"}, {"b"})
        assert answer.context["part"].label in {"2020년", "2021년", "동구 · 2020년", "동구 · 2021년"}


def test_the_matrix_of_a_rate_is_not_added(head, register):
    _, body = told(head, "/standing/matrix/?show=jobs_rate")
    assert "비율은 더하지 않" in body
    answer, _ = told(head, "/standing/matrix/?show=nonsense")
    assert answer.context["show"] == "count"


def test_as_of_a_day_and_under_a_definition(head, register):
    answer, body = told(head, "/standing/?as_of=2020-12-31&definition=opened")
    assert answer.context["total"].count == 1
    assert "기준일 2020. 12. 31." in body
    assert "이행 판정 기준: 개소" in body
    assert "/standing/year/2020/?as_of=2020-12-31&definition=opened" in leads(body)


def test_as_known_on_a_day_before_anything_was_typed_nothing_is_confirmed(head, register):
    yesterday = timezone.localdate() - timedelta(days=1)
    answer, body = told(head, f"/standing/?known_on={yesterday}")
    assert answer.context["total"].jobs.confirmed is None
    assert f"자료 확정 {yesterday.year}." in body


UNREAD = {
    "as_of=x": "날짜로 읽을 수 없습니다",
    f"as_of={LATER}": "아직 오지 않은 날입니다",
    f"known_on={LATER}": "아직 오지 않은 날입니다",
    "definition=nonsense": "목록에 있는 것을 고르십시오.",
    "as_of=" + "9" * 5000: "200자 안으로 적으십시오.",
}


def test_what_cannot_be_read_is_said_at_its_field_and_today_is_shown(head, register):
    for query, words in UNREAD.items():
        answer, body = told(head, f"/standing/?{query}")
        assert words in body
        assert (answer.context["asked"].as_of, answer.context["asked"].known_at) == (timezone.localdate(), None)
        assert answer.context["total"].count == 3


def test_somebody_of_one_register_cannot_ask_for_another(head, people, register):
    answer, body = told(head, f"/standing/?municipality={people.incheon.pk}")
    assert answer.context["total"].count == 3
    assert "카나리아" not in body


def test_a_reader_of_all_chooses_a_register(client, people, register):
    client.force_login(people.reader)
    answer, body = told(client, "/standing/municipality/")
    assert answer.context["total"].count == 4
    assert {"/standing/municipality/gwangju/", "/standing/municipality/incheon/"} <= leads(body)
    answer, body = told(client, f"/standing/?municipality={people.gwangju.pk}")
    assert (answer.context["total"].count, "카나리아" in body) == (3, False)
    assert "목록에 있는 것을 고르십시오." in told(client, "/standing/?municipality=999999")[1]


def test_a_city_that_another_was_merged_into_sees_both(client, people, register):
    old = people.incheon
    Municipality.objects.filter(pk=old.pk).update(valid_to=date(2024, 6, 30), successor=people.gwangju)
    client.force_login(make_person("later-head", "team_head", people.gwangju))
    answer, _ = told(client, "/standing/")
    assert answer.context["total"].count == 4
    answer, _ = told(client, f"/standing/?municipality={people.gwangju.pk}")
    assert answer.context["total"].count == 3


NOWHERE = [
    "/standing/nonsense/",
    "/standing/nonsense/all/",
    "/standing/year/1999/",
    "/standing/year/all/?figure=nonsense",
    "/standing/year/all/?also=nonsense",
    "/standing/year/all/?also=year:1999",
    "/standing/changed/nonsense/",
    "/standing/company/999999999/",
    "/standing/sector/" + "가" * 5000 + "/",
    "/standing/year/all/?figure=" + "x" * 5000,
    "/standing/municipality/incheon/",
]


def test_what_is_not_there_is_not_found(head, register):
    assert {address[:60]: head.get(address).status_code for address in NOWHERE} == {a[:60]: 404 for a in NOWHERE}


def test_looking_is_all_there_is(head):
    for address in PAGES:
        for method in ("post", "put", "delete"):
            assert getattr(head, method)(address).status_code == 405, (method, address)


def test_an_empty_register_is_said_to_be_empty(head):
    for address in [*PAGES, "/standing/company/"]:
        _, body = told(head, address)
        assert 'class="empty"' in body, address
        assert "일치" not in body, address


def test_a_page_that_is_no_number_is_the_first_and_a_far_one_the_last(head, register, monkeypatch):
    monkeypatch.setattr("agreements.views.standing.ON_A_PAGE", 2)
    for asked, number in (("abc", 1), ("2", 2), ("99", 2)):
        answer, _ = told(head, f"/standing/year/all/?page={asked}&definition=opened")
        assert answer.context["page"].number == number
    assert 'href="?definition=opened&amp;page=1"' in answer.content.decode()


def test_what_changed_opens_to_its_agreements(head, people, register):
    one, two, _ = register
    m.Step.objects.create(
        agreement=one,
        kind="opened",
        on_on=date(2026, 5, 1),
        on_precision="day",
        source=one.source,
        recorded_by=people.head,
    )
    add_outcome(two, "held", date(2026, 5, 1))
    found = {kind: keys(told(head, f"/standing/changed/{kind}/")[0]) for kind in ("opened", "decided", "amended")}
    assert found == {"opened": {"a"}, "decided": {"b"}, "amended": set()}
    _, body = told(head, "/")
    assert {f"/standing/changed/{kind}/" for kind in ("signed", "opened", "decided", "confirmed")} <= leads(body)


def test_the_notes_are_of_the_rows_that_are_shown(head, register):
    _, body = told(head, "/standing/year/all/?figure=jobs_confirmed")
    assert "협약 1건 가운데 12개월 이상 미점검 0건, 점검 이력 없음 0건" in body


def test_figures_of_the_overview_open_here(head, register):
    _, body = told(head, "/")
    to = leads(body)
    assert {"/standing/year/all/?figure=jobs_pledged", "/standing/year/all/?figure=unchecked"} <= to
    for href in to:
        told(head, href)


def test_a_company_of_its_own_leads_to_its_record(head, register):
    firm = m.Organisation.objects.get(name="가")
    _, body = told(head, reverse("agreements:standing_of", args=["company", str(firm.pk)]))
    assert f'href="/companies/{firm.pk}/"' in body


def test_forty_agreements_cost_what_two_cost(head, people):
    pages = ["/standing/", "/standing/company/", "/standing/round/", "/standing/matrix/", "/standing/year/all/"]
    pages += [f"{address}?known_on={timezone.localdate()}" for address in pages] + ["/standing/changed/signed/"]

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            told(head, address)
        return len(caught)

    def make(numbers):
        for n in numbers:
            made = make_agreement(people.gwangju, f"g{n}", company=f"회사{n}", signed=date(2000 + n % 20, 1, 1), jobs=5)
            add_actual(made, "staff", 3, date(2025, 1, 1))

    make(range(2))
    few = {address: cost(address) for address in pages}
    make(range(2, 40))
    assert {address: cost(address) for address in pages} == few
    assert max(few.values()) <= 26


def test_of_many_parts_a_page_is_shown_and_the_lines_add_up(client, people):
    for number in range(101):
        make_agreement(people.gwangju, f"c{number}", company=f"기업 {number:03}", signed=date(2020, 1, 1), jobs=10)
    client.force_login(people.officer)
    first = client.get("/standing/company/")
    [counts, jobs] = first.context["tables"]
    assert [len(shown["rows"]) for shown in (counts, jobs)] == [102, 102]
    assert counts["rows"][-1]["label"] == "다른 쪽 1줄"
    assert not counts["rows"][-1]["href"]
    assert all(proof.holds for shown in (counts, jobs) for proof in shown["table"].proofs)
    assert "1 / 2쪽" in first.content.decode()
    last = client.get("/standing/company/?page=2&as_of=2026-01-01").context["tables"][0]["rows"]
    assert [row["label"] for row in last] == ["계", "기업 100", "다른 쪽 100줄"]
