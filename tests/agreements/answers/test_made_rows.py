"""Questions of which the sample data tells nothing, or little: asked of rows made for them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.scope import Scope
from agreements import models as m
from agreements.actions.record import correct, record
from agreements.answers import QUESTIONS, Asked
from agreements.answers.told import told
from agreements.models import ActualPart, Pledge
from agreements.rules.metric import Rung
from tests.agreements.cast import add_actual, add_pledge, cast, fact_of, make_agreement
from tests.agreements.handing_in import answered, asked, close, hand_in
from tests.agreements.rows import valid, world

pytestmark = pytest.mark.django_db


def lines(key: str, city: Any, as_of: date | None = None, table: int = 0) -> dict[str, dict[str, str]]:
    """By label, each line by its columns."""
    asked = Asked(scope=Scope(frozenset({city.pk})), as_of=as_of or timezone.localdate(), municipality=city)
    shown = told(QUESTIONS[key], asked, QUESTIONS[key].answer(asked))["tables"][table]
    names = [column["key"] for column in shown["columns"]]
    return {row["label"]: dict(zip(names, row["cells"], strict=True)) for row in shown["rows"]}


class TestChecksDue:
    def test_what_is_missing_is_told_with_the_days_it_is_late(self):
        a = asked()
        due = a.round.due_on
        assert lines("checks-due", a.c.gwangju, due + timedelta(days=3)) == {
            "가나": {
                "round": "2026년 3분기 이행 점검",
                "party": "-",
                "due": "2026. 10. 21.",
                "state": "미제출",
                "days_late": "3",
            }
        }
        hand_in(a, answered(Rung.STAFF, 60))
        assert lines("checks-due", a.c.gwangju, due)["가나"]["state"] == "검토 중"

    def test_a_round_that_is_closed_or_not_open_yet_is_not_told(self):
        a = asked()
        assert lines("checks-due", a.c.gwangju, a.round.opens_on - timedelta(days=1)) == {}
        close(a.round, a.c.officer)
        assert lines("checks-due", a.c.gwangju, a.round.due_on) == {}


class TestChanges:
    def test_a_correction_is_told_with_whom_and_why(self):
        c = cast()
        agreement = make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 7, 16), jobs=100)
        row = agreement.pledges.get()
        correct(row, {"low": 120, "high": 120}, reason="협약서 원본과 다름", by=c.officer)
        [told] = lines("changes", c.gwangju).values()
        assert told["by"] == str(c.officer)
        assert told["reason"] == "협약서 원본과 다름"
        assert ("100" in told["before"], "120" in told["after"]) == (True, True)

    def test_an_agreement_entered_since_is_one_line(self):
        w = world()
        agreement = record(m.Agreement(**{**valid(m.Agreement, w), "key": "new"}), by=w.user)
        version = record(m.Version(agreement=agreement, source=agreement.source, recorded_by=w.user), by=w.user)
        pledge = record(m.Pledge(**{**valid(m.Pledge, w), "agreement": agreement, "version_of": version}), by=w.user)
        [told] = lines("changes", w.municipality).values()
        assert told["what"].startswith("협약 ")
        correct(pledge, {"low": 5, "high": 5}, reason="정정", by=w.user)
        assert len(_cells("changes", w.municipality)) == 2

    def test_only_what_came_after_the_last_round_that_was_closed(self):
        a = asked()
        correct(a.agreement.pledges.get(metric="jobs"), {"low": 120, "high": 120}, reason="정정", by=a.c.officer)
        assert len(lines("changes", a.c.gwangju)) == 1
        today = timezone.localdate()
        days = {"observed_from": today, "observed_to": today, "opens_on": today, "due_on": today}
        close(m.Round.objects.create(municipality=a.c.gwangju, name="오늘 점검", **days), a.c.officer)
        assert lines("changes", a.c.gwangju, today + timedelta(days=1)) == {}


class TestPeople:
    def test_groups_are_those_of_the_people_confirmed(self):
        c = cast()
        agreement = make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 7, 16), jobs=100)
        confirmed = add_actual(agreement, "staff", 80, date(2025, 6, 30))
        reported = add_actual(agreement, "staff", 90, date(2025, 12, 31), is_approved=False)
        for actual, number in ((confirmed, 30), (reported, 70)):
            ActualPart.objects.create(actual=actual, kind="young", number=number)
        assert lines("target-groups", c.gwangju) == {"청년": {"count": "1", "people": "30"}}

    def test_new_and_moved_are_told_apart_and_the_rest_is_unsaid(self):
        c = cast()
        agreement = make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 7, 16))
        for origin, number in (("new", 60), ("moved_in", 30)):
            add_pledge(agreement, "jobs", number, origin=origin)
        add_pledge(agreement, "jobs", 100)
        silent = make_agreement(c.gwangju, "b", company="다라", signed=date(2021, 1, 1), jobs=50)
        actual = add_actual(agreement, "staff", 80, date(2025, 6, 30))
        ActualPart.objects.create(actual=actual, kind="new", number=50)
        add_actual(silent, "staff", 40, date(2025, 6, 30))
        found = lines("new-or-moved", c.gwangju)
        assert found["가나"] == {
            "jobs_pledged": "100",
            "pledged_new": "60",
            "pledged_moved_within": "-",
            "pledged_moved_in": "30",
            "pledged_retained": "-",
            "unsaid": "10",
            "actual_new": "50",
            "actual_moved": "미상",
        }
        assert (found["다라"]["unsaid"], found["다라"]["actual_new"]) == ("50", "미상")
        assert (found["계"]["unsaid"], found["계"]["actual_new"]) == ("60", "50")


class TestPapers:
    def test_a_figure_names_the_paper_attached_to_it_and_the_one_of_its_agreement(self):
        c = cast()
        agreement = make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 7, 16), jobs=100)
        actual = add_actual(agreement, "staff", 80, date(2025, 6, 30))
        own = {"municipality": c.gwangju, "agreement": agreement}
        paper = m.Document.objects.create(kind="evidence", title="명부", document_number="투자-12", **own)
        m.Evidence.objects.create(actual=actual, document=paper)
        found = _cells("evidence", c.gwangju)
        assert found["고용"]["document_number"] == "-"
        assert found["근무"] | {"value": "80", "unit": "명", "document_number": "투자-12"} == found["근무"]

    def test_a_disputed_value_stands_beside_the_one_it_disputes(self):
        c = cast()
        agreement = make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 7, 16), jobs=100)
        add_pledge(
            agreement, "jobs", 110, disputes=Pledge.objects.get(), dispute_reason="협약서가 앞섬", stage="announced"
        )
        found = _cells("evidence", c.gwangju)
        assert (found["고용"]["value"], found["고용(다른 값)"]["value"]) == ("100", "110*")


def _cells(key: str, city: Any) -> dict[str, dict[str, str]]:
    """By what the first column says."""
    asked = Asked(scope=Scope(frozenset({city.pk})), as_of=timezone.localdate(), municipality=city)
    [shown] = told(QUESTIONS[key], asked, QUESTIONS[key].answer(asked))["tables"]
    names = [column["key"] for column in shown["columns"]]
    return {row["cells"][0]: dict(zip(names, row["cells"], strict=True)) for row in shown["rows"]}


class TestDesk:
    def test_what_an_officer_leaves_open_is_counted_by_kind(self):
        a = asked()
        m.Agreement.objects.filter(pk=a.agreement.pk).update(officer=a.c.officer)
        m.Matter.objects.create(agreement=a.agreement, kind="plan", what="개소식", raised_on=date(2026, 9, 1))
        m.Matter.objects.create(agreement=a.agreement, kind="issue", is_none=True, raised_on=date(2026, 9, 1))
        assert lines("handover", a.c.gwangju)[str(a.c.officer)] == {
            "city": "광주광역시",
            "agreements": "1",
            "open_matters": "1",
            "drafts": "0",
            "undecided_check_ins": "1",
            "offers_waiting": "0",
        }

    def test_a_duty_that_ends_within_half_a_year_is_marked(self):
        c = cast()
        agreement = make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 7, 16))
        for item, days in (("hiring", 30), ("rent", 300)):
            m.SubsidyPayment.objects.create(
                item=item,
                amount_won=50_000_000,
                paid_on=date(2021, 5, 1),
                paid_precision="day",
                duty_ends_on=timezone.localdate() + timedelta(days=days),
                **fact_of(agreement),
            )
        found = [line["is_soon"] for line in _cells("duty-ends", c.gwangju).values()]
        assert found == ["예", "아니오"]


class TestMarketAndBuildings:
    def test_running_and_attracted_are_never_in_one_table(self):
        c = cast()
        source = m.Source.objects.create(municipality=c.gwangju, kind="press", publisher="지역신문")
        for basis, centres in (("운영 중", 62), ("누적 유치", 80)):
            m.MarketFigure.objects.create(
                region=c.gwangju.region,
                place="광주",
                as_of_on=date(2019, 9, 30),
                as_of_precision="day",
                centres=centres,
                count_basis=basis,
                source=source,
            )
        found = [lines("market", c.gwangju, table=n)["광주 2019. 9. 30."]["centres"] for n in (0, 1)]
        assert found == ["62", "80"]
        assert lines("market", c.incheon) == {}

    def test_a_space_is_free_from_the_day_somebody_told(self):
        c = cast()
        source = m.Source.objects.create(municipality=c.gwangju, kind="press", publisher="지역신문")
        building = m.Building.objects.create(municipality=c.gwangju, name="빛고을", folded_name="빛고을", source=source)
        m.Space.objects.create(building=building, name="9층", seats_fit=120, free_from=date(2026, 7, 1), source=source)
        before, after = (lines("buildings", c.gwangju, date(2026, month, 1))["빛고을"] for month in (6, 7))
        assert (before["free_spaces"], before["free_seats"]) == ("0", "0")
        assert (after["free_spaces"], after["free_seats"]) == ("1", "120")
