"""Files made to take more memory or time than there is: refused in words, before anything is opened."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from agreements.rules.name import fold, is_name, tidy
from agreements.rules.sheet.grid import Area, Grid, UnusableError, _grid, grids
from agreements.rules.sheet.heading import meaning_of

TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORKBOOK = b"<workbook/>"


def packed(**parts: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr("xl/workbook.xml", WORKBOOK)
        for name, text in parts.items():
            book.writestr(name.replace("__", "/") + ".xml", text)
    return out.getvalue()


def sheet(cells: str) -> str:
    return f"<worksheet><sheetData>{cells}</sheetData></worksheet>"


FAR = {
    "as Excel writes it": sheet('<row r="1"><c r="ZZZ9999999"><v>1</v></c></row>'),
    "attributes in another order": sheet('<row r="1"><c s="0" r="A1000000"><v>1</v></c></row>'),
    "two spaces": sheet('<row r="1"><c  r="A1000000"/></row>'),
    "single quotes": sheet("<row r='1'><c r='A1000000'/></row>"),
    "small letters": sheet('<row r="1"><c r="zzz1"/></row>'),
    "a fixed reference": sheet('<row r="1"><c r="$A$1000000"/></row>'),
    "a far row without cells that say where": sheet('<row r="200000"><c/></row>'),
    "more cells than columns": sheet(f'<row r="1">{"<c/>" * 101}</row>'),
    "more rows than rows": sheet("<row/>" * 10_001),
    "merged without end": "<worksheet>" + '<mergeCell ref="A1:B2"/>' * 2001 + "</worksheet>",
}


@pytest.mark.parametrize("part", ["xl__worksheets__sheet1", "xl__Worksheets__sheet1", "xl__data__sheet1"])
@pytest.mark.parametrize("told", FAR)
def test_what_reaches_too_far_is_refused_wherever_it_stands(told, part):
    with pytest.raises(UnusableError):
        grids("협약.xlsx", packed(**{part: FAR[told]}))


def test_a_prefix_hides_nothing():
    far = '<x:worksheet xmlns:x="y"><x:sheetData><x:row r="1"><x:c r="A999999"/></x:row></x:sheetData></x:worksheet>'
    with pytest.raises(UnusableError, match="열을 넘습니다"):
        grids("협약.xlsx", packed(xl__worksheets__sheet1=far))


def test_entities_are_not_expanded():
    lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>'
    with pytest.raises(UnusableError):
        grids("협약.xlsx", packed(xl__worksheets__sheet1=lol))


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(sheet('<row r="1 "><c r="A1"/></row>'), id="a row that another reader might read"),
        pytest.param(sheet('<row r="1"><c r="A-1"/></row>'), id="a cell that another reader might read"),
        pytest.param('<!DOCTYPE worksheet SYSTEM "x"><worksheet/>', id="a type declared elsewhere"),
    ],
)
def test_what_two_readers_may_read_differently_is_refused(told):
    with pytest.raises(UnusableError, match="깨졌거나"):
        grids("협약.xlsx", packed(xl__worksheets__sheet1=told))


def test_cells_merged_over_one_another_are_no_table():
    everything = Area(0, 0, 99, 9)
    with pytest.raises(UnusableError, match="합친 칸"):
        _grid("한", [["값"] * 10 for _ in range(100)], (everything, everything))


def test_what_is_packed_but_no_xlsx_is_not_opened():
    out = BytesIO()
    with ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", '<table:table-row table:number-rows-repeated="1000000"/>')
    with pytest.raises(UnusableError, match=r"\.xlsx로 다시 저장"):
        grids("협약.ods", out.getvalue())


def test_a_field_without_end_is_no_table():
    with pytest.raises(UnusableError, match="따옴표"):
        grids("협약.csv", ('기업명,체결일\n"' + "가" * 140_000).encode())


def test_a_long_file_name_is_a_short_tab():
    assert len(grids("가" * 180 + ".csv", "기업명\n가\n".encode())[0].tab) == 100


def test_many_merged_cells_are_found_by_their_row():
    areas = tuple(Area(row, 0, row, 3) for row in range(0, 9000, 2))
    grid = Grid("표", tuple((str(n), None, None, None) for n in range(9000)), areas)
    assert [grid.value(row, 3) for row in (0, 1, 8998)] == ["0", None, "8998"]


def test_brackets_within_brackets_take_no_time():
    assert len(fold("(" * 9000 + "(주)" + "주)" * 9000)) <= 300
    assert meaning_of("(" * 40_000) is None


@pytest.mark.parametrize("name", ["\u2800", "\ufe0f", "\U000e0100", "\u2065", ".", "-", "\u3164"])
def test_a_name_that_cannot_be_read_is_no_name(name):
    assert not is_name(name)


def test_what_only_varies_a_letter_makes_no_other_name():
    assert fold("가나\ufe0f다") == fold("가나다") == fold("가\u180b나다")
    assert tidy("가나\u2800다") == "가나다"
