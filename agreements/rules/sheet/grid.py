"""The cells of a spreadsheet, whatever wrote it. The one door to calamine.

Calamine keeps a sheet as one dense block, so a single cell at the far corner would ask for more memory than there is,
and ends the process where it gets none: how far a sheet reaches is measured before it is opened, by an XML parser over
every part, as calamine itself reads more than Excel writes. It is given those parts and nothing else.
"""

import csv
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from io import BytesIO, StringIO
from itertools import islice
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 100
MOST_TABS = 30
LONGEST_NAME = 100
MOST_MERGED = 2_000
MOST_CELLS = MOST_ROWS * MOST_COLUMNS  # of all tabs together
REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
ROW = re.compile(r"[0-9]{1,7}")
XLSX_ONLY = "엑셀(.xlsx) 파일이 아닙니다. .xlsx로 다시 저장하여 올리십시오."
TOO_FAR = f"시트가 {MOST_ROWS:,}행 {MOST_COLUMNS}열을 넘습니다. 표 밖의 칸을 지우고 다시 저장하여 올리십시오."
TOO_MANY = "시트를 모두 합치면 너무 넓습니다. 표 밖의 칸과 쓰지 않는 시트를 지우고 다시 저장하여 올리십시오."
TOO_MERGED = "합친 칸이 너무 많습니다. 표만 남기고 다시 저장하여 올리십시오."
BROKEN = "엑셀 파일이 깨졌거나 암호가 걸려 있습니다. .xlsx로 다시 저장하여 올리십시오."


class UnusableError(ValueError):
    """The file cannot be read as a sheet; its text says why and what to do."""


@dataclass(frozen=True)
class Area:
    """Cells merged into one: first and last row and column, from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@dataclass(frozen=True)
class Grid:
    """``rows`` hold what the file holds: text, number, date, or None for an empty cell. All rows are equally long."""

    tab: str
    rows: tuple[tuple[Any, ...], ...]
    merged: tuple[Area, ...] = ()

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    @cached_property
    def _areas(self) -> dict[int, dict[int, Area]]:
        """By row and column."""
        rows: dict[int, dict[int, Area]] = {}
        for area in self.merged:
            for row in range(area.top, area.bottom + 1):
                rows.setdefault(row, {}).update(dict.fromkeys(range(area.left, area.right + 1), area))
        return rows

    def area_of(self, row: int, column: int) -> Area | None:
        return self._areas.get(row, {}).get(column)

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
    parts, cells = _measured(content), 0
    try:
        book = CalamineWorkbook.from_filelike(parts)
        for tab in book.sheet_names[:MOST_TABS]:
            sheet = book.get_sheet_by_name(tab)
            cells += sheet.total_height * sheet.total_width
            if cells > MOST_CELLS:
                raise UnusableError(TOO_MANY)
            rows = sheet.to_python(skip_empty_area=False)
            areas = [Area(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or []]
            if any(_is_there(value) for row in rows for value in row):
                yield _grid(tab, rows, tuple(areas))
    except UnusableError:
        raise
    except (CalamineError, ValueError, OSError) as error:
        raise UnusableError("엑셀 파일로 읽을 수 없습니다. 암호를 풀고 .xlsx로 다시 저장하여 올리십시오.") from error


def _measured(content: bytes) -> BytesIO:
    """The parts by themselves. Refuses what is no .xlsx, unpacks too large or reaches too far."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            return _packed(dict(_parts(packed)))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, ExpatError, zlib.error) as error:
        raise UnusableError(BROKEN) from error


def _parts(packed: ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = packed.infolist()
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= {entry.filename for entry in entries}:
        raise UnusableError(XLSX_ONLY)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise UnusableError("파일을 풀면 너무 큽니다. 쓰지 않는 시트와 그림을 지우고 올리십시오.")
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels")):
            xml = packed.read(entry)
            _measure(xml)
            yield entry.filename, xml


def _packed(parts: dict[str, bytes]) -> BytesIO:
    """Anew, as two readers of one archive need not find the same in it."""
    archive = BytesIO()
    with ZipFile(archive, "w") as packed:
        for name, xml in parts.items():
            packed.writestr(name, xml)
    archive.seek(0)
    return archive


@dataclass
class _Reach:
    """How far a part goes that is read from its beginning. Cells that do not say where they are follow one another."""

    row: int = 0
    column: int = 0
    merged: int = 0

    def meets(self, name: str, told: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.row = int(_told(ROW, told["r"])[0]) if "r" in told else self.row + 1
                self.column = 0
                self._check(self.row)
            case "c":
                self.column += 1
                self._meets_cell(told.get("r"))
            case "mergeCell":
                self.merged += 1
                if self.merged > MOST_MERGED:
                    raise UnusableError(TOO_MERGED)

    def _meets_cell(self, reference: str | None) -> None:
        """Where a cell says it is in another row, the next one is still in this."""
        row = self.row
        if reference is not None:
            found = _told(REFERENCE, reference)
            row, self.column = int(found[2]), _column_number(found[1])
        self._check(row)

    def _check(self, row: int) -> None:
        if row > MOST_ROWS or self.column > MOST_COLUMNS:
            raise UnusableError(TOO_FAR)


def _measure(xml: bytes) -> None:
    reach, parser = _Reach(), ParserCreate()
    parser.StartElementHandler = reach.meets
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(xml, True)


def _refuse(*_: object) -> None:
    """No workbook declares a type; entities and what else readers differ in are declared there."""
    raise UnusableError(BROKEN)


def _told(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    """What cannot be read here, calamine might read."""
    found = pattern.fullmatch(text)
    if found is None:
        raise UnusableError(BROKEN)
    return found


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
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
    try:
        rows = list(islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), MOST_ROWS + 1))
    except csv.Error as error:
        raise UnusableError("표로 읽을 수 없습니다. 짝이 맞지 않는 따옴표가 있는지 보고 다시 저장하십시오.") from error
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise UnusableError(f"표가 {MOST_ROWS:,}행 {MOST_COLUMNS}열을 넘습니다. 나누어 올리십시오.")
    if any(_is_there(value) for row in rows for value in row):
        yield _grid(name[:LONGEST_NAME], rows, ())


def _cp949(content: bytes) -> str:
    try:
        return content.decode("cp949")
    except UnicodeDecodeError as error:
        raise UnusableError("글자를 읽을 수 없습니다. UTF-8 CSV나 .xlsx로 다시 저장하여 올리십시오.") from error


def _grid(tab: str, rows: list[list[Any]], areas: tuple[Area, ...]) -> Grid:
    width = max((len(row) for row in rows), default=0)
    cells = tuple((*map(_value, row), *[None] * (width - len(row))) for row in rows)
    inside = tuple(area for area in areas if area.bottom < len(cells) and area.right < width)
    if sum(area.size for area in inside) > len(cells) * width:  # one over the other
        raise UnusableError(TOO_MERGED)
    return Grid(tab, cells, inside)


def _value(value: Any) -> Any:
    return value if _is_there(value) else None


def _is_there(value: Any) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))
