"""이행 점검: opened for the agreements in force, reminded of, approved whole, closed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from agreements import models as m
from agreements.actions.check_in import Submitted, submit_check_in
from agreements.actions.round import (
    SENT,
    add_reminder,
    approve_round,
    close_round,
    drop_reminder,
    move_reminder,
    open_round,
)
from agreements.rules.answered import Answered
from agreements.rules.metric import Rung
from agreements.rules.rhythm import Window, window
from agreements.rules.said import Said
from agreements.standing import standings
from agreements.standing.check_in import State
from agreements.standing.round import contacts_of, in_force, round_standings
from tests.agreements.cast import add_outcome, add_party, add_pledge, cast, make_agreement

pytestmark = pytest.mark.django_db

THIRD = window("quarter", date(2026, 10, 5))


@pytest.fixture
def c():
    return cast()


@pytest.fixture
def agreement(c):
    return make_agreement(c.gwangju, "gwangju-1", company="가나", signed=date(2020, 7, 16), seats=100, jobs=100)


def opened(c, *agreements, days: Window = THIRD):
    return open_round(c.gwangju, window=days, agreements=agreements, by=c.officer)


def handed_in(check_in, value, by):
    told = [Answered(Rung.STAFF, Said(value, value))]
    return submit_check_in(check_in, Submitted(via="paper", came_on=date(2026, 10, 12), answered=told), by=by)


def state_of(round):
    [found] = round_standings([round], today=date(2026, 10, 15))
    return found


class TestOpening:
    def test_it_asks_every_agreement_once_and_says_when_it_reminds(self, c, agreement):
        other = make_agreement(c.gwangju, "gwangju-2", company="다라", signed=date(2021, 1, 1))
        made = opened(c, agreement, other)
        assert (made.name, made.observed_to, made.due_on) == ("2026년 3분기 이행 점검", date(2026, 9, 30), THIRD.due_on)
        assert {one.agreement for one in made.check_ins.all()} == {agreement, other}
        assert [one.on for one in made.reminders.all()] == THIRD.reminders
        assert m.ChangeRecord.objects.filter(subject_model__in=["round", "checkin", "reminder"]).count() == 6

    def test_where_only_parties_promised_each_of_them_is_asked(self, c):
        joint = make_agreement(c.gwangju, "gwangju-joint", signed=date(2020, 1, 1))
        parties = [add_party(joint, name) for name in ("가", "나", "다")]
        for party in parties[:2]:
            add_pledge(joint, "jobs", 10, party=party)
        assert [one.party for one in opened(c, joint).check_ins.order_by("pk")] == parties[:2]

    def test_where_the_whole_promised_too_the_whole_is_asked(self, c, agreement):
        add_pledge(agreement, "jobs", 10, party=agreement.parties.get())
        assert [one.party for one in opened(c, agreement).check_ins.all()] == [None]

    @pytest.mark.parametrize(
        ("first", "last"), [(date(2026, 7, 1), date(2026, 9, 29)), (date(2026, 8, 1), date(2026, 10, 31))]
    )
    def test_a_window_that_is_no_period_is_refused(self, c, agreement, first, last):
        days = Window("점검", first, last, date(2026, 11, 1), date(2026, 11, 20))
        with pytest.raises(ValidationError, match="분기"):
            opened(c, agreement, days=days)
        assert not m.Round.objects.exists()

    def test_nobody_asked_is_no_round(self, c):
        with pytest.raises(ValidationError, match="하나 이상"):
            opened(c)

    def test_the_same_name_is_refused_whole(self, c, agreement):
        opened(c, agreement)
        with pytest.raises(ValidationError, match="같은 이름"):
            opened(c, agreement)
        assert m.CheckIn.objects.count() == 1

    def test_who_only_reads_opens_none(self, c, agreement):
        with pytest.raises(PermissionDenied):
            open_round(c.gwangju, window=THIRD, agreements=[agreement], by=c.director)

    def test_in_force_is_signed_by_then_and_not_ended(self, c, agreement):
        done = make_agreement(c.gwangju, "gwangju-done", company="나", signed=date(2019, 1, 1))
        add_outcome(done, "done", date(2022, 1, 1))
        gone = make_agreement(c.gwangju, "gwangju-gone", company="다", signed=date(2019, 1, 1))
        add_outcome(gone, "withdrawn", date(2022, 1, 1))
        make_agreement(c.gwangju, "gwangju-later", company="라", signed=date(2026, 10, 1))
        assert set(in_force(c.gwangju, on=date(2026, 9, 30))) == {agreement, done}
        assert gone in in_force(c.gwangju, on=date(2021, 12, 31))


class TestApprovingAndClosing:
    def test_everything_that_waits_is_approved_in_one_act(self, c, agreement):
        other = make_agreement(c.gwangju, "gwangju-2", company="다라", signed=date(2021, 1, 1), jobs=50)
        silent = make_agreement(c.gwangju, "gwangju-3", company="마", signed=date(2021, 1, 1), jobs=50)
        made = opened(c, agreement, other, silent)
        for check_in in made.check_ins.exclude(agreement=silent):
            handed_in(check_in, 40, c.officer)
        assert [s.jobs.confirmed for s in standings([agreement, other], as_of=date(2026, 10, 15))] == [None, None]
        told = {"number": "일자리정책관-77", "on": date(2026, 10, 14)}
        assert approve_round(made, **told, by=c.head) == 2
        assert [s.jobs.confirmed.said.low for s in standings([agreement, other], as_of=date(2026, 10, 15))] == [40, 40]
        assert set(m.ReceiptReview.objects.values_list("document_number", flat=True)) == {"일자리정책관-77"}
        assert state_of(made).counts == {State.APPROVED: 2, State.WAITING: 1}

    def test_an_officer_may_not(self, c, agreement):
        made = opened(c, agreement)
        for act in (approve_round, close_round):
            with pytest.raises(PermissionDenied):
                act(made, by=c.officer)

    def test_it_is_not_closed_over_what_waits(self, c, agreement):
        made = opened(c, agreement)
        handed_in(made.check_ins.get(), 40, c.officer)
        with pytest.raises(ValidationError, match="1건"):
            close_round(made, by=c.head)
        approve_round(made, by=c.head)
        close_round(made, note="3분기 끝", by=c.head)
        with pytest.raises(ValidationError, match="마감한 점검"):
            close_round(made, by=c.head)
        with pytest.raises(ValidationError, match="마감한 점검"):
            handed_in(made.check_ins.get(), 41, c.officer)

    def test_what_was_never_handed_in_stays_missing(self, c, agreement):
        made = opened(c, agreement)
        close_round(made, by=c.head)
        [found] = round_standings([made], today=THIRD.due_on + timedelta(days=3))
        assert (found.counts, found.check_ins[0].days_late) == ({State.MISSING: 1}, 3)
        [early] = round_standings([made], today=THIRD.due_on - timedelta(days=3))
        assert (early.counts, early.check_ins[0].days_late) == ({State.MISSING: 1}, 0)


class TestReminders:
    def test_a_day_is_added_moved_and_dropped_until_it_is_sent(self, c, agreement):
        made = opened(c, agreement)
        day = add_reminder(made, on=date(2026, 11, 1), by=c.officer)
        moved = move_reminder(day, on=date(2026, 11, 2), version=1, by=c.officer)
        drop_reminder(moved, version=2, by=c.officer)
        sent = made.reminders.first()
        m.Reminder.objects.filter(pk=sent.pk).update(sent_at=timezone.now())
        sent.refresh_from_db()
        with pytest.raises(ValidationError, match=SENT):
            move_reminder(sent, on=day.on, version=1, by=c.officer)
        with pytest.raises(ValidationError, match=SENT):
            drop_reminder(sent, version=1, by=c.officer)


def test_whom_to_call_are_the_people_of_those_asked(c, agreement):
    joint = make_agreement(c.gwangju, "gwangju-joint", signed=date(2020, 1, 1))
    asked, other = add_party(joint, "가"), add_party(joint, "나")
    add_pledge(joint, "jobs", 10, party=asked)
    company = agreement.parties.get().organisation
    people = {
        who: m.Contact.objects.create(organisation=who, name="담당", telephone="062-000-0000")
        for who in (company, asked.organisation, other.organisation)
    }
    [found] = round_standings([opened(c, agreement, joint)], today=date(2026, 10, 15))
    by_agreement = {
        one.check_in.agreement: whom for one, whom in zip(found.urgent, contacts_of(found.urgent), strict=True)
    }
    assert by_agreement == {agreement: [people[company]], joint: [people[asked.organisation]]}


def test_a_round_costs_the_same_at_two_and_at_thirty(c, django_assert_num_queries):
    agreements = [
        make_agreement(c.gwangju, f"gwangju-{n}", company=f"기업{n}", signed=date(2020, 1, 1)) for n in range(30)
    ]
    small = opened(c, *agreements[:2])
    large = opened(c, *agreements, days=window("half", date(2026, 10, 5)))
    for one in (small, large):
        with django_assert_num_queries(3):
            assert round_standings([one], today=date(2026, 10, 15))[0].count
