"""업무 인계 목록: what an officer holds and what is open of it, as of today."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.capabilities import Role
from agreements import models as m
from agreements.actions.draft import save_draft
from agreements.models.review import Decided
from briefs.contents import NotYetError, draw
from briefs.rendering import render
from tests.agreements.cast import make_municipality
from tests.agreements.places import make_building
from tests.briefs.made import order, ordered, person
from tests.briefs.test_rendering import is_accessible
from tests.briefs.tree import headings, lines, notes, rows, said, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(datetime(2026, 11, 22, 3, tzinfo=UTC), tick=False)


@pytest.fixture
def held(heungkuk):
    m.Agreement.objects.filter(pk=heungkuk.agreement.pk).update(officer=heungkuk.officer)
    return heungkuk


def of(made, **values):
    given = {"kind": "handover", "subject": made.officer, "as_of": timezone.localdate()}
    return order(made, **(given | values))


def told(made, **values):
    return draw(of(made, **values)).contents


def opened(paper) -> list[list[str]]:
    return [[cell["text"] for cell in row["cells"]] for row in table(paper, "open")["rows"]]


def dues(paper) -> list[list[str]]:
    return [[cell["text"] for cell in row["cells"]] for row in table(paper, "dues")["rows"]]


def asked_in(held, *, due=date(2026, 10, 21), name="3분기", closed=False) -> m.CheckIn:
    days = {"observed_from": date(2026, 7, 1), "observed_to": date(2026, 9, 30), "opens_on": date(2026, 10, 1)}
    asked = m.Round.objects.create(municipality=held.city, name=name, due_on=due, **days)
    if closed:
        m.RoundClosing.objects.create(round=asked, closed_by=held.officer)
    return m.CheckIn.objects.create(round=asked, agreement=held.agreement)


def came(held, check_in: m.CheckIn, decision: str = "") -> m.Receipt:
    by = {"recorded_by": held.officer, "recorded_at": datetime(2026, 10, 10, tzinfo=UTC)}
    made = m.Receipt.objects.create(check_in=check_in, via="paper", came_on=date(2026, 10, 10), **by)
    if decision:
        m.ReceiptReview.objects.create(receipt=made, decision=decision, note="명부 없음", reviewed_by=held.officer)
    return made


def test_what_is_held_and_what_is_open(held):
    held.matter("issue", "상담석 미설치", who="투자유치과", until_on=date(2026, 12, 10))
    held.matter("plan", "현지 확인", done_on=date(2026, 10, 1))
    paper = told(held)
    assert rows(paper, "held")["1"]["name"] == "흥국생명(주)"
    assert rows(paper, "held")["1"]["due"] == "2021년 상반기*"
    assert opened(paper) == [
        ["쟁점 및 대응", held.agreement.name, "상담석 미설치", "투자유치과", "2026. 12. 10."],
    ]
    assert paper["summary"] == [
        "담당 협약 1건, 미결사항 1건",
        "미결사항 중 기한 경과 0건·90일 안 1건, 협약·점검·보조금 기한(90일 안) 0건",
    ]
    assert draw(of(held)).behind["open"]


def test_who_hands_over_and_whose_the_paper_is(held):
    paper = told(held)
    assert said(lines(paper, "인계 개요"))[:2] == ["인 계 자 부서 미지정 주무관", "기 준 일 2026. 11. 22."]
    assert paper["contact"] == "주무관"
    signed = [[cell["text"] for cell in row["cells"]] for row in table(paper, "signed")["rows"]]
    assert signed == [["인계자", "부서 미지정", "주무관", ""], ["인수자", "", "", ""], ["입회자", "", "", ""]]


def test_what_is_due_first_comes_first_and_what_is_late_is_called_so(held):
    asked_in(held)
    held.matter("plan", "현지 확인", until_on=date(2026, 12, 1))
    held.matter("issue", "기한 없는 일")
    given = {"asker_kind": "council", "asker": "의회", "title": "이행 현황", "asked_on": TODAY}
    m.Inquiry.objects.create(municipality=held.city, officer=held.officer, due_on=date(2026, 11, 30), **given)
    found = opened(told(held))
    assert [row[0] for row in found] == ["실적 제출", "요구자료", "향후 계획", "쟁점 및 대응"]
    assert [row[4] for row in found] == ["2026. 10. 21.(경과)", "2026. 11. 30.", "2026. 12. 1.", "-"]
    assert found[0][2] == "3분기 미제출"


def test_what_was_returned_or_waits_for_a_decision_is_open_and_what_is_approved_is_not(held):
    receipt = came(held, asked_in(held, name="반려된 것"), Decided.Decision.RETURNED)
    came(held, asked_in(held, name="기다리는 것"))
    came(held, asked_in(held, name="승인된 것"), Decided.Decision.APPROVED)
    asked_in(held, name="닫힌 것", closed=True)
    m.CorrectionRequest.objects.create(receipt=receipt, about="due", words="기한이 다름")
    assert [(row[2], row[4]) for row in opened(told(held))] == [
        ("반려된 것 반려: 명부 없음", "2026. 10. 21.(경과)"),
        ("기다리는 것 검토 중", "-"),
        ("기한: 기한이 다름(2026. 10. 10. 접수)", "-"),
    ]


def test_an_offer_waits_for_its_answer(held):
    building = make_building(held.city)
    given = {"agreement": held.agreement, "organisation": held.company, "source": held.paper}
    m.Offer.objects.create(building=building, offered_on=date(2026, 11, 1), **given)
    m.Offer.objects.create(building=building, offered_on=date(2026, 9, 1), answer="declined", **given)
    told_offers = [
        ["건물 제안", held.agreement.name, "빛고을고객센터 제안(2026. 11. 1.), 회신 전", "흥국생명(주)", "-"]
    ]
    assert opened(told(held)) == told_offers


def test_when_it_is_looked_at_next(held):
    assert rows(told(held), "held")["1"]["next"] == "2027. 1. 1."
    asked_in(held)
    assert rows(told(held), "held")["1"]["next"] == "2026. 10. 21.(미제출)"


def test_what_ended_is_looked_at_no_more(held):
    given = {"code": "withdrawn", "on_on": date(2026, 1, 5), "on_precision": "day", "reason": "경영 악화"}
    held.fact(m.Outcome, **given)
    assert rows(told(held), "held")["1"]["next"] == "-"


def test_what_falls_due_within_90_days(held):
    asked_in(held, due=date(2026, 12, 20))
    held.pledge("jobs", 120, due_on=date(2026, 12, 1), due_precision="month")
    held.pledge("seats", 90, due_on=date(2026, 12, 31), due_precision="day")
    held.pledge("jobs", 200, due_on=date(2027, 12, 1), due_precision="month")
    held.duty(held.of_company, "hiring", "상담사 채용", due_on=date(2027, 1, 10), due_precision="day")
    for on in (date(2027, 2, 20), date(2027, 2, 21)):
        held.fact(m.SubsidyPayment, item="rent", amount_won=1_000_000, duty_ends_on=on)
    assert dues(told(held)) == [
        ["2026. 12. 20.", "담당 협약 1건", "3분기 제출기한"],
        ["2026. 12. 31.", held.agreement.name, "협약: 고용 120명, 상담석 90석"],
        ["2027. 1. 10.", held.agreement.name, "협약사항: 상담사 채용"],
        ["2027. 2. 20.", held.agreement.name, "보조금 의무이행기간 종료(임차료)"],
    ]


def test_words_of_a_draft_are_counted_and_never_shown(held):
    save_draft(key=uuid4(), typed={"name": ["비밀 협약"]}, title="비밀 협약", seen=None, by=held.officer)
    paper = told(held)
    assert "임시저장 1건(내용은 작성자만 볼 수 있음)" in said(lines(paper, "인계 개요"))
    assert "비밀 협약" not in str(paper)


def test_nothing_held_is_told_as_nothing(heungkuk):
    paper = told(heungkuk)
    assert headings(paper)["담당 협약"]["beside"] == "없음"
    assert headings(paper)["미결사항"]["beside"] == "없음"
    assert not [words for words in notes(paper) if "이행 판정 기준" in words]


def test_words_are_explained_where_they_occur(held):
    found = notes(told(held), "담당 협약 1건")
    assert found == [
        "언론 보도 내용으로 협약서 명시 여부 확인 필요",
        "이행 판정 기준: 고용 / 미확인은 0이 아님",
        "다음 점검: 진행 중인 점검의 제출기한, 없으면 분기마다 하는 점검의 시작일",
    ]


def test_what_another_officer_holds_is_not_in_it(held):
    other = person("other", Role.OFFICER, held.city)
    assert table(told(held, subject=other), "held") is None


def test_the_officer_of_another_register_is_not_there(held):
    stranger = person("stranger", Role.OFFICER, make_municipality("busan", "부산광역시", code="26"))
    with pytest.raises(NotYetError, match="대장에 없습니다"):
        told(held, subject=stranger)


@pytest.mark.parametrize(
    "values", [{"as_of": date(2026, 1, 1)}, {"known_at": datetime(2026, 1, 1, tzinfo=UTC)}], ids=["day", "moment"]
)
def test_who_held_it_then_cannot_be_told(held, values):
    with pytest.raises(NotYetError, match="오늘"):
        told(held, **values)


def test_it_is_accessible(held, tmp_path):
    held.matter("issue", "상담석 미설치")
    held.matter("plan", "현지 확인", until_on=TODAY + timedelta(10))
    brief = ordered(held, kind="handover", subject=held.officer, as_of=timezone.localdate())
    assert is_accessible(render(brief), tmp_path)
