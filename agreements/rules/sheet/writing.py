"""A table as a spreadsheet. The one door to xlsxwriter. Text is never taken for a formula."""

import csv
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

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
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.lstrip(" \n\u3000").startswith(FORMULA):
        return f"'{value}"
    return value
