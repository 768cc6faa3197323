"""Text as the paper's fonts can set it: composed, without invisible marks, its words unbroken."""

import hashlib
import re
import unicodedata
from functools import cache
from glob import glob
from itertools import pairwise
from os.path import expanduser

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

JOINER = "\u2060"
GETA = "〓"  # the printer's mark for a sort that is not in the case
LONGEST_WORD = 40
HELD_SPACES = re.compile(
    r"(?<=\d\.) (?=\d)|(?<=[억만\d]) (?=원|명|[\d,]+만 원)|(?<=[→①-⑳]) |(?<=이행) (?=현황$)|(?<=\(기한) (?=내|경과)"
)
FACES = ("NanumMyeongjo", "NanumMyeongjoBold", "NanumGothic", "NanumGothicBold")
FOLDERS = ("/usr/share/fonts/**", "~/.local/share/fonts/**")

# What officials paste from elsewhere and the fonts lack, and what stands in for it.
STAND_INS = str.maketrans(
    {
        "−": "-",
        "‐": "-",
        "‑": "-",
        "┄": "-",
        "✕": "×",
        "✖": "×",
        "‧": "·",
        "⋅": "·",
        "∙": "·",
        "▪": "■",
        "▫": "□",
        "➔": "→",
        "➡": "→",
        "✓": "√",
        "✔": "√",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "\n": " ",
        "\r": " ",
    }
)


@cache
def glyphs() -> frozenset[int]:
    """The code points that all faces of the paper have."""
    return frozenset.intersection(*(_glyphs_of(face) for face in FACES))


@cache
def fonts_words() -> str:
    """Which faces set the paper: their version, and a digest of their files."""
    with TTFont(_path_of(FACES[0]), lazy=True) as font:
        version = font["name"].getDebugName(5) or ""
    whole = hashlib.sha256()
    for face in FACES:
        with open(_path_of(face), "rb") as file:
            whole.update(file.read())
    return f"Nanum {version.removeprefix('Version ').split(';')[0]} {whole.hexdigest()[:12]}"


def _glyphs_of(face: str) -> frozenset[int]:
    with TTFont(_path_of(face), lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _path_of(face: str) -> str:
    found = [path for folder in FOLDERS for path in glob(f"{expanduser(folder)}/{face}.ttf", recursive=True)]
    if not found:
        raise FileNotFoundError(f"{face}.ttf: apt install fonts-nanum")
    return found[0]


def settable(text: str) -> str:
    """NFC, no control or direction marks, stand-ins, and 〓 for whatever the fonts lack."""
    composed = unicodedata.normalize("NFC", text).translate(STAND_INS)
    plain = (char for char in composed if unicodedata.category(char) not in {"Cc", "Cf", "Cs"})
    return "".join(char if ord(char) in glyphs() else GETA for char in plain)


def unbroken(text: str) -> str:
    """Words break at spaces only (WeasyPrint has no ``word-break: keep-all``); one too long for a line still may."""
    return " ".join(word if len(word) > LONGEST_WORD else _joined(word) for word in text.split(" "))


def _joined(word: str) -> str:
    parts = [word[:1]]
    for before, char in pairwise(word):
        may_break = not (before.isascii() and before.isalnum() and char.isascii() and char.isalnum())
        parts.append(f"{JOINER}{char}" if may_break else char)
    return "".join(parts)


def held(text: str) -> str:
    """The space inside a day, before 원 and after an arrow is no place to break a line."""
    return HELD_SPACES.sub(f" {JOINER}", text)


def on_paper(text: str) -> str:
    return unbroken(held(settable(text)))
