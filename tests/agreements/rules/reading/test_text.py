import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.rules.reading import Unreadable, plain
from agreements.rules.reading.text import LONGEST, exampled, legible
from tests.agreements.rules.reading import pasted


@pytest.mark.parametrize(
    ("text", "uniform"),
    [
        ("１２０", "120"),
        ("２０２０．７．１６．", "2020.7.16."),
        ("Ｑ３", "Q3"),
        ("（월 미확인）", "(월 미확인)"),
        ("120∼150", "120~150"),
        ("120～150", "120~150"),
        ("120〜150", "120~150"),
        ("120˜150", "120~150"),
        ("120–150", "120-150"),
        ("120—150", "120-150"),
        ("120−150", "120-150"),
        ("120‐150", "120-150"),
        ("120‑150", "120-150"),
        ("120﹣150", "120-150"),
        ("120－150", "120-150"),
        ("120\u00ad150", "120-150"),
        ("’20", "'20"),
        ("‘20", "'20"),
        ("`20", "'20"),
        ("\u1fef20", "'20"),
        ("￦100", "₩100"),
        ("연ㆍ월", "연·월"),
        ("100\u00a0석", "100 석"),
        ("100 \u3000\t\r\n 석", "100 석"),
        ("1\u200b0\ufeff0\x00석\u200e", "100석"),
        ("  100석  ", "100석"),
        (unicodedata.normalize("NFD", "백만원"), "백만원"),
    ],
)
def test_what_is_pasted_becomes_uniform(text, uniform):
    assert plain(text) == uniform


@pytest.mark.parametrize("text", ["10²", "½", "①", "㎡", "٣", "㈜", "Ⅲ", "𝟏"])
def test_what_would_change_its_meaning_is_left(text):
    assert plain(text) == text


@given(st.text())
def test_uniform_text_stays_as_it_is(text):
    assert plain(plain(text)) == plain(text)


@given(pasted("'20-1·2 ~ (3,4/5.)"))
def test_every_way_of_pasting_gives_one_text(text):
    assert plain(text) == "'20-1·2 ~ (3,4/5.)"


def test_the_longest_text_is_read_and_a_longer_one_refused():
    assert legible("1" * LONGEST) == "1" * LONGEST
    with pytest.raises(Unreadable, match="200자"):
        legible("1" * (LONGEST + 1))


def test_a_refusal_ends_with_the_example():
    with pytest.raises(Unreadable) as refused, exampled("100석"):
        raise Unreadable("읽을 수 없습니다.")
    assert str(refused.value) == "읽을 수 없습니다. 예: 100석"
