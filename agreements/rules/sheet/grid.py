"""The cells of a spreadsheet, whatever wrote it. The one door to calamine.

Calamine keeps a sheet as one dense block, so a single cell at the far corner would ask for more memory than there is:
how far a sheet reaches is read from the file before it is opened.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 100
MOST_TABS = 30
REFERENCE = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


class UnusableError(ValueError):
    """The file cannot be read as a sheet; its text says why and what to do."""


@dataclass(frozen=True)
class Area:
    """Cells merged into one: first and last row and column, from 0."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True)
class Grid:
    """``rows`` hold what the file holds: text, number, date, or None for an empty cell. All rows are equally long."""

    tab: str
    rows: tuple[tuple[Any, ...], ...]
    merged: tuple[Area, ...] = ()

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def area_of(self, row: int, column: int) -> Area | None:
        return next((area for area in self.merged if area.holds(row, column)), None)

    def value(self, row: int, column: int) -> Any:
        """What a person sees in the cell: merged cells all show what the first of them holds."""
        area = self.area_of(row, column)
        return self.rows[area.top][area.left] if area else self.rows[row][column]


def in_text(value: Any) -> str:
    """A cell as it would be typed: whole numbers without a point, dates as 2020-07-16."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def cell_name(row: int, column: int) -> str:
    """``D12``: as the spreadsheet calls it."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def grids(name: str, content: bytes) -> list[Grid]:
    """The tabs of an .xlsx or .csv that hold anything. Raises UnusableError."""
    if not content:
        raise UnusableError("빈 파일입니다.")
    if len(content) > MOST_BYTES:
        raise UnusableError("파일이 5 MB보다 큽니다. 시트를 나누어 올리십시오.")
    found = list(_workbook(content) if content.startswith(b"PK") else _text(name, content))
    if not found:
        raise UnusableError("내용이 있는 시트가 없습니다.")
    return found


def _workbook(content: bytes) -> Iterator[Grid]:
    _measure(content)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for tab in book.sheet_names[:MOST_TABS]:
            sheet = book.get_sheet_by_name(tab)
            rows = sheet.to_python(skip_empty_area=False)
            areas = [Area(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or []]
            if any(_is_there(value) for row in rows for value in row):
                yield _grid(tab, rows, tuple(areas))
    except (CalamineError, ValueError, OSError) as error:
        raise UnusableError("엑셀 파일로 읽을 수 없습니다. 암호를 풀고 .xlsx로 다시 저장하여 올리십시오.") from error


def _measure(content: bytes) -> None:
    """Refuses a workbook that unpacks too large or reaches too far."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise UnusableError("파일을 풀면 너무 큽니다. 쓰지 않는 시트와 그림을 지우고 올리십시오.")
            for entry in packed.infolist():
                if SHEET.fullmatch(entry.filename):
                    _measure_sheet(packed.read(entry))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnusableError("엑셀 파일이 깨졌거나 암호가 걸려 있습니다. .xlsx로 다시 저장하여 올리십시오.") from error


def _measure_sheet(xml: bytes) -> None:
    for letters, number in REFERENCE.findall(xml):
        if int(number) > MOST_ROWS or _column_number(letters) > MOST_COLUMNS:
            raise UnusableError(
                f"시트가 {MOST_ROWS:,}행 {MOST_COLUMNS}열을 넘습니다. 표 밖의 칸을 지우고 다시 저장하여 올리십시오."
            )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _text(name: str, content: bytes) -> Iterator[Grid]:
    """UTF-8 as everybody writes it, CP949 as Excel in Korea writes it."""
    if b"\x00" in content:
        raise UnusableError("엑셀(.xlsx)이나 CSV 파일이 아닙니다.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _cp949(content)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = [list(row) for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter)]
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise UnusableError(f"표가 {MOST_ROWS:,}행 {MOST_COLUMNS}열을 넘습니다. 나누어 올리십시오.")
    if any(_is_there(value) for row in rows for value in row):
        yield _grid(name, rows, ())


def _cp949(content: bytes) -> str:
    try:
        return content.decode("cp949")
    except UnicodeDecodeError as error:
        raise UnusableError("글자를 읽을 수 없습니다. UTF-8 CSV나 .xlsx로 다시 저장하여 올리십시오.") from error


def _grid(tab: str, rows: list[list[Any]], areas: tuple[Area, ...]) -> Grid:
    width = max((len(row) for row in rows), default=0)
    cells = tuple((*map(_value, row), *[None] * (width - len(row))) for row in rows)
    inside = tuple(area for area in areas if area.bottom < len(cells) and area.right < width)
    return Grid(tab, cells, inside)


def _value(value: Any) -> Any:
    return value if _is_there(value) else None


def _is_there(value: Any) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))
