"""제출 링크: who gets one, what it opens, when it does not, how often it may be used."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.signing import Signer
from django.utils import timezone

from agreements import models as m
from agreements.actions.invitation import (
    KEPT_FOR_HANDING_IN,
    destroy_contact,
    end_invitation,
    hand_in,
    keep_typed,
    use_invitation,
)
from agreements.actions.verification import findings
from agreements.rules.answered import Answered, Submitted
from agreements.rules.metric import Rung
from agreements.rules.said import Said
from agreements.standing.invitation import askable, invitation_of, is_settled, token_of, typed_by, unanswered
from tests.agreements.asking import MORNING, TODAY, add_check_in, add_contact, approve, asking

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def a():
    return asking()


def told(rung: Rung, number: int, invitation=None) -> Submitted:
    via = "link" if invitation else "paper"
    return Submitted(via=via, came_on=TODAY, answered=[Answered(rung, Said(number, number))], invitation=invitation)


class TestInviting:
    def test_it_makes_a_link_for_a_contact_and_notes_it_without_its_secret(self, a):
        [made] = a.invite(parts=("jobs",))
        assert (made.check_in, made.contact, made.parts) == (a.check_in, a.contact, ["jobs"])
        assert timezone.localdate(made.expires_at) == date(2026, 11, 4)
        noted = m.ChangeRecord.objects.get(subject_model="invitation", subject_id=made.pk)
        assert noted.by == a.people.officer
        assert made.nonce not in str(noted.after)
        m.Invitation.objects.update(uses_left=3, nonce="x")
        assert not [one for one in findings(a.people.gwangju) if one.what.startswith("제출 링크")]

    def test_one_contact_of_two_agreements_gets_two_links_and_one_mail(self, a):
        second = add_check_in(a.round, "b", "하나", jobs=30)
        made = a.invite(check_ins=[a.check_in, second])
        [mail] = m.Mail.objects.all()
        assert len(made) == 2
        assert [f"[[link:{one.pk}]]" in mail.text for one in made] == [True, True]
        assert (mail.kind, mail.state, mail.address) == ("request", "queued", "hana@company.example")
        assert "2026. 10. 21.(수)까지" in mail.subject

    def test_several_contacts_have_parts_of_their_own(self, a):
        other = add_contact(a.check_in, "seats@company.example")
        a.invite(parts=("jobs",))
        a.invite(other, parts=("seats",))
        assert sorted(tuple(one.parts) for one in m.Invitation.objects.all()) == [("jobs",), ("seats",)]
        assert "맡은 부분: 상담석" in m.Mail.objects.get(address="seats@company.example").text

    def test_asked_again_the_old_link_ends(self, a):
        old, new = a.invite()[0], a.invite()[0]
        assert invitation_of(token_of(old)) is None
        assert invitation_of(token_of(new)) == new
        assert m.Mail.objects.count() == 2

    @pytest.mark.parametrize(("by_link", "email"), [(False, "hana@company.example"), (True, "")])
    def test_without_links_or_without_an_address_nothing_is_sent(self, a, by_link, email):
        a.people.gwangju.asks_by_link = by_link
        a.people.gwangju.save()
        m.Contact.objects.filter(pk=a.contact.pk).update(email=email)
        check_in = m.CheckIn.objects.get()
        assert len(a.invite(m.Contact.objects.get(), check_ins=[check_in])) == 1
        assert not m.Mail.objects.exists()

    def test_somebody_of_another_company_is_not_asked(self, a):
        stranger = add_contact(add_check_in(a.round, "b", "둘"), "two@company.example")
        with pytest.raises(ValidationError, match="당사자가 아닙니다"):
            a.invite(stranger)
        assert not m.Invitation.objects.exists()

    def test_of_a_party_only_its_own_people_are_asked(self, a):
        party = a.check_in.agreement.parties.get()
        other = add_contact(add_check_in(a.round, "b", "둘"), "two@company.example")
        m.Party.objects.create(
            agreement=a.check_in.agreement, organisation=other.organisation, role="operator", source=party.source
        )
        of_party = m.CheckIn.objects.create(round=a.round, agreement=a.check_in.agreement, party=party)
        assert a.invite(check_ins=[of_party])
        with pytest.raises(ValidationError, match="당사자가 아닙니다"):
            a.invite(other, check_ins=[of_party])

    def test_a_closed_round_asks_nobody(self, a):
        m.RoundClosing.objects.create(round=a.round, closed_by=a.people.head)
        with pytest.raises(ValidationError, match="마감한 점검"):
            a.invite()

    @pytest.mark.parametrize(
        ("more", "words"),
        [({"until": date(2026, 10, 4)}, "오늘보다 뒤로"), ({"check_ins": None}, "담당이 끝난")],
    )
    def test_a_day_that_has_passed_and_a_person_who_left(self, a, more, words):
        if "until" not in more:
            m.Contact.objects.update(valid_to=date(2026, 10, 1))
            a.contact.refresh_from_db()
        with pytest.raises(ValidationError, match=words):
            a.invite(**more)


class TestOpening:
    def test_a_link_opens_what_it_was_made_for(self, a):
        [made] = a.invite()
        assert invitation_of(token_of(made)) == made

    def test_a_forged_or_broken_address_asks_the_database_nothing(self, a, django_assert_num_queries):
        token = token_of(a.invite()[0])
        number, nonce, seal = token.split(".")
        other = Signer(salt="another", sep=".").sign(f"{number}.{nonce}")
        bad = [token[:-1], f"{number}.{nonce}.", f"{int(number) + 1}.{nonce}.{seal}", other, "", "가", "." * 300]
        with django_assert_num_queries(0):
            assert [invitation_of(one) for one in bad] == [None] * len(bad)

    def test_the_address_is_stored_nowhere(self, a):
        token = token_of(a.invite()[0])
        assert token not in str([list(model.objects.values()) for model in (m.Invitation, m.Mail, m.ChangeRecord)])

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda a, one: m.Invitation.objects.update(ended_at=timezone.now()),
            lambda a, one: m.Invitation.objects.update(expires_at=one.issued_at + timedelta(microseconds=1)),
            lambda a, one: m.Invitation.objects.update(uses_left=0),
            lambda a, one: m.RoundClosing.objects.create(round=a.round, closed_by=a.people.head),
            lambda a, one: type(a.people.gwangju).objects.update(asks_by_link=False),
            lambda a, one: m.Agreement.objects.update(
                struck_at=timezone.now(), struck_by=a.people.head, strike_reason="두 번 등록"
            ),
            lambda a, one: m.Contact.objects.update(valid_to=date(2026, 10, 4)),
        ],
        ids=["ended", "expired", "used up", "closed", "not by link", "struck", "left"],
    )
    def test_what_does_not_open_any_more(self, a, spoil, time_machine):
        [made] = a.invite()
        spoil(a, made)
        time_machine.shift(timedelta(seconds=1))
        assert invitation_of(token_of(made)) is None

    def test_it_opens_until_the_last_minute_of_its_day_in_seoul(self, a, time_machine):
        [made] = a.invite(until=date(2026, 10, 30))
        time_machine.move_to("2026-10-30 23:59:58+09:00", tick=False)
        assert invitation_of(token_of(made))
        time_machine.move_to("2026-10-31 00:00:00+09:00", tick=False)
        assert invitation_of(token_of(made)) is None


class TestUsing:
    def test_each_use_is_counted_by_the_database(self, a):
        [made] = a.invite()
        assert use_invitation(made, is_saving=True)
        assert use_invitation(made, is_saving=False)
        assert made.uses_left == m.Invitation.MOST_USES
        made.refresh_from_db()
        assert made.uses_left == m.Invitation.MOST_USES - 2

    def test_saving_leaves_enough_for_handing_in_and_the_last_use_is_the_last(self, a):
        [made] = a.invite()
        m.Invitation.objects.update(uses_left=KEPT_FOR_HANDING_IN)
        assert not use_invitation(made, is_saving=True)
        m.Invitation.objects.update(uses_left=1)
        assert [use_invitation(made, is_saving=False) for _ in range(2)] == [True, False]

    def test_ending_is_noted_and_twice_is_once(self, a):
        [made] = a.invite()
        ended = end_invitation(made, version=1, reason="담당 바뀜", by=a.people.officer)
        assert end_invitation(ended, version=1, by=a.people.officer).ended_at == ended.ended_at
        assert m.ChangeRecord.objects.filter(subject_model="invitation", action="수정").count() == 1

    def test_what_is_typed_goes_into_the_one_draft_and_leaves_what_others_type(self, a):
        [made] = a.invite()
        m.CheckIn.objects.update(draft={"seats_used-value": "90석", "seats_used-words": "전화로 들음"})
        made.check_in.refresh_from_db()
        keep_typed(made, {"staff-value": "100", "staff-words": "\0가" * 1000, "seats_used-value": ""})
        made.check_in.refresh_from_db()
        assert made.check_in.draft["seats_used-value"] == "90석"
        mine = typed_by(made)
        assert set(mine) == {"staff-value", "staff-words"}
        assert "\0" not in mine["staff-words"]
        assert len(mine["staff-words"]) <= 500

    def test_handing_in_is_recorded_under_who_issued_it_and_confirmed_by_mail(self, a):
        [made] = a.invite()
        receipt = hand_in(made, told(Rung.STAFF, 110, made))
        assert (receipt.invitation, receipt.recorded_by, receipt.via) == (made, a.people.officer, "link")
        mail = m.Mail.objects.get(kind="receipt")
        assert f"2026-{receipt.pk:06d}" in mail.subject
        assert "- 고용 근무 110명" in mail.text
        assert "조사 기준일 2026. 9. 30." in mail.text
        assert "[[link" not in mail.text

    def test_what_the_city_approved_is_settled_until_it_is_handed_in_anew(self, a):
        [made] = a.invite()
        assert not is_settled(made)
        approve(hand_in(made, told(Rung.STAFF, 110, made)), a.people.head)
        assert is_settled(made)


class TestAnswering:
    def test_who_was_asked_for_a_part_is_not_answered_for_by_another_part(self, a):
        other = add_contact(a.check_in, "seats@company.example")
        [jobs], [seats] = a.invite(parts=("jobs",)), a.invite(other, parts=("seats",))
        hand_in(seats, told(Rung.SEATS_USED, 80, seats))
        assert unanswered([jobs, seats]) == [jobs]

    def test_what_an_officer_typed_answers_for_everybody(self, a):
        [jobs] = a.invite(parts=("jobs",))
        m.Receipt.objects.create(check_in=a.check_in, via="paper", came_on=TODAY, recorded_by=a.people.officer)
        assert unanswered([jobs]) == []

    def test_what_was_returned_waits_again(self, a):
        [made] = a.invite()
        approve(hand_in(made, told(Rung.STAFF, 110, made)), a.people.head, "returned")
        assert unanswered([made]) == [made]


class TestAskable:
    def test_the_first_of_a_company_with_mail_is_proposed(self, a):
        add_contact(a.check_in, "", name="가전화")
        add_contact(a.check_in, "second@company.example")
        proposed = {one.contact.email: one.is_proposed for one in askable([a.check_in])}
        assert proposed == {"": False, "hana@company.example": True, "second@company.example": False}

    def test_nobody_is_proposed_for_what_somebody_is_asked_for(self, a):
        a.invite()
        assert [one.is_proposed for one in askable([a.check_in])] == [False]

    def test_the_number_of_queries_does_not_grow(self, a, django_assert_num_queries):
        check_ins = [add_check_in(a.round, f"c{n}", f"회사{n}") for n in range(3)]
        for one in check_ins:
            add_contact(one, f"{one.pk}@company.example")
        with django_assert_num_queries(3):
            assert len(askable([a.check_in, *check_ins])) == 4


class TestDestroying:
    def test_with_a_contact_its_links_end_and_its_address_goes_out_of_the_mails(self, a):
        [made] = a.invite()
        destroy_contact(a.contact, version=1, reason="퇴사", by=a.people.officer)
        made.refresh_from_db()
        mail = m.Mail.objects.get()
        assert (made.contact, made.ended_at is None) == (None, False)
        assert (mail.state, "company.example" in mail.address) == ("failed", False)
        assert not m.Contact.objects.exists()

    def test_an_address_that_somebody_else_still_has_stays(self, a):
        add_contact(a.check_in, a.contact.email, name="박여름")
        a.invite()
        destroy_contact(a.contact, version=1, reason="퇴사", by=a.people.officer)
        assert m.Mail.objects.get().state == "queued"
