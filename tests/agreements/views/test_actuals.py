"""Single actuals outside of rounds: entered, corrected, taken back, approved or returned by a head."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from agreements import models as m
from agreements.actions.check_in import decide_receipt
from agreements.actions.record import void
from agreements.actions.review import correct_actual, review_actual
from agreements.rules.metric import Rung
from agreements.standing.actual import actuals_of
from tests.agreements.cast import add_actual, make_agreement
from tests.agreements.filling import adding, editing, errors_of, removing, send
from tests.agreements.handing_in import answered, asked, close, facts, hand_in, stood

pytestmark = pytest.mark.django_db

TYPED = {"rung": "staff", "value": "95명", "as_of": "2026. 6. 30.", "way": "visit"}


@pytest.fixture
def a():
    return asked()


@pytest.fixture
def officer(a):
    return client_of(a.c.officer)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client, a) -> str:
    answer = client.get(reverse("agreements:detail", args=[a.agreement.key]))
    return re.sub(r"\s+", " ", answer.content.decode())


def decide(client, actual, decision, **typed):
    given = {"decision": decision, "once": str(uuid4()), **typed}
    return client.post(reverse("agreements:actual_decide", args=[actual.pk]), given)


def enter(client, a, **typed) -> m.Actual:
    answer = send(client, adding("actual", a.agreement), **{**TYPED, **typed})
    assert answer.status_code == 302, errors_of(answer)
    return m.Actual.objects.latest("pk")


def test_an_actual_is_entered_and_stays_reported_until_a_head_approves(a, officer):
    row = enter(officer, a, residents="40", words="현장 인원표")
    assert (row.low, row.as_of_on, row.source_kind, row.residents) == (95, date(2026, 6, 30), "visit", 40)
    assert (row.recorded_by, row.receipt) == (a.c.officer, None)
    assert "고용 근무 <" in page(officer, a).replace("</th>", "<")
    assert "보고*" in page(officer, a)
    assert decide(officer, row, "approved").status_code == 403
    assert decide(client_of(a.c.head), row, "approved").status_code == 302
    assert stood(a).confirmed.said.low == 95
    assert [one.word for one in actuals_of(a.agreement)] == ["확인"]


def test_the_page_leads_to_it_from_its_head_and_from_what_is_missing(a, officer):
    text = page(officer, a)
    assert text.count(adding("actual", a.agreement)) == 3
    assert "수치의 바탕이 된 실적" not in text
    assert adding("actual", a.agreement) not in page(client_of(a.c.director), a)


def test_the_number_is_read_by_what_the_rung_counts(a, officer):
    assert enter(officer, a, rung="invested", value="12억 5천만 원", as_of="2026년 3분기").low == 1_250_000_000
    assert enter(officer, a, rung="seats_used", value="0석").low == 0
    answer = send(officer, adding("actual", a.agreement), **{**TYPED, "rung": "seats_used"})
    assert "석과 명은 서로 바꾸어 세지 않습니다" in errors_of(answer)["value"][0]
    assert officer.get(reverse("agreements:read", args=["staff"]), {"text": "95"}).content.decode() == "→ 95명"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"rung": ""}, "rung"),
        ({"value": "많음"}, "value"),
        ({"as_of": "2036. 1. 1."}, "as_of"),
        ({"way": ""}, "way"),
        ({"rung": "seats_used", "value": "80석", "residents": "3"}, "residents"),
        ({"rung": "seats_used", "value": "80석", "origin": "new"}, "origin"),
        ({"residents": "96"}, "residents"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(a, officer, typed, field):
    answer = send(officer, adding("actual", a.agreement), **{**TYPED, **typed})
    assert next(iter(errors_of(answer))) == field
    assert not m.Actual.objects.exists()


def test_the_same_day_and_way_twice_is_refused_in_words(a, officer):
    enter(officer, a)
    answer = send(officer, adding("actual", a.agreement), **{**TYPED, "value": "96"})
    assert "바로잡는 기록으로" in errors_of(answer)["as_of"][0]


def test_a_source_typed_beside_it_is_its_own(a, officer):
    row = enter(officer, a, way="press", source_publisher="새신문", source_kind="press")
    assert (row.source.publisher, row.source.kind, row.source_kind) == ("새신문", "press", "press")


def test_what_the_city_saw_itself_is_its_own_source_and_what_others_say_names_one(a, officer):
    row = enter(officer, a)
    assert (row.source.publisher, row.source.title, row.source.kind) == ("광주광역시", "현지 확인", "visit")
    assert enter(officer, a, as_of="2026. 3. 31.").source == row.source
    answer = send(officer, adding("actual", a.agreement), **{**TYPED, "way": "press", "as_of": "2026. 2. 1."})
    assert "출처를 고르거나" in errors_of(answer)["source"][0]


def test_a_correction_gives_a_reason_and_is_reported_again(a, officer):
    row = enter(officer, a)
    decide(client_of(a.c.head), row, "approved")
    assert "정정하는 이유" in str(errors_of(send(officer, editing("actual", row), value="96명")))
    assert send(officer, editing("actual", row), value="96명", reason="오기").status_code == 302
    last = facts(a)[-1]
    assert (last.low, last.replaces, last.reason, last.source_kind) == (96, row, "오기", "visit")
    assert stood(a).confirmed is None
    assert stood(a).press.said.low == 96


def test_a_number_taken_back_may_be_entered_again(a, officer):
    row = enter(officer, a)
    officer.post(removing("actual", row), {"version": 1, "reason": "다른 기업"})
    assert stood(a).press is None
    again = enter(officer, a, value="90명")
    assert (again.replaces.is_void, stood(a).press.said.low) == (True, 90)


def test_parts_are_told_again_with_the_corrected_number(a):
    hand_in(a, answered(Rung.STAFF, 95, parts={"new": 60}))
    close(a.round, a.c.head)
    row = correct_actual(facts(a)[0], {"low": 94, "high": 94}, reason="오기", by=a.c.officer)
    assert (row.parts.get().number, row.receipt) == (60, None)
    with pytest.raises(ValidationError):
        correct_actual(row, {"low": 50, "high": 50}, reason="오기", by=a.c.officer)
    assert m.Actual.objects.known_at(None).get(rung="staff").low == 94


def test_a_corrected_number_is_not_covered_by_what_was_decided_of_its_receipt(a, officer):
    decide_receipt(hand_in(a, answered(Rung.STAFF, 95)), "approved", by=a.c.head)
    send(officer, editing("actual", facts(a)[0]), value="96명", reason="오기")
    assert stood(a).confirmed is None
    assert stood(a).press.said.low == 96


def test_a_return_says_why_and_leaves_what_was_approved_before(a, officer):
    head = client_of(a.c.head)
    row = enter(officer, a)
    decide(head, row, "approved")
    send(officer, editing("actual", row), value="950명", reason="새 명부")
    wrong = facts(a)[-1]
    assert "반려할 때는 의견을 적어야 합니다." in errors_of(decide(head, wrong, "returned"))["note"]
    assert decide(head, wrong, "returned", note="0이 하나 더 붙음").status_code == 302
    assert stood(a).confirmed.said.low == 95


def test_what_was_returned_is_no_value_and_tells_why_on_the_page(a, officer):
    row = enter(officer, a)
    decide(client_of(a.c.head), row, "returned", note="근거 없음")
    assert stood(a).press is None
    assert re.search(r"반려 <small>근거 없음</small>", page(officer, a))


def test_what_came_in_for_a_round_is_decided_there_until_it_is_closed(a):
    hand_in(a, answered(Rung.STAFF, 95))
    [row] = facts(a)
    head = client_of(a.c.head)
    assert "접수와 함께 결정합니다" in head.get(reverse("agreements:actual_decide", args=[row.pk])).content.decode()
    with pytest.raises(ValidationError):
        review_actual(row, "approved", by=a.c.head)
    close(a.round, a.c.head)
    review_actual(row, "approved", by=a.c.head)
    assert stood(a).confirmed.said.low == 95


def test_nothing_is_decided_twice_or_of_what_is_gone_or_by_an_officer(a):
    row = add_actual(a.agreement, "staff", 95, date(2026, 6, 30), is_approved=False)
    with pytest.raises(PermissionDenied):
        review_actual(row, "approved", by=a.c.officer)
    review_actual(row, "approved", by=a.c.head)
    with pytest.raises(ValidationError):
        review_actual(row, "returned", note="아님", by=a.c.head)
    other = add_actual(a.agreement, "insured", 90, date(2026, 6, 30), is_approved=False)
    void(other, reason="오기", by=a.c.officer)
    with pytest.raises(ValidationError):
        review_actual(other, "approved", by=a.c.head)


def test_an_actual_of_another_city_or_of_no_number_is_not_there(a):
    theirs = make_agreement(a.c.incheon, "b", company="다라", signed=date(2020, 1, 1), jobs=10)
    row = add_actual(theirs, "staff", 5, date(2026, 6, 30), is_approved=False)
    head = client_of(a.c.head)
    assert decide(head, row, "approved").status_code == 404
    assert head.put(reverse("agreements:actual_decide", args=[row.pk])).status_code == 405
    row.pk = 999_999
    assert decide(head, row, "approved").status_code == 404
