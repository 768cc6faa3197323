"""What the tests of the readers share: values as they may be said, and texts as they may arrive."""

from hypothesis import strategies as st

from agreements.rules.said import Said, Wording

MOST = 10**15
PASTED = {
    "~": "~∼～〜˜",
    "-": "-–—−‐‑﹣－\u00ad",
    "'": "'’‘`´＇",
    " ": " \u00a0\u3000\u2009\t\n",
    "·": "·ㆍ・•",
    ".": ".．",
    ",": ",，",
    "/": "/／",
    "(": "(（",
    ")": ")）",
}
INVISIBLE = ["", "", "", "\u200b", "\ufeff", "\u2060", "\x00", "\u200e"]
# None of these has a meaning in any day, number or amount, wherever it stands.
MEANINGLESS = "_%;:+*=xeEㅋ가٣१𝟏²①½"


def whole_numbers():
    """Every size is as likely as another: small ones, round ones, and all up to the most."""
    return st.one_of(
        st.integers(0, 10_000),
        st.integers(0, MOST),
        st.builds(lambda n, zeros: min(n * 10**zeros, MOST), st.integers(0, 9_999), st.integers(0, 12)),
    )


@st.composite
def saids(draw):
    """Every value that a row may hold: only a range has two ends."""
    wording = draw(st.sampled_from(Wording))
    low = draw(whole_numbers())
    if wording != Wording.RANGE:
        return Said(low, low, wording)
    low, high = sorted(draw(st.tuples(whole_numbers(), whole_numbers()).filter(lambda ends: ends[0] != ends[1])))
    return Said(low, high, Wording.RANGE)


@st.composite
def pasted(draw, text):
    """The same text out of a word processor, a web page or a Korean input method."""
    return "".join(draw(st.sampled_from(variants(c))) + draw(st.sampled_from(INVISIBLE)) for c in text)


def variants(character):
    if "0" <= character <= "9":
        return [character, chr(ord(character) + 0xFEE0)]
    return list(PASTED.get(character, character))


@st.composite
def broken(draw, text):
    """The text with one meaningless character somewhere in it, also at either end."""
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(MEANINGLESS)) + text[at:]
