import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.rules.mask import masked_email, masked_name, masked_telephone


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("010-1234-5678", "010-****-5678"),
        ("01012345678", "010****5678"),
        ("02-123-4567", "02-***-4567"),
        ("062-613-1234", "062-***-1234"),
        ("1588-1234", "1588-****"),
        ("3481", "****"),
        ("", ""),
    ],
)
def test_a_telephone_keeps_its_area_and_its_last_four(number, shown):
    assert masked_telephone(number) == shown


@given(st.text(alphabet="0123456789-() 내선gd", max_size=30))
def test_no_number_can_be_called_once_it_is_masked(number):
    digits, shown = [c for c in number if c.isdigit()], masked_telephone(number)
    assert len([c for c in shown if c.isdigit()]) <= max(len(digits) - 3, 0) or len(digits) < 3
    assert not any(c in shown for c in "내선gd")


@pytest.mark.parametrize(
    ("address", "shown"), [("hong@company.example", "h***@…"), ("a@b.example", "a***@…"), ("", "")]
)
def test_an_address_keeps_its_first_letter(address, shown):
    assert masked_email(address) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("홍길동", "홍*동"), ("김철", "김*"), ("남궁민수", "남**수"), ("John Smith", "J********h"), ("홍", "홍*")],
)
def test_a_name_keeps_its_ends(name, shown):
    assert masked_name(name) == shown
