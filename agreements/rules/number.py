"""Registration numbers of companies: how they are written, and their check digits."""

import unicodedata

from agreements.rules.reading import Unreadable


def bare(number: str) -> str:
    """Without the hyphens and spaces that people write: ``１２３-45 67891`` is 1234567891."""
    text = unicodedata.normalize("NFKC", number)
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in {"Pd", "Cf"} and c != "\u2212")


def business_number_is_valid(number: str) -> bool:
    """사업자등록번호, ten digits: weights 1 3 7 1 3 7 1 3 5, plus the tens of the ninth product."""
    if len(number) != 10 or not (number.isascii() and number.isdigit()):
        return False
    digits = [int(c) for c in number]
    total = sum(d * w for d, w in zip(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=False)) + digits[8] * 5 // 10
    return digits[9] == (10 - total % 10) % 10


def corporate_number_is_usual(number: str) -> bool:
    """법인등록번호, thirteen digits, weights 1 2 alternating. Only ever a warning: the rule is said to have changed."""
    if len(number) != 13 or not (number.isascii() and number.isdigit()):
        return False
    digits = [int(c) for c in number]
    total = sum(d * (1 + i % 2) for i, d in enumerate(digits[:12]))
    return digits[12] == (10 - total % 10) % 10


def shown_business_number(digits: str) -> str:
    """``123-45-67891``"""
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}" if len(digits) == 10 else digits


def shown_corporate_number(digits: str) -> str:
    """``110111-0062432``"""
    return f"{digits[:6]}-{digits[6:]}" if len(digits) == 13 else digits


def read_business_number(text: str) -> str:
    """Its ten digits; one that cannot be right is refused."""
    number = bare(text)
    if len(number) != 10 or not (number.isascii() and number.isdigit()):
        raise Unreadable("사업자등록번호는 숫자 10자리입니다. 예: 123-45-67891")
    if not business_number_is_valid(number):
        raise Unreadable("사업자등록번호의 검증 숫자가 맞지 않습니다. 다시 확인하십시오.")
    return number


def read_corporate_number(text: str) -> str:
    """Its thirteen digits, whatever the last one is."""
    number = bare(text)
    if len(number) != 13 or not (number.isascii() and number.isdigit()):
        raise Unreadable("법인등록번호는 숫자 13자리입니다. 예: 110111-1234567")
    return number


def told_corporate_number(digits: str) -> str:
    """As shown, with a word of doubt where the check digit is not the usual one."""
    doubt = "" if corporate_number_is_usual(digits) else " (검증 숫자가 맞지 않습니다. 확인하십시오. 저장은 됩니다.)"
    return f"{shown_corporate_number(digits)}{doubt}"


def read_workplace_number(text: str) -> str:
    """고용보험 사업장관리번호: eleven digits; no rule is known that would check them."""
    number = bare(text)
    if len(number) != 11 or not (number.isascii() and number.isdigit()):
        raise Unreadable("고용보험 사업장관리번호는 숫자 11자리입니다. 예: 123-45-67891-1")
    return number


def shown_workplace_number(digits: str) -> str:
    """``123-45-67891-1``"""
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:10]}-{digits[10]}" if len(digits) == 11 else digits
