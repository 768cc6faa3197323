"""Who the people of a reading are: parts and 구분 없음 are the whole, and what nobody told is never new."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from agreements.periods import PartialDate, Precision
from agreements.rules.actual import Report, reading
from agreements.rules.composition import ORIGINS, Composition, added, composition
from agreements.rules.metric import Rung
from agreements.rules.said import Said, Wording

NOON = datetime(2026, 1, 1, 3, tzinfo=UTC)
DAY = date(2025, 12, 31)


def report(low, high=None, *, origin="", group="", residents=None, **parts):
    high = low if high is None else high
    return Report(
        rung=Rung.STAFF,
        said=Said(low, high, Wording.RANGE if low < high else Wording.EXACT),
        as_of=PartialDate(DAY, Precision.DAY),
        is_approved=True,
        recorded_at=NOON,
        source_id=1,
        source_kind="현지 확인",
        group=group or origin,
        origin=origin,
        residents=residents,
        parts=tuple(parts.items()),
    )


def told_of(*reports):
    return composition(reading(Rung.STAFF, reports, DAY), reports)


def test_what_is_not_told_is_unsaid_and_nobody_is_new():
    found = told_of(report(80))
    assert (found.net_new, found.moved, found.unsaid) == (None, None, Said(80, 80))


def test_parts_of_a_whole_are_told_and_the_rest_is_unsaid():
    found = told_of(report(80, new=50, moved_in=10, moved_within=5, young=30))
    assert (found.net_new, found.moved, found.unsaid.low, found.parts["young"]) == (50, 15, 15, 30)


def test_reports_of_one_origin_beside_the_whole_say_who_it_is():
    found = told_of(report(80), report(30, origin="new"), report(20, origin="moved_in"))
    assert (found.net_new, found.moved, found.unsaid.low) == (30, 20, 30)


def test_reports_of_origins_alone_are_added():
    found = told_of(report(30, origin="new"), report(20, origin="moved_in"))
    assert (found.net_new, found.moved, found.unsaid.low) == (30, 20, 0)


def test_more_parts_than_people_tell_nothing():
    assert told_of(report(80, new=70, retained=20)).unsaid.low == 80


def test_the_share_of_residents_is_of_those_of_whom_it_was_told():
    found = added([told_of(report(280, residents=225)), told_of(report(1000))])
    assert (found.residents, found.residents_of, str(found.resident_share)) == (225, 280, "80.4")
    assert told_of(report(80)).resident_share is None


people = st.integers(0, 300)
reports = st.builds(
    lambda low, more, parts: report(low, low + more, **parts),
    people,
    st.sampled_from([0, 40]),
    st.dictionaries(st.sampled_from([*ORIGINS, "young", "permanent"]), people, max_size=4),
)


@given(reports)
def test_origins_and_unsaid_are_the_whole(one):
    found = told_of(one)
    told = sum(found.parts.get(kind, 0) for kind in ORIGINS)
    assert found.unsaid.high + told == one.said.high
    assert found.unsaid.low + told >= one.said.low
    assert found.net_new is None or dict(one.parts)["new"] == found.net_new


@given(st.lists(reports, max_size=5), st.randoms())
def test_a_sum_is_the_sum_of_its_parts_in_any_order(told, order):
    each = [told_of(one) for one in told]
    shuffled = sorted(each, key=lambda _: order.random())
    whole = added(each)
    assert whole == added(shuffled) == added([added(each[:2]), added(each[2:]), added([])])
    assert added([]) == Composition(Said(0, 0))
