"""As of a day, as known on a day: told with one agreement and the rows people would write."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from agreements import models as m
from agreements.actions.summary import refresh_summary
from agreements.rules.metric import Metric, Rung
from agreements.rules.progress import Progress
from agreements.standing import district, signing_year, standings, total_of, totals_by
from tests.agreements.rows import world

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
SPRING = datetime(2026, 4, 1, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 1, tzinfo=UTC)


class Register:
    """One agreement of the world, and short ways to write its facts."""

    def __init__(self):
        self.w = world()
        self.w.agreement.signed_on, self.w.agreement.signed_precision = date(2020, 7, 16), "day"
        self.w.agreement.save()

    def fact(self, model, *, at=SPRING, **values):
        return model.objects.create(
            agreement=self.w.agreement, recorded_by=self.w.user, source=self.w.source, recorded_at=at, **values
        )

    def pledge(self, metric, value, *, due=None, version=None, stage="signed", at=SPRING, **values):
        days = {"due_on": due, "due_precision": "day"} if due else {}
        return self.fact(
            m.Pledge,
            at=at,
            version_of=version or self.w.version,
            metric=metric,
            low=value,
            high=value,
            stage=stage,
            **days,
            **values,
        )

    def actual(self, rung, value, on, *, precision="day", at=SPRING, approved_at=None, **values):
        row = self.fact(
            m.Actual,
            at=at,
            rung=rung,
            low=value,
            high=value,
            as_of_on=on,
            as_of_precision=precision,
            source_kind=values.pop("source_kind", "visit"),
            **values,
        )
        if approved_at:
            m.Review.objects.create(actual=row, decision="approved", reviewed_by=self.w.user, reviewed_at=approved_at)
        return row

    def standing(self, *, as_of=TODAY, known_at=None, definition=None):
        agreements = list(m.Agreement.objects.select_related("municipality", "source", "district"))
        return standings(agreements, as_of=as_of, known_at=known_at, definition=definition)[0]


@pytest.fixture
def register():
    return Register()


def test_what_was_never_checked_is_unknown_and_not_zero(register):
    register.pledge("seats", 100)
    seats = register.standing().seats
    assert (seats.pledged.low, seats.confirmed, seats.rate, seats.difference) == (100, None, None, None)


def test_a_report_stays_apart_until_it_is_approved(register):
    register.pledge("jobs", 100)
    register.actual("insured", 60, date(2025, 6, 30), approved_at=AUTUMN)
    before, after = register.standing(known_at=SPRING + timedelta(days=1)), register.standing()
    assert before.jobs.confirmed is None
    assert before.jobs.press.said.low == 60
    assert after.jobs.confirmed.said.low == 60
    assert after.jobs.rate == Decimal("60.0")
    assert after.jobs.difference == -40


def test_a_late_value_for_an_old_day_changes_only_views_known_later(register):
    register.pledge("jobs", 100)
    register.actual("insured", 60, date(2025, 6, 30), approved_at=SPRING)
    register.actual("insured", 80, date(2025, 12, 31), at=AUTUMN, approved_at=AUTUMN)
    early = register.standing(as_of=date(2026, 1, 31), known_at=SPRING + timedelta(days=1))
    late = register.standing(as_of=date(2026, 1, 31))
    assert (early.jobs.confirmed.said.low, late.jobs.confirmed.said.low) == (60, 80)
    assert register.standing(as_of=date(2025, 7, 1)).jobs.confirmed.said.low == 60


def test_a_correction_replaces_only_from_the_moment_it_was_made(register):
    wrong = register.pledge("seats", 1000)
    register.pledge("seats", 100, at=AUTUMN, replaces=wrong, reason="0을 하나 더 적음")
    assert register.standing(known_at=SPRING + timedelta(days=1)).seats.pledged.low == 1000
    assert register.standing().seats.pledged.low == 100


def test_an_amendment_stands_beside_the_first_promise(register):
    register.pledge("jobs", 100)
    amended = register.fact(m.Version, number=1, reason_code="plan", signed_on=date(2022, 3, 2), signed_precision="day")
    register.pledge("jobs", 70, version=amended)
    jobs = register.standing().jobs
    assert (jobs.original.said.low, jobs.amended.said.low, jobs.pledged.low) == (100, 70, 70)
    assert register.standing(as_of=date(2022, 3, 1)).jobs.pledged.low == 100


def test_a_value_of_another_source_is_kept_but_not_counted(register):
    adopted = register.pledge("seats", 300)
    register.pledge("seats", 100, disputes=adopted, dispute_reason="다른 보도")
    seats = register.standing().seats
    assert seats.pledged.low == 300
    assert [row.low for row in seats.disputed] == [100]


def test_the_due_tells_progress_until_a_person_decides(register):
    register.pledge("jobs", 100, due=date(2021, 6, 30))
    assert register.standing(as_of=date(2021, 6, 30)).progress == Progress.WITHIN_DUE
    assert register.standing().progress == Progress.PAST_DUE
    register.fact(m.Outcome, code="closed", on_on=date(2023, 1, 1), on_precision="year", reason_code="bankruptcy")
    assert register.standing().progress == Progress.CLOSED
    assert register.standing(as_of=date(2022, 12, 31)).progress == Progress.PAST_DUE


def test_a_planned_opening_is_the_due_where_no_number_has_one(register):
    register.pledge("seats", 60)
    register.fact(m.Step, kind="opened", is_planned=True, on_on=date(2018, 9, 1), on_precision="month")
    standing = register.standing()
    assert str(standing.due) == "2018. 9."
    assert standing.due_is_announced
    assert standing.opened is None


def test_one_register_two_definitions(register):
    register.pledge("jobs", 100)
    register.fact(m.Step, kind="opened", on_on=date(2021, 1, 4), on_precision="day")
    register.actual("insured", 60, date(2025, 6, 30), approved_at=SPRING)
    assert register.standing(definition="opened").is_fulfilled is True
    assert register.standing(definition="jobs").is_fulfilled is False
    assert register.standing(definition="seats").is_fulfilled is None


def test_insured_people_are_set_against_the_pledge_before_hires(register):
    register.pledge("jobs", 100)
    register.actual("hired", 120, date(2025, 1, 1), precision="year", approved_at=SPRING)
    register.actual("insured", 90, date(2025, 12, 31), approved_at=SPRING)
    assert register.standing().jobs.confirmed.rung == Rung.INSURED


def test_seats_and_jobs_are_never_one_figure(register):
    register.pledge("seats", 100)
    register.pledge("jobs", 300)
    total = total_of("계", [register.standing()])
    assert (total.seats.pledged.low, total.jobs.pledged.low) == (100, 300)
    assert total.metrics[Metric.INVESTMENT].pledged is None


def test_parts_add_up_to_the_whole(register):
    register.pledge("jobs", 100)
    rows = [register.standing()]
    for key in (signing_year, district):
        parts = totals_by(rows, key)
        assert sum(part.count for part in parts) == 1
        assert sum(part.jobs.pledged.low for part in parts) == 100
    assert sum(count for _, count in total_of("계", rows).progress) == 1


def test_an_agreement_of_a_later_day_is_not_there_yet(register):
    agreements = list(m.Agreement.objects.select_related("municipality"))
    assert standings(agreements, as_of=date(2020, 7, 15)) == []


def test_queries_do_not_grow_with_the_register(register, django_assert_num_queries):
    for number in range(30):
        m.Agreement.objects.create(
            municipality=register.w.municipality, key=f"b-{number}", name="협약", kind="mou", source=register.w.source
        )
    agreements = list(m.Agreement.objects.select_related("municipality", "source"))
    with django_assert_num_queries(10):
        standings(agreements, as_of=TODAY)


def test_the_summary_equals_the_standing_and_says_when_it_does_not(register):
    register.pledge("jobs", 100)
    refresh_summary(register.w.agreement)
    call_command("rebuild_standing", "--check")
    m.StandingSummary.objects.update(jobs_pledged=1)
    with pytest.raises(CommandError, match="gana-1"):
        call_command("rebuild_standing", "--check")
    call_command("rebuild_standing")
    assert m.StandingSummary.objects.get().jobs_pledged == 100
