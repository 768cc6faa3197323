from datetime import UTC, datetime

from agreements.rules.chain import link, microseconds


def test_a_link_depends_on_the_row_and_on_the_link_before():
    row = {"number": 1, "after": {"name": "흥국생명(주)"}}
    assert link("", row) == link("", dict(reversed(row.items())))
    assert link("", row) != link("x", row)
    assert link("", row) != link("", {**row, "number": 2})


def test_moments_are_hashed_as_whole_microseconds():
    assert microseconds(datetime(1970, 1, 1, 0, 0, 1, 5, tzinfo=UTC)) == 1_000_005
