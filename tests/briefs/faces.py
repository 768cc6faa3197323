"""The tables of a paper as each of its forms gives them back, read by other libraries than wrote them."""

import csv
import re
import subprocess
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import unhwp
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from briefs.layout import heads, rows_of, tables_of
from briefs.models import Brief
from briefs.rendering import render
from briefs.rendering.faces import csv_of, hwpx_of, xlsx_of
from briefs.rendering.words import settable
from briefs.sheets import figure_of

NUMBER = re.compile(r"-?\d+(\.\d+)?")
ABOVE = 3  # lines above the heads of a worksheet
Table = list[list[Any]]


def faces(brief: Brief) -> dict[str, list[Table]]:
    """Form → the rows of each table below its heads, their figures as numbers."""
    tables = tables_of(brief.contents)
    read = {
        "contents": [rows_of(table)[1:] for table in tables],
        "hwpx": hwpx_tables(hwpx_of(brief), tables),
        "archive": attached_tables(render(brief).archive or b""),
        "xlsx": xlsx_tables(xlsx_of(brief), tables),
        "csv": csv_tables(csv_of(brief), tables),
    }
    return {name: [[list(map(plain, row)) for row in table] for table in found] for name, found in read.items()}


def plain(value: Any) -> Any:
    """△40, -40 and -40.0 are one number; a text is a text, whatever guards it against being run."""
    if isinstance(value, float):
        return Decimal(str(value)).normalize()
    text = " ".join(value.split())
    if text.startswith("'"):
        return text[1:]
    figure = Decimal(text) if NUMBER.fullmatch(text) else figure_of(text)
    return text if figure is None else figure.normalize()


def hwpx_tables(data: bytes, tables: list[dict[str, Any]]) -> list[Table]:
    """Without the boxes of one cell, the heads and the numbers of sources."""
    read = [list(csv.reader(StringIO(table["text"]))) for table in unhwp.parse_bytes(data).get_tables()]
    grids = [table for table in read if len(table) > 1 or len(table[0]) > 1]
    return [_bare(grid, table) for grid, table in zip(grids, tables, strict=True)]


def _bare(grid: Table, table: dict[str, Any]) -> Table:
    rows = zip(grid[len(heads(table["columns"])) :], table["rows"], strict=True)
    pairs = (zip(row, told["cells"], strict=True) for row, told in rows)
    return [[text.removesuffix(cell["refs"]) for text, cell in row] for row in pairs]


def attached_tables(archive: bytes) -> list[Table]:
    found = PdfReader(BytesIO(archive)).attachments
    texts = [found[name][0].decode("utf-8-sig") for name in sorted(found) if name.endswith(".csv")]
    return [list(csv.reader(StringIO(text)))[1:] for text in texts]


def xlsx_tables(data: bytes, tables: list[dict[str, Any]]) -> list[Table]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    read = []
    for name, table in zip(book.sheet_names, tables, strict=True):
        first = ABOVE + len(heads(table["columns"]))
        rows = book.get_sheet_by_name(name).to_python()[first : first + len(table["rows"])]
        read.append([row[: len(table["columns"])] for row in rows])
    return read


def csv_tables(data: bytes, tables: list[dict[str, Any]]) -> list[Table]:
    """They stand in their order, each after an empty line, its name and its heads."""
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"))))
    read, at = [], 2
    for table in tables:
        first = at + 3
        read.append(rows[first : first + len(table["rows"])])
        at = first + len(table["rows"])
    return read


def pdf_words(data: bytes) -> str:
    """In the order in which they are set, cell by cell, without spaces."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return squeezed(done.stdout.decode())


def printed_rows(contents: dict[str, Any]) -> list[str]:
    """Each row of each table as it stands on paper, without spaces."""
    numbered = len(contents["sources"]) > 1
    rows = [row for table in tables_of(contents) for row in table["rows"]]
    return [squeezed("".join(_printed(cell, numbered) for cell in row["cells"])) for row in rows]


def _printed(cell: dict[str, Any], numbered: bool) -> str:
    return f"{cell['text']}{cell['mark']}{cell['refs'] if numbered else ''}"


def squeezed(text: str) -> str:
    return "".join(settable(text).split())
