import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.rules.amount import in_prose
from agreements.rules.metric import Metric
from agreements.rules.reading import Unreadable, read_said, shown_said
from agreements.rules.said import Said, Wording
from tests.agreements.rules.reading import MOST, broken, pasted, saids, whole_numbers

UNITS = ["석", "명", "개사", "건", "년", ""]


def exact(number):
    return Said(number, number)


def worded(number, wording):
    return Said(number, number, wording)


SPELLINGS = {
    exact(100): ["100", "100명", "100 명"],
    exact(1000): ["1,000", "1000명", "1천 명", "1천명", "10백 명"],
    exact(0): ["0", "0명"],
    exact(30_000): ["3만 명", "3만명", "3만"],
    exact(12_000): ["1만 2천명", "1만2천 명", "12천 명", "1만 2천"],
    exact(2_500): ["2천5백 명", "2천 5백명", "2천5백"],
    exact(12_345): ["1만 2,345명", "1만2345명", "1만 2천3백4십5명"],
    exact(10**15): ["1,000조", "1000000000000000", "1,000,000,000,000,000명"],
    exact(150): ["150~150명", "150명에서 150명"],
    worded(100, Wording.AT_LEAST): ["100명 이상", "100 이상", "100명이상", "최소 100명", "최소 100"],
    worded(300, Wording.AT_MOST): [
        "최대 300명",
        "최대 300",
        "300명 이하",
        "300명까지",
        "300명 한도",
        "300명 이내",
        "최대 3백 명",
    ],
    worded(30, Wording.OVER): ["30여 명", "30여명", "30명 여", "30여"],
    worded(3000, Wording.OVER): ["3천여 명", "3,000여 명"],
    worded(10_000, Wording.OVER): ["1만여 명", "1여만 명"],
    worded(100, Wording.ABOUT): [
        "약 100명",
        "약100명",
        "100명 내외",
        "100명 정도",
        "100명 안팎",
        "100명 가량",
        "약 100",
    ],
    Said(120, 150, Wording.RANGE): [
        "120~150명",
        "120~150",
        "120-150명",
        "120 ~ 150 명",
        "120명~150명",
        "120명에서 150명",
        "120명에서 150명까지",
        "120에서 150명",
    ],
    Said(10_000, 20_000, Wording.RANGE): ["1만~2만 명", "1~2만 명", "1만명~2만명"],
    Said(500, 1000, Wording.RANGE): ["500명~1천명", "500명에서 1천 명까지"],
}
TABLE = [(text, said) for said, texts in SPELLINGS.items() for text in texts]


@pytest.mark.parametrize(("text", "said"), TABLE)
def test_a_number_is_read_however_it_is_said(text, said):
    assert read_said(text, "명") == said


@pytest.mark.parametrize("unit", UNITS)
def test_a_number_is_read_with_its_unit_and_without(unit):
    assert read_said(f"1,200{unit}", unit) == exact(1200)
    assert read_said("1,200", unit) == exact(1200)
    assert read_said(f"120~150 {unit}", unit) == Said(120, 150, Wording.RANGE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "명",
        "여",
        "약",
        "천 명",
        "만명",
        "백",
        "이상",
        "최대",
        "~150명",
        "120~",
        "150~120명",
        "120~130~140명",
        "약 100명 정도",
        "약 30여 명",
        "100여 명 안팎",
        "최소 100명 이상",
        "최대 300명까지",
        "최대 120~150명",
        "120~150명 이상",
        "120명 이상 150명 이하",
        "100명 초과",
        "100명 미만",
        "100명명",
        "100 200",
        "100명 200명",
        "30여 0명",
        "2천여 5백명",
        "1.5명",
        "1.0",
        "1.5만 명",
        "-5",
        "−5명",
        "+5",
        "1_000",
        "1e3",
        "0x10",
        "007",
        "00",
        "1,00",
        "1,0000",
        "10,00명",
        "1000,000",
        "0,100",
        ",100",
        "100,",
        "1 000명",
        "٣",
        "۳۰명",
        "三百명",
        "삼백 명",
        "10²명",
        "①명",
        "5만 3억 명",
        "2백 3천 명",
        "1만 12천 명",
        "1만 10천 명",
        "1억 20,000만 명",
        "3만 3만 명",
        "1만 2",
        "2천 5",
        "3억 5천 명",
        "120~1만 2천 명",
        "500~1천 명",
        "1000000000000001",
        "1,001조",
        "9" * 200,
        "제100명",
        "총 100명",
        "100명(예정)",
        "2020. 7. 16.",
        "2020-07-16",
    ],
)
def test_what_is_not_a_number_is_refused(text):
    with pytest.raises(Unreadable, match=r"예: 100명 / 100명 이상 / 120~150명 / 약 100명$"):
        read_said(text, "명")


@pytest.mark.parametrize("text", ["{}", "{} 이상", "최대 {}", "{} 여", "120~{}", "120{}~150{}"])
@pytest.mark.parametrize(("asked", "written"), [("석", "명"), ("명", "석")])
def test_seats_and_people_are_never_converted(text, asked, written):
    with pytest.raises(Unreadable, match="석과 명은 서로 바꾸어 세지 않습니다"):
        read_said(text.replace("{}", f"150{written}"), asked)


@pytest.mark.parametrize(
    ("text", "unit", "told"), [("100건", "개사", "개사(으)로"), ("100명", "", "수만"), ("5원", "석", "석(으)로")]
)
def test_another_unit_is_refused_by_its_name(text, unit, told):
    with pytest.raises(Unreadable, match=re.escape(told)):
        read_said(text, unit)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (exact(1000), "1,000석"),
        (worded(100, Wording.AT_LEAST), "100석 이상"),
        (worded(300, Wording.AT_MOST), "최대 300석"),
        (worded(30, Wording.OVER), "30여 석"),
        (worded(100, Wording.ABOUT), "약 100석"),
        (Said(120, 150, Wording.RANGE), "120~150석"),
    ],
)
def test_a_number_shows_as_it_was_said(said, shown):
    assert shown_said(said, "석") == shown


def test_without_a_unit_nothing_follows():
    assert shown_said(worded(30, Wording.OVER), "") == "30여"
    assert shown_said(worded(30, Wording.AT_LEAST), "") == "30 이상"


@given(saids())
def test_numbers_show_as_in_prose(said):
    assert shown_said(said, "석") == in_prose(said, Metric.SEATS)
    assert shown_said(said, "명") == in_prose(said, Metric.JOBS)


@settings(max_examples=500)
@given(saids(), st.sampled_from(UNITS))
def test_what_is_shown_is_read_back(said, unit):
    assert read_said(shown_said(said, unit), unit) == said


@given(st.data(), st.sampled_from(TABLE))
def test_a_pasted_number_is_the_typed_one(data, row):
    text, said = row
    assert read_said(data.draw(pasted(text)), "명") == said


@settings(max_examples=500)
@given(st.from_regex(r"[0-9,]{1,12}", fullmatch=True))
def test_commas_stand_after_every_third_digit_or_not_at_all(text):
    bare = text.replace(",", "")
    number = int(bare) if bare else -1
    if text in {str(number), f"{number:,}"}:
        assert read_said(text, "석") == exact(number)
    else:
        with pytest.raises(Unreadable):
            read_said(text, "석")


@settings(max_examples=500)
@given(st.data(), saids(), st.sampled_from(UNITS))
def test_a_broken_number_is_refused(data, said, unit):
    text = data.draw(broken(shown_said(said, unit)))
    with pytest.raises(Unreadable):
        read_said(text, unit)


@given(saids(), saids(), st.sampled_from([" ", "", ", ", "\n"]))
def test_two_numbers_are_not_one(one, other, between):
    with pytest.raises(Unreadable):
        read_said(f"{shown_said(one, '명')}{between}{shown_said(other, '명')}", "명")


@given(whole_numbers(), st.integers(1, MOST))
def test_the_ends_of_a_range_stand_in_order(low, more):
    with pytest.raises(Unreadable):
        read_said(f"{low + more}~{low}명", "명")
