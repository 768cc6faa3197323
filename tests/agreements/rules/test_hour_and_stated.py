from datetime import time
from decimal import Decimal

import pytest

from agreements.rules.hour import read_hour, shown_hour
from agreements.rules.reading import Unreadable
from agreements.rules.stated import read_stated, shown_stated


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("16:00", time(16)),
        ("09:30", time(9, 30)),
        ("16시", time(16)),
        ("16시 30분", time(16, 30)),
        ("오후 4시", time(16)),
        ("오전 10:30", time(10, 30)),
        ("오후 12시", time(12)),
        ("１６：００", time(16)),
    ],
)
def test_an_hour_is_read_and_written_back(text, hour):
    assert read_hour(text) == hour
    assert read_hour(shown_hour(hour)) == hour


@pytest.mark.parametrize("text", ["", "4시", "오후 16시", "오전 12시", "25:00", "12:60", "저녁", "16"])
def test_no_hour_is_guessed(text):
    with pytest.raises(Unreadable, match="예: 16:00"):
        read_hour(text)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "shown"),
    [
        ("84.1%", "84.1", "84.1", "%", "84.1%"),
        ("84.10 %", "84.1", "84.1", "%", "84.1%"),
        ("1,234.56㎡", "1234.56", "1234.56", "㎡", "1,234.56㎡"),
        ("약 3.25%", "3.25", "3.25", "%", "약 3.25%"),
        ("3.5% 이상", "3.5", "3.5", "%", "3.5% 이상"),
        ("최대 3.5%", "3.5", "3.5", "%", "최대 3.5%"),
        ("84.1~90.25%", "84.1", "90.25", "%", "84.1~90.25%"),
        ("12.5억 원", "1250000000", "1250000000", "원", "12억 5,000만 원"),
        ("40만여 명", "400000", "400000", "명", "400,000여 명"),
        ("1949년", "1949", "1949", "년", "1949년"),
    ],
)
def test_a_value_is_read_with_its_decimals_and_written_back(text, low, high, unit, shown):
    stated = read_stated(text)
    assert (stated.low, stated.high, stated.unit) == (Decimal(low), Decimal(high), unit)
    assert shown_stated(stated) == shown
    assert read_stated(shown) == stated


@pytest.mark.parametrize("text", ["", "많음", "84.123%", "84.1", "%", "1.2.3%", "90.1~84.1%"])
def test_what_is_no_value_is_refused(text):
    with pytest.raises(Unreadable, match="예:"):
        read_stated(text)
