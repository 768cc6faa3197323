"""Names as people search and sort them: (주) ㈜ 주식회사, spaces, dots and Unicode forms make no difference."""

import re
import unicodedata

COMPANY = "주식회사|유한회사|유한책임회사|합자회사|합명회사"
FOUNDATION = "사단법인|재단법인|학교법인|의료법인|사회복지법인"
IN_BRACKETS = re.compile(
    rf"\((?:주|유|재|사|합|학|의|복|株|有|유한|합자|합명|{COMPANY}|{FOUNDATION})\)|(?:{COMPANY})"
    # Inside a name 법인 may belong to the next word: 복지재단 법인지원센터.
    rf"|^(?:{FOUNDATION})|(?:{FOUNDATION})$"
)
UNWRITTEN = re.compile(r"[\s·ㆍ・･‧•∙⋅ᆞ]+")
# Letters, by their category, that nobody sees; and what only varies the one before it.
FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u034f\u2800\u17b4\u17b5")
VARYING = re.compile("[\ufe00-\ufe0f\u180b-\u180f\U000e0100-\U000e01ef]")
UNSEEN = frozenset({"Cf", "Cc", "Cn", "Co", "Cs"})
LONGEST = 300  # of what is folded; a name has a hundred letters at most

# fmt: off
SPOKEN = str.maketrans({
    "a": "에이", "b": "비", "c": "씨", "d": "디", "e": "이", "f": "에프", "g": "지", "h": "에이치", "i": "아이",
    "j": "제이", "k": "케이", "l": "엘", "m": "엠", "n": "엔", "o": "오", "p": "피", "q": "큐", "r": "알",
    "s": "에스", "t": "티", "u": "유", "v": "브이", "w": "더블유", "x": "엑스", "y": "와이", "z": "제트", "&": "앤",
})
# fmt: on


def fold(name: str) -> str:
    """The key for search, sort and sameness. Folding twice changes nothing."""
    folded = name[:LONGEST]
    while True:
        once = _fold_once(folded)
        if once == folded:
            return once
        folded = once


def _fold_once(name: str) -> str:
    text = UNWRITTEN.sub("", unicodedata.normalize("NFKC", _seen(UNWRITTEN.sub("", name))))
    return unicodedata.normalize("NFKC", IN_BRACKETS.sub("", text.casefold()))


def _seen(text: str) -> str:
    """Without control characters, zero-width ones and the like."""
    written = VARYING.sub("", text)
    return "".join(c for c in written if c not in FILLERS and unicodedata.category(c) not in UNSEEN)


def tidy(name: str) -> str:
    """What is stored and shown: composed Hangul, single spaces, no invisible characters."""
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", _seen(re.sub(r"\s+", " ", name)))).strip()


def is_name(name: str) -> bool:
    """Whether anything in it can be read: a letter or a digit."""
    return any(unicodedata.category(c)[0] in "LN" for c in tidy(name))


def is_near(one: str, other: str) -> bool:
    """Whether two folded names may mean the same: 동부화재 and 동부화재해상보험, LG유플러스 and 엘지유플러스.

    What tells Korean companies apart stands in front: 흥국화재해상보험 is not near 대한화재해상보험.
    """
    short, long = sorted((one.translate(SPOKEN), other.translate(SPOKEN)), key=len)
    if len(short) < 2:
        return short == long
    if sorted(short) == sorted(long):
        return True
    front = _alike(short, long)
    back = min(_alike(short[::-1], long[::-1]), len(short) - front)
    left = len(long) - front - back
    if front + back == len(short):
        return front >= 2 or front == 0
    return len(short) >= 4 and left <= (max(1, len(long) // 4) if front >= 2 else 1)


def _alike(one: str, other: str) -> int:
    """How many letters two words have in common from the beginning."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
