"""What the one-page paper on an agreement says, told by changing case 1."""

from datetime import UTC, date, datetime

import pytest

from accounts.models import Region
from agreements import models as m
from briefs.contents import NotYetError, draw
from tests.briefs.made import case, order
from tests.briefs.tree import headings, lines, notes, rows, said, table

pytestmark = pytest.mark.django_db


def paper(made, **values):
    return draw(order(made, **values)).contents


def figures(contents):
    return rows(contents, "fulfilment")


def test_case_1_is_told_as_in_its_sources(heungkuk):
    told = paper(heungkuk)
    assert told["summary"] == [
        "2020. 7. 16. 체결: 고객상담형 센터 100석, 고용 100명, 지역인재 우선채용",
        "보도된 채용 기한(2021년 상반기) 경과, 시가 확인한 실적 없음 → 확인 필요",
    ]
    assert said(lines(told, "협약 개요")) == [
        "일시·장소 2020. 7. 16.(목) 16:00, 시청 비즈니스룸",
        "당 사 자 광주광역시(시장 이용섭, 당시), 흥국생명(주)(대표이사 조병익, 당시)",
        "기 업 1949년 설립, 자산 29조 4천억 원(2019년 말)",
        "위 치 동구 흥국생명빌딩*",
    ]
    assert lines(told, "협약 개요")[1]["subs"][0]["text"] == (
        "참석: (시) 일자리경제실장, 일자리정책관\u3000(기업) 상무, CS사업본부장"
    )
    assert told["sources"] == ["① 광주일등뉴스 2020. 7. 16.", "② 전자신문 2020. 7. 16."]
    assert notes(told, "향후 계획") == [
        "참고: 시 전체 68개 센터, 상담사 7,306명(2020. 7. 기준, 운영 중: 본 협약 실적 아님)"
    ]


def test_phases_are_shown_by_what_they_add_and_carry_the_star(heungkuk):
    told = figures(paper(heungkuk))
    assert list(told) == ["상담석", "고용 계", "1단계", "2단계"]
    assert [told[label]["original"] for label in told] == ["100", "100", "60*", "40*"]
    assert [told[label]["due"] for label in told] == ["자료에 없음", "2021년 상반기*", "2020년 말*", "2021년 상반기*"]


def test_nothing_confirmed_is_unknown_and_its_legend_is_told(heungkuk):
    told = paper(heungkuk)
    assert {row["actual"] for row in figures(told).values()} == {"미확인"}
    assert notes(told, "협약 내용 및 이행 현황") == [
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
    assert figures(paper(heungkuk))["상담석"]["actual"] == "미제출"
    assert figures(paper(heungkuk, as_of=date(2026, 10, 15)))["상담석"]["actual"] == "미확인"


def test_an_answer_that_came_later_was_not_known_then(heungkuk):
    days = {"observed_from": date(2026, 7, 1), "observed_to": date(2026, 9, 30), "opens_on": date(2026, 10, 1)}
    asked = m.Round.objects.create(municipality=heungkuk.city, name="3분기", due_on=date(2026, 10, 15), **days)
    check_in = m.CheckIn.objects.create(round=asked, agreement=heungkuk.agreement)
    came = {"check_in": check_in, "via": "telephone", "came_on": date(2026, 11, 1), "recorded_by": heungkuk.officer}
    m.Receipt.objects.create(**came, respondent="총무팀", recorded_at=datetime(2026, 11, 1, tzinfo=UTC))
    then = paper(heungkuk, known_at=datetime(2026, 10, 20, tzinfo=UTC))
    assert figures(then)["상담석"]["actual"] == "미제출"
    assert figures(paper(heungkuk))["상담석"]["actual"] == "미확인"


def test_confirmed_figures_bring_before_now_and_change(heungkuk):
    heungkuk.actual("insured", 40, date(2025, 12, 31), source_kind="insurance")
    heungkuk.actual("insured", 60, date(2026, 9, 30), source_kind="insurance")
    told = paper(heungkuk)
    jobs = figures(told)["고용 계"]
    assert [jobs[name] for name in ("previous", "actual", "change", "rate")] == ["40", "60", "20", "60.0"]
    assert told["summary"][1].endswith("고용 100명 협약 중 60명 확인(60.0%, △40명) → 이행 대책 필요")
    assert "실적 확인: 고용 피보험 확인 2026. 9. 30. 고용보험(인원수)" in notes(told)


def test_a_checked_zero_is_a_zero(heungkuk):
    heungkuk.actual("seats_used", 0, date(2026, 9, 30))
    seats = figures(paper(heungkuk))["상담석"]
    assert (seats["actual"], seats["rate"]) == ("0", "0.0")


def test_what_the_press_reports_stands_apart(heungkuk):
    heungkuk.actual("staff", 80, date(2021, 9, 1), approved=False, source_kind="press", source=heungkuk.press)
    jobs = figures(paper(heungkuk))["고용 계"]
    assert jobs["actual"] == "미확인"
    assert jobs["basis"] == "보도 80명 (2021. 9. 1.)*"


def test_it_is_told_too_where_another_figure_was_confirmed():
    made = case()
    made.pledge("seats", 100)
    made.pledge("jobs", 100)
    made.actual("insured", 90, date(2026, 6, 30))
    made.actual("seats_used", 77, date(2026, 6, 30), approved=False)
    told = notes(paper(made))
    assert "보도·제출 후 확인 전(실적에서 제외): 상담석 운영 77석(2026. 6. 30.)" in told
    assert not any("언론 보도 내용" in note for note in told)


def test_an_amendment_opens_the_second_column(heungkuk):
    assert "amended" not in figures(paper(heungkuk))["상담석"]
    changed = heungkuk.fact(m.Version, number=1, reason_code="plan", signed_on=date(2022, 3, 2), signed_precision="day")
    heungkuk.pledge("seats", 80, version_of=changed)
    seats = figures(paper(heungkuk))["상담석"]
    assert (seats["original"], seats["amended"]) == ("100", "80")


def test_only_what_was_known_then_is_told(heungkuk):
    known = datetime(2020, 9, 1, tzinfo=UTC)
    before = paper(heungkuk, known_at=known)
    heungkuk.statement("difference", "다른 보도는 110명", recorded_at=datetime(2021, 1, 1, tzinfo=UTC))
    assert paper(heungkuk, known_at=known) == before
    assert before["known_at"] == "2020. 9. 1."


def test_a_paper_is_a_draft_until_people_have_written(heungkuk):
    assert draw(order(heungkuk)).is_draft
    heungkuk.matter("issue", "기한 경과", response="현지 확인", who="투자유치과", until_on=date(2026, 12, 10))
    assert draw(order(heungkuk)).is_draft
    heungkuk.matter("plan")
    drawn = draw(order(heungkuk))
    assert not drawn.is_draft
    assert said(lines(drawn.contents, "쟁점 및 대응")) == ["(쟁점) 기한 경과"]
    assert (
        lines(drawn.contents, "쟁점 및 대응")[0]["subs"][0]["text"] == "(대응) 현지 확인, 투자유치과, 2026. 12. 10.까지"
    )
    assert said(lines(drawn.contents, "향후 계획")) == ["해당 없음"]


def test_payments_and_checks_take_the_place_of_their_absence(heungkuk):
    assert headings(paper(heungkuk))["보조금"]["beside"] == "지급 기록 없음"
    heungkuk.statement("money", "설비비 일부 지원 예정")
    assert said(lines(paper(heungkuk), "보조금")) == ["지급 기록 없음", "(보도) 설비비 일부 지원 예정"]
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
    assert said(lines(told, "보조금")) == [
        "시설·장비 약 4억 8,000만 원(지급일 미상)",
        "(보도) 설비비 일부 지원 예정",
    ]
    duties = [[cell["text"] for cell in row["cells"]] for row in table(told, "duties")["rows"]]
    assert [(whose, evidence) for whose, _, result, evidence in duties if result == "이행"] == [
        ("시", "전담 공무원 지정(2026. 9. 30.)")
    ]
    assert {evidence for *_, evidence in duties} == {"", "전담 공무원 지정(2026. 9. 30.)"}


def test_many_companies_are_counted_and_named_in_one_line(heungkuk):
    for number in range(4):
        company = m.Organisation.objects.create(
            municipality=heungkuk.city, kind="company", name=f"{number}번(주)", folded_name=f"{number}번"
        )
        m.Party.objects.create(
            agreement=heungkuk.agreement, organisation=company, role="company", position=9, source=heungkuk.paper
        )
    told = paper(heungkuk)
    parties = lines(told, "협약 개요")[1]
    assert parties["text"] == "광주광역시(시장 이용섭, 당시), 기업 5개사"
    assert parties["subs"][0]["text"] == "흥국생명(주), 0번(주), 1번(주), 2번(주), 3번(주)"
    assert told["summary"][0].startswith("2020. 7. 16. 체결: 기업 5개사, ")
    assert "공동협약 수치는 협약 단위로만 집계" in notes(told)


def test_without_figures_there_is_no_table(heungkuk):
    bare = m.Agreement.objects.create(
        municipality=heungkuk.city,
        key="bare",
        name="세 기관 업무협약",
        kind="business",
        signed_words="27일 발표(연·월 미상)",
        source=heungkuk.paper,
    )
    told = paper(heungkuk, subject=bare)
    assert table(told, "fulfilment") is None
    assert told["summary"][0] == "27일 발표(연·월 미상): 상담석·고용 수치 없음"
    assert said(lines(told, "협약 내용 및 이행 현황")) == ["(협약 수치) 상담석·고용·투자액 협약 수치 없음"]
    assert told["sources"] == ["광주일등뉴스 2020. 7. 16."]


def test_before_the_signing_there_is_nothing_to_report(heungkuk):
    with pytest.raises(NotYetError):
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
    assert "시 전체 70개 센터" in notes(paper(heungkuk), "향후 계획")[0]
