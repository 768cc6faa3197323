import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.rules.number import (
    bare,
    business_number_is_valid,
    corporate_number_is_usual,
    shown_business_number,
    shown_corporate_number,
)

NINE = st.lists(st.integers(0, 9), min_size=9, max_size=9)


def with_check_digit(nine: list[int]) -> str:
    """The only one of ten that is valid."""
    [found] = [n for n in ("".join(map(str, [*nine, last])) for last in range(10)) if business_number_is_valid(n)]
    return found


@pytest.mark.parametrize(
    ("number", "valid"),
    [("1234567891", True), ("1234567890", False), ("1248100998", True), ("1248100999", False), ("", False)],
)
def test_the_check_digit_of_a_business_number(number, valid):
    assert business_number_is_valid(number) is valid


@given(NINE, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(nine, place, shift):
    digits = [int(c) for c in with_check_digit(nine)]
    digits[place] = (digits[place] + shift) % 10
    assert not business_number_is_valid("".join(map(str, digits)))


@given(st.text(max_size=12))
def test_other_scripts_are_not_digits(text):
    assert not business_number_is_valid(text) or (text.isascii() and text.isdigit())


@pytest.mark.parametrize(
    "written",
    [
        "123-45-67891",
        "1234567891",
        "123 45 67891",
        " 123-45-67891 ",
        "123\u201345\u201367891",
        "123\u221245\u221267891",
        "\uff11\uff12\uff13\uff0d\uff14\uff15\uff0d\uff16\uff17\uff18\uff19\uff11",
        "123-45-\u200b67891",
    ],
)
def test_however_it_is_written_it_is_the_same_number(written):
    assert bare(written) == "1234567891"


@given(NINE)
def test_what_is_shown_reads_back(nine):
    number = with_check_digit(nine)
    assert bare(shown_business_number(number)) == number


def test_a_corporate_number_is_only_usual_or_not():
    assert corporate_number_is_usual("1101110062432")
    assert not corporate_number_is_usual("1101110062433")
    assert not corporate_number_is_usual("110111006243")


def test_a_corporate_number_is_shown_in_two_parts():
    assert shown_corporate_number("1101110062432") == "110111-0062432"
    assert bare("110111-0062432") == "1101110062432"
    assert shown_corporate_number("12") == "12"
