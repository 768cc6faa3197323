import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.rules.number import business_number_is_valid, corporate_number_is_usual


@pytest.mark.parametrize(
    ("number", "valid"),
    [("1234567891", True), ("1234567890", False), ("1248100998", True), ("1248100999", False), ("", False)],
)
def test_the_check_digit_of_a_business_number(number, valid):
    assert business_number_is_valid(number) is valid


@given(st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(place, shift):
    digits = [int(c) for c in "1248100998"]
    digits[place] = (digits[place] + shift) % 10
    assert not business_number_is_valid("".join(map(str, digits)))


@given(st.text(max_size=12))
def test_other_scripts_are_not_digits(text):
    assert not business_number_is_valid(text) or (text.isascii() and text.isdigit())


def test_a_corporate_number_is_only_usual_or_not():
    assert corporate_number_is_usual("1101110062432")
    assert not corporate_number_is_usual("1101110062433")
