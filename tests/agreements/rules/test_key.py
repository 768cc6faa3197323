import pytest

from agreements.rules.key import read_key


@pytest.mark.parametrize(("text", "key"), [("7", 7), ("0", 0), ("9" * 17, 10**17 - 1)])
def test_a_whole_number_is_read(text, key):
    assert read_key(text) == key


@pytest.mark.parametrize("text", ["", "-1", "1.0", " 1", "①", "１", "x", "9" * 18, "9" * 5000, "\0"])
def test_nothing_else_is(text):
    assert read_key(text) is None


def test_a_bound_may_be_closer():
    assert (read_key("9999", longest=4), read_key("10000", longest=4)) == (9999, None)
