"""쟁점·계획·변경 협의, 지급, 단계, 확인, 추진상황, as people type them: the forms and where they lead."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Region
from agreements import models as m
from agreements.forms.entry import Around
from agreements.forms.matter import MatterForm
from agreements.forms.outcome import OutcomeForm
from agreements.periods import official_day
from tests.agreements.cast import cast, fact_of, make_agreement, make_district

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return make_agreement(people.gwangju, "a", company="가나", signed=date(2020, 7, 16), jobs=100)


@pytest.fixture
def officer(people):
    client = Client()
    client.force_login(people.officer)
    return client


def send(client, noun: str, parent, **typed):
    """To the form that enters a row; whatever is not typed is left as an empty field would be sent."""
    where = reverse("agreements:add_to", args=[noun, parent._meta.model_name, parent.pk])
    agreement = getattr(parent, "agreement", parent)
    return client.post(where, {"source": agreement.source_id, "once": str(uuid4()), **typed})


def errors(answer, name: str | None) -> list[str]:
    assert answer.status_code == 200
    form = answer.context["form"]
    return list(form.non_field_errors() if name is None else form.errors.get(name, []))


class TestMatters:
    def test_a_plan_is_entered_and_shown(self, officer, agreement):
        answer = send(
            officer, "matter", agreement, kind="plan", what="현지 점검", who="투자과", raised_on="2024. 1. 1."
        )
        assert answer["Location"] == reverse("agreements:detail", args=["a"]) + "#matters"
        assert "현지 점검" in officer.get(answer["Location"]).content.decode()

    def test_the_form_of_a_plan_has_no_answer(self, people, agreement):
        around = Around(user=people.officer, municipality=people.gwangju, parent=agreement)
        assert "response" not in MatterForm(around=around, initial={"kind": "plan"}).fields
        assert "is_none" not in MatterForm(around=around, initial={"kind": "change"}).fields
        assert "response" in MatterForm(around=around, initial={"kind": "issue"}).fields

    def test_an_answer_typed_for_a_plan_is_not_lost_in_silence(self, officer, agreement):
        typed = {"kind": "plan", "what": "점검", "response": "검토", "raised_on": "2024. 1. 1."}
        answer = send(officer, "matter", agreement, **typed)
        assert errors(answer, "response") == ["향후 계획에는 대응을 적지 않습니다. 내용에 함께 적으십시오."]

    def test_nothing_to_say_is_said(self, officer, agreement):
        send(officer, "matter", agreement, kind="issue", is_none="on", raised_on="2024. 1. 1.")
        assert str(m.Matter.objects.get()) == "해당 없음"

    def test_neither_told_nor_marked_is_refused_at_the_field(self, officer, agreement):
        answer = send(officer, "matter", agreement, kind="issue", raised_on="2024. 1. 1.")
        assert errors(answer, "what") == ["내용을 적거나 '해당 없음'을 고르십시오."]

    def test_a_matter_is_done_on_a_day_that_has_come(self, officer, agreement):
        typed = {"kind": "issue", "what": "지연", "raised_on": "2024. 1. 1."}
        tomorrow = official_day(timezone.localdate() + timedelta(days=1))
        assert errors(send(officer, "matter", agreement, **typed, done_on=tomorrow), "done_on") == [
            "아직 오지 않은 날입니다. 날짜를 확인하십시오."
        ]
        early = send(officer, "matter", agreement, **typed, done_on="2023. 12. 31.")
        assert errors(early, "done_on") == ["마친 날이 적은 날보다 빠릅니다."]

    def test_a_change_under_negotiation_stands_on_the_page(self, officer, agreement):
        send(officer, "matter", agreement, kind="change", what="80명으로", raised_on="2024. 1. 1.")
        assert "변경 협의</th>" in officer.get(reverse("agreements:detail", args=["a"])).content.decode()

    def test_a_double_click_makes_one(self, officer, agreement):
        typed = {"kind": "issue", "what": "지연", "raised_on": "2024. 1. 1.", "once": str(uuid4())}
        for _ in range(2):
            assert send(officer, "matter", agreement, **typed).status_code == 302
        assert m.Matter.objects.count() == 1


class TestPayments:
    def test_every_column_is_entered_and_shown(self, officer, people, agreement):
        paper = m.Document.objects.create(
            municipality=people.gwangju, agreement=agreement, kind="letter", title="교부 결정 통지"
        )
        send(
            officer,
            "payment",
            agreement,
            item="rent",
            amount_won="2억",
            decided_on="2021. 3. 2.",
            paid="2021년 5월",
            duty_ends_on="2026. 3. 1.",
            document=paper.pk,
            party=agreement.parties.get().pk,
            system_number="B-1",
        )
        row = m.SubsidyPayment.objects.get()
        assert (row.amount_won, str(row.paid), row.duty_ends_on) == (200_000_000, "2021. 5.", date(2026, 3, 1))
        page = officer.get(reverse("agreements:detail", args=["a"])).content.decode()
        for told in ("2021. 3. 2.", "2026. 3. 1.", "교부 결정 통지", "시스템 번호 B-1", "<small>가나</small>"):
            assert told in page

    def test_what_is_refused_is_told_at_its_field(self, officer, agreement):
        assert errors(send(officer, "payment", agreement, item="rent", amount_won="0"), "amount_won") == [
            "금액은 0원보다 커야 합니다."
        ]
        typed = {"item": "rent", "amount_won": "2억", "decided_on": "2021. 3. 2.", "duty_ends_on": "2020. 1. 1."}
        assert errors(send(officer, "payment", agreement, **typed), "duty_ends_on") == [
            "의무 종료일이 교부 결정일보다 빠릅니다."
        ]
        assert not m.SubsidyPayment.objects.exists()

    def test_the_paper_of_another_agreement_is_no_choice(self, officer, people, agreement):
        other = make_agreement(people.gwangju, "b", company="다라")
        paper = m.Document.objects.create(municipality=people.gwangju, agreement=other, kind="letter", title="공문")
        answer = send(officer, "payment", agreement, item="rent", amount_won="2억", document=paper.pk)
        assert errors(answer, "document")


class TestStepsAndChecks:
    def test_what_is_planned_and_what_happened_stand_apart(self, officer, agreement):
        send(officer, "step", agreement, kind="opened", is_planned="on", on="2099년")
        send(officer, "step", agreement, kind="fitting_out", on="2021. 1. 4.")
        page = officer.get(reverse("agreements:detail", args=["a"])).content.decode()
        assert "예정 2099년*" in page
        assert "2021. 1. 4." in page

    def test_what_has_not_come_is_a_plan(self, officer, agreement):
        [told] = errors(send(officer, "step", agreement, kind="opened", on="2099년"), "on")
        assert told.startswith("아직 오지 않은 날입니다")
        assert "예정" in told

    def test_a_step_without_any_day_is_refused(self, officer, agreement):
        assert errors(send(officer, "step", agreement, kind="opened"), "on") == [
            "날짜를 모르면 자료의 표현이라도 적으십시오."
        ]

    def test_a_step_of_a_centre_leads_back_to_the_agreement(self, officer, people, agreement):
        centre = m.Centre.objects.create(
            municipality=people.gwangju, agreement=agreement, name="센터", folded_name="센터", source=agreement.source
        )
        answer = send(officer, "step", agreement, kind="opened", on="2021. 1. 4.", centre=centre.pk)
        assert answer["Location"].startswith(reverse("agreements:detail", args=["a"]))

    def test_a_duty_is_checked_from_its_row(self, officer, agreement):
        duty = m.Obligation.objects.create(
            agreement=agreement, code="rent", words="임차료 지원", stage="signed", source=agreement.source
        )
        where = reverse("agreements:add_to", args=["check", "obligation", duty.pk])
        assert where in officer.get(reverse("agreements:detail", args=["a"])).content.decode()
        answer = send(officer, "check", duty, result="partly", checked_on="2021. 6. 30.", evidence="공문 투자-1")
        assert answer["Location"] == reverse("agreements:detail", args=["a"]) + "#duties"
        page = officer.get(answer["Location"]).content.decode()
        assert "공문 투자-1" in page
        assert "협약사항 확인: 임차료 지원 (일부)" in page

    def test_a_check_shows_its_evidence(self, officer, agreement):
        duty = m.Obligation.objects.create(
            agreement=agreement, code="rent", words="임차료", stage="signed", source=agreement.source
        )
        assert errors(send(officer, "check", duty, result="yes", checked_on="2021. 6. 30."), "evidence") == [
            "근거: 적으십시오."
        ]


class TestOutcomes:
    def test_it_is_entered_with_where_it_went(self, officer, people, agreement):
        there = make_district(people.incheon, "남동구", "28200")
        typed = {"code": "elsewhere", "on": "2022년 1월", "reason_code": "better_elsewhere", "destination": there.pk}
        assert send(officer, "outcome", agreement, **typed)["Location"].endswith("#timeline")
        assert m.Outcome.objects.get().destination == there

    def test_only_what_moved_elsewhere_has_gone_somewhere(self, officer, people, agreement):
        there = make_district(people.incheon, "남동구", "28200")
        typed = {"code": "held", "on": "2022년 1월", "reason_code": "funding", "destination": there.pk}
        assert errors(send(officer, "outcome", agreement, **typed), "destination") == [
            "옮겨 간 곳은 타 지역 투자일 때만 적습니다."
        ]

    def test_a_day_to_come_is_refused(self, officer, agreement):
        typed = {"code": "done", "on": "2099년", "reason_code": "target_met"}
        assert errors(send(officer, "outcome", agreement, **typed), "on") == [
            "아직 오지 않은 날입니다. 날짜를 확인하십시오."
        ]

    def test_places_are_called_by_their_province_and_their_last_day(self, people, agreement):
        there = make_district(people.incheon, "남구", "28170")
        Region.objects.filter(pk=there.pk).update(valid_to=date(2018, 6, 30))
        around = Around(user=people.officer, municipality=people.gwangju, parent=agreement)
        form = OutcomeForm(around=around)
        assert "인천광역시 남구 (2018. 6. 30.까지)" in [str(label) for _, label in form.fields["destination"].choices]

    def test_it_is_corrected_with_a_reason_and_leads_back(self, officer, agreement):
        row = m.Outcome.objects.create(
            code="held", on_on=date(2022, 1, 1), on_precision="year", reason_code="funding", **fact_of(agreement)
        )
        where = reverse("agreements:edit", args=["outcome", row.pk])
        typed = {"code": "lapsed", "on": "2022년", "reason_code": "term", "source": agreement.source_id}
        assert errors(officer.post(where, typed), None) == ["정정하는 이유를 적으십시오."]
        assert officer.post(where, {**typed, "reason": "오기"}).status_code == 302
        assert m.Outcome.objects.known_at(None).get().code == "lapsed"
