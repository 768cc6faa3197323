"""독촉: on its day, to whom has not answered, as one mail; to each officer what is missing; never twice."""

from datetime import date

import pytest
from django.core.management import call_command

from agreements import models as m
from agreements.actions.invitation import hand_in
from agreements.actions.record import record
from agreements.actions.reminder import remind
from agreements.actions.verification import findings
from agreements.rules.answered import Answered, Submitted
from agreements.rules.metric import Rung
from agreements.rules.said import Said
from briefs.management.commands import sweep
from tests.agreements.asking import MORNING, TODAY, add_check_in, add_contact, asking

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 16)


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(MORNING, tick=False)
    return time_machine


@pytest.fixture
def a():
    made = asking()
    made.people.officer.email = "officer@city.example"
    made.people.officer.save()
    record(m.Reminder(round=made.round, on=DAY), by=made.people.officer)
    return made


def kinds() -> list[tuple[str, str]]:
    return sorted(m.Mail.objects.exclude(kind="request").values_list("kind", "address"))


def test_before_its_day_nothing_is_sent(a):
    a.invite()
    assert remind(today=date(2026, 10, 15)) == []
    assert m.Reminder.objects.get().sent_at is None


def test_many_agreements_are_one_mail_with_their_links(a):
    second = add_check_in(a.round, "b", "하나", jobs=3)
    made = a.invite(check_ins=[a.check_in, second])
    remind(today=DAY)
    mail = m.Mail.objects.get(kind="reminder")
    assert all(f"[[link:{one.pk}]]" in mail.text for one in made)
    assert (mail.address, mail.round) == ("hana@company.example", a.round)
    assert "제출 안내(2건)" in mail.subject


def test_twice_is_once_and_the_history_stays_whole(a):
    a.invite()
    assert len(remind(today=DAY)) == 2
    assert remind(today=DAY) == []
    assert kinds() == [("digest", "officer@city.example"), ("reminder", "hana@company.example")]
    assert m.Reminder.objects.get().sent_at is not None
    assert not [one for one in findings(a.people.gwangju) if one.what.startswith("독촉")]


def test_whoever_answered_is_left_in_peace(a):
    [made] = a.invite()
    told = Submitted(via="link", came_on=TODAY, answered=[Answered(Rung.STAFF, Said(1, 1))], invitation=made)
    hand_in(made, told)
    assert remind(today=DAY) == []


def test_each_officer_gets_what_is_missing_among_theirs(a):
    other = add_check_in(a.round, "b", "둘")
    remind(today=DAY)
    mail = m.Mail.objects.get(kind="digest")
    assert a.check_in.agreement.name in mail.text
    assert other.agreement.name not in mail.text
    assert "제출 전" in mail.text
    assert "[[link" not in mail.text


def test_after_the_due_day_it_says_so(a):
    a.invite()
    remind(today=date(2026, 10, 22))
    assert "제출기한이 지났습니다" in m.Mail.objects.get(kind="reminder").text
    assert "기한 경과 1건" in m.Mail.objects.get(kind="digest").subject


def test_a_closed_round_reminds_nobody(a):
    a.invite()
    m.RoundClosing.objects.create(round=a.round, closed_by=a.people.head)
    assert remind(today=DAY) == []


def test_a_city_that_does_not_ask_by_link_reminds_its_officers_only(a):
    a.invite()
    a.people.gwangju.asks_by_link = False
    a.people.gwangju.save()
    remind(today=DAY)
    assert kinds() == [("digest", "officer@city.example")]


def test_each_city_gets_its_own(a):
    there = m.Round.objects.create(
        municipality=a.people.incheon,
        name="점검",
        observed_from=date(2026, 7, 1),
        observed_to=date(2026, 9, 30),
        opens_on=date(2026, 10, 1),
        due_on=date(2026, 10, 20),
    )
    m.Reminder.objects.create(round=there, on=DAY)
    check_in = add_check_in(there, "i", "셋", officer=a.people.incheon_officer)
    add_contact(check_in, "three@company.example")
    a.people.incheon_officer.email = "officer@incheon.example"
    a.people.incheon_officer.save()
    remind(today=DAY)
    told = {one.address: one for one in m.Mail.objects.all()}
    assert set(told) == {"officer@city.example", "officer@incheon.example"}
    assert told["officer@incheon.example"].municipality == a.people.incheon
    assert a.check_in.agreement.name not in told["officer@incheon.example"].text


def test_the_command_says_how_many(a, capsys):
    a.invite()
    call_command("remind", today=DAY)
    assert "독촉 1통, 담당자 알림 1통" in capsys.readouterr().out


@pytest.mark.parametrize(("hour", "sent"), [("08:59", 0), ("09:00", 2)])
def test_the_sweeper_reminds_in_office_hours(a, morning, hour, sent):
    a.invite()
    morning.move_to(f"2026-10-16 {hour}+09:00", tick=False)
    sweep.send_reminders()
    assert m.Mail.objects.exclude(kind="request").count() == sent
