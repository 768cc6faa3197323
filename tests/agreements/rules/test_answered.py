"""Parts of a number are never more than the number; each kind of part is held against it alone."""

from datetime import date

import pytest

from agreements.rules.answered import Answered, Differing, Submitted, too_many
from agreements.rules.metric import Rung
from agreements.rules.said import Said, Wording


def answered(low: int = 100, high: int = 0, **told) -> Answered:
    return Answered(Rung.STAFF, Said(low, high or low, Wording.RANGE if high else Wording.EXACT), **told)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"residents": 101}, "관내 거주자"),
        ({"parts": {"new": 60, "moved_in": 41}}, "신규·이전·유지"),
        ({"parts": {"permanent": 60, "part_time": 41}}, "고용 형태"),
        ({"parts": {"young": 101}}, "대상별"),
    ],
)
def test_parts_above_the_whole_are_said(told, says):
    assert says in too_many(answered(**told))


def test_parts_of_one_kind_may_fill_the_whole_and_kinds_are_not_added():
    told = {"new": 60, "moved_in": 40, "permanent": 100, "young": 100, "older": 100}
    assert too_many(answered(residents=100, parts=told)) == ""


def test_a_range_is_held_against_its_upper_end():
    assert too_many(answered(100, 150, residents=150)) == ""
    assert too_many(answered(100, 150, residents=151))


def test_none_at_all_has_no_parts_but_none():
    assert too_many(answered(0, residents=0, parts={"new": 0})) == ""
    assert too_many(answered(0, parts={"new": 1}))


def test_what_came_with_nothing_in_it_is_empty():
    came = {"via": "paper", "came_on": date(2026, 10, 8)}
    assert Submitted(**came, drafted=("staff-value",)).is_empty
    assert not Submitted(**came, words="통화함").is_empty
    assert not Submitted(**came, differing=[Differing("due", "2027년 말")]).is_empty
    assert not Submitted(**came, answered=[answered(0)]).is_empty
