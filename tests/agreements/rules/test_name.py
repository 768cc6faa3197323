import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.rules.name import fold, tidy

SPELLINGS = [
    "(주)한빛",
    "㈜한빛",
    "\uff08주\uff09한빛",
    "주식회사 한빛",
    "한빛(주)",
    "한빛㈜",
    " 한 빛 ",
    unicodedata.normalize("NFD", "(주)한빛"),
    "한\u200b빛",
    "한빛 주식회사",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_ten_spellings_have_one_key(spelling):
    assert fold(spelling) == "한빛"


def test_different_names_stay_different():
    assert fold("동양생명") != fold("동양생명보험")
    assert fold("SK텔레콤(주)") == "sk텔레콤"


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=40))
def test_tidying_composes_and_keeps_single_spaces(name):
    tidied = tidy(name)
    assert unicodedata.is_normalized("NFC", tidied)
    assert "  " not in tidied
    assert tidied == tidied.strip()
