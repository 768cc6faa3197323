"""What the facts suggest, and what they never suggest."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.rules.metric import Metric
from agreements.rules.progress import is_fulfilled
from agreements.rules.proposal import ENDED, Held, Seen, proposed
from agreements.rules.said import Said

TODAY = date(2026, 11, 23)
DUE, SOON = date(2025, 6, 30), date(2027, 6, 30)
CODES = ["", "done", "partial", "going", "changed", "elsewhere", "held", "withdrawn", "lapsed", "closed"]


def held(confirmed, metric=Metric.JOBS):
    return Held(metric, Said(100, 100), None if confirmed is None else Said(confirmed, confirmed))


def seen(confirmed=None, **more):
    told = {
        "as_of": TODAY,
        "decided": "",
        "definition": "jobs",
        "is_fulfilled": None if confirmed is None else confirmed >= 100,
        "is_opened": False,
        "opened_on": None,
        "due_on": None,
        "valid_until": None,
        "checked_on": None,
        "held": (held(confirmed),),
    }
    return Seen(**{**told, **more})


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (seen(100), "done"),
        (seen(100, decided="done"), None),
        (seen(60, due_on=DUE), "partial"),
        (seen(60, due_on=SOON), None),
        (seen(60, decided="done"), "partial"),
        (seen(None, is_opened=True, due_on=DUE), "partial"),
        (seen(None, due_on=DUE), "held"),
        (seen(0, due_on=DUE), "held"),
        (seen(None, due_on=SOON), None),
        (seen(None), None),
        (seen(None, valid_until=DUE), "lapsed"),
        (seen(None, valid_until=DUE, due_on=DUE), "lapsed"),
        (seen(60, valid_until=DUE), None),
        (seen(None, valid_until=TODAY), None),
        (seen(None, due_on=TODAY), None),
        (seen(None, decided="partial", due_on=DUE), None),
        (seen(None, decided="held", valid_until=DUE), "lapsed"),
    ],
)
def test_the_facts_suggest(facts, code):
    found = proposed(facts)
    assert (found.code if found else None) == code


def test_the_words_say_what_was_promised_and_what_is_lacking():
    words = proposed(seen(60, due_on=DUE)).words
    assert words == (
        "기한(2025. 6. 30.)이 지남, 이행 판정 기준에 못 미치거나 미확인: 고용 협약 100명, 확인 60명(△40명)"
    )
    assert "점검 이력 없음" in proposed(seen(None, due_on=DUE)).words
    assert "최근 확인 2026. 9. 30." in proposed(seen(0, due_on=DUE, checked_on=date(2026, 9, 30))).words


days = st.none() | st.dates(date(2024, 1, 1), date(2028, 1, 1))
facts = st.builds(
    seen,
    st.none() | st.integers(0, 150),
    decided=st.sampled_from(CODES),
    is_opened=st.booleans(),
    due_on=days,
    valid_until=days,
    checked_on=days,
)


@given(facts)
def test_what_ended_is_left_alone_and_nothing_is_suggested_twice(told):
    found = proposed(told)
    assert found is None or (told.decided not in ENDED and found.code != told.decided)


@given(facts)
def test_done_is_suggested_exactly_of_what_is_fulfilled(told):
    found = proposed(told)
    if found and found.code == "done":
        assert told.is_fulfilled is True
    if told.is_fulfilled and told.decided not in ENDED | {"done"}:
        assert found is not None
        assert found.code == "done"


@given(facts)
def test_without_a_day_that_passed_nothing_is_late(told):
    """Unknown is neither done nor nothing: only a day or a confirmed value speaks."""
    found = proposed(replace(told, due_on=None, valid_until=None))
    assert found is None or found.code in {"done", "partial"}
    assert found is None or found.since is None


@given(st.booleans() | st.none(), st.dictionaries(st.sampled_from(Metric), st.booleans() | st.none()))
def test_all_is_not_known_until_everything_is(opened, reached):
    assert (is_fulfilled("all", opened, reached) is True) == all(one is True for one in [opened, *reached.values()])
