"""Check digits of Korean registration numbers."""


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
