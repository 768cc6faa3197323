"""What a sheet means is read from its words, whoever wrote it and however it is laid out."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from agreements.rules.sheet import Meaning, UnusableError, entries, grids, heading_of
from agreements.rules.sheet.grid import cell_name, in_text
from agreements.rules.sheet.heading import meaning_of
from tests.agreements import ugly

MAKERS = {
    "two headings": (ugly.with_two_headings, ("광주광역시",)),
    "words in cells": (ugly.with_words_in_cells, ("부산광역시",)),
    "many rows": (ugly.with_one_agreement_over_many_rows, ()),
}


def read(content, name="협약.xlsx"):
    grid = max(grids(name, content), key=lambda one: len(one.rows))
    heading = heading_of(grid)
    assert heading is not None
    return heading, entries(grid, heading)


@pytest.mark.parametrize("name", MAKERS)
def test_an_ugly_sheet_gives_its_agreements_and_nothing_else(name):
    make, cities = MAKERS[name]
    rows = ugly.published(*cities)
    _, found = read(make(rows))
    companies = [text for entry in found for text in entry.texts(Meaning.COMPANY)]
    assert companies == [row["company"] for row in rows]
    assert len(found) == len({row["agreement_key"] for row in rows})


@pytest.mark.parametrize("name", MAKERS)
def test_its_numbers_are_those_of_the_list(name):
    make, cities = MAKERS[name]
    rows = ugly.published(*cities)
    _, found = read(make(rows))
    digits = ["".join(c for c in text if c.isdigit()) for entry in found for text in entry.texts(Meaning.SEATS)]
    assert [d for d in digits if d] == [row["seats"] for row in rows if row["seats"]]


def test_the_headings_of_two_lines_are_read_together():
    heading, _ = read(ugly.with_two_headings(ugly.published("광주광역시")))
    assert heading.last == 3
    assert heading.meanings[:4] == (Meaning.NUMBER, Meaning.DISTRICT, Meaning.COMPANY, Meaning.FORM)
    assert heading.units[7] == "백만원"


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("기 업 명", Meaning.COMPANY),
        ("상담석(석)", Meaning.SEATS),
        ("상담석 운영", None),
        ("고용 실적(명)", None),
        ("고용계획", Meaning.JOBS),
        ("체결일자", Meaning.SIGNED),
        ("MOU 체결일", Meaning.SIGNED),
        ("자치구", Meaning.DISTRICT),
        ("지역인재 우선채용", Meaning.LOCAL_FIRST),
        ("투자 규모(억원)", Meaning.INVESTMENT),
        ("규모(석)", Meaning.SEATS),
        ("대표번호", None),
        ("", None),
    ],
)
def test_a_heading_means_what_officials_mean(words, meaning):
    assert meaning_of(words) == meaning


@pytest.mark.parametrize(("at", "name"), [((0, 0), "A1"), ((11, 3), "D12"), ((0, 26), "AA1"), ((0, 701), "ZZ1")])
def test_a_cell_is_called_as_in_the_spreadsheet(at, name):
    assert cell_name(*at) == name


def test_the_same_facts_have_one_fingerprint_wherever_they_stand():
    rows = ugly.published("광주광역시")
    _, one = read(ugly.with_two_headings(rows))
    _, other = read(ugly.with_two_headings(list(reversed(rows))))
    assert {entry.fingerprint for entry in one} == {entry.fingerprint for entry in other}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_csv_of_any_korean_machine_is_read(encoding):
    text = "기업명,체결일,상담석\n(주)가나,2020. 7. 16.,100석\n"
    _, [entry] = read(text.encode(encoding), "협약.csv")
    assert [entry.texts(m)[0] for m in (Meaning.COMPANY, Meaning.SIGNED, Meaning.SEATS)] == [
        "(주)가나",
        "2020. 7. 16.",
        "100석",
    ]
    assert entry.row == 2


def far_cell():
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write(0, 0, "기업명")
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    return out.getvalue()


def bomb():
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<x/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (61 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04broken", far_cell(), bomb(), b"\x00\x01", b"\xff\xfe\xfa", b" \n \n", b"a" * (6 * 1024 * 1024)],
    ids=["empty", "broken", "far cell", "bomb", "binary", "no text", "blank", "too large"],
)
def test_what_is_no_sheet_is_refused_in_words(content):
    with pytest.raises(UnusableError, match="니다"):
        grids("협약.xlsx", content)


def test_a_sheet_without_headings_is_not_guessed():
    [grid] = grids("a.csv", b"1,2,3\n4,5,6\n")
    assert heading_of(grid) is None


@pytest.mark.parametrize(("value", "text"), [(100.0, "100"), (0.5, "0.5"), (None, ""), (" 가 ", "가"), (True, "True")])
def test_a_cell_is_told_as_it_would_be_typed(value, text):
    assert in_text(value) == text
