"""Mails are rows: claimed, sent, tried again with growing pauses, failed with a reason. None is lost or sent twice."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail as outbox
from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db.models.functions import Now
from django.utils import timezone
from kombu.exceptions import OperationalError

from agreements import delivery, tasks
from agreements import models as m
from agreements.actions.invitation import end_invitation
from agreements.actions.mail import queue_mail, send_again
from agreements.models.mail import ATTEMPTS
from agreements.rules.mail import Letter
from agreements.standing.invitation import token_of
from briefs.management.commands import sweep
from tests.agreements.asking import asking

pytestmark = pytest.mark.django_db


class Broken(BaseEmailBackend):
    """Raises what the test put in ``error``."""

    error: Exception = OSError("no route to host")

    def send_messages(self, messages):
        raise self.error


@pytest.fixture
def broken(settings):
    def with_error(error):
        Broken.error = error
        settings.EMAIL_BACKEND = f"{__name__}.{Broken.__name__}"

    return with_error


@pytest.fixture
def a():
    return asking()


@pytest.fixture
def no_broker(monkeypatch):
    def refuse():
        raise OperationalError("no broker")

    monkeypatch.setattr(tasks.deliver_mails, "apply_async", refuse)


def letter(a, key="one", text="글", **more) -> m.Mail:
    told = {"to": "hana@company.example", "kind": "digest", "municipality": a.people.gwangju, "round": a.round}
    return queue_mail(Letter("제목", text), key=key, **{**told, **more})


def fresh(mail):
    mail.refresh_from_db()
    return mail


def let_time_pass(**fields):
    m.Mail.objects.update(**{name: Now() - timedelta(seconds=1) for name in fields or ("next_try_at",)})


class TestDelivering:
    def test_a_mail_is_sent_once_and_noted(self, a):
        mail = letter(a)
        assert not delivery.deliver_waiting()
        assert not delivery.deliver_waiting()
        [sent] = outbox.outbox
        assert (sent.subject, sent.body, sent.to) == ("제목", "글", ["hana@company.example"])
        assert (fresh(mail).state, mail.attempts, mail.token) == ("sent", 1, "")

    def test_the_same_key_is_one_mail(self, a):
        assert letter(a) == letter(a, text="다른 글")
        assert m.Mail.objects.count() == 1

    def test_one_takes_it_and_the_others_go_away(self, a):
        letter(a)
        assert [bool(delivery.take()) for _ in range(3)] == [True, False, False]

    def test_whoever_lost_the_lease_comes_too_late(self, a):
        mail = letter(a)
        _, late = delivery.take()
        m.Mail.objects.update(lease_until=Now() - timedelta(seconds=1))
        _, again = delivery.take()
        assert not delivery.fail(mail, late, "늦음")
        assert delivery.end(mail, again, state="sent", sent_at=Now())

    def test_both_bear_one_message_id_so_that_a_server_can_tell(self, a):
        mail = letter(a)
        assert delivery.message_of(mail).message()["Message-ID"] == delivery.message_of(mail).message()["Message-ID"]

    def test_a_name_makes_no_header(self, a):
        agreement = a.check_in.agreement
        agreement.municipality.name = "광주\r\nBcc: thief@evil.example"
        a.check_in.agreement.municipality.save()
        a.invite()
        delivery.deliver_waiting()
        [sent] = outbox.outbox
        assert sent.recipients() == ["hana@company.example"]
        assert sent.message()["Bcc"] is None


class TestLinks:
    def test_the_address_is_made_while_it_is_sent(self, a, settings):
        settings.SITE_ADDRESS = "https://siting.example"
        [made] = a.invite()
        delivery.deliver_waiting()
        [sent] = outbox.outbox
        assert f"https://siting.example/submit/{token_of(made)}/" in sent.body
        assert token_of(made) not in m.Mail.objects.get().text

    def test_a_link_goes_to_its_own_contact_only(self, a):
        [made] = a.invite()
        m.Mail.objects.all().delete()
        other = letter(a, to="thief@evil.example", text=f"[[link:{made.pk}]]")
        delivery.deliver_waiting()
        assert (fresh(other).state, other.failure, outbox.outbox) == ("failed", delivery.CLOSED, [])

    def test_nobody_is_sent_to_an_address_that_was_closed_meanwhile(self, a):
        [made] = a.invite()
        end_invitation(made, version=1, by=a.people.officer)
        delivery.deliver_waiting()
        assert (m.Mail.objects.get().failure, outbox.outbox) == (delivery.CLOSED, [])


class TestFailing:
    def test_it_is_tried_again_with_growing_pauses_and_ends_with_a_reason(self, a, broken):
        broken(SMTPServerDisconnected("gone"))
        mail, pauses = letter(a), []
        for _ in range(ATTEMPTS):
            delivery.deliver_waiting()
            pauses.append(fresh(mail).next_try_at - timezone.now())
            let_time_pass()
        assert (mail.state, mail.attempts, mail.failure) == ("failed", ATTEMPTS, delivery.UNREACHABLE)
        assert [round(pause / timedelta(minutes=1)) for pause in pauses[:-1]] == [1, 5, 30, 120]

    def test_before_the_pause_is_over_nobody_tries(self, a, broken):
        broken(OSError("timed out"))
        mail = letter(a)
        delivery.deliver_waiting()
        delivery.deliver_waiting()
        assert (fresh(mail).state, mail.attempts) == ("queued", 1)

    @pytest.mark.parametrize(("code", "state"), [(550, "failed"), (450, "queued")])
    def test_an_unknown_address_is_final_and_come_again_is_not(self, a, broken, code, state):
        broken(SMTPRecipientsRefused({"hana@company.example": (code, b"no")}))
        mail = letter(a)
        delivery.deliver_waiting()
        assert fresh(mail).state == state
        assert (mail.failure == delivery.REFUSED) == (state == "failed")

    def test_whatever_a_backend_raises_ends_neither_the_others_nor_the_worker(self, a, broken):
        broken(ZeroDivisionError("a backend's own fault"))
        mails = [letter(a, key) for key in ("one", "two")]
        delivery.deliver_waiting()
        assert [fresh(one).state for one in mails] == ["queued", "queued"]

    def test_no_secret_of_the_server_is_shown(self, a, broken):
        broken(OSError("smtp://user:password@host"))
        mail = letter(a)
        for _ in range(ATTEMPTS):
            delivery.deliver_waiting()
            let_time_pass()
        assert "password" not in fresh(mail).failure

    def test_a_person_may_send_a_failed_one_again_and_no_other(self, a, broken, settings):
        broken(SMTPRecipientsRefused({"x": (550, b"no")}))
        mail = letter(a)
        delivery.deliver_waiting()
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        send_again(fresh(mail), by=a.people.officer)
        delivery.deliver_waiting()
        assert (fresh(mail).state, mail.attempts, mail.failure) == ("sent", 1, "")
        with pytest.raises(ValidationError, match="보내지 못한"):
            send_again(mail, by=a.people.officer)

    def test_not_of_another_register(self, a):
        mail = letter(a)
        m.Mail.objects.update(state="failed", failure="x")
        with pytest.raises(ValidationError):
            send_again(mail, by=a.people.incheon_officer)


class TestSweeping:
    def test_what_a_dead_worker_left_is_sent_again(self, a, no_broker):
        mail = letter(a)
        delivery.take()
        sweep.sweep()
        assert fresh(mail).state == "sending"
        let_time_pass(lease_until=1)
        sweep.sweep()
        assert (fresh(mail).state, mail.attempts, len(outbox.outbox)) == ("sent", 2, 1)

    def test_what_was_left_too_often_is_given_up(self, a, no_broker):
        mail = letter(a)
        for _ in range(ATTEMPTS):
            delivery.take()
            let_time_pass(lease_until=1)
        sweep.sweep()
        assert (fresh(mail).state, mail.failure, outbox.outbox) == ("failed", delivery.LOST, [])

    def test_one_bell_is_for_all(self, a, monkeypatch):
        rung = []
        monkeypatch.setattr(tasks.deliver_mails, "apply_async", lambda: rung.append(1))
        for key in ("one", "two"):
            letter(a, key)
        sweep.sweep()
        assert (len(rung), outbox.outbox) == (1, [])
        tasks.deliver_mails()
        assert len(outbox.outbox) == 2

    def test_with_nothing_to_send_no_bell_is_rung(self, a, monkeypatch):
        rung = []
        monkeypatch.setattr(tasks.deliver_mails, "apply_async", lambda: rung.append(1))
        sweep.sweep()
        assert rung == []

    def test_a_chore_that_fails_leaves_the_others(self, a, no_broker, monkeypatch):
        monkeypatch.setattr(sweep, "refresh_stale", lambda today: 1 / 0)
        mail = letter(a)
        call_command("sweep", once=True)
        assert fresh(mail).state == "sent"

    def test_what_would_take_too_long_is_left_to_the_next_bell(self, a, monkeypatch):
        monkeypatch.setattr(delivery, "WITHIN_SECONDS", -1)
        rung = []
        monkeypatch.setattr(tasks.deliver_mails, "apply_async", lambda: rung.append(1))
        for key in ("one", "two"):
            letter(a, key)
        tasks.deliver_mails()
        assert (len(rung), len(outbox.outbox)) == (1, 1)
