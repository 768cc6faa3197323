"""Text as the paper's fonts can set it."""

import unicodedata

import pytest

from briefs.rendering.words import GETA, JOINER, LONGEST_WORD, glyphs, on_paper, settable, unbroken


def test_syllables_of_a_word_hold_together_and_words_part():
    assert on_paper("진행 중이며") == f"진{JOINER}행 중{JOINER}이{JOINER}며"


def test_a_star_stays_with_its_word():
    assert on_paper("흥국생명빌딩*").endswith(f"딩{JOINER}*")


def test_latin_words_and_numbers_need_no_joining():
    assert on_paper("KT 7306") == "KT 7306"


def test_a_word_too_long_for_a_line_may_break():
    assert JOINER not in unbroken("가" * (LONGEST_WORD + 1))


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("−5", "-5"),
        ("┄", "-"),
        ("✕", "×"),
        ("행정‧재정", "행정·재정"),
        ("가\u200b나\u202e다\x00", "가나다"),
        ("가\t나\n다", "가 나 다"),
    ],
)
def test_what_the_fonts_lack_has_a_stand_in(pasted, told):
    assert settable(pasted) == told


def test_what_has_no_stand_in_is_a_geta():
    assert settable("웃음 😀 㐂") == f"웃음 {GETA} {GETA}"


def test_decomposed_hangul_is_composed():
    assert settable(unicodedata.normalize("NFD", "흥국생명")) == "흥국생명"


def test_the_papers_own_marks_are_in_the_fonts():
    assert {ord(char) for char in f"□○◈※*△·→~-①⑳㈜☎{GETA}"} <= glyphs()
