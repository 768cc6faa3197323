"""Why does this differ from what was submitted last year: figure by figure, each with the records behind it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.scope import Scope
from agreements.actions.record import correct, record
from agreements.actions.version import amend_agreement
from agreements.answers import Answer, Asked, Column
from agreements.answers.cells import count, metric_columns, table_of
from agreements.answers.difference import Drawn, behind_answer, counted, differences
from agreements.answers.question import Group, Question
from agreements.answers.told import told
from agreements.models import Actual, Pledge, Review, Version
from agreements.rules.metric import Metric
from agreements.standing import signing_year, total_of, totals_by
from tests.agreements.cast import add_actual, cast, fact_of, make_agreement

pytestmark = pytest.mark.django_db

THEN, NOW = date(2025, 12, 31), date(2026, 10, 31)
COLUMNS = [(Column("count", "협약", "건", adds=True), count), *metric_columns(Metric.JOBS)]


def answer(asked: Asked) -> Answer:
    found = asked.standings
    years = totals_by(found, signing_year)
    table = table_of("years", "체결연도별", "연도", COLUMNS, years, total_of("계", found))
    return Answer(tables=(table,), agreements=())


YEARS = Question(key="years", title="연도별?", group=Group.FULFILMENT, answer=answer)


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return make_agreement(people.gwangju, "gwangju-1", company="가나", signed=date(2020, 7, 16), jobs=100)


def draw(people, as_of: date) -> Drawn:
    known = timezone.now()
    asked = Asked(scope=Scope(frozenset({people.gwangju.pk})), as_of=as_of, known_at=known, municipality=people.gwangju)
    found = answer(asked)
    return Drawn(told(YEARS, asked, found), behind_answer(found), as_of, known)


def found(before: Drawn, after: Drawn) -> dict[tuple[str, str], tuple[str, str, tuple[str, ...]]]:
    return {
        (one.row, one.column): (one.before, one.after, tuple(str(r.value) for r in one.reasons))
        for one in differences(before, after)
    }


def test_nothing_recorded_nothing_differs(people, agreement):
    assert differences(draw(people, THEN), draw(people, THEN)) == []


def test_a_correction_is_called_a_correction(people, agreement):
    add_actual(agreement, "staff", 60, date(2025, 6, 30))
    before = draw(people, THEN)
    row = correct(Actual.objects.get(), {"low": 55, "high": 55}, reason="명부와 대조", by=people.officer)
    record(Review(actual=row, decision="approved", reviewed_by=people.head), by=people.head)
    changed = found(before, draw(people, THEN))
    assert changed["계", "고용 실적(확인)"][:2] == ("60", "55")
    assert changed["계", "고용 실적(확인)"][2][0] == "정정"
    assert ("계", "고용 협약") not in changed


def test_an_old_period_told_late_is_late(people, agreement):
    before = draw(people, THEN)
    add_actual(agreement, "staff", 60, date(2025, 6, 30))
    assert found(before, draw(people, THEN))["2020년", "고용 실적(확인)"] == ("미확인", "60", ("지연 입력",))


def test_a_new_period_is_new_and_moves_nothing_of_the_old_base_day(people, agreement):
    before = draw(people, THEN)
    add_actual(agreement, "staff", 60, date(2026, 6, 30))
    assert found(before, draw(people, THEN)) == {}
    assert found(before, draw(people, NOW))["계", "고용 실적(확인)"] == ("미확인", "60", ("신규",))


def test_an_amendment_is_named(people, agreement):
    before = draw(people, THEN)
    told_by = {name: value for name, value in fact_of(agreement).items() if name != "agreement"}
    day = {"signed_on": date(2025, 3, 1), "signed_precision": "day"}
    version = Version(agreement=agreement, number=1, reason_code="plan", **day, **told_by)
    pledge = Pledge(metric="jobs", stage="signed", low=150, high=150, **told_by)
    amend_agreement(agreement, version=version, pledges=[pledge], by=people.officer)
    assert found(before, draw(people, THEN))["계", "고용 협약"] == ("100", "150", ("협약 변경",))


def test_an_agreement_that_was_not_in_the_register_is_new(people, agreement):
    before = draw(people, THEN)
    make_agreement(people.gwangju, "gwangju-2", company="다라", signed=date(2021, 1, 1), jobs=30)
    changed = found(before, draw(people, THEN))
    assert changed["2021년", "협약"] == ("", "1", ("신규",))
    assert changed["계", "협약"] == ("1", "2", ("신규",))


def test_each_figure_names_who_recorded_what_and_why(people, agreement):
    add_actual(agreement, "staff", 60, date(2025, 6, 30))
    before = draw(people, THEN)
    correct(Actual.objects.get(), {"low": 55, "high": 55}, reason="명부와 대조", by=people.officer)
    [one] = [d for d in differences(before, draw(people, THEN)) if (d.row, d.column) == ("계", "고용 보고*")]
    [why] = one.whys
    assert (why.agreement, why.by, why.words) == (agreement, str(people.officer), "명부와 대조")


def test_they_are_counted_by_reason(people, agreement):
    before = draw(people, THEN)
    add_actual(agreement, "staff", 60, date(2025, 6, 30))
    assert counted(differences(before, draw(people, THEN))) == [("지연 입력", 4)]


def test_what_was_drawn_before_is_drawn_again_as_it_was(people, agreement):
    before = draw(people, THEN)
    add_actual(agreement, "staff", 60, date(2025, 6, 30))
    asked = Asked(scope=Scope(None), as_of=THEN, known_at=before.known_at, municipality=people.gwangju)
    assert told(YEARS, replace(asked), answer(asked)) == before.told
    later = replace(asked, known_at=timezone.now() + timedelta(seconds=1))
    assert told(YEARS, later, answer(later)) != before.told
