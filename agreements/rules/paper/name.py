"""The name of a file as it is kept and given out again."""

import unicodedata

from agreements.rules.name import tidy

LONGEST = 255  # bytes: the most that a file system takes
UNSEEN = {"Cc", "Cf", "Cs"}  # control, bidi and zero-width characters, halves of characters
REFUSED_BY_WINDOWS = str.maketrans(':*?"<>|', "       ")
NAMELESS = "문서"


def file_name(name: str) -> str:
    """``../협약서\\u202e(최종).PDF`` → ``협약서(최종).pdf``: composed Hangul, no path, nothing unseen, 255 bytes."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(char for char in last if unicodedata.category(char) not in UNSEEN)
    plain = tidy(seen.translate(REFUSED_BY_WINDOWS)).rstrip(" .")
    stem, dot, extension = plain.rpartition(".")
    if not dot:
        stem, extension = plain, ""
    ending = f"{dot}{extension.strip().lower()}"
    return f"{_cut(stem.strip(' .'), LONGEST - len(ending.encode()))}{ending}"


def stem_of(name: str) -> str:
    return name.rpartition(".")[0] or name


def extension_of(name: str) -> str:
    return name.rpartition(".")[2] if "." in name else ""


def _cut(stem: str, size: int) -> str:
    """On a character, never in the middle of one."""
    return stem.encode()[: max(size, 0)].decode(errors="ignore").rstrip(" .") or NAMELESS
