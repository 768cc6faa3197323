"""What comes in for a check-in becomes facts; what is decided of them tells whether they count."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agreements import models as m
from agreements.actions.check_in import CLOSED, NOTHING, decide_receipt, keep_draft, submit_check_in
from agreements.actions.record import correct, void
from agreements.rules.answered import Differing, DutyAnswered
from agreements.rules.metric import Rung
from agreements.standing.check_in import State, check_in_standings
from agreements.standing.receipt import receipts_of
from tests.agreements.cast import add_actual, make_agreement, source_of
from tests.agreements.handing_in import TODAY, answered, asked, came, close, facts, hand_in, stood

pytestmark = pytest.mark.django_db


@pytest.fixture
def a():
    return asked()


def state_of(a) -> State:
    return check_in_standings([a.check_in], today=TODAY)[0].state


def refused(error) -> str:
    return " ".join(error.value.messages)


def add_duty(agreement, words="지역인재 우선채용"):
    given = {"code": "local_first", "words": words, "stage": "signed", "source": agreement.source}
    return m.Obligation.objects.create(agreement=agreement, **given)


def test_a_number_handed_in_is_a_fact_that_names_its_receipt_and_counts_only_as_reported(a):
    told = answered(Rung.STAFF, 95, residents=40, words="명부", parts={"new": 60, "moved_in": 35})
    receipt = hand_in(a, told, respondent="인사팀장")
    [row] = facts(a)
    assert (row.low, row.residents, row.words, row.receipt) == (95, 40, "명부", receipt)
    assert (row.as_of_on, row.as_of_precision, row.source_kind) == (a.round.observed_to, "day", "company")
    assert {part.kind: part.number for part in row.parts.all()} == {"new": 60, "moved_in": 35}
    assert (row.source.publisher, row.source.published_on) == ("가나", TODAY)
    assert stood(a).confirmed is None
    assert stood(a).press.said.low == 95
    assert state_of(a) == State.SUBMITTED
    a.agreement.summary.refresh_from_db()
    assert a.agreement.summary.jobs_reported == 95
    subjects = set(m.ChangeRecord.objects.values_list("subject_model", flat=True))
    assert {"receipt", "actual", "actualpart", "source"} <= subjects


def test_a_flow_is_told_of_the_whole_period(a):
    hand_in(a, answered(Rung.HIRED, 12))
    [row] = facts(a, "hired")
    assert (row.as_of_on, row.as_of_precision) == (date(2026, 7, 1), "quarter")


def test_none_at_all_is_a_value(a):
    hand_in(a, answered(Rung.STAFF, 0))
    assert facts(a)[0].low == 0
    assert stood(a).press.said.low == 0


def test_approval_makes_it_confirmed_and_the_chain_says_who(a):
    receipt = hand_in(a, answered(Rung.STAFF, 95))
    review = decide_receipt(receipt, "approved", number="투자유치과-77", on=TODAY, by=a.c.head)
    assert (review.reviewed_by, review.document_number) == (a.c.head, "투자유치과-77")
    assert stood(a).confirmed.said.low == 95
    assert stood(a).press is None
    assert state_of(a) == State.APPROVED
    noted = m.ChangeRecord.objects.get(subject_model="receiptreview")
    assert (noted.by, noted.agreement) == (a.c.head, a.agreement)
    a.agreement.summary.refresh_from_db()
    assert a.agreement.summary.jobs_approved == 95


def test_what_is_returned_is_no_value_and_is_handed_in_again(a):
    first = hand_in(a, answered(Rung.STAFF, 950))
    decide_receipt(first, "returned", note="95명인지 확인", by=a.c.head)
    assert stood(a).confirmed is stood(a).press is None
    assert state_of(a) == State.RETURNED
    hand_in(a, answered(Rung.STAFF, 95))
    old, new = facts(a)
    assert (new.replaces, new.reason) == (old, "2026년 3분기 이행 점검: 다시 제출")
    assert stood(a).press.said.low == 95
    assert state_of(a) == State.SUBMITTED


def test_the_same_number_again_after_a_return_is_told_again(a):
    decide_receipt(hand_in(a, answered(Rung.STAFF, 95)), "returned", note="근거를 붙이십시오", by=a.c.head)
    second = hand_in(a, answered(Rung.STAFF, 95))
    assert [row.receipt for row in facts(a)][-1] == second
    decide_receipt(second, "approved", by=a.c.head)
    assert stood(a).confirmed.said.low == 95


def test_parts_are_told_again_with_the_number_they_are_part_of(a):
    hand_in(a, answered(Rung.STAFF, 95, parts={"new": 60}))
    hand_in(a, answered(Rung.STAFF, 96, parts={"new": 61, "young": 5}))
    assert [{part.kind: part.number for part in row.parts.all()} for row in facts(a)] == [
        {"new": 60},
        {"new": 61, "young": 5},
    ]


def test_what_is_told_again_without_a_difference_keeps_what_was_decided_of_it(a):
    decide_receipt(hand_in(a, answered(Rung.STAFF, 95), answered(Rung.INSURED, 90)), "approved", by=a.c.head)
    hand_in(a, answered(Rung.STAFF, 95), answered(Rung.INSURED, 91), words="명부 다시 셈")
    assert len(facts(a)) == 1
    assert stood(a).approved.keys() == {Rung.STAFF}
    assert facts(a, "insured")[-1].reason == "명부 다시 셈"


def test_several_who_hand_in_different_parts_are_decided_together(a):
    seats = hand_in(a, answered(Rung.SEATS_USED, 80))
    jobs = hand_in(a, answered(Rung.STAFF, 95))
    decide_receipt(jobs, "approved", by=a.c.head)
    assert seats.reviews.get().decision == "approved"
    assert stood(a).confirmed.said.low == 95
    assert m.Actual.objects.get(rung="seats_used").receipt == seats


def test_a_return_of_a_correction_leaves_what_was_approved_before(a):
    decide_receipt(hand_in(a, answered(Rung.STAFF, 95, parts={"new": 60})), "approved", by=a.c.head)
    wrong = hand_in(a, answered(Rung.STAFF, 9500), words="오기")
    decide_receipt(wrong, "returned", note="0이 둘 더 붙음", by=a.c.head)
    assert stood(a).confirmed.said.low == 95
    assert facts(a)[-1].parts.get().number == 60
    assert [[row.low for row in one.actuals] for one in receipts_of(a.check_in)] == [[9500], [95]]
    assert state_of(a) == State.RETURNED


def test_an_approval_may_be_taken_back_but_nothing_is_decided_twice(a):
    receipt = hand_in(a, answered(Rung.STAFF, 95))
    decide_receipt(receipt, "approved", by=a.c.head)
    with pytest.raises(ValidationError) as error:
        decide_receipt(receipt, "approved", by=a.c.head)
    assert "이미 결정한" in refused(error)
    decide_receipt(receipt, "returned", note="다른 기업의 값", by=a.c.head)
    assert stood(a).confirmed is None
    with pytest.raises(ValidationError):
        decide_receipt(receipt, "approved", by=a.c.head)


def test_an_officer_decides_nothing(a):
    receipt = hand_in(a, answered(Rung.STAFF, 95))
    with pytest.raises(PermissionDenied):
        decide_receipt(receipt, "approved", by=a.c.officer)
    assert not m.ReceiptReview.objects.exists()


def test_a_number_recorded_beside_the_round_of_the_same_day_and_way_is_corrected(a):
    by_hand = add_actual(a.agreement, "staff", 90, a.round.observed_to, is_approved=False, source_kind="company")
    hand_in(a, answered(Rung.STAFF, 95))
    assert facts(a)[-1].replaces == by_hand
    assert stood(a).press.said.low == 95


def test_a_number_that_was_taken_back_may_be_handed_in_again(a):
    hand_in(a, answered(Rung.STAFF, 950))
    void(facts(a)[0], reason="다른 기업의 값", by=a.c.officer)
    assert stood(a).press is None
    hand_in(a, answered(Rung.STAFF, 95))
    assert stood(a).press.said.low == 95
    assert len(facts(a)) == 3


def test_another_way_of_the_same_day_is_another_fact_outside_a_round(a):
    press = add_actual(a.agreement, "staff", 90, a.round.observed_to, is_approved=False)
    hand_in(a, answered(Rung.STAFF, 95))
    assert [row.replaces for row in facts(a)] == [None, None]
    assert press in m.Actual.objects.known_at(None)


def test_a_rung_that_was_not_asked_is_refused_at_its_field(a):
    with pytest.raises(ValidationError) as error:
        hand_in(a, answered(Rung.STAFF, 95), answered(Rung.INVESTED, 10))
    assert error.value.message_dict.keys() == {"invested"}
    assert "묻지 않은" in refused(error)
    assert not m.Receipt.objects.exists()
    assert not m.Actual.objects.exists()


def test_parts_above_the_whole_are_refused_and_nothing_is_kept(a):
    with pytest.raises(ValidationError) as error:
        hand_in(a, answered(Rung.SEATS_USED, 80), answered(Rung.STAFF, 95, residents=96))
    assert error.value.message_dict == {"staff": ["관내 거주자가 전체보다 많습니다."]}
    assert not m.Actual.objects.exists()


def test_nothing_at_all_is_refused_but_words_alone_are_something(a):
    with pytest.raises(ValidationError) as error:
        hand_in(a)
    assert refused(error) == NOTHING
    hand_in(a, words="담당자 휴가, 다음 주 다시 통화", via="telephone", respondent="총무과")
    assert state_of(a) == State.SUBMITTED


def test_a_closed_round_takes_and_decides_nothing(a):
    receipt = hand_in(a, answered(Rung.STAFF, 95))
    close(a.round, a.c.head)
    for act in (
        lambda: hand_in(a, answered(Rung.STAFF, 96)),
        lambda: decide_receipt(receipt, "approved", by=a.c.head),
        lambda: keep_draft(a.check_in, {"staff-value": "96"}),
    ):
        with pytest.raises(ValidationError) as error:
            act()
        assert refused(error) == CLOSED
    assert len(facts(a)) == 1


def test_a_duty_is_checked_once_for_the_same_answer_and_corrected_on_the_same_day(a):
    duty = add_duty(a.agreement)
    for evidence in ("명부 확인", "명부 확인", "명부와 주민등록 확인"):
        hand_in(a, duties=[DutyAnswered(duty.pk, "yes", evidence)])
    checks = list(m.ObligationCheck.objects.order_by("pk"))
    assert [(check.evidence, check.checked_on) for check in checks] == [
        ("명부 확인", TODAY),
        ("명부와 주민등록 확인", TODAY),
    ]
    assert checks[1].replaces == checks[0]
    hand_in(a, duties=[DutyAnswered(duty.pk, "partly", "일부만 채용")], came_on=date(2026, 10, 9))
    assert m.ObligationCheck.objects.known_at(None).count() == 2


def test_a_duty_of_another_agreement_is_refused(a):
    other = add_duty(make_agreement(a.c.gwangju, "b", company="다라", signed=date(2020, 1, 1)))
    with pytest.raises(ValidationError):
        hand_in(a, duties=[DutyAnswered(other.pk, "yes", "확인")])
    assert not m.Receipt.objects.exists()


def test_what_differs_and_the_papers_are_kept_with_the_receipt(a):
    paper = m.Document.objects.create(municipality=a.c.gwangju, agreement=a.agreement, kind="evidence", title="명부")
    receipt = hand_in(a, differing=[Differing("due", "2027년 말로 들었음")], documents=[paper])
    assert receipt.correction_requests.get().words == "2027년 말로 들었음"
    assert receipt.enclosures.get().document == paper


def test_the_draft_keeps_what_others_type_and_forgets_what_was_handed_in(a):
    keep_draft(a.check_in, {"staff-value": "95명", "seats_used-value": "80석"})
    keep_draft(a.check_in, {"staff-value": "96명", "seats_used-value": ""})
    a.check_in.refresh_from_db()
    assert a.check_in.draft == {"staff-value": "96명"}
    keep_draft(a.check_in, {"insured-value": "90명"})
    submit_check_in(a.check_in, came(answered(Rung.STAFF, 96), drafted=("staff-value",)), by=a.c.officer)
    a.check_in.refresh_from_db()
    assert a.check_in.draft == {"insured-value": "90명"}


def test_a_draft_is_of_a_length_that_people_type(a):
    with pytest.raises(ValidationError):
        keep_draft(a.check_in, {"staff-words": "가" * 2001})


def test_a_telephone_call_says_with_whom(a):
    with pytest.raises(ValidationError):
        hand_in(a, answered(Rung.STAFF, 95), via="telephone")
    hand_in(a, answered(Rung.STAFF, 95), via="telephone", respondent="인사팀장")
    assert facts(a)[0].source_kind == "telephone"


def test_a_source_named_apart_from_the_way_is_kept(a):
    hand_in(a, answered(Rung.INSURED, 90), source_kind="insurance")
    assert facts(a, "insured")[0].source_kind == "insurance"


def test_a_check_in_of_one_party_tells_of_that_party_only(a):
    party = a.agreement.parties.get()
    of_party = m.CheckIn.objects.create(round=a.round, agreement=a.agreement, party=party)
    m.Pledge.objects.create(
        agreement=a.agreement,
        party=party,
        version_of=a.agreement.versions.get(),
        metric="jobs",
        low=50,
        high=50,
        stage="signed",
        source=source_of(a.c.gwangju),
        recorded_by=a.c.officer,
    )
    a.check_in = of_party
    hand_in(a, answered(Rung.STAFF, 45))
    hand_in(a, answered(Rung.STAFF, 46))
    assert [row.party for row in facts(a)] == [party, party]
    with pytest.raises(ValidationError):
        hand_in(a, answered(Rung.SEATS_USED, 10))


def test_a_number_corrected_by_hand_meanwhile_is_replaced_as_it_stands(a):
    hand_in(a, answered(Rung.STAFF, 95))
    correct(facts(a)[0], {"low": 94, "high": 94, "receipt": None}, reason="오기", by=a.c.officer)
    hand_in(a, answered(Rung.STAFF, 96))
    assert m.Actual.objects.filter(rung="staff").known_at(None).get().low == 96
