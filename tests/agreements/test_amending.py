"""협약 변경: what is written, how both versions are read, and who is refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agreements import models as m
from agreements.actions.record import ConflictError, correct
from agreements.actions.version import amend_agreement, void_version
from agreements.rules.metric import Metric
from agreements.standing import standings
from agreements.standing.version import in_force
from tests.agreements.cast import add_party, add_pledge, cast, make_agreement
from tests.agreements.noted import faults, noted_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    return make_agreement(people.gwangju, "a", company="가나", signed=date(2020, 7, 16), seats=100, jobs=100)


def amendment(agreement, number=1, **more) -> m.Version:
    given = {"reason_code": "plan", "signed_on": date(2021, 3, 2), "signed_precision": "day"}
    return m.Version(agreement=agreement, number=number, **{**given, "source": agreement.source, **more})


def pledge(agreement, metric, value, **more) -> m.Pledge:
    given = {"stage": "signed", "low": value, "high": value, "source": agreement.source}
    return m.Pledge(metric=metric, **{**given, **more})


def amend(agreement, by, *pledges, **more) -> m.Version:
    version = amendment(agreement, **more)
    for row in (version, *pledges):
        row.recorded_by = by
    return amend_agreement(agreement, version=version, pledges=pledges, by=by)


def read(agreement, metric, *, as_of=date(2026, 11, 22), known_at=None):
    [standing] = standings([agreement], as_of=as_of, known_at=known_at)
    found = standing.metrics[metric]
    return tuple(str(one.said) if one else None for one in (found.original, found.amended))


def noted() -> list[tuple[str, str]]:
    return list(m.ChangeRecord.objects.order_by("pk").values_list("action", "subject_model"))


def test_both_versions_stand_side_by_side(agreement, people):
    version = amend(agreement, people.officer, pledge(agreement, "jobs", 80))
    assert (version.number, str(version)) == (1, "1차 변경")
    assert read(agreement, Metric.JOBS) == ("100", "80")
    assert read(agreement, Metric.SEATS) == ("100", None)
    assert noted() == [("등록", "version"), ("등록", "pledge")]
    assert m.StandingSummary.objects.get(agreement=agreement).jobs_pledged == 80


def test_before_it_was_signed_the_first_promise_holds(agreement, people):
    amend(agreement, people.officer, pledge(agreement, "jobs", 80))
    assert read(agreement, Metric.JOBS, as_of=date(2021, 3, 1)) == ("100", None)


def test_the_next_amendment_starts_from_the_last(agreement, people):
    amend(agreement, people.officer, pledge(agreement, "jobs", 80))
    amend(agreement, people.officer, pledge(agreement, "seats", 50), number=2, signed_on=date(2022, 1, 1))
    found = in_force(agreement)
    assert found.number == 3
    assert {p.metric: p.low for p in found.pledges} == {"jobs": 80, "seats": 50}
    compared = {one.metric: one for one in found.compared([pledge(agreement, "jobs", 60)])}
    assert [str(x.said) for x in (compared["jobs"].original, compared["jobs"].current, compared["jobs"].after)] == [
        "100",
        "80",
        "60",
    ]
    assert compared["jobs"].difference == -20
    assert compared["seats"].after is None


def test_the_lines_of_parties_are_added_up_again(people):
    made = make_agreement(people.gwangju, "b", signed=date(2020, 1, 1))
    first, second = add_party(made, "가"), add_party(made, "나")
    add_pledge(made, "jobs", 60, party=first)
    add_pledge(made, "jobs", 40, party=second)
    lines = [pledge(made, "jobs", value, party=party) for party, value in ((first, 60), (second, 10))]
    amend(made, people.officer, *lines)
    assert read(made, Metric.JOBS) == ("100", "70")


def test_an_amendment_without_figures_says_what_changed(agreement, people):
    with pytest.raises(ValidationError, match="무엇이 바뀌었는지"):
        amend(agreement, people.officer)
    amend(agreement, people.officer, reason_code="place", words="상무지구로 옮김")
    assert read(agreement, Metric.JOBS) == ("100", None)


def test_it_is_not_signed_before_the_agreement(agreement, people):
    with pytest.raises(ValidationError, match=r"당초 체결일\(2020\. 7\. 16\.\)보다 빠릅니다"):
        amend(agreement, people.officer, words="기간", signed_on=date(2020, 7, 1))
    amend(agreement, people.officer, words="기간", signed_on=date(2020, 7, 1), signed_precision="month")


def test_the_second_of_two_is_told_and_nothing_is_half_saved(agreement, people):
    amend(agreement, people.officer, pledge(agreement, "jobs", 80))
    before = noted()
    with pytest.raises(ConflictError) as caught:
        amend(agreement, people.head, pledge(agreement, "jobs", 70))
    assert str(caught.value.row) == "1차 변경"
    assert noted() == before


def test_a_refused_line_takes_the_whole_amendment_back(agreement, people):
    with pytest.raises(ValidationError, match="고용에만"):
        amend(agreement, people.officer, pledge(agreement, "seats", 80, origin="new"))
    assert m.Version.objects.filter(agreement=agreement).count() == 1
    assert noted() == []


def test_a_new_source_comes_with_it_once(agreement, people):
    source = m.Source(municipality=people.gwangju, kind="paper", publisher="광주광역시", title="변경 협약서")
    amend(agreement, people.officer, pledge(agreement, "jobs", 80, source=source), source=source)
    assert m.Source.objects.filter(title="변경 협약서").count() == 1


class TestCorrected:
    def test_its_pledges_follow_the_day_that_is_right(self, agreement, people):
        wrong = amend(agreement, people.officer, pledge(agreement, "jobs", 80), signed_on=date(2023, 3, 2))
        right = {"signed_on": date(2021, 3, 2)}
        corrected = correct(wrong, right, reason="연도 오기", by=people.officer)
        assert read(agreement, Metric.JOBS, as_of=date(2022, 1, 1)) == ("100", "80")
        assert read(agreement, Metric.JOBS, as_of=date(2022, 1, 1), known_at=wrong.recorded_at) == ("100", None)
        assert corrected.number == 1

    def test_the_first_signing_too(self, agreement, people):
        first = agreement.versions.get()
        correct(first, {"words": "원문 확인"}, reason="보완", by=people.officer)
        assert read(agreement, Metric.JOBS) == ("100", None)
        assert in_force(agreement).number == 1


class TestTakenBack:
    def test_its_pledges_go_with_it(self, agreement, people):
        version = amend(agreement, people.officer, pledge(agreement, "jobs", 80))
        void_version(version, reason="다른 협약의 것", by=people.officer)
        assert read(agreement, Metric.JOBS) == ("100", None)
        assert noted()[-2:] == [("거둠", "pledge"), ("거둠", "version")]
        assert m.StandingSummary.objects.get(agreement=agreement).jobs_pledged == 100

    def test_its_number_is_free_again(self, agreement, people):
        version = amend(agreement, people.officer, pledge(agreement, "jobs", 80))
        void_version(version, reason="오기", by=people.officer)
        again = amend(agreement, people.officer, pledge(agreement, "jobs", 90))
        assert (again.number, again.reason) == (1, "거둔 1차 변경을 다시 등록")
        assert read(agreement, Metric.JOBS) == ("100", "90")
        assert read(agreement, Metric.JOBS, known_at=version.pledges.get(low=80, is_void=False).recorded_at) == (
            "100",
            "80",
        )

    def test_the_history_bears_it_out(self):
        w = noted_world()
        void_version(amend(w.agreement, w.user, pledge(w.agreement, "jobs", 80)), reason="오기", by=w.user)
        amend(w.agreement, w.user, pledge(w.agreement, "jobs", 90))
        assert faults() == []

    def test_the_last_goes_first(self, agreement, people):
        first = amend(agreement, people.officer, pledge(agreement, "jobs", 80))
        amend(agreement, people.officer, pledge(agreement, "jobs", 70), number=2)
        with pytest.raises(ValidationError, match="가장 나중의 변경부터"):
            void_version(first, reason="오기", by=people.officer)

    def test_the_first_signing_is_not_taken_back(self, agreement, people):
        with pytest.raises(ValidationError, match="당초 협약은 거둘 수 없습니다"):
            void_version(agreement.versions.get(), reason="오기", by=people.officer)
