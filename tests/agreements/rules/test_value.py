import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.rules.reading import Unreadable
from agreements.rules.said import Said, Wording
from agreements.rules.value import read_value, shown_value


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("29조 4천억 원", (Said(29_400_000_000_000, 29_400_000_000_000), "원"), "29조 4,000억 원"),
        ("4억~5억 원", (Said(400_000_000, 500_000_000, Wording.RANGE), "원"), "4억~5억 원"),
        ("1,234명", (Said(1234, 1234), "명"), "1,234명"),
        ("1949년", (Said(1949, 1949), "년"), "1949년"),
        ("120~150명", (Said(120, 150, Wording.RANGE), "명"), "120~150명"),
        ("1,200명 이상", (Said(1200, 1200, Wording.AT_LEAST), "명"), "1,200명 이상"),
        ("300여 명", (Said(300, 300, Wording.OVER), "명"), "300여 명"),
        ("1만 2천 명", (Said(12000, 12000), "명"), "12,000명"),
        ("3개사", (Said(3, 3), "개사"), "3개사"),
    ],
)
def test_a_value_is_read_with_its_unit(text, value, shown):
    assert read_value(text) == value
    assert shown_value(*value) == shown


@pytest.mark.parametrize("text", ["5", "명", "많은 명", "5.4%", "1949년 10월", "", "원"])
def test_what_is_no_number_with_a_unit_is_refused(text):
    with pytest.raises(Unreadable, match=r"적으십시오|없습니다"):
        read_value(text)


@given(st.integers(0, 10**12), st.sampled_from(["명", "석", "년", "원", "개사", "㎡"]))
def test_what_is_shown_reads_back(number, unit):
    value = (Said(number, number), unit)
    assert read_value(shown_value(*value)) == value
