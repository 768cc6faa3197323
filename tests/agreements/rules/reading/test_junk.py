"""Whatever is typed, a reader answers or refuses: no other exception, no long thought, nothing half understood."""

import time
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.periods import UNKNOWN
from agreements.rules.reading import (
    Unreadable,
    plain,
    read_day,
    read_said,
    read_said_won,
    read_won,
    shown_day,
    shown_said,
    shown_said_won,
    shown_won,
)

READERS = {
    "day": (read_day, shown_day),
    "seats": (lambda text: read_said(text, "석"), lambda said: shown_said(said, "석")),
    "count": (lambda text: read_said(text, ""), lambda said: shown_said(said, "")),
    "amount": (read_won, shown_won),
    "millions": (lambda text: read_said_won(text, "백만원"), shown_said_won),
}
NUMBERS = [name for name in READERS if name != "day"]
every_reader = pytest.mark.parametrize("name", READERS)
every_number = pytest.mark.parametrize("name", NUMBERS)

# The letters and signs that the readers know: sentences of these come nearest to being misread.
SPOKEN = ["0", "1", "2", "12", "2020", "2,000", "7", "16", ",", ".", "-", "~", "/", "'", " ", "(", ")"]
SPOKEN += [*"조억만천백십원석명여약금년월일상말초경목Q", "최대", "최소", "이상", "이하", "까지", "정도", "에서"]
SPOKEN += ["분기", "하반기", "중순", "미상", "미확인", "연도", "원문: "]

LONG = [
    "1",
    "1,",
    "1~",
    "9천",
    "1만",
    "여",
    "약 ",
    "(원문: ",
    "2020년",
    "2020. 7. ",
    "~",
    "-",
    ".",
    "a",
    "가",
    "\u0301",
    "1 ",
]


def digits_elsewhere(text):
    return {c for c in text if unicodedata.category(c) in {"Nd", "Nl", "No"}} - set("0123456789０１２３４５６７８９")


@every_reader
@settings(max_examples=500)
@given(st.text() | st.lists(st.sampled_from(SPOKEN), max_size=9).map("".join))
def test_what_is_understood_is_understood_again(name, text):
    """Also: nothing but Unreadable is ever raised."""
    read, shown = READERS[name]
    with suppress(Unreadable):
        value = read(text)
        assert read(shown(value)) == value
        assert not digits_elsewhere(text.partition("원문")[0])


@every_number
@given(st.text(st.characters(exclude_characters="0123456789０１２３４５６７８９")))
def test_text_without_digits_is_never_a_number(name, text):
    with pytest.raises(Unreadable):
        READERS[name][0](text)


@given(st.text(st.characters(exclude_characters="0123456789０１２３４５６７８９")))
def test_text_without_digits_is_never_a_known_day(text):
    try:
        assert read_day(text).on is None
    except Unreadable:
        assert plain(text)


def strange_letters():
    """Letters of any script, seen and without a meaning to any reader."""
    known = set("".join(SPOKEN) + "Qq건금중내쯤이하한도외안팎가량초상순최대소에서부터까지경정")
    letters = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1)
    return letters.filter(lambda text: plain(text) and not known & set(plain(text)))


@every_reader
@given(st.text("0123456789", min_size=1, max_size=8), strange_letters())
def test_digits_with_strange_letters_are_nothing(name, digits, letters):
    for text in (digits + letters, letters + digits, digits + letters + digits):
        with pytest.raises(Unreadable):
            READERS[name][0](text)


@every_reader
@pytest.mark.parametrize("zero", ["\u0660", "\u06f0", "\u0966", "\u0e50", "\U0001d7ce", "\u1040"])
def test_digits_of_other_scripts_are_nothing(name, zero):
    digits = str.maketrans({str(n): chr(ord(zero) + n) for n in range(10)})
    for text in ("20200716", "2020. 7. 16.", "100", "1,000", "2020"):
        with pytest.raises(Unreadable):
            READERS[name][0](text.translate(digits))


@every_reader
def test_nothing_is_only_nothing(name):
    if name == "day":
        assert read_day(" \u200b") == UNKNOWN
    else:
        with pytest.raises(Unreadable):
            READERS[name][0](" \u200b")


@every_reader
@pytest.mark.parametrize("part", LONG)
@pytest.mark.parametrize("length", [200, 10_000])
def test_long_junk_is_refused_at_once(name, part, length):
    text = (part * length)[: length - 1] + "!"
    assert min(seconds_to_refuse(READERS[name][0], text) for _ in range(3)) < 0.005


def seconds_to_refuse(read, text):
    start = time.process_time()
    with pytest.raises(Unreadable):
        read(text)
    return time.process_time() - start
