import csv
import re
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.periods import UNKNOWN, PartialDate, Precision, begins_its_period, official_day_with_weekday
from agreements.rules.reading import Unreadable, plain, read_day, shown_day
from tests.agreements.rules.reading import broken, pasted

SAMPLE = Path(__file__).parents[4] / "agreements" / "sample"
DAY = PartialDate(date(2020, 7, 16), Precision.DAY)
MONTH = PartialDate(date(2020, 7, 1), Precision.MONTH)
QUARTER = PartialDate(date(2020, 7, 1), Precision.QUARTER)
HALF = PartialDate(date(2020, 7, 1), Precision.HALF)
YEAR = PartialDate(date(2020, 1, 1), Precision.YEAR)

FORMS = {
    DAY: [
        "2020. 7. 16.",
        "2020. 7. 16",
        "2020.7.16",
        "2020.07.16.",
        "2020-07-16",
        "2020-7-16",
        "2020/7/16",
        "20200716",
        "2020년 7월 16일",
        "2020년7월16일",
        "2020. 7월 16일",
        "2020. 7. 16.(목)",
        "2020. 7. 16. (목)",
        "2020. 7. 16.(목요일)",
        "2020-07-16(목)",
        "2020년 7월 16일(목)",
        "’20. 7. 16.",
        "'20.7.16.",
        "`20. 7. 16.(목)",
    ],
    MONTH: ["2020. 7.", "2020.7", "2020-07", "2020-7", "2020/7", "2020년 7월", "2020년 07월", "2020. 7월", "'20. 7."],
    QUARTER: [
        "2020년 3분기",
        "2020 3분기",
        "2020. 3분기",
        "2020.3/4분기",
        "2020 Q3",
        "2020Q3",
        "2020q3",
        "2020년 3/4분기",
        "'20.3/4분기",
    ],
    HALF: ["2020 하반기", "2020년 하반기", "2020. 하반기", "2020하반기", "'20년 하반기"],
    YEAR: ["2020년", "2020", "'20", "’20년"],
}
WORDS = {
    DAY: ["2020. 7. 16.까지", "2020. 7. 16.(목)까지", "2020년 7월 16일 경", "2020-07-16쯤"],
    MONTH: [
        "2020. 7. 초",
        "2020년 7월 말",
        "2020년 7월말까지",
        "2020년 7월 중",
        "2020년 7월 상순",
        "2020년 7월 초순",
        "2020년 7월 중순경",
        "2020년 7월 하순",
        "2020년 7월경",
        "2020. 7.까지",
        "2020년 7월(일 미확인)",
    ],
    QUARTER: ["2020년 3분기 말", "2020년 3분기까지", "2020 3분기 중", "2020년 3분기(월 미확인)"],
    HALF: ["2020년 하반기 중", "2020 하반기까지", "2020년 하반기 초쯤"],
    YEAR: [
        "2020년 말",
        "2020년 말까지",
        "2020년말",
        "2020년 초",
        "2020년 중",
        "2020년 내",
        "2020년 연내",
        "2020년 연말까지",
        "2020년까지",
        "2020년 말 까지",
        "2020년경",
        "2020년쯤",
        "2020년(월 미확인)",
        "2020년(월·일 미상)",
        "2020년 (날짜 미상)",
        "'20년 말",
    ],
    UNKNOWN: [
        "미상",
        "미확인",
        "날짜 미상",
        "연도 미상",
        "30일(월 미확인)",
        "2일(연·월 미확인)",
        "7월 16일(연도 미상)",
        "2월 29일(연도 미상)",
        "7월(연도 미확인)",
    ],
}


@pytest.mark.parametrize(("text", "day"), [(text, day) for day, texts in FORMS.items() for text in texts])
def test_a_day_is_read_however_it_is_spelt(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(("text", "day"), [(text, day) for day, texts in WORDS.items() for text in texts])
def test_the_words_of_the_source_stay_beside_what_is_known(text, day):
    assert read_day(text) == replace(day, words=text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2015. 8. 16.(원문: 3년 이내)", PartialDate(date(2015, 8, 16), Precision.DAY, "3년 이내")),
        ("2018년 (원문:30일 )", PartialDate(date(2018, 1, 1), Precision.YEAR, "30일")),
        ("미확인(원문: 그해 6월)", replace(UNKNOWN, words="그해 6월")),
        ("2020년(원문: 30일 체결(월 미확인))", replace(YEAR, words="30일 체결(월 미확인)")),
    ],
)
def test_any_words_are_taken_that_are_named_as_the_sources(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize("text", ["", "  ", "\u200b\n"])
def test_nothing_written_is_nothing_known(text):
    assert read_day(text) == UNKNOWN


@pytest.mark.parametrize(("written", "year"), [("'90", 1990), ("'99", 1999), ("'00", 2000), ("'89", 2089)])
def test_two_digits_mean_a_year_from_1990_to_2089(written, year):
    assert read_day(f"{written}. 7. 16.").on == date(year, 7, 16)


@pytest.mark.parametrize("year", [1880, 2200])
def test_the_first_and_the_last_year_are_read(year):
    assert read_day(f"{year}년").year == year


@pytest.mark.parametrize(
    "text",
    [
        "2021-02-29",
        "2020. 13.",
        "2020. 0.",
        "2020. 7. 0.",
        "2020. 6. 31.",
        "20201301",
        "1879년",
        "2201",
        "2020년 5분기",
        "2020년 0분기",
        "2020 3/5분기",
        "20203분기",
        "7월",
        "7월 16일",
        "7. 16.",
        "30일",
        "16",
        "20. 7. 16.",
        "20년",
        "200716",
        "'200716",
        "'2020",
        "내년",
        "연내",
        "말",
        "하반기",
        "3분기",
        "그해 6월",
        "2020-07/16",
        "2020. 7-16",
        "2020년 16일",
        "2020 7 16",
        "2020. 7. 16. 말",
        "2020. 7. 16. 오전",
        "2020. 7. 16.목)",
        "2020. 7.(목)",
        "2020년(목)",
        "2020년 말 말",
        "2020년 이후",
        "2020년부터",
        "2020~2022년",
        "2020년 7월(월 미확인)",
        "2020. 7. 16.(일 미확인)",
        "2020년(연도 미상)",
        "2020년(미확인",
        "40일(월 미확인)",
        "0일(월 미확인)",
        "13월 1일(연도 미상)",
        "2월 30일(연도 미상)",
        "7월 16일(월 미확인)",
        "2020년(원문: )",
        "(원문: 2020년 말)",
        "내년(원문: 2021년)",
        "2020년 말(원문: 2020년 말)",
        "2020년(원문: 2020년 말",
        "٢٠٢٠",
        "二〇二〇",
    ],
)
def test_what_is_not_a_day_is_refused(text):
    with pytest.raises(Unreadable, match=re.escape("예: 2020. 7. 16. / 2020년 7월 / 2020 하반기 / 30일(월 미확인)")):
        read_day(text)


@pytest.mark.parametrize("wrong", "월화수금토일")
def test_a_wrong_weekday_is_refused_with_the_right_one(wrong):
    with pytest.raises(Unreadable, match="목요일"):
        read_day(f"2020. 7. 16.({wrong})")


def test_words_may_have_as_many_letters_as_their_column():
    assert read_day(f"2020년(원문: {'말' * 80})").words == "말" * 80
    with pytest.raises(Unreadable, match="80자"):
        read_day(f"2020년(원문: {'말' * 81})")


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (DAY, "2020. 7. 16."),
        (MONTH, "2020. 7."),
        (UNKNOWN, ""),
        (replace(YEAR, words="2020년 말"), "2020년(원문: 2020년 말)"),
        (replace(UNKNOWN, words="30일(월 미확인)"), "30일(월 미확인)"),
        (replace(UNKNOWN, words="그해 6월"), "미확인(원문: 그해 6월)"),
        (replace(UNKNOWN, words="40일(월 미확인)"), "미확인(원문: 40일(월 미확인))"),
    ],
)
def test_a_day_shows_what_was_understood_and_what_was_said(day, shown):
    assert shown_day(day) == shown


def every_day():
    """Known to any precision, without words."""
    days = st.dates(date(1880, 1, 1), date(2200, 12, 31))
    known = st.sampled_from([p for p in Precision if p != Precision.UNKNOWN])
    return st.builds(lambda on, p: PartialDate(_first(on, p), p), days, known)


def _first(on, precision):
    while not begins_its_period(on, precision):
        on = on.replace(day=1) if on.day > 1 else on.replace(month=on.month - 1)
    return on


def words():
    return st.text(max_size=80).map(plain).filter(lambda text: len(text) <= 80)


@settings(max_examples=500)
@given(every_day() | st.just(UNKNOWN), words() | st.sampled_from([text for texts in WORDS.values() for text in texts]))
def test_what_is_shown_is_read_back(day, text):
    said = replace(day, words=text)
    assert read_day(shown_day(said)) == said


def test_the_days_of_the_sample_are_read_back():
    told = {
        line[column]
        for path in SAMPLE.glob("*.csv")
        for line in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        for column in line
        if column.endswith("_words") and line[column]
    }
    assert "30일 체결(월 미확인, 9월 개시 전)" in told
    for text, day in product(told, FORMS):
        assert read_day(shown_day(replace(day, words=text))) == replace(day, words=text)
        assert read_day(shown_day(replace(UNKNOWN, words=text))) == replace(UNKNOWN, words=text)


@given(st.data(), st.sampled_from([(text, day) for day, texts in FORMS.items() for text in texts]))
def test_a_pasted_day_is_the_typed_one(data, form):
    text, day = form
    assert read_day(data.draw(pasted(text))) == day


@given(st.dates(date(1880, 1, 1), date(2200, 12, 31)), st.sampled_from("월화수목금토일"))
def test_only_the_right_weekday_is_read(on, weekday):
    text = f"{on.year}년 {on.month}월 {on.day}일({weekday})"
    if official_day_with_weekday(on).endswith(f"({weekday})"):
        assert read_day(text).on == on
    else:
        with pytest.raises(Unreadable):
            read_day(text)


@settings(max_examples=500)
@given(st.integers(0, 9999), st.integers(0, 14), st.integers(0, 33), st.tuples(*[st.sampled_from("-./")] * 2))
def test_three_numbers_are_a_day_only_when_the_calendar_has_it(year, month, day, separators):
    text = f"{year:04}{separators[0]}{month}{separators[1]}{day:02}"
    try:
        expected = date(year, month, day) if 1880 <= year <= 2200 and len(set(separators)) == 1 else None
    except ValueError:
        expected = None
    if expected:
        assert read_day(text) == PartialDate(expected, Precision.DAY)
    else:
        with pytest.raises(Unreadable):
            read_day(text)


@settings(max_examples=500)
@given(st.data(), every_day())
def test_a_broken_day_is_refused(data, day):
    text = data.draw(broken(shown_day(day)))
    with pytest.raises(Unreadable):
        read_day(text)


@given(every_day(), every_day())
def test_two_days_are_not_one(one, other):
    with pytest.raises(Unreadable):
        read_day(f"{shown_day(one)} {shown_day(other)}")
