from datetime import date

import pytest

from agreements.periods import PartialDate, Precision
from agreements.rules.metric import Metric
from agreements.rules.said import Said, Wording
from briefs.contents.parts import circled
from briefs.contents.wording import change, day, eok, figure, in_prose, moment, won


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0 원"),
        (3_000_000, "300만 원"),
        (480_000_000, "4억 8,000만 원"),
        (2_200_000_000, "22억 원"),
        (530_300_000_000, "5,303억 원"),
        (100_000_001, "1억 1 원"),
    ],
)
def test_money_in_prose(amount, words):
    assert won(amount) == words


@pytest.mark.parametrize(
    ("amount", "cell"), [(2_200_000_000, "22"), (615_000_000, "6.2"), (1_250_000_000_000, "12,500")]
)
def test_money_in_a_cell_is_in_eok(amount, cell):
    assert eok(amount) == cell


@pytest.mark.parametrize(
    ("said", "prose", "cell"),
    [
        (Said(100, 100), "100명", "100"),
        (Said(120, 150, Wording.RANGE), "120~150명", "120~150"),
        (Said(300, 300, Wording.AT_MOST), "최대 300명", "최대 300"),
        (Said(150, 150, Wording.AT_LEAST), "150명 이상", "150 이상"),
        (Said(1236, 1236, Wording.OVER), "1,236여 명", "1,236여"),
    ],
)
def test_a_figure_keeps_its_word(said, prose, cell):
    assert (in_prose(Metric.JOBS, said), figure(Metric.JOBS, said)) == (prose, cell)


def test_money_keeps_its_word_too():
    assert in_prose(Metric.INVESTMENT, Said(10**9, 10**9, Wording.AT_MOST)) == "최대 10억 원"
    assert figure(Metric.INVESTMENT, Said(10**9, 2 * 10**9, Wording.RANGE)) == "10~20"


def test_a_fall_carries_a_triangle():
    assert [change(Metric.JOBS, now, 100) for now in (60, 100, 1160)] == ["△40", "0", "1,060"]


def test_a_day_is_told_as_far_as_it_is_known():
    told = PartialDate(date(2020, 1, 1), Precision.YEAR, "2020년 말")
    long = PartialDate(date(2020, 1, 1), Precision.YEAR, "2020년 말까지 단계로 채용할 계획")
    assert (day(told), day(long)) == ("2020년 말", "2020년")
    assert moment(PartialDate(date(2020, 7, 16), Precision.DAY)) == "2020. 7. 16.(목)"
    assert day(PartialDate(None, Precision.UNKNOWN, "27일(연·월 미상)")) == "27일(연·월 미상)"


def test_sources_are_circled_as_far_as_the_fonts_go():
    assert [circled(number) for number in (1, 20, 21)] == ["①", "⑳", "(21)"]
