import csv
import re
import time
import unicodedata
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.rules.name import fold, is_near, tidy

SPELLINGS = [
    "(주)한빛",
    "㈜한빛",
    "\uff08주\uff09한빛",
    "( 주 ) 한빛",
    "주식회사 한빛",
    "한빛(주)",
    "한빛㈜",
    " 한 빛 ",
    unicodedata.normalize("NFD", "(주)한빛"),
    "한\u200b빛",
    "한\u3164빛",
    "한빛 주식회사",
    "한·빛",
    "한ㆍ빛",
    "(유)한빛",
    "유한회사 한빛",
    "(사)한빛",
    "사단법인 한빛",
    "(재단법인) 한빛",
]

# fmt: off
PLACES = [
    "광주", "인천", "한빛", "대한", "동양", "흥국", "삼보", "우리", "하나", "신한",
    "새벽", "태광", "한국", "미래", "세종", "교원", "롯데", "금호", "대성", "고려",
]
TRADES = [
    "생명", "생명보험", "화재", "화재해상보험", "손해보험", "카드", "은행", "증권", "텔레콤",
    "통신", "홈쇼핑", "신용정보", "고용정보", "경영정보", "마케팅", "코퍼레이션", "커뮤니케이션", "컨택센터",
    "콜센터", "고객센터", "손해사정", "자산운용", "복지재단", "협동조합", "산업협회",
]
# fmt: on
NAMES = [f"{place}{trade}" for place, trade in product(PLACES, TRADES)]
SAMPLE = Path(__file__).parents[3] / "agreements" / "sample" / "organisations.csv"


def test_every_spelling_has_one_key():
    assert {fold(spelling) for spelling in SPELLINGS} == {"한빛"}


def test_five_hundred_names_have_five_hundred_keys():
    assert len(set(NAMES)) == 500
    assert len({fold(name) for name in NAMES}) == 500


@pytest.mark.parametrize("spell", ["(주){}", "{} 주식회사", "사단법인 {}", "{}㈜"])
def test_a_legal_form_changes_no_key(spell):
    assert [fold(spell.format(name)) for name in NAMES] == [fold(name) for name in NAMES]


def test_names_of_the_sample_differ_wherever_more_than_the_spelling_does():
    with SAMPLE.open(encoding="utf-8") as file:
        names = {line["name"] for line in csv.DictReader(file)}
    bare = {re.sub(r"\([주사유재]\)|\s", "", name).lower() for name in names}
    assert len({fold(name) for name in names}) == len(bare)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("복지재단 법인지원센터", "복지지원센터"),
        ("동양생명", "동양생명보험"),
        ("SK텔레콤", "SKT"),
        ("C&S손해사정", "CS손해사정"),
        ("농협", "농협중앙회"),
        ("한빛1", "한빛2"),
    ],
)
def test_different_names_stay_different(one, other):
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


@given(st.text(alphabet="(주)주식회사재단법인유한㈜ 한빛·\u200b", max_size=40))
def test_folding_twice_changes_nothing_of_legal_forms(name):
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=40))
def test_tidying_composes_and_keeps_single_spaces(name):
    tidied = tidy(name)
    assert unicodedata.is_normalized("NFC", tidied)
    assert "  " not in tidied
    assert tidied == tidied.strip()
    assert tidy(tidied) == tidied


@given(st.text(max_size=40))
def test_tidying_keeps_the_key(name):
    assert fold(tidy(name)) == fold(name)


@pytest.mark.parametrize("name", ["\u3164", "\x00", "\u200b \u200b", "(주)", "주식회사"])
def test_a_name_that_nobody_can_see_is_none(name):
    assert fold(name) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("동부화재", "동부화재해상보험"),
        ("흥국생명", "흥국생명보험"),
        ("우리카드", "우리 카드사"),
        ("하나SK카드", "하나카드"),
        ("KS한국고용정보", "한국고용정보"),
        ("LG유플러스", "엘지유플러스"),
        ("DB손해보험", "디비손해보험"),
        ("F&U신용정보", "에프앤유신용정보"),
        ("현대해상화재보험", "현대화재해상보험"),
        ("홈앤쇼핑", "홈엔쇼핑"),
    ],
)
def test_names_that_may_mean_the_same_are_near(one, other):
    assert is_near(fold(one), fold(other))
    assert is_near(fold(other), fold(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("삼성생명", "삼성화재"),
        ("삼성생명보험", "삼성화재해상보험"),
        ("흥국화재해상보험", "대한화재해상보험"),
        ("동양생명보험", "동양화재보험"),
        ("우리카드", "우리은행"),
        ("KB생명", "DB생명"),
        ("SK텔레콤", "SK매직"),
        ("가", "가나다"),
        ("", "가나"),
    ],
)
def test_names_that_cannot_mean_the_same_are_not(one, other):
    assert not is_near(fold(one), fold(other))


def test_five_thousand_names_are_looked_through_at_once():
    keys = [fold(f"{name}{n}") for n in range(10) for name in NAMES]
    start = time.process_time()
    found = [key for key in keys if is_near("흥국생명", key)]
    assert time.process_time() - start < 0.1
    assert "흥국생명0" in found
