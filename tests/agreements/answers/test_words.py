"""How a cell is written: the same on page, sheet and frozen paper."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.answers import Cell, Column, Nil, Row, Table
from agreements.answers.words import in_number, in_words
from agreements.periods import PartialDate, Precision
from agreements.rules.said import Said, Wording

COUNT = Column("count", "협약", "건", adds=True)
WON = Column("investment_pledged", "투자액", "억원", adds=True, decimals=1)
RATE = Column("rate", "이행률", "%", decimals=1)
TEXT = Column("name", "기업")


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        (COUNT, 0, "0"),
        (COUNT, 1234, "1,234"),
        (COUNT, -40, "△40"),
        (COUNT, Said(120, 150, Wording.RANGE), "120~150"),
        (COUNT, Said(100, 100, Wording.AT_LEAST), "100 이상"),
        (WON, 1_250_000_000, "12.5"),
        (WON, Said(500_000_000, 500_000_000, Wording.ABOUT), "약 5.0"),
        (WON, Said(400_000_000, 500_000_000, Wording.RANGE), "4.0~5.0"),
        (RATE, Decimal("42.4"), "42.4"),
        (RATE, Decimal("100"), "100.0"),
        (TEXT, date(2020, 7, 16), "2020. 7. 16."),
        (TEXT, PartialDate(date(2020, 7, 1), Precision.HALF), "2020년 하반기"),
        (TEXT, PartialDate(None, Precision.UNKNOWN, "30일(월 미확인)"), "30일(월 미확인)"),
        (TEXT, "가나(주)", "가나(주)"),
    ],
)
def test_a_value_is_written_as_officials_write_it(column, value, words):
    assert in_words(Cell(value), column) == words


def test_what_is_not_there_says_which_nothing_it_is():
    assert [in_words(Cell(nil=nil), COUNT) for nil in Nil] == ["-", "미확인", "미제출", "미상"]


def test_what_the_press_says_carries_its_star_and_is_no_number():
    cell = Cell(Said(300, 300), is_press=True)
    assert (in_words(cell, COUNT), in_number(cell, COUNT)) == ("300*", None)


@pytest.mark.parametrize(
    ("column", "value", "number"),
    [
        (COUNT, 1234, 1234),
        (COUNT, Said(7, 7), 7),
        (COUNT, Said(7, 9, Wording.RANGE), None),
        (COUNT, Said(7, 7, Wording.AT_LEAST), None),
        (WON, 1_250_000_000, 12.5),
        (RATE, Decimal("42.4"), 42.4),
        (TEXT, "5", None),
    ],
)
def test_a_sheet_gets_a_number_only_where_the_words_are_one(column, value, number):
    assert in_number(Cell(value), column) == number


def table(*values: int, whole: int) -> Table:
    rows = [Row(str(n), str(n), (Cell(value),)) for n, value in enumerate(values)]
    return Table("t", "표", "구분", (COUNT,), (Row("sum", "계", (Cell(whole),), is_sum=True), *rows))


def test_parts_are_held_against_their_sum():
    assert [proof.holds for proof in table(101, 82, 38, 9, 8, whole=238).proofs] == [True]
    assert [proof.holds for proof in table(1, 12, 53, 6, 4, whole=77).proofs] == [False]
