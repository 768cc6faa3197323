"""A table as a spreadsheet. The one door to xlsxwriter. Text is never taken for a formula."""

import csv
from collections.abc import Sequence
from functools import cache
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from agreements.rules.sheet.leaf import Cell, Leaf
from agreements.rules.sheet.listing import Figure, Listing

FORMULA = tuple("=+-@\t\r\n\x00＝＋－＠")  # also after spaces: a spreadsheet that imports a text looks past them
WIDEST = 40


def in_xlsx(name: str, table: list[list[Any]], numbers: list[bool]) -> bytes:
    """The first row is the heading. Text is written as text, whatever it begins with."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#F3F5F8", "border": 1, "text_wrap": True, "valign": "vcenter"})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    figures = book.add_format({"num_format": "#,##0.##", "valign": "top"})
    for row, values in enumerate(table):
        for column, value in enumerate(values):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                sheet.write_string(row, column, value, head if row == 0 else words)
            else:
                sheet.write_number(row, column, value, figures)
    for column, is_number in enumerate(numbers):
        sheet.set_column(column, column, 12 if is_number else _width(table, column))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def _width(table: list[list[Any]], column: int) -> int:
    """Hangul takes two columns of a spreadsheet's width."""
    longest = max((_length(line) for row in table for line in str(row[column] or "").split("\n")), default=8)
    return min(max(longest + 2, 8), WIDEST)


def _length(text: str) -> int:
    return sum(2 if ord(letter) > 0x1100 else 1 for letter in text)


def in_csv(table: list[list[Any]]) -> bytes:
    """With the mark by which Excel knows UTF-8."""
    out = StringIO(newline="")
    csv.writer(out).writerows([[disarmed(value) for value in row] for row in table])
    return out.getvalue().encode("utf-8-sig")


def disarmed(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it; 해당 없음 (-) is none."""
    if isinstance(value, str) and value != "-" and value.lstrip(" \n\u3000").startswith(FORMULA):
        return f"'{value}"
    return value


LINE_HEIGHT = 16.5
FRAMED = {"border": 1, "border_color": "#78838F", "text_wrap": True, "valign": "vcenter"}
TYPED = {**FRAMED, "bg_color": "#FFF9DB", "locked": False}
# What is typed as text stays text: 12-3 is no day, 062 keeps its nought, =1+1 is no formula.
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "section": {"bold": True, "font_size": 12, "valign": "bottom"},
    "note": {"font_color": "#515C69", "text_wrap": True, "valign": "vcenter"},
    "label": {**FRAMED, "bg_color": "#F3F5F8", "bold": True},
    "head": {**FRAMED, "bg_color": "#F3F5F8", "bold": True, "align": "center"},
    "words": FRAMED,
    "typed": {**TYPED, "num_format": "@"},
    "whole": {**TYPED, "num_format": "#,##0"},
    "hidden": {"font_color": "#FFFFFF", "font_size": 8},
}
NO_WHOLE = ("수만 적는 칸입니다", "0이나 그보다 큰 정수를 적으십시오. 모르면 비워 두십시오.")


def in_leaf(leaf: Leaf) -> bytes:
    """A page to be filled in: protected without a password but for what is typed, no formula anywhere."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(leaf.name)
    looks = {style: book.add_format(look) for style, look in LOOKS.items()}
    for column, width in enumerate(leaf.widths):
        sheet.set_column(column, column, width)
    sheet.set_column(len(leaf.widths), len(leaf.widths), 4, looks["hidden"], {"hidden": True})
    for at, row in enumerate(leaf.rows):
        sheet.set_row(at, LINE_HEIGHT * row.lines)
        column = 0
        for cell in row.cells:
            _put(sheet, at, column, cell, looks)
            column += cell.width
        if row.key:
            sheet.write_string(at, len(leaf.widths), row.key, looks["hidden"])
    _set_up(sheet, leaf)
    book.close()
    return out.getvalue()


def _put(sheet: Any, row: int, column: int, cell: Cell, looks: dict[str, Any]) -> None:
    look, last = looks[cell.style], column + cell.width - 1
    if last > column:
        sheet.merge_range(row, column, row, last, "", look)
    if cell.text:
        sheet.write_string(row, column, cell.text, look)
    else:
        sheet.write_blank(row, column, None, look)
    if cell.is_typed:
        sheet.data_validation(row, column, row, last, _asked(cell))


def _asked(cell: Cell) -> dict[str, Any]:
    asked: dict[str, Any] = {"validate": "any"}
    if cell.choices:
        asked = {"validate": "list", "source": list(cell.choices), "error_type": "warning"}
    elif cell.style == "whole":
        title, message = NO_WHOLE
        asked = {"validate": "integer", "criteria": ">=", "value": 0, "error_title": title, "error_message": message}
    if cell.hint:
        asked |= {"input_title": cell.hint.title, "input_message": cell.hint.text}
    return asked


def _set_up(sheet: Any, leaf: Leaf) -> None:
    sheet.protect("", {"format_rows": True})  # a long remark may be given room; the hidden column stays hidden
    sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(64 + len(leaf.widths))}{len(leaf.rows)}"})
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks([at for at, row in enumerate(leaf.rows) if row.begins_page and at])
    sheet.print_area(0, 0, len(leaf.rows) - 1, len(leaf.widths) - 1)
    sheet.set_footer("&C&P / &N")


PRINTED: dict[str, dict[str, Any]] = {
    "head": {**FRAMED, "bg_color": "#E8E8E8", "bold": True, "align": "center"},
    "words": FRAMED,
    "total": {**FRAMED, "bold": True},
    "title": {"bold": True, "font_size": 14},
    "line": {},
}


def in_listings(listings: Sequence[Listing]) -> bytes:
    """A page each."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = {name: book.add_format(look) for name, look in PRINTED.items()}

    @cache
    def shown(pattern: str, *, is_bold: bool) -> Any:
        return book.add_format({**PRINTED["total" if is_bold else "words"], "num_format": pattern, "align": "right"})

    for listing in listings:
        sheet = book.add_worksheet(listing.name)
        first = _list_heads(sheet, listing, looks)
        for at, cells in enumerate(listing.rows):
            is_bold = at in listing.bold
            for column, cell in enumerate(cells):
                if isinstance(cell, Figure):
                    sheet.write_number(first + at, column, float(cell.value), shown(cell.pattern, is_bold=is_bold))
                else:
                    sheet.write_string(first + at, column, cell, looks["total" if is_bold else "words"])
        for at, line in enumerate(listing.below, start=first + len(listing.rows) + 1):
            sheet.write_string(at, 0, line, looks["line"])
        _set_page(sheet, listing, first)
    book.close()
    return out.getvalue()


def _list_heads(sheet: Any, listing: Listing, looks: dict[str, Any]) -> int:
    """The row below them."""
    for at, line in enumerate(listing.above):
        sheet.write_string(at, 0, line, looks["line" if at else "title"])
    first, taken = len(listing.above), set[tuple[int, int]]()
    for row, heads in enumerate(listing.heads, start=first):
        column = 0
        for head in heads:
            while (row, column) in taken:
                column += 1
            below, beside = row + head.rows - 1, column + head.columns - 1
            if (below, beside) != (row, column):
                sheet.merge_range(row, column, below, beside, "", looks["head"])
            sheet.write_string(row, column, head.label, looks["head"])
            taken |= {(at, column) for at in range(row, below + 1)}
            column = beside + 1
    return first + len(listing.heads)


def _set_page(sheet: Any, listing: Listing, first: int) -> None:
    for column, width in enumerate(listing.widths):
        sheet.set_column(column, column, width)
    if listing.heads:
        sheet.freeze_panes(first, 0)
        sheet.repeat_rows(len(listing.above), first - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
