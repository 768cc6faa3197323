"""What the one-page paper on an agreement says, told by changing case 1."""

from datetime import UTC, date, datetime

import pytest

from accounts.models import Region
from agreements import models as m
from briefs.contents import NotYetSignedError, draw
from tests.briefs.made import TODAY

pytestmark = pytest.mark.django_db


def paper(made, *, as_of=TODAY, known_at=None):
    return draw("agreement", made.agreement, as_of=as_of, known_at=known_at).contents


def rows(contents):
    return {row["label"]: row for row in contents["table"]["rows"]}


def said(lines):
    return [f"{line['label']} {line['text']}".strip() for line in lines]


def test_case_1_is_told_as_in_its_sources(heungkuk):
    told = paper(heungkuk)
    assert told["summary"] == [
        "2020. 7. 16. 체결: 고객상담형 센터 100석, 고용 100명, 지역인재 우선채용",
        "보도된 채용 기한(2021년 상반기) 경과, 시가 확인한 실적 없음 → 확인 필요",
    ]
    assert said(told["overview"]) == [
        "일시·장소 2020. 7. 16.(목) 16:00, 시청 비즈니스룸",
        "당 사 자 광주광역시(시장 이용섭, 당시), 흥국생명(주)(대표이사 조병익, 당시)",
        "기 업 1949년 설립, 자산 29조 4천억 원(2019년 말)",
        "위 치 동구 흥국생명빌딩*",
    ]
    assert told["overview"][1]["subs"][0]["text"] == (
        "참석: (시) 일자리경제실장, 일자리정책관\u3000(기업) 상무, CS사업본부장"
    )
    assert told["sources"] == ["① 광주일등뉴스 2020. 7. 16.", "② 전자신문 2020. 7. 16."]
    assert [note["text"] for note in told["references"]] == [
        "참고: 시 전체 68개 센터, 상담사 7,306명(2020. 7. 기준, 운영 중: 본 협약 실적 아님)"
    ]


def test_phases_are_shown_by_what_they_add_and_carry_the_star(heungkuk):
    table = rows(paper(heungkuk))
    assert list(table) == ["상담석", "고용 계", "1단계", "2단계"]
    assert [table[label]["original"]["value"] for label in table] == ["100", "100", "60", "40"]
    assert [table[label]["original"]["mark"] for label in table] == ["", "", "*", "*"]
    assert [table[label]["due"]["value"] for label in table] == [
        "자료에 없음",
        "2021년 상반기",
        "2020년 말",
        "2021년 상반기",
    ]


def test_nothing_confirmed_is_unknown_and_its_legend_is_told(heungkuk):
    told = paper(heungkuk)
    assert {row["actual"]["value"] for row in told["table"]["rows"]} == {"미확인"}
    assert [note["text"] for note in told["notes"]] == [
        "언론 보도 내용으로 협약서 명시 여부 확인 필요",
        "이행 판정 기준: 고용 / 미확인은 0이 아님 / -: 해당 없음",
    ]


def test_asked_and_not_answered_is_not_the_same_as_unknown(heungkuk):
    asked = m.Round.objects.create(
        municipality=heungkuk.city,
        name="2026년 3분기",
        observed_from=date(2026, 7, 1),
        observed_to=date(2026, 9, 30),
        opens_on=date(2026, 10, 1),
        due_on=date(2026, 10, 15),
    )
    m.CheckIn.objects.create(round=asked, agreement=heungkuk.agreement)
    assert rows(paper(heungkuk))["상담석"]["actual"]["value"] == "미제출"
    assert rows(paper(heungkuk, as_of=date(2026, 10, 15)))["상담석"]["actual"]["value"] == "미확인"


def test_confirmed_figures_bring_before_now_and_change(heungkuk):
    heungkuk.actual("insured", 40, date(2025, 12, 31), source_kind="insurance")
    heungkuk.actual("insured", 60, date(2026, 9, 30), source_kind="insurance")
    told = paper(heungkuk)
    jobs = rows(told)["고용 계"]
    assert told["table"]["is_confirmed"]
    assert [jobs[name]["value"] for name in ("previous", "actual", "change", "rate")] == ["40", "60", "20", "60.0"]
    assert told["summary"][1].endswith("고용 100명 협약 중 60명 확인(60.0%, △40명) → 이행 대책 필요")
    assert "실적 확인: 고용 피보험 확인 2026. 9. 30. 고용보험(인원수)" in [note["text"] for note in told["notes"]]


def test_a_checked_zero_is_a_zero(heungkuk):
    heungkuk.actual("seats_used", 0, date(2026, 9, 30))
    seats = rows(paper(heungkuk))["상담석"]
    assert (seats["actual"]["value"], seats["rate"]["value"]) == ("0", "0.0")


def test_what_the_press_reports_stands_apart(heungkuk):
    heungkuk.actual("staff", 80, date(2021, 9, 1), approved=False, source_kind="press", source=heungkuk.press)
    jobs = rows(paper(heungkuk))["고용 계"]
    assert jobs["actual"]["value"] == "미확인"
    assert jobs["basis"] == {"value": "보도 80명 (2021. 9. 1.)", "mark": "*", "refs": "②"}


def test_an_amendment_opens_the_second_column(heungkuk):
    assert not paper(heungkuk)["table"]["is_amended"]
    changed = heungkuk.fact(m.Version, number=1, reason_code="plan", signed_on=date(2022, 3, 2), signed_precision="day")
    heungkuk.pledge("seats", 80, version_of=changed)
    seats = rows(paper(heungkuk))["상담석"]
    assert (seats["original"]["value"], seats["amended"]["value"]) == ("100", "80")


def test_only_what_was_known_then_is_told(heungkuk):
    known = datetime(2020, 9, 1, tzinfo=UTC)
    before = paper(heungkuk, known_at=known)
    heungkuk.statement("difference", "다른 보도는 110명", recorded_at=datetime(2021, 1, 1, tzinfo=UTC))
    assert paper(heungkuk, known_at=known) == before
    assert before["known_at"] == "2020. 9. 1."


def test_a_paper_is_a_draft_until_people_have_written(heungkuk):
    assert draw("agreement", heungkuk.agreement, as_of=TODAY).is_draft
    heungkuk.matter("issue", "기한 경과", response="현지 확인", who="투자유치과", until_on=date(2026, 12, 10))
    assert draw("agreement", heungkuk.agreement, as_of=TODAY).is_draft
    heungkuk.matter("plan")
    drawn = draw("agreement", heungkuk.agreement, as_of=TODAY)
    assert not drawn.is_draft
    assert said(drawn.contents["issues"]) == ["(쟁점) 기한 경과"]
    assert drawn.contents["issues"][0]["subs"][0]["text"] == "(대응) 현지 확인, 투자유치과, 2026. 12. 10.까지"
    assert said(drawn.contents["plans"]) == ["해당 없음"]


def test_payments_and_checks_take_the_place_of_their_absence(heungkuk):
    assert paper(heungkuk)["subsidies"] == []
    heungkuk.statement("money", "설비비 일부 지원 예정")
    assert said(paper(heungkuk)["subsidies"]) == ["지급 기록 없음", "(보도) 설비비 일부 지원 예정"]
    heungkuk.fact(m.SubsidyPayment, item="equipment", amount_won=480_000_000, paid_words="미상", is_about=True)
    city = m.Obligation.objects.get(code="administrative")
    m.ObligationCheck.objects.create(
        obligation=city,
        checked_on=date(2026, 9, 30),
        result="yes",
        evidence="전담 공무원 지정",
        recorded_by=heungkuk.officer,
        source=heungkuk.paper,
    )
    told = paper(heungkuk)
    assert said(told["subsidies"]) == [
        "시설·장비 약 4억 8,000만 원(지급일 미상)",
        "(보도) 설비비 일부 지원 예정",
    ]
    duty = next(duty for duty in told["duties"] if duty["result"] == "이행")
    assert (duty["whose"], duty["evidence"]) == ("시", "전담 공무원 지정(2026. 9. 30.)")
    assert {duty["evidence"] for duty in told["duties"]} == {"", "전담 공무원 지정(2026. 9. 30.)"}


def test_many_companies_are_counted_and_named_in_one_line(heungkuk):
    for number in range(4):
        company = m.Organisation.objects.create(
            municipality=heungkuk.city, kind="company", name=f"{number}번(주)", folded_name=f"{number}번"
        )
        m.Party.objects.create(
            agreement=heungkuk.agreement, organisation=company, role="company", position=9, source=heungkuk.paper
        )
    told = paper(heungkuk)
    parties = told["overview"][1]
    assert parties["text"] == "광주광역시(시장 이용섭, 당시), 기업 5개사"
    assert parties["subs"][0]["text"] == "흥국생명(주), 0번(주), 1번(주), 2번(주), 3번(주)"
    assert told["summary"][0].startswith("2020. 7. 16. 체결: 기업 5개사, ")
    assert "공동협약 수치는 협약 단위로만 집계" in [note["text"] for note in told["notes"]]


def test_without_figures_there_is_no_table(heungkuk):
    bare = m.Agreement.objects.create(
        municipality=heungkuk.city,
        key="bare",
        name="세 기관 업무협약",
        kind="business",
        signed_words="27일 발표(연·월 미상)",
        source=heungkuk.paper,
    )
    told = draw("agreement", bare, as_of=TODAY).contents
    assert told["table"] is None
    assert told["summary"][0] == "27일 발표(연·월 미상): 상담석·고용 수치 없음"
    assert said(told["lines"]) == ["(협약 수치) 상담석·고용·투자액 협약 수치 없음"]
    assert told["sources"] == ["광주일등뉴스 2020. 7. 16."]


def test_before_the_signing_there_is_nothing_to_report(heungkuk):
    with pytest.raises(NotYetSignedError):
        paper(heungkuk, as_of=date(2020, 7, 15))


def test_a_city_keeps_its_published_figures_through_a_new_code(heungkuk):
    before = Region.objects.create(
        name="광주시", level="province", code="24", valid_to=date(2019, 12, 31), successor=heungkuk.city.region
    )
    m.MarketFigure.objects.create(
        region=before,
        place="광주시",
        as_of_on=heungkuk.agreement.signed_on,
        as_of_precision="day",
        centres=70,
        agents=7400,
        count_basis="운영 중",
        source=heungkuk.press,
    )
    assert "시 전체 70개 센터" in paper(heungkuk)["references"][0]["text"]
