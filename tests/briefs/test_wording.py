from datetime import date

from agreements.periods import PartialDate, Precision
from agreements.rules.metric import Metric
from briefs.contents.parts import circled
from briefs.contents.wording import change, day, moment


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
