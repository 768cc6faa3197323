import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.rules.amount import EOK, in_prose
from agreements.rules.metric import Metric
from agreements.rules.reading import Unreadable, read_said_won, read_won, shown_said_won, shown_won
from agreements.rules.said import Said, Wording
from tests.agreements.rules.reading import MOST, broken, pasted, saids, whole_numbers

SPELLINGS = {
    1_250_000_000: [
        "12억 5천만",
        "12억 5천만 원",
        "12억5천만원",
        "12억 5,000만 원",
        "12억 5000만",
        "1,250백만원",
        "1,250 백만 원",
        "12.5억",
        "12.5억 원",
        "12.50억",
        "0.00125조",
        "1250000000",
        "1,250,000,000원",
        "금1,250,000,000원",
        "금 1,250,000,000원정",
        "₩1,250,000,000",
        "￦1,250,000,000원",
        "125천만원",
    ],
    1_198_800_000_000: ["1조 1,988억원", "1조1988억", "1조 1천9백8십8억 원"],
    30_000_000: ["3000만원", "3,000만 원", "3천만 원"],
    5_000_000: ["5백만 원", "5백만원", "500만", "5백만"],
    250_000: ["250천원", "25만원", "250 천원"],
    530_300_000_000: ["5,303억 원", "5천3백3억원"],
    1_200_000_000_000: ["1조2천억", "1.2조 원", "1조 2,000억 원"],
    5_000: ["5천원", "5,000원"],
    12_345: ["1만 2,345원", "1만2천3백4십5원"],
    0: ["0", "0원", "0 원"],
    10_000: ["10000", "10,000", "1만"],
    1: ["1원", "0.00000001억"],
    10**15: ["1,000조 원", "1000000000000000"],
}
SAID = {
    Said(1000 * EOK, 1000 * EOK, Wording.AT_LEAST): ["1,000억 원 이상", "1천억 이상", "최소 1,000억 원"],
    Said(500 * EOK, 500 * EOK, Wording.ABOUT): ["약 500억원", "500억 원 내외", "5백억 원 정도", "500억 안팎"],
    Said(30 * EOK, 30 * EOK, Wording.AT_MOST): [
        "최대 30억",
        "30억 원 이하",
        "30억까지",
        "30억 원 한도",
    ],
    Said(500 * EOK, 500 * EOK, Wording.OVER): ["500여억 원", "500억여 원", "500여 억원", "5백여억 원", "500억 원 여"],
    Said(22 * EOK, 30 * EOK, Wording.RANGE): [
        "22억~30억 원",
        "22~30억 원",
        "22~30억",
        "22억 원~30억 원",
        "22억-30억",
        "22억 원에서 30억 원까지",
        "금22~30억 원",
        "2,200백만~3,000백만원",
    ],
    Said(225 * 10**7, 30 * EOK, Wording.RANGE): ["22.5~30억 원", "22억 5천만~30억"],
    Said(5000 * 10**4, EOK, Wording.RANGE): ["5천만 원~1억 원", "5,000만~1억"],
    Said(5000, EOK, Wording.RANGE): ["5,000 원~1억 원", "5천원~1억"],
    Said(22 * EOK, 22 * EOK): ["22억", "22억~22억 원"],
}
TABLE = [(text, won) for won, texts in SPELLINGS.items() for text in texts]
SAID_TABLE = [(text, said) for said, texts in SAID.items() for text in texts]


@pytest.mark.parametrize(("text", "won"), TABLE)
def test_an_amount_is_read_however_it_is_spelt(text, won):
    assert read_won(text) == won
    assert read_said_won(text) == Said(won, won)


@pytest.mark.parametrize(("text", "said"), SAID_TABLE)
def test_an_amount_is_read_as_it_was_said(text, said):
    assert read_said_won(text) == said


@pytest.mark.parametrize(
    ("text", "unit", "won"),
    [
        ("1,250", "백만원", 1_250_000_000),
        ("12.5", "억원", 1_250_000_000),
        ("250", "천원", 250_000),
        ("250", "원", 250),
        ("25", "만원", 250_000),
        ("0", "억원", 0),
        ("금1,250", "백만원", 1_250_000_000),
        ("1,250원", "백만원", 1_250),
        ("12억", "백만원", 1_200_000_000),
        ("3천만 원", "억원", 30_000_000),
    ],
)
def test_a_bare_number_is_in_the_unit_of_its_column(text, unit, won):
    assert read_won(text, unit) == won


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("22~30", Said(22 * EOK, 30 * EOK, Wording.RANGE)),
        ("22억~30", Said(22 * EOK, 30 * EOK, Wording.RANGE)),
        ("약 22.5", Said(225 * 10**7, 225 * 10**7, Wording.ABOUT)),
        ("500여", Said(500 * EOK, 500 * EOK, Wording.OVER)),
        ("1,000 이상", Said(1000 * EOK, 1000 * EOK, Wording.AT_LEAST)),
        ("최대 30만 원", Said(300_000, 300_000, Wording.AT_MOST)),
    ],
)
def test_words_around_a_bare_number_change_no_unit(text, said):
    assert read_said_won(text, "억원") == said


REFUSED = [
    "",
    "원",
    "억",
    "억 원",
    "백만원",
    "금",
    "금원",
    "5만 3억",
    "5억 3조",
    "3천만 2억 원",
    "12억 12억",
    "1억 20,000만 원",
    "1만 12천원",
    "12억 5천",
    "12억 5천원",
    "1조 5백 원",
    "12억 5,000",
    "5천",
    "22",
    "1,250",
    "3백",
    "1만 2천",
    "12.5억 3천만",
    "3억 2.5천만",
    "0.000000001억",
    "1.5원",
    "1.5",
    "12.억",
    ".5억",
    "1.250.000원",
    "1,250.000.000",
    "-5억",
    "−12억",
    "+5억",
    "1e9",
    "1_000원",
    "0x10",
    "1,00원",
    "1,00억",
    "12,5억",
    "1,0000만 원",
    "10,00만",
    "007원",
    "1 000원",
    "1,001조",
    "1000조 1원",
    "10000000000000.1억",
    "1000000000000001",
    "9" * 200,
    "삼억 원",
    "금일십이억원",
    "٣억",
    "3²억",
    "100달러",
    "100만 달러",
    "$100",
    "100석",
    "100명",
    "12억 원원",
    "금금12억",
    "12억 원(예정)",
    "국비 12억 원",
    "12억/년",
    "5~3억",
    "30억~22억",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_an_amount_is_refused(text):
    with pytest.raises(Unreadable, match="예: 12억 5,000만 원"):
        read_won(text)
    with pytest.raises(Unreadable, match="예: 22억 원"):
        read_said_won(text)


@pytest.mark.parametrize(
    "text",
    [
        "약 500억 원 정도",
        "약 500여억 원",
        "최소 22억~30억 원",
        "22~30억 원 이상",
        "5,000~1조 2천억",
        "5,000~1억 원",
        "22억~금30억",
        "500여0억",
        "1억여 5천만 원",
        "1,000억 원 초과",
        "약",
    ],
)
def test_what_says_too_much_or_too_little_is_refused(text):
    with pytest.raises(Unreadable):
        read_said_won(text)


@pytest.mark.parametrize("text", ["약 500억", "500억 이상", "최대 30억", "22~30억", "500여억 원"])
def test_one_amount_has_no_words(text):
    assert read_said_won(text)
    with pytest.raises(Unreadable):
        read_won(text)


@settings(max_examples=500)
@given(whole_numbers())
def test_every_amount_shown_is_read_back(won):
    assert read_won(shown_won(won)) == won


@settings(max_examples=500)
@given(saids())
def test_every_wording_shown_is_read_back(said):
    assert read_said_won(shown_said_won(said)) == said


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (Said(1_250_000_000, 1_250_000_000), "12억 5,000만 원"),
        (Said(1000 * EOK, 1000 * EOK, Wording.AT_LEAST), "1,000억 원 이상"),
        (Said(500 * EOK, 500 * EOK, Wording.OVER), "500억여 원"),
        (Said(22 * EOK, 30 * EOK, Wording.RANGE), "22억~30억 원"),
        (Said(0, 30 * EOK, Wording.RANGE), "0 원~30억 원"),
        (Said(5000, EOK, Wording.RANGE), "5,000 원~1억 원"),
    ],
)
def test_an_amount_shows_as_it_was_said(said, shown):
    assert shown_said_won(said) == shown


@given(saids())
def test_amounts_show_as_in_prose_unless_a_bare_end_would_mislead(said):
    prose, shown = in_prose(said, Metric.INVESTMENT), shown_said_won(said)
    if shown != prose:
        assert said.wording == Wording.RANGE
        assert shown == prose.replace("~", " 원~")


@st.composite
def in_korean(draw, won):
    """The amount by groups of four digits, each in one of three ways; written without the product's own hand."""
    groups = [(won // 10**power % 10**4, unit) for power, unit in ((12, "조"), (8, "억"), (4, "만"), (0, ""))]
    above = won >= 10**8 and not groups[2][0]
    written = []
    for number, unit in groups:
        ways = [str(number), f"{number:,}"]
        if not (above and unit == ""):
            ways.append("".join(f"{number // 10**n % 10}{name}" for n, name in SMALL if number // 10**n % 10))
        if number:
            written.append(
                draw(st.sampled_from(ways)) + draw(st.sampled_from(["", " "]) if unit else st.just("")) + unit
            )
    return draw(st.sampled_from(["", " "])).join(written) + draw(st.sampled_from(["원", " 원"]))


SMALL = ((3, "천"), (2, "백"), (1, "십"), (0, ""))


@settings(max_examples=500)
@given(st.data(), st.integers(1, MOST - 1))
def test_an_amount_in_korean_units_is_the_sum_of_them(data, won):
    assert read_won(data.draw(in_korean(won))) == won


@settings(max_examples=500)
@given(
    whole_numbers(), st.sampled_from([("만", 4), ("백만", 6), ("억", 8), ("조", 12)]), st.sampled_from(["원", " 원"])
)
def test_decimals_are_exact(won, scale, end):
    name, zeros = scale
    whole, rest = divmod(won, 10**zeros)
    assert read_won(f"{whole:,}.{rest:0{zeros}}{name}{end}") == won


@given(st.integers(0, 10**7), st.sampled_from([("원", 1), ("천원", 10**3), ("백만원", 10**6), ("억원", 10**8)]))
def test_a_column_means_its_unit_and_nothing_else(number, column):
    unit, scale = column
    assert read_won(f"{number:,}", unit) == number * scale
    assert read_won(f"{number}원", unit) == number


@given(st.data(), st.sampled_from([(text, Said(won, won)) for text, won in TABLE] + SAID_TABLE))
def test_a_pasted_amount_is_the_typed_one(data, row):
    text, said = row
    assert read_said_won(data.draw(pasted(text))) == said


@settings(max_examples=500)
@given(st.data(), saids())
def test_a_broken_amount_is_refused(data, said):
    text = data.draw(broken(shown_said_won(said)))
    with pytest.raises(Unreadable):
        read_said_won(text)


@given(whole_numbers(), whole_numbers(), st.sampled_from([" ", "", ", ", "+"]))
def test_two_amounts_are_not_one(one, other, between):
    with pytest.raises(Unreadable):
        read_won(f"{shown_won(one)}{between}{shown_won(other)}")
