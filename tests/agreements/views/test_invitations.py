"""제출 요청 and 전자우편: pages of a round for people of its register; contacts and addresses stay masked."""

import pytest
from django.urls import reverse

from agreements import models as m
from agreements.standing.invitation import token_of
from tests.agreements.asking import MORNING, add_check_in, add_contact, asking

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def a():
    return asking()


@pytest.fixture
def officer(a, client):
    client.force_login(a.people.officer)
    return client


def here(a, name="invitations") -> str:
    return reverse(f"agreements:{name}", args=[a.round.pk])


def ask(a, client, **more):
    ticked = {f"ask-{a.contact.pk}": "on", "until": "2026. 11. 4.", "invite": "1"}
    return client.post(here(a), {**ticked, **more}, follow=True)


class TestAsking:
    def test_everybody_not_asked_yet_is_ticked_and_one_button_asks_them(self, a, officer):
        other = add_contact(add_check_in(a.round, "b", "둘"), "two@company.example")
        text = officer.get(here(a)).content.decode()
        assert text.count('name="ask-') == 2
        assert text.count("checked") == 2
        answer = ask(a, officer, **{f"ask-{other.pk}": "on"})
        assert "연락처 2곳" in answer.content.decode()
        assert m.Mail.objects.count() == 2

    def test_parts_are_those_ticked(self, a, officer):
        ask(a, officer, **{f"parts-{a.contact.pk}": ["jobs", "seats"]})
        assert m.Invitation.objects.get().parts == ["jobs", "seats"]

    def test_a_double_click_asks_once(self, a, officer):
        for _ in range(2):
            ask(a, officer, once="a1a2a3a4-0000-4000-8000-000000000001")
        assert (m.Invitation.objects.count(), m.Mail.objects.count()) == (1, 1)

    def test_what_is_refused_stays_as_it_was_ticked(self, a, officer):
        answer = ask(a, officer, until="2026. 10. 1.", **{f"parts-{a.contact.pk}": ["jobs"]})
        text = answer.content.decode()
        assert "오늘보다 뒤로" in text
        assert 'value="2026. 10. 1."' in text
        assert text.count("checked") == 2

    def test_nobody_ticked(self, a, officer):
        answer = officer.post(here(a), {"invite": "1", "until": "2026. 11. 4."})
        assert "연락처를 하나 이상" in answer.content.decode()

    def test_contacts_are_masked_and_addresses_told_to_nobody(self, a, officer):
        [made] = a.invite()
        for name in ("invitations", "mails"):
            text = officer.get(here(a, name)).content.decode()
            assert not any(words in text for words in ("김새봄", "hana@", "062-111", token_of(made)))
        assert "h***@" in text

    def test_a_link_is_ended_and_asked_anew(self, a, officer):
        [made] = a.invite()
        officer.post(here(a), {"end": str(made.pk)})
        made.refresh_from_db()
        assert made.ended_at is not None
        officer.post(here(a), {"again": str(made.pk)})
        assert m.Invitation.objects.filter(ended_at=None).count() == 1

    def test_a_closed_round_shows_what_was_asked_and_asks_no_more(self, a, officer):
        a.invite()
        m.RoundClosing.objects.create(round=a.round, closed_by=a.people.head)
        text = officer.get(here(a)).content.decode()
        assert "마감한 점검" in text
        assert 'method="post"' not in text.split('id="asked-title"')[1].split("</section>")[0]

    def test_the_number_of_queries_does_not_grow(self, a, officer, django_assert_max_num_queries):
        a.invite()
        with django_assert_max_num_queries(40) as few:
            officer.get(here(a))
        for n in range(4):
            one = add_check_in(a.round, f"c{n}", f"회사{n}", jobs=3)
            a.invite(add_contact(one, f"{n}@company.example"), check_ins=[one])
        with django_assert_max_num_queries(len(few)):
            officer.get(here(a))


class TestDoors:
    @pytest.mark.parametrize("data", [{"invite": "1"}, {"end": "1"}, {"again": "1"}])
    def test_whoever_may_not_enter_asks_nobody(self, a, client, data):
        client.force_login(a.people.director)
        assert client.post(here(a), data).status_code == 403
        assert client.get(here(a)).status_code == 200

    def test_a_link_of_another_round_is_not_there(self, a, officer):
        other = m.Round.objects.create(
            municipality=a.people.incheon,
            name="점검",
            observed_from=a.round.observed_from,
            observed_to=a.round.observed_to,
            opens_on=a.round.opens_on,
            due_on=a.round.due_on,
        )
        check_in = add_check_in(other, "i", "셋")
        theirs = m.Invitation.objects.create(
            check_in=check_in, issued_by=a.people.incheon_officer, expires_at=a.invite()[0].expires_at
        )
        for data in ({"end": str(theirs.pk)}, {"again": str(theirs.pk)}, {"end": "x"}, {"end": "9" * 30}):
            assert officer.post(here(a), data).status_code == 404
        assert officer.get(reverse("agreements:invitations", args=[other.pk])).status_code == 404


class TestMails:
    def test_what_failed_says_why_and_is_sent_again(self, a, officer):
        a.invite()
        m.Mail.objects.update(state="failed", failure="받는 주소를 메일 서버가 받지 않았습니다.", attempts=5)
        text = officer.get(f"{here(a, 'mails')}?state=failed").content.decode()
        assert "메일 서버가 받지 않았습니다" in text
        mail = m.Mail.objects.get()
        assert officer.post(here(a, "mails"), {"again": str(mail.pk)}).status_code == 302
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == ("queued", 0)

    def test_what_did_not_fail_is_not_sent_again(self, a, officer):
        a.invite()
        answer = officer.post(here(a, "mails"), {"again": str(m.Mail.objects.get().pk)}, follow=True)
        assert "보내지 못한 전자우편만" in answer.content.decode()

    def test_whoever_may_not_enter_sends_nothing(self, a, client):
        a.invite()
        m.Mail.objects.update(state="failed", failure="x")
        client.force_login(a.people.director)
        assert client.post(here(a, "mails"), {"again": str(m.Mail.objects.get().pk)}).status_code == 403

    def test_empty_is_shown_as_empty(self, a, officer):
        assert "전자우편이 없습니다" in officer.get(here(a, "mails")).content.decode()
