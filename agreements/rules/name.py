"""Names as people search and sort them: (주) ㈜ 주식회사, spaces and Unicode forms make no difference."""

import re
import unicodedata

LEGAL_FORMS = re.compile(r"\((?:주|유|재|사|합|합자|유한)\)|주식회사|유한회사|사단법인|재단법인")


def fold(name: str) -> str:
    """The key for search, sort and sameness. Folding twice changes nothing."""
    folded = name
    while True:
        once = _fold_once(folded)
        if once == folded:
            return once
        folded = once


def _fold_once(name: str) -> str:
    text = unicodedata.normalize("NFKC", name)
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cc"})
    text = LEGAL_FORMS.sub("", text)
    return unicodedata.normalize("NFKC", re.sub(r"\s+", "", text).casefold())


def tidy(name: str) -> str:
    """What is stored and shown: composed Hangul, single spaces, no invisible characters."""
    text = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) != "Cf")
    return re.sub(r"\s+", " ", text).strip()
