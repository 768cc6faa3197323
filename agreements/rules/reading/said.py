"""Numbers as they were said: 100석 이상, 30여 명, 120~150명, 1만 2천 명. Money is read by the same words."""

import re
from collections.abc import Callable
from functools import partial

from agreements.rules.amount import MAN
from agreements.rules.reading.text import Unreadable, exampled, legible
from agreements.rules.said import Said, Wording

MOST = 10**15
LARGE = (("조", 10**12), ("억", 10**8), ("만", MAN))
SMALL = (("천", 1000), ("백", 100), ("십", 10))
DIGITS = r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)"

RANGES = [re.compile(r"(.+?) ?[~-] ?(.+)"), re.compile(r"(.+?) ?에서 ?(.+?)(?: ?까지)?")]
# A word said twice (약 100명 정도) is left over when the first is gone, and refused with the number.
WORDINGS = [
    (Wording.AT_LEAST, re.compile(r"최소 ?(.+)")),
    (Wording.AT_LEAST, re.compile(r"(.+?) ?이상")),
    (Wording.AT_MOST, re.compile(r"최대 ?(.+)")),
    (Wording.AT_MOST, re.compile(r"(.+?) ?(?:이하|이내|까지|한도)")),
    (Wording.ABOUT, re.compile(r"약 ?(.+)")),
    (Wording.ABOUT, re.compile(r"(.+?) ?(?:내외|안팎|정도|가량)")),
    # 500여억 원 and 500억여 원 are one; no digit may follow, or 30여 0명 would be 300.
    (Wording.OVER, re.compile(r"(.+?) ?여 ?([^0-9]*)")),
]
BARE = re.compile(rf"{DIGITS}(?:\.[0-9]+)?")
ONE_TERM = re.compile(rf"{BARE.pattern}([^0-9]*)")
OTHER_UNIT = re.compile(r"(석|명|개사|건|원)$")
OPEN_END = re.compile(r"[조억만천백십] ?[0-9,]+$")


def read_said(text: str, unit: str) -> Said:
    """``unit`` is 석, 명, 개사, 건 or any other word that follows a number; '' for none."""
    with exampled(f"100{unit} / 100{unit} 이상 / 120~150{unit} / 약 100{unit}"):
        return read_worded(legible(text), partial(_count, unit=unit))


def shown_said(said: Said, unit: str) -> str:
    """As ``amount.in_prose`` writes it, for any unit."""
    match said.wording:
        case Wording.AT_LEAST:
            return f"{said.low:,}{unit} 이상"
        case Wording.OVER:
            return f"{said.low:,}여 {unit}".rstrip()
        case _:
            return f"{said}{unit}"


def read_worded(text: str, read: Callable[[str], int]) -> Said:
    """The words around a number; ``read`` reads the number with its unit and refuses whatever else is there."""
    for form in RANGES:
        if found := form.fullmatch(text):
            return _range(read(_with_unit_of(found[2], found[1])), read(found[2]))
    for wording, form in WORDINGS:
        if found := form.fullmatch(text):
            value = read("".join(found.groups()))
            return Said(value, value, wording)
    value = read(text)
    return Said(value, value)


def whole(text: str) -> int:
    """``1,250``, ``1만 2천``, ``12억 5,000만``, ``1,250백만``: digits before every unit, each unit once, in order."""
    value = _sum(text, LARGE + SMALL)
    if value > MOST:
        raise Unreadable("1,000조가 넘는 수는 적을 수 없습니다.")
    return value


def _range(low: int, high: int) -> Said:
    if low > high:
        raise Unreadable("작은 수를 앞에, 큰 수를 뒤에 적으십시오.")
    return Said(low, high, Wording.RANGE if low < high else Wording.EXACT)


def _with_unit_of(high: str, low: str) -> str:
    """In 22~30억 원 and 120~150명 the unit of the right end is the left one's too."""
    if not BARE.fullmatch(low):
        return low
    found = ONE_TERM.fullmatch(high)
    if found is None:
        raise Unreadable("앞의 수에도 단위를 붙이십시오.")
    return f"{low}{found[1]}"


def _count(text: str, unit: str) -> int:
    number = text.removesuffix(unit).rstrip()
    if other := OTHER_UNIT.search(number):
        raise _another_unit(other[1], unit)
    if number == text and OPEN_END.search(number):
        raise Unreadable("끝의 수에도 단위를 붙이십시오.")
    return whole(number)


def _another_unit(found: str, unit: str) -> Unreadable:
    if {found, unit} == {"석", "명"}:
        return Unreadable(f"석과 명은 서로 바꾸어 세지 않습니다. 자료에 {unit}으로 적힌 수를 적으십시오.")
    wanted = f"단위를 {unit}(으)로 적으십시오." if unit else "단위 없이 수만 적으십시오."
    return Unreadable(f"{found}(으)로 적힌 수입니다. {wanted}")


def _sum(text: str, scales: tuple[tuple[str, int], ...]) -> int:
    if not scales:
        return _digits(text.strip())
    (name, scale), *lower = scales
    high, found, low = text.partition(name)
    if not found:
        return _sum(text, tuple(lower))
    # People who say 12억 5천 mean 5천만, and their figures cannot tell.
    if scale > MAN and set(low) & set("천백십") and not set(low) & set("억만"):
        raise Unreadable(f"{name} 뒤의 수에 단위가 빠진 듯합니다.")
    rest = _sum(low, tuple(lower)) if low.strip() else 0
    if rest >= scale:
        raise Unreadable("큰 단위부터 차례로 적으십시오.")
    return _sum(high, SMALL if scale >= MAN else ()) * scale + rest


def _digits(text: str) -> int:
    if not re.fullmatch(DIGITS, text):
        raise Unreadable("수로 읽을 수 없습니다.")
    return int(text.replace(",", ""))
