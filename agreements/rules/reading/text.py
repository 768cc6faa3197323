"""What officials type or paste, made uniform before it is read; and how a reader refuses."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from agreements.rules.name import tidy

LONGEST = 200

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# A soft hyphen is invisible, but between two numbers it stood for a dash: 120150 would be another number.
WRITTEN = FULL_WIDTH | {
    ord(character): meant
    for meant, pasted in {
        "~": "∼∽〜〰˜⁓",
        "-": "‐‑‒–—―−﹣﹘─\u00ad",
        "'": "’‘‛ʼ′`´",
        "/": "⁄∕",
        "·": "ㆍ・･‧•∙⋅",
        "₩": "￦",
    }.items()
    for character in pasted
}


class Unreadable(ValueError):  # noqa: N818 - said of the text, as its readers say it
    """``str()`` is a Korean sentence for the person who wrote the text, with an example of what to write."""


@contextmanager
def exampled(example: str) -> Iterator[None]:
    """Refusals from inside end with the example."""
    try:
        yield
    except Unreadable as error:
        raise Unreadable(f"{error} 예: {example}") from None


def plain(text: str) -> str:
    """One kind of digit, dash and space, nothing invisible. ², ½ and ㎡ stay what they are, unlike in NFKC."""
    return tidy(unicodedata.normalize("NFC", text).translate(WRITTEN))


def legible(text: str) -> str:
    """The plain text, unless it is longer than any day or number: what follows may be as slow as it likes."""
    if len(text) > LONGEST:
        raise Unreadable(f"{LONGEST}자 안으로 적으십시오.")
    return plain(text)
