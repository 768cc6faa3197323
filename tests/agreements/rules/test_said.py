import pytest

from agreements.rules.said import Said, Wording, total


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said(100, 100), "100"),
        (Said(120, 150, Wording.RANGE), "120~150"),
        (Said(100, 100, Wording.AT_LEAST), "100 이상"),
        (Said(300, 300, Wording.AT_MOST), "최대 300"),
        (Said(500, 500, Wording.OVER), "500여"),
        (Said(1000, 1000, Wording.ABOUT), "약 1,000"),
    ],
)
def test_a_value_reads_as_it_was_said(said, words):
    assert str(said) == words


def test_totals_of_ranges_are_low_to_high():
    assert total([Said(100, 100), Said(120, 150, Wording.RANGE)]) == Said(220, 250, Wording.RANGE)


def test_a_total_of_nothing_is_nothing_and_not_zero():
    assert total([]) is None
    assert total([Said(0, 0)]) == Said(0, 0)
