"""The page of one agreement: the order of its parts, and that nothing on it stands empty or says too much."""

import re
from datetime import date

import pytest
from django.urls import reverse

from agreements import models as m
from agreements.rules.metric import Metric
from agreements.standing import standings
from agreements.templatetags.stages import LADDERS, ladder
from tests.agreements.cast import add_actual, add_party, add_pledge, cast, fact_of, make_agreement, make_organisation

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
ORDER = [
    "이행 단계",
    "다음 단계까지 남은 것",
    "협약 내용 및 이행 현황",
    "쟁점·대응·향후 계획",
    "협약 당사자와 체계",
    "시의 역할",
    "기업의 역할",
    "공동 협력사항",
    "보조금 지급",
    "기대효과·전망",
    "센터·건물",
    "추진 경과",
    "문서",
    "참고",
    "보고자료",
    "출처",
    "변경 이력",
]


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return make_agreement(people.gwangju, "a", company="가나", signed=date(2020, 7, 16), seats=100, jobs=100)


@pytest.fixture
def officer(client, people):
    client.force_login(people.officer)
    return client


def body_of(client, key="a") -> str:
    answer = client.get(reverse("agreements:detail", args=[key]))
    assert answer.status_code == 200
    return answer.content.decode()


def headings(body: str) -> list[str]:
    found = re.findall(r"<h2[^>]*>(.*?)</h2>", body, re.DOTALL)
    return [re.sub(r"<small>.*?</small>|<[^>]+>", "", text, flags=re.DOTALL).strip() for text in found]


def empty_cells(body: str) -> list[str]:
    cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", body, re.DOTALL)
    return [cell for cell in cells if not re.sub(r"<[^>]+>", "", cell).strip()]


def fill(agreement, people) -> None:
    """One row of everything the page can tell."""
    city = add_party(agreement, make_organisation(people.gwangju, "광주광역시", kind="municipality"), role="city")
    given = {"agreement": agreement, "stage": "signed", "source": agreement.source}
    m.Obligation.objects.create(party=city, code="administrative", words="행정 지원", **given)
    m.Obligation.objects.create(code="cooperation", words="협력", **given)
    for topic in ("expectation", "context"):
        m.Statement.objects.create(municipality=people.gwangju, topic=topic, words=topic, **fact_of(agreement))
    m.SubsidyPayment.objects.create(item="rent", amount_won=95_000_000, **fact_of(agreement))
    m.Matter.objects.create(agreement=agreement, kind="issue", what="지연", raised_on=date(2022, 1, 1))
    m.Document.objects.create(municipality=people.gwangju, agreement=agreement, kind="agreement", title="협약서")
    m.Centre.objects.create(
        municipality=people.gwangju, agreement=agreement, name="센터", folded_name="센터", source=agreement.source
    )
    m.Step.objects.create(kind="opened", is_planned=True, on_words="같은 해 2월", **fact_of(agreement))


def test_its_parts_stand_in_the_order_of_work(officer, agreement, people):
    fill(agreement, people)
    assert headings(body_of(officer)) == ORDER


def test_no_cell_stands_empty(officer, agreement, people):
    """An empty cell would be a fifth kind of nothing."""
    fill(agreement, people)
    add_actual(agreement, "seats_built", 60, date(2021, 1, 4), is_approved=False)
    assert empty_cells(body_of(officer)) == []
    make_agreement(people.gwangju, "bare", company="다라")
    assert empty_cells(body_of(officer, "bare")) == []


def test_a_day_known_only_in_words_is_told_in_words(officer, agreement):
    m.Step.objects.create(kind="opened", is_planned=True, on_words="같은 해 2월", **fact_of(agreement))
    assert "예정 같은 해 2월*" in body_of(officer)


def test_a_payment_of_unknown_day_says_so(officer, agreement):
    m.SubsidyPayment.objects.create(item="rent", amount_won=95_000_000, is_about=True, **fact_of(agreement))
    body = body_of(officer)
    assert '<td data-label="지급일">미상</td>' in body
    assert "약 0.95" in body


def test_money_is_told_in_eok_with_its_range_and_its_star(officer, agreement):
    add_pledge(agreement, "investment", 12_500_000_000, high=15_000_000_000, wording="range", stage="announced")
    add_actual(agreement, "invested", 5_310_000_000, date(2022, 1, 1), as_of_precision="year")
    body = re.sub(r"\s+", " ", body_of(officer))
    assert "125~150*" in body
    assert ">53.1</td>" in body
    assert ">△71.9</td>" in body
    assert "투자액 실투자 53억 1,000만 원 확인" in body


def test_an_agreement_without_a_city_tells_of_agencies(officer, people):
    made = make_agreement(people.gwangju, "agencies")
    add_party(made, make_organisation(people.gwangju, "공단", kind="agency"), role="partner")
    found = headings(body_of(officer, "agencies"))
    assert "기관별 역할" in found
    assert "시의 역할" not in found
    assert "기업의 역할" not in found


def test_who_signed_is_told_or_the_kind_of_not_knowing(client, agreement, people):
    client.force_login(people.director)
    party = agreement.parties.get()
    m.Signatory.objects.create(party=party, title="대표이사", name="아무개", source=agreement.source)
    for n, is_signatory in enumerate((True, False, None)):
        add_party(agreement, f"기업{n}", is_signatory=is_signatory)
    cells = re.findall(r'data-label="서명자\(당시\)">(.*?)</td>', body_of(client), re.DOTALL)
    told = [re.sub(r"<[^>]+>|\s+", " ", cell).split() for cell in cells]
    assert [" ".join(words) for words in told] == ["대표이사 아무개 ①", "미상", "-", "서명 여부 자료에 없음"]


def test_sources_lead_out_without_telling_where_from(officer, agreement):
    m.Source.objects.filter(pk=agreement.source_id).update(url="https://a.example/1")
    assert '<a href="https://a.example/1" rel="noopener noreferrer">' in body_of(officer)


def test_words_of_a_record_are_never_markup(officer, agreement):
    m.Obligation.objects.create(
        agreement=agreement, code="centre", words="<script>x</script>", stage="signed", source=agreement.source
    )
    body = body_of(officer)
    assert "<script>x" not in body
    assert "&lt;script&gt;x" in body


def bars(agreement, metric: Metric):
    [standing] = standings([agreement], as_of=TODAY)
    return {bar.label: bar for bar in ladder(standing.metrics[metric], LADDERS[metric]).bars}


def test_the_two_ladders_are_never_joined(agreement):
    assert list(bars(agreement, Metric.SEATS)) == ["협약", "구축", "운영"]
    assert list(bars(agreement, Metric.JOBS)) == ["협약", "채용", "피보험 확인", "12개월 유지"]


def test_bars_are_drawn_from_zero_against_the_pledge(agreement):
    add_actual(agreement, "seats_built", 60, date(2021, 1, 4))
    add_actual(agreement, "seats_used", 0, date(2021, 1, 4), is_approved=False)
    found = bars(agreement, Metric.SEATS)
    assert (found["협약"].width, found["구축"].width, found["운영"].width) == (200, 120, 0)
    assert (found["구축"].kind, found["구축"].words, found["구축"].note) == ("filled", "60", "2021. 1. 4.")
    assert (found["운영"].kind, found["운영"].words) == ("hatched", "0*")


def test_what_nobody_counted_is_no_bar_of_zero(agreement):
    found = bars(agreement, Metric.SEATS)["구축"]
    assert (found.kind, found.words) == ("none", "미확인")


def test_what_was_only_announced_is_hatched(people):
    made = make_agreement(people.gwangju, "b", company="다라")
    add_pledge(made, "seats", 100, stage="announced")
    found = bars(made, Metric.SEATS)["협약"]
    assert (found.kind, found.words) == ("hatched", "100*")


def test_the_tick_of_a_phase_and_of_the_first_promise_is_told(agreement):
    for value, year in ((60, 2020), (100, 2021)):
        add_pledge(agreement, "jobs", value, due=date(year, 12, 31), stage="announced")
    found = bars(agreement, Metric.JOBS)["협약"]
    assert (found.ticks, found.note) == ((120,), "1단계 60*")
    version = m.Version.objects.create(number=1, reason_code="plan", **fact_of(agreement))
    add_pledge(agreement, "jobs", 50, version_of=version)
    found = bars(agreement, Metric.JOBS)["협약"]
    assert (found.width, found.ticks, found.note) == (100, (200,), "당초 100")
