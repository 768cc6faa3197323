"""조사표 filled in as a company would: by hand in the file itself, or saved again by another program."""

import re
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from agreements.rules.sheet import grids
from agreements.rules.sheet.grid import cell_name, in_text

PAGE = "xl/worksheets/sheet1.xml"


def page_of(content: bytes) -> str:
    return ZipFile(BytesIO(content)).read(PAGE).decode()


def place_of(content: bytes, key: str, column: int) -> str:
    """The cell of a column in the first row whose key begins so: ``row:staff``."""
    [grid] = grids("a.xlsx", content)
    at = next(n for n, row in enumerate(grid.rows) if any(str(value).startswith(f"{key}@") for value in row))
    return cell_name(at, column)


VALUE, WORDS = 6, 7


def typed_in(content: bytes, texts: dict[str, str]) -> bytes:
    """Types into cells that are there and empty; numbers as numbers."""
    page = page_of(content)
    for cell, text in texts.items():
        is_number = re.fullmatch(r"-?\d+(\.\d+)?", text)
        held = f"<v>{text}</v>" if is_number else f"<is><t>{escape(text)}</t></is>"
        kind = "" if is_number else ' t="inlineStr"'
        page, count = re.subn(rf'<c r="{cell}"( s="\d+")?/>', rf'<c r="{cell}"\1{kind}>{held}</c>', page)
        assert count == 1, cell
    return with_page(content, page)


def with_page(content: bytes, page: str) -> bytes:
    out, old = BytesIO(), ZipFile(BytesIO(content))
    with ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, page if entry.filename == PAGE else old.read(entry))
    return out.getvalue()


def filled_in(content: bytes, **values: str) -> bytes:
    """``staff="95"`` is the value of that row; ``staff_words`` its remark."""
    cells = {}
    for name, text in values.items():
        row, _, words = name.partition("_words")
        cells[place_of(content, f"row:{row}", WORDS if words or name.endswith("_words") else VALUE)] = text
    return typed_in(content, cells)


def rows_of(content: bytes) -> list[list[str]]:
    [grid] = grids("a.xlsx", content)
    return [[in_text(value) for value in row] for row in grid.rows]


def saved_again(rows: list[list[str]], *, above: int = 0, before: int = 0) -> bytes:
    """By a program that keeps texts and nothing else; some rows were put above, some columns before."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Sheet1")
    for number in range(above):
        page.write_string(number, 0, "결재")
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                page.write_string(at + above, column + before, text)
    book.close()
    return out.getvalue()
