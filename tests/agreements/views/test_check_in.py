"""The page of one check-in: typed, kept, handed in, decided; a refusal loses nothing."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agreements import models as m
from agreements.actions.check_in import decide_receipt
from agreements.rules.metric import Rung
from tests.agreements.cast import add_actual, add_pledge
from tests.agreements.handing_in import answered, asked, close, facts, hand_in, stood
from tests.agreements.papers import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]


@pytest.fixture
def a():
    return asked()


@pytest.fixture
def officer(a):
    return client_of(a.c.officer)


@pytest.fixture
def head(a):
    return client_of(a.c.head)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, *args) -> str:
    return reverse(f"agreements:{name}", args=args)


def page(client, a) -> str:
    answer = client.get(url("check_in", a.check_in.pk))
    assert answer.status_code == 200
    return told(answer)


def told(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def send(client, a, **typed):
    given = {"step": "submit", "via": "officer", "came_on": "2026. 10. 8.", "once": str(uuid4()), **typed}
    return client.post(url("check_in", a.check_in.pk), given)


def decide(client, receipt, decision, **typed):
    given = {"decision": decision, "once": str(uuid4()), **typed}
    return client.post(url("receipt_decide", receipt.pk), given)


def field(text: str, name: str) -> str:
    """What stands in a field of the page."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', text)
    assert found, name
    value = re.search(r'value="([^"]*)"', found[0])
    return value[1] if value else ""


def test_the_grid_asks_in_plain_words_beside_what_was_promised_and_approved(a, officer):
    add_actual(a.agreement, "staff", 90, date(2026, 6, 30))
    add_actual(a.agreement, "insured", 0, date(2026, 6, 30))
    add_actual(a.agreement, "staff", 97, date(2026, 9, 1), is_approved=False)
    text = page(officer, a)
    assert "2026. 9. 30. 현재 근무 인원" in text
    assert "2026. 7. 1.~2026. 9. 30.에 새로 채용한 인원(이 기간만)" in text
    assert "90명 <small>2026. 6. 30.</small>" in text
    assert "0명 <small>2026. 6. 30.</small>" in text
    assert "보고 97명* 2026. 9. 1." in text
    assert '<span class="nil">미확인</span>' in text
    assert '<span class="nil">-</span>' in text
    assert "실제 투자한 금액" not in text


def test_the_amended_promise_stands_beside_the_first(a, officer):
    given = {"number": 1, "reason_code": "plan", "signed_on": date(2024, 1, 1), "signed_precision": "day"}
    later = m.Version.objects.create(agreement=a.agreement, source=a.agreement.source, recorded_by=a.c.officer, **given)
    add_pledge(a.agreement, "jobs", 150, version_of=later)
    assert re.search(r'data-label="협약 당초"> ?120명.{0,90}data-label="변경"> ?150명', page(officer, a))


def test_what_is_typed_is_handed_in_and_read_once_however_often_it_is_sent(a, officer):
    key = str(uuid4())
    given = {"staff-value": "95명", "staff-residents": "40", "staff-new": "60명", "staff-words": "명부", "once": key}
    for _ in range(2):
        answer = send(officer, a, **given)
        assert (answer.status_code, answer["Location"]) == (302, url("check_in", a.check_in.pk))
    [row] = facts(a)
    assert (row.low, row.residents, row.words, row.source_kind) == (95, 40, "명부", "city")
    assert row.parts.get().number == 60
    text = page(officer, a)
    for words in ("검토 중", "고용 근무 95명", "관내 거주자 40명", "신규 채용 60명", "담당자 확인", "gwangju-officer"):
        assert words in text


def test_a_number_that_cannot_be_read_is_refused_at_its_field_and_every_text_stays(a, officer):
    given = {"staff-value": "구십오쯤", "staff-words": "명부 확인", "seats_used-value": "80석", "words": "통화함"}
    answer = send(officer, a, **given, via="telephone", respondent="인사팀장")
    assert answer.status_code == 200
    text = told(answer)
    assert "수로 읽을 수 없습니다. 예: 100명" in text
    assert "제출하지 않았습니다" in text
    for name in ("staff-value", "staff-words", "seats_used-value", "respondent"):
        assert field(text, name) == {**given, "respondent": "인사팀장"}[name]
    assert "통화함</textarea>" in text
    assert not m.Receipt.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"staff-value": "-"}, "없으면 0을 적고, 아직 모르면 비워 두십시오."),
        ({"staff-value": "95석"}, "석과 명은 서로 바꾸어 세지 않습니다."),
        ({"staff-value": "95", "staff-residents": "96"}, "관내 거주자가 전체보다 많습니다."),
        ({"staff-value": "95", "staff-new": "60", "staff-moved_in": "36"}, "신규·이전·유지 인원을 더하면"),
        ({"staff-words": "확인 중"}, "비고와 내역만으로는 제출할 수 없습니다."),
        ({"staff-value": "95", "staff-young": "-3"}, "0 이상으로 적으십시오."),
        ({"staff-value": "95", "via": "visit"}, "답한 사람(직위나 이름)을 적으십시오."),
        ({"staff-value": "95", "came_on": "2036. 1. 1."}, "아직 오지 않은 날입니다."),
        ({"differs-1-about": "due"}, "시의 기록과 어떻게 다른지 적으십시오."),
        ({"differs-2-words": "기한이 다름"}, "무엇이 다른가: 고르십시오."),
        ({}, "아무것도 적지 않았습니다."),
    ],
)
def test_what_cannot_be_is_refused_in_words(a, officer, given, sentence):
    answer = send(officer, a, **given)
    assert answer.status_code == 200
    assert sentence in told(answer)
    assert not m.Receipt.objects.exists()


def test_a_duty_is_checked_with_what_shows_it(a, officer):
    duty = m.Obligation.objects.create(
        agreement=a.agreement, code="local_first", words="지역인재 우선채용", stage="signed", source=a.agreement.source
    )
    name = f"duty-{duty.pk}"
    assert "확인한 근거를 적으십시오" in told(send(officer, a, **{f"{name}-result": "yes"}))
    assert "이행: 고르십시오" in told(send(officer, a, **{f"{name}-evidence": "명부"}))
    assert send(officer, a, **{f"{name}-result": "partly", f"{name}-evidence": "명부"}).status_code == 302
    check = m.ObligationCheck.objects.get()
    assert (check.obligation, check.result, check.checked_on) == (duty, "partly", date(2026, 10, 8))


def test_papers_come_with_it_and_a_refusal_does_not_lose_them(a, officer):
    photo = SimpleUploadedFile("명부.pdf", pdf(), content_type="text/html")
    answer = send(officer, a, **{"staff-value": "많음", "paper_1": photo})
    text = told(answer)
    assert "받은 파일: <b>명부.pdf</b>" in text
    again = {"staff-value": "95", "paper_1_key": field(text, "paper_1_key")}
    more = SimpleUploadedFile("현장.pdf", pdf(b"two"), content_type="text/html")
    assert send(officer, a, **again, paper_2=more).status_code == 302
    kept = [enclosure.document for enclosure in m.Enclosure.objects.order_by("pk")]
    assert [(paper.title, paper.kind, paper.agreement) for paper in kept] == [
        ("명부", "evidence", a.agreement),
        ("현장", "evidence", a.agreement),
    ]
    assert url("document_file", kept[0].pk) in page(officer, a)


def test_a_file_of_a_kind_that_is_not_taken_is_refused_at_its_field(a, officer):
    answer = send(officer, a, **{"staff-value": "95", "paper_1": SimpleUploadedFile("a.exe", b"MZ")})
    assert answer.status_code == 200
    assert not m.Receipt.objects.exists()
    assert field(told(answer), "staff-value") == "95"


def test_what_is_typed_is_kept_field_by_field(a, officer):
    address = url("check_in_save", a.check_in.pk)
    answer = officer.post(address, {"staff-value": "95명 ", "no-such-field": "x", "csrfmiddlewaretoken": "x"})
    assert re.fullmatch(r"\d\d:\d\d 임시 저장", answer.json()["told"])
    officer.post(address, {"seats_used-value": "80석", "respondent": "인사팀장"})
    a.check_in.refresh_from_db()
    assert a.check_in.draft == {"staff-value": "95명", "seats_used-value": "80석", "respondent": "인사팀장"}
    text = page(officer, a)
    assert (field(text, "staff-value"), field(text, "respondent")) == ("95명", "인사팀장")
    assert "→ 95명" in text
    assert officer.get(address).status_code == 405


def test_without_script_a_button_keeps_it_and_the_file(a, officer):
    paper = SimpleUploadedFile("명부.pdf", pdf())
    answer = send(officer, a, step="save", paper_1=paper, **{"staff-value": "읽을 수 없는 값"})
    text = told(answer)
    assert answer.status_code == 200
    for words in ("임시 저장했습니다.", "받은 파일: <b>명부.pdf</b>"):
        assert words in text
    assert "제출하지 않았습니다" not in text
    assert field(text, "staff-value") == "읽을 수 없는 값"
    a.check_in.refresh_from_db()
    assert a.check_in.draft["staff-value"] == "읽을 수 없는 값"
    assert m.Upload.objects.count() == 1


def test_handing_in_empties_the_draft(a, officer):
    officer.post(url("check_in_save", a.check_in.pk), {"staff-value": "95명", "words": "통화"})
    send(officer, a, **{"staff-value": "95명", "words": "통화"})
    a.check_in.refresh_from_db()
    assert a.check_in.draft == {}


def test_a_head_approves_on_the_page(a, head):
    receipt = hand_in(a, answered(Rung.STAFF, 95))
    assert "승인</button>" in page(head, a)
    answer = decide(head, receipt, "approved", document_number="투자유치과-77", document_on="2026. 10. 20.")
    assert (answer.status_code, answer["Location"]) == (302, url("check_in", a.check_in.pk))
    assert stood(a).confirmed.said.low == 95
    text = page(head, a)
    assert "온나라 결재 투자유치과-77, 2026. 10. 20." in text
    assert "승인 취소(반려)" in text


def test_what_is_returned_tells_why_first_and_is_handed_in_again_with_a_click(a, officer, head):
    receipt = hand_in(a, answered(Rung.STAFF, 950, words="명부", parts={"new": 60}))
    assert "반려할 때는 의견을 적어야 합니다." in told(decide(head, receipt, "returned"))
    assert decide(head, receipt, "returned", note="95명인지 확인").status_code == 302
    text = page(officer, a)
    assert text.index("95명인지 확인") < text.index("묻는 것")
    assert [field(text, f"staff-{name}") for name in ("value", "words", "new")] == ["950명", "명부", "60"]
    send(officer, a, **{"staff-value": "95명", "staff-new": "60"})
    assert stood(a).press.said.low == 95
    assert "검토 중" in page(officer, a)


def test_a_paper_that_stands_in_for_the_decision_has_its_number_and_its_day(a, head):
    receipt = hand_in(a, answered(Rung.STAFF, 95))
    answer = decide(head, receipt, "approved", document_number="투자유치과-77")
    assert "결재 문서번호와 결재일을 함께 적으십시오." in told(answer)
    assert field(told(answer), "document_number") == "투자유치과-77"
    assert not m.ReceiptReview.objects.exists()


def test_another_number_for_what_was_approved_gives_a_reason(a, officer):
    decide_receipt(hand_in(a, answered(Rung.STAFF, 95)), "approved", by=a.c.head)
    assert "승인한 값을 바로잡는 이유를 적으십시오." in told(send(officer, a, **{"staff-value": "96"}))
    assert send(officer, a, **{"staff-value": "96", "words": "퇴사자 1명 누락"}).status_code == 302
    assert facts(a)[-1].reason == "퇴사자 1명 누락"


def test_what_was_decided_meanwhile_is_said_to_the_second_head(a, head):
    receipt = hand_in(a, answered(Rung.STAFF, 95))
    decide(head, receipt, "returned", note="다시")
    assert "이미 결정한 접수입니다." in told(decide(head, receipt, "approved"))


def test_duties_are_shown_to_those_who_only_look(a):
    duty = m.Obligation.objects.create(
        agreement=a.agreement, code="local_first", words="지역인재 우선채용", stage="signed", source=a.agreement.source
    )
    text = page(client_of(a.c.director), a)
    assert re.search(r"지역인재 우선채용.{0,200}미확인", text)
    assert f"duty-{duty.pk}-result" not in text


def test_only_a_head_decides(a, officer):
    receipt = hand_in(a, answered(Rung.STAFF, 95))
    assert "승인</button>" not in page(officer, a)
    assert decide(officer, receipt, "approved").status_code == 403
    assert not m.ReceiptReview.objects.exists()


def test_a_director_looks_and_hands_nothing_in(a):
    hand_in(a, answered(Rung.STAFF, 0))
    director = client_of(a.c.director)
    text = page(director, a)
    assert 'name="staff-value"' not in text
    assert re.search(r'data-label="이번 점검"> ?0명', text)
    assert re.search(r'data-label="이번 점검"> ?<span class="nil">미제출</span>', text)
    assert send(director, a, **{"staff-value": "95"}).status_code == 403
    assert director.post(url("check_in_save", a.check_in.pk), {"staff-value": "95"}).status_code == 403
    assert len(facts(a)) == 1


def test_a_closed_round_shows_everything_and_takes_nothing(a, officer, head):
    receipt = hand_in(a, answered(Rung.STAFF, 95))
    close(a.round, a.c.head)
    text = page(officer, a)
    for words in ("마감한 점검입니다", "고용 근무 95명"):
        assert words in text
    assert 'name="staff-value"' not in text
    assert send(officer, a, **{"staff-value": "96"}).status_code == 302
    assert "더 받지 않습니다" in page(officer, a)
    assert officer.post(url("check_in_save", a.check_in.pk), {"staff-value": "96"}).status_code == 400
    assert "마감한 점검입니다" in told(decide(head, receipt, "approved"))
    assert len(facts(a)) == 1
    assert not m.ReceiptReview.objects.exists()


def test_a_request_to_correct_is_answered_with_its_day(a, officer):
    send(officer, a, **{"differs-1-about": "due", "differs-1-words": "2027년 말로 들었음"})
    asked_for = m.CorrectionRequest.objects.get()
    text = page(officer, a)
    assert "정정 요청(기한): 2027년 말로 들었음" in text
    assert "처리 전" in text
    address = url("correction_request", asked_for.pk)
    assert "적으십시오" in told(officer.post(address, {"version": 1, "answer": "", "answered_on": "2026. 10. 9."}))
    given = {"version": 1, "answer": "협약서 확인, 그대로 둠", "answered_on": "2026. 10. 9."}
    assert officer.post(address, given).status_code == 302
    assert "협약서 확인, 그대로 둠" in page(officer, a)
    assert "그 사이 다른 사람이" in told(officer.post(address, {**given, "answer": "다른 답"}))
    assert client_of(a.c.director).get(address).status_code == 403


@pytest.mark.parametrize("name", ["check_in", "check_in_save"])
def test_a_check_in_of_another_city_is_not_there(a, name):
    stranger = client_of(a.c.incheon_officer)
    assert stranger.post(url(name, a.check_in.pk), {"step": "submit"}).status_code == 404
    assert stranger.post(url(name, 999_999), {"step": "submit"}).status_code == 404
    assert client_of(a.c.officer).put(url(name, a.check_in.pk)).status_code == 405


def test_what_hangs_on_a_struck_agreement_is_not_there(a, officer):
    m.Agreement.objects.filter(pk=a.agreement.pk).update(
        struck_at="2026-10-01T00:00Z", struck_by=a.c.head, strike_reason="중복"
    )
    assert officer.get(url("check_in", a.check_in.pk)).status_code == 404


def test_the_way_up_is_the_round(officer, a):
    way = page(officer, a).split('class="crumbs"')[1].split("</ol>")[0]
    assert re.findall(r'href="([^"]+)"', way) == [url("rounds"), url("round", a.check_in.round_id)]
