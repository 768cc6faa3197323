"""What is received and under which name. No odd file may hold anybody up for more than a second."""

import re
from time import perf_counter
from unicodedata import category, is_normalized, normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agreements.rules.paper import LARGEST, Unacceptable, media_type_of, paper_of
from agreements.rules.paper.name import LONGEST, file_name
from tests.agreements.papers import ODD, PLAIN, docx, hwpx, jpg, pdf, png, xlsx


@pytest.mark.parametrize("name", PLAIN)
def test_a_plain_paper_is_received_under_its_name(name):
    paper = paper_of(name, PLAIN[name]())
    assert paper.name == name
    assert paper.media_type == media_type_of(name)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.word)
def test_an_odd_file_is_refused_in_words_or_kept_harmlessly(odd):
    content = odd.content()
    began = perf_counter()
    if odd.kept:
        assert paper_of(odd.name, content).name == odd.kept
    else:
        with pytest.raises(Unacceptable, match=r"[가-힣].*십시오\.$"):
            paper_of(odd.name, content)
    assert perf_counter() - began < 1


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("an empty file", "빈 파일입니다"),
        ("more than 20 MB", "20MB보다 큰"),
        ("a PDF that would start as a program", "받지 않는 종류"),
        ("a program under the name of a PDF", "이름은 .pdf이지만"),
        ("an archive behind a PDF", "함께 든"),
        ("a picture that is a PDF too", "함께 든"),
        ("a PNG of 3.6 billion pixels", "화소보다 큰"),
        ("a JPG of 4 billion pixels", "화소보다 큰"),
        ("a Word document under a password", "암호가 걸린"),
        ("an entry under a password", "암호가 걸린"),
        ("macros under the name of Word", "매크로가 든"),
        ("macros by their type in UTF-16", "매크로가 든"),
        ("macros of Excel 4", "매크로가 든"),
        ("a path that leads out, the Windows way", "바깥 폴더"),
        ("a path from the root", "바깥 폴더"),
        ("30 MB of zeros in 30 KB", "지나치게 커지는"),
        ("300 MB as it says itself", "지나치게 커지는"),
        ("two hundred thousand entries", "지나치게 커지는"),
        ("half of an archive", "깨져 있습니다"),
        ("one name twice", "깨져 있습니다"),
        ("Word under the name of Excel", "xlsx 문서가 아닙니다"),
        ("a Hangul document of 1992", "이름은 .hwp이지만"),
        ("an old Word document under the name of Hangul", "한글 문서가 아닙니다"),
    ],
)
def test_a_refusal_says_why(word, why):
    odd = next(odd for odd in ODD if odd.word == word)
    with pytest.raises(Unacceptable, match=why):
        paper_of(odd.name, odd.content())


def test_the_largest_paper_is_exactly_20_mb():
    room = LARGEST - len(pdf())
    assert paper_of("협약서.pdf", pdf(bytes(room))).kind == "pdf"
    with pytest.raises(Unacceptable, match="20MB"):
        paper_of("협약서.pdf", pdf(bytes(room + 1)))


def test_the_photograph_of_a_telephone_is_received():
    """48 million pixels, and behind the picture a clip that it took along."""
    assert paper_of("현장.jpg", jpg(8_064, 6_048) + b"\x00\x00\x00\x18ftypmp42" + bytes(500)).kind == "jpg"
    assert paper_of("현장.png", png(7_071, 7_071)).kind == "png"


def test_a_large_sheet_that_packs_well_is_received():
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n * 7_919) for n in range(60_000))
    assert len(rows) > 2_000_000
    assert paper_of("실적.xlsx", xlsx(("xl/worksheets/sheet1.xml", rows))).kind == "xlsx"


@given(st.sampled_from([docx(), hwpx(), xlsx(), jpg(), png(), pdf()]), st.data())
@settings(deadline=None, max_examples=300)
def test_a_file_broken_anywhere_is_received_or_refused_but_never_an_accident(content, data):
    at = data.draw(st.integers(0, len(content) - 1))
    broken = content[:at] + data.draw(st.binary(min_size=1, max_size=6)) + content[at + data.draw(st.integers(0, 6)) :]
    assert all(re.search(r"^$|[가-힣].*십시오\.$", refusal_of(name, broken)) for name in PLAIN)


def refusal_of(name: str, content: bytes) -> str:
    try:
        paper_of(name, content)
    except Unacceptable as error:
        return str(error)
    return ""


@given(st.text(max_size=300), st.sampled_from(["pdf", "HWP", "jpeg", ""]))
@example("가" * 85, "pdf")
@example("\u202e협약\x00서/..\\ . ", "pdf")
@example(normalize("NFD", "협약서") * 60, "hwp")
@settings(deadline=None)
def test_a_name_is_short_composed_and_shows_all_of_itself(stem, extension):
    name = file_name(f"{stem}.{extension}")
    assert len(name.encode()) <= LONGEST or len(name.rpartition(".")[2]) > 4
    assert is_normalized("NFC", name)
    assert not set(name) & set('/\\:*?"<>|\x00')
    assert not any(category(char) in {"Cc", "Cf", "Cs"} for char in name)
    assert name.strip(" .")
    assert file_name(name) == name
    if extension:
        assert name.endswith(f".{extension.lower()}")
