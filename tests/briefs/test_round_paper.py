"""이행 점검 결과 보고: what came in, what it says, why not all of it."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from agreements import models as m
from agreements.standing import standings, total_of
from briefs.contents import NotYetError, Order, draw
from briefs.contents.said_in_round import MOST
from briefs.layout import attachments
from briefs.rendering import render
from tests.agreements.cast import add_party, add_pledge, make_agreement, make_municipality
from tests.briefs.made import RECORDED, order, ordered
from tests.briefs.registers import small
from tests.briefs.test_rendering import is_accessible
from tests.briefs.tree import headings, lines, notes, rows, said, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

SEEN = datetime(2026, 11, 1, tzinfo=UTC)
CAME = datetime(2026, 10, 10, tzinfo=UTC)
BASE_DAY = date(2026, 9, 30)


def made_round(city, *agreements, **more):
    made = m.Round.objects.create(
        municipality=city,
        name="2026년 3분기 이행 점검",
        observed_from=date(2026, 7, 1),
        observed_to=BASE_DAY,
        opens_on=date(2026, 10, 1),
        due_on=date(2026, 10, 15),
    )
    for agreement in agreements:
        m.CheckIn.objects.create(round=made, agreement=agreement, **more)
    return made


@pytest.fixture
def asked(heungkuk):
    return made_round(heungkuk.city, heungkuk.agreement)


def receipt(heungkuk, asked, *, words="채용이 늦어짐", at=CAME, via="telephone"):
    return m.Receipt.objects.create(
        check_in=m.CheckIn.objects.get(round=asked),
        via=via,
        came_on=at.date(),
        respondent="총무팀장",
        words=words,
        recorded_by=heungkuk.officer,
        recorded_at=at,
    )


def decide(heungkuk, receipt, decision, note="", at=datetime(2026, 10, 12, tzinfo=UTC)):
    return m.ReceiptReview.objects.create(
        receipt=receipt, decision=decision, note=note, reviewed_by=heungkuk.officer, reviewed_at=at
    )


def of(heungkuk, asked, **values):
    given = {"kind": "round", "subject": asked, "as_of": BASE_DAY, "known_at": SEEN}
    return order(heungkuk, **(given | values))


def told(heungkuk, asked, **values):
    return draw(of(heungkuk, asked, **values)).contents


def why(paper) -> list[list[str]]:
    return [[cell["text"] for cell in row["cells"]] for row in table(paper, "said")["rows"]]


def test_nobody_answered_is_called_so(heungkuk, asked):
    paper = told(heungkuk, asked)
    assert paper["title"] == "2026년 3분기 이행 점검 결과 보고"
    assert paper["summary"] == ["협약 1건 중 제출 0건(0.0%), 승인 0건", "미제출 1건 → 독촉·검토 필요"]
    assert rows(paper, "states")["미제출"]["count"] == "1"
    assert rows(paper, "companies")["1"]["state"] == "미제출"
    assert why(paper) == [["흥국생명(주)", "미제출", "제출기한 2026. 10. 15. 경과", "독촉 필요"]]


def test_what_is_typed_to_be_done_stands_in_its_place(heungkuk, asked):
    assert told(heungkuk, asked, plans="현지 확인(12월)")["summary"][1] == "미제출 1건 → 현지 확인(12월)"


def test_reminders_that_went_out_are_counted(heungkuk, asked):
    for day in (date(2026, 10, 16), date(2026, 10, 23)):
        m.Reminder.objects.create(round=asked, on=day, sent_at=datetime(day.year, day.month, day.day, tzinfo=UTC))
    m.Reminder.objects.create(round=asked, on=date(2026, 10, 30))
    assert why(told(heungkuk, asked))[0][3] == "독촉 2회(최근 2026. 10. 23.)"
    assert (
        why(told(heungkuk, asked, known_at=datetime(2026, 10, 20, tzinfo=UTC)))[0][3] == "독촉 1회(최근 2026. 10. 16.)"
    )


def test_how_and_when_it_was_asked_is_told(heungkuk, asked):
    receipt(heungkuk, asked)
    m.RoundClosing.objects.create(round=asked, closed_by=heungkuk.officer, closed_at=datetime(2026, 10, 30, tzinfo=UTC))
    assert said(lines(told(heungkuk, asked), "점검 개요")) == [
        "조사기간 2026. 7. 1.~2026. 9. 30.",
        "제출기간 2026. 10. 1.~2026. 10. 15.(2026. 10. 30. 마감)",
        "점검대상 광주광역시 협약 1건",
        "점검방법 전화 1건",
    ]


def test_states_add_up_to_all(heungkuk, asked):
    states = {label: int(row["count"]) for label, row in rows(told(heungkuk, asked), "states").items()}
    assert sum(number for label, number in states.items() if label != "계") == states["계"] == 1


def test_figures_are_those_of_the_standings():
    city = small()
    agreements = list(m.Agreement.objects.filter(municipality=city).order_by("key"))
    paper = draw(Order("round", city, BASE_DAY, subject=made_round(city, *agreements))).contents
    whole = total_of("계", standings(agreements, as_of=BASE_DAY))
    assert rows(paper, "whole")["고용(명)"]["pledged"] == str(whole.jobs.pledged) == "380"
    assert rows(paper, "whole")["고용(명)"]["confirmed"] == str(whole.jobs.confirmed) == "200"
    assert rows(paper, "companies")["계"]["jobs_rate"] == str(whole.jobs.rate)
    by_district = rows(paper, "district_figures")
    assert by_district["계"]["missing"] == by_district["계"]["count"] == "5"
    assert sum(int(row["missing"]) for name, row in by_district.items() if name != "계") == 5
    assert attachments(paper) == ["1. 자치구별 점검 결과  2. 기업별 점검 결과 각 1부.  끝."]
    assert "남의 회사" not in str(paper)


def test_parties_that_promised_by_themselves_are_asked_by_themselves():
    city = make_municipality("gwangju", "광주광역시", code="29")
    agreement = make_agreement(city, "joint", company="가나", signed=date(2024, 1, 2))
    other = add_party(agreement, "다라", position=2)
    add_pledge(agreement, "jobs", 30, party=other)
    asked = made_round(city)
    for party in m.Party.objects.filter(agreement=agreement, role="company"):
        m.CheckIn.objects.create(round=asked, agreement=agreement, party=party)
    paper = draw(Order("round", city, BASE_DAY, subject=asked, known_at=SEEN)).contents
    assert paper["summary"][0].startswith("협약 1건(당사자별 2건) 중 제출 0건")
    assert [row[0] for row in why(paper)] == ["가나", "다라"]
    assert rows(paper, "companies")["계"]["name"] == "1건"


def test_what_was_said_is_told_with_what_is_done(heungkuk, asked):
    came = receipt(heungkuk, asked)
    m.CorrectionRequest.objects.create(receipt=came, about="due", words="채용 기한은 2027년 상반기")
    heungkuk.matter("issue", "상담석 미설치", response="현지 확인", who="투자유치과", until_on=date(2026, 12, 10))
    heungkuk.matter("plan", "끝난 일", done_on=date(2026, 10, 1))
    paper = told(heungkuk, asked)
    found = [row[1:] for row in why(paper)]
    assert ["정정 요청", "기한: 채용 기한은 2027년 상반기", "처리 전"] in found
    assert ["제출 내용", "채용이 늦어짐", "-"] in found
    assert notes(paper, "사유와 조치") == ["-: 해당 없음"]
    assert ["쟁점 및 대응", "상담석 미설치", "현지 확인, 투자유치과, 2026. 12. 10.까지"] in found
    assert "끝난 일" not in str(paper)
    assert rows(paper, "companies")["1"]["came_on"] == "2026. 10. 10."


def test_what_was_told_before_and_stands_is_told_still(heungkuk, asked):
    first = receipt(heungkuk, asked)
    heungkuk.actual("staff", 40, BASE_DAY, receipt=first, words="하반기 공채 예정", recorded_at=CAME)
    m.CorrectionRequest.objects.create(receipt=first, about="other", words="주소가 다름")
    receipt(heungkuk, asked, words="", at=datetime(2026, 10, 14, tzinfo=UTC))
    found = [row[1:3] for row in why(told(heungkuk, asked))]
    assert ["고용 근무", "하반기 공채 예정"] in found
    assert ["정정 요청", "그 밖의 내용: 주소가 다름"] in found


def test_the_last_check_of_a_duty_counts(heungkuk, asked):
    kept, broken = heungkuk.duty(heungkuk.of_company, "hiring", "채용"), heungkuk.duty(None, "cooperation", "협력")

    def check(duty, result, on):
        recorded = {"recorded_by": heungkuk.officer, "recorded_at": CAME, "source": heungkuk.paper}
        m.ObligationCheck.objects.create(obligation=duty, result=result, checked_on=on, evidence="공고문", **recorded)

    check(kept, "no", date(2026, 8, 1))
    check(kept, "yes", date(2026, 10, 8))
    check(broken, "partly", date(2026, 10, 8))
    found = [row[1:] for row in why(told(heungkuk, asked)) if row[1] == "협약사항"]
    assert found == [["협약사항", "협력(일부)", "근거: 공고문"]]
    before = told(heungkuk, asked, known_at=datetime(2026, 10, 5, tzinfo=UTC))
    assert headings(before)["사유와 조치"]["beside"] == "적힌 사유와 조치 없음"


def test_as_known_before_it_came_in_it_was_not_there(heungkuk, asked):
    came = receipt(heungkuk, asked)
    heungkuk.actual("staff", 40, BASE_DAY, receipt=came, words="공채 예정", recorded_at=CAME)
    before = told(heungkuk, asked, known_at=datetime(2026, 10, 5, tzinfo=UTC))
    assert rows(before, "states")["제출 전"]["count"] == "1"
    assert before["summary"][1].startswith("제출 전 1건")
    assert "공채 예정" not in str(before)
    assert "제출 현황은 2026. 10. 5. 현재, 실적은 기준일 현재" in notes(before, "제출 현황")
    assert rows(told(heungkuk, asked), "states")["검토 중"]["count"] == "1"


def test_a_returned_one_says_why(heungkuk, asked):
    decide(heungkuk, receipt(heungkuk, asked), "returned", "명부 없음")
    paper = told(heungkuk, asked)
    assert ["흥국생명(주)", "반려", "명부 없음", "보완 제출 요구(2026. 10. 12.)"] in why(paper)
    assert "반려 1건" in paper["summary"][1]


def test_what_is_decided_leaves_nothing_to_do(heungkuk, asked):
    decide(heungkuk, receipt(heungkuk, asked, words=""), "approved")
    paper = told(heungkuk, asked)
    assert paper["summary"] == ["협약 1건 중 제출 1건(100.0%), 승인 1건", "미제출·반려·검토 중 없음"]
    assert headings(paper)["사유와 조치"]["beside"] == "적힌 사유와 조치 없음"


def test_much_that_was_said_is_attached(heungkuk, asked):
    for number in range(7):
        heungkuk.matter("issue", f"쟁점 {number}")
    paper = told(heungkuk, asked)
    assert headings(paper)["사유와 조치"]["text"] == paper["parts"][3]["title"] == "사유와 조치"
    assert len(why(paper)) == 8


def test_many_that_did_not_answer_are_one_line(heungkuk, asked):
    for number in range(20):
        other = make_agreement(heungkuk.city, f"a{number}", company=f"회사 {number}", signed=date(2020, 1, 1), jobs=1)
        m.CheckIn.objects.create(round=asked, agreement=other)
    heungkuk.matter("issue", "상담석 미설치")
    drawn = draw(of(heungkuk, asked))
    assert why(drawn.contents) == [
        ["21건", "미제출", "제출기한 2026. 10. 15. 경과", "독촉 필요"],
        ["흥국생명(주)", "쟁점 및 대응", "상담석 미설치", "대응 미정"],
    ]
    assert len(drawn.behind["said"]["missing"]) == 21
    assert len([one for one in rows(drawn.contents, "companies").values() if one["state"] == "미제출"]) == 21


def test_a_long_table_of_what_was_said_ends(heungkuk, asked):
    given = {"agreement": heungkuk.agreement, "kind": "issue", "raised_on": date(2026, 9, 1)}
    m.Matter.objects.bulk_create(m.Matter(**given, what=f"쟁점 {number}") for number in range(MOST + 4))
    paper = told(heungkuk, asked)
    told_first = next(block for block in paper["parts"][0]["blocks"] if block.get("text") == "사유와 조치")
    assert told_first["beside"] == f"{MOST + 5}건, 붙임 참조"
    assert len(why(paper)) == MOST + 1
    assert why(paper)[-1] == ["그 밖에", "-", "5건은 점검 화면에서 확인", "-"]


def test_what_is_being_typed_is_nobody_elses_to_see(heungkuk, asked):
    m.CheckIn.objects.filter(round=asked).update(draft={"words": "비밀"})
    assert "비밀" not in str(told(heungkuk, asked))


def test_stars_are_explained_where_there_are_any(heungkuk, asked):
    star = "언론 보도 내용으로 협약서 명시 여부 확인 필요"
    assert star not in notes(told(heungkuk, asked))
    amended = heungkuk.fact(m.Version, number=1, reason_code="plan", signed_on=date(2021, 1, 4), signed_precision="day")
    heungkuk.pledge("seats", 100, stage="announced", version_of=amended)
    paper = told(heungkuk, asked)
    assert rows(paper, "companies")["1"]["seats_pledged"] == "100*"
    assert star in notes(paper, "기업별 점검 결과")
    assert star not in notes(paper, "총괄 결과")


def test_it_is_the_same_on_another_day(heungkuk, asked, time_machine):
    receipt(heungkuk, asked)
    time_machine.move_to(datetime(2026, 11, 2, tzinfo=UTC))
    first = told(heungkuk, asked, known_at=None)
    time_machine.move_to(datetime(2026, 12, 24, tzinfo=UTC))
    assert told(heungkuk, asked, known_at=None) == first


def test_the_round_of_another_register_is_not_there(heungkuk):
    other = made_round(make_municipality("busan", "부산광역시", code="26"))
    with pytest.raises(NotYetError, match="대장에 없습니다"):
        told(heungkuk, other)


def test_before_the_day_that_is_looked_at_there_is_nothing(heungkuk, asked):
    with pytest.raises(NotYetError, match=r"2026\. 9\. 30\."):
        told(heungkuk, asked, as_of=date(2026, 9, 29))


def test_a_round_without_agreements_says_so(heungkuk, asked):
    m.CheckIn.objects.all().delete()
    assert told(heungkuk, asked)["summary"] == ["점검 대상 협약 없음"]


def test_it_is_accessible(heungkuk, asked, tmp_path):
    receipt(heungkuk, asked)
    heungkuk.matter("issue", "상담석 미설치", response="현지 확인")
    written = {"issues": "해당 없음", "plans": "독촉(12월)"}
    brief = ordered(heungkuk, kind="round", subject=asked, as_of=BASE_DAY, known_at=timezone.now(), **written)
    made = render(brief)
    assert is_accessible(made, tmp_path)
    assert made.pages == 3  # itself, by district, by company


def test_a_round_that_nobody_answered_is_accessible_too(heungkuk, tmp_path):
    brief = ordered(heungkuk, kind="round", subject=made_round(heungkuk.city), as_of=BASE_DAY, known_at=RECORDED)
    assert is_accessible(render(brief), tmp_path)
