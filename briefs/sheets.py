"""Contents → XLSX and CSV: the tables of a paper, with figures that can be reckoned with. Pure."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from agreements.rules.sheet.listing import Figure, Head, Listing
from agreements.rules.sheet.writing import in_csv, in_listings
from briefs.layout import heads, rows_of, shares, tables_of

FIGURE = re.compile(r"(△?)(0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.(\d+))?")
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 31
LONGEST_FIGURE = 18  # fifteen digits with their commas
PAGE_WIDTH = 120  # letters


def make_xlsx(contents: dict[str, Any], *, number: str, check_code: str) -> bytes:
    """A page for each table."""
    foot = _foot(number, check_code)
    found = [_listing(contents, table, notes, at, foot) for at, (table, notes) in enumerate(_told(contents), start=1)]
    return in_listings(found or [_bare(contents, foot)])


def make_csv(contents: dict[str, Any], *, number: str, check_code: str) -> bytes:
    """The tables one below the other, with the mark by which Excel knows UTF-8."""
    rows: list[list[Any]] = [[contents["title"]], [_day(contents)]]
    for table in tables_of(contents):
        rows += [[], [_named(table)], rows_of(table)[0], *([_plain(one) for one in row] for row in _rows(table))]
    rows += [[], *([note] for part in contents["parts"] for note in _notes(part))]
    return in_csv([*rows, *([line] for line in (*_sources(contents), _foot(number, check_code)))])


def figure_of(text: str) -> Decimal | None:
    """1,234 · △40 · 23.5; None for whatever is not one plain number that a spreadsheet holds exactly."""
    is_plain = len(text) <= LONGEST_FIGURE and FIGURE.fullmatch(text)
    return Decimal(text.replace("△", "-").replace(",", "")) if is_plain else None


def pattern_of(text: str) -> str:
    """The number format that shows a figure as it was printed."""
    whole, _, decimals = text.removeprefix("△").partition(".")
    shown = ("#,##0" if "," in whole or len(whole) < 4 else "0") + (f".{'0' * len(decimals)}" if decimals else "")
    return f'{shown};"△"{shown}'


def _told(contents: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Each table, with the notes of its part."""
    for part in contents["parts"]:
        for block in part["blocks"]:
            if block["block"] == "table":
                yield block, _notes(part)


def _notes(part: dict[str, Any]) -> list[str]:
    blocks = (block for block in part["blocks"] if block["block"] == "notes")
    return [f"{note['mark']} {note['text']}" for block in blocks for note in block["notes"]]


def _listing(contents: dict[str, Any], table: dict[str, Any], notes: list[str], at: int, foot: str) -> Listing:
    columns = table["columns"]
    return Listing(
        name=f"{at}. {NOT_IN_A_NAME.sub(' ', table['title'])}"[:LONGEST_NAME].rstrip(),
        above=(contents["title"], _named(table), _day(contents)),
        heads=tuple(tuple(Head(one.label, one.columns, one.rows) for one in row) for row in heads(columns)),
        rows=tuple(_rows(table)),
        bold=frozenset(place for place, row in enumerate(table["rows"]) if row["is_total"]),
        below=(*notes, *_sources(contents), foot),
        widths=tuple(max(9, share * PAGE_WIDTH // 100) for share in shares(columns)),
    )


def _bare(contents: dict[str, Any], foot: str) -> Listing:
    above = (contents["title"], "표 없음", _day(contents))
    return Listing("표 없음", above, (), (), frozenset(), (*_sources(contents), foot), ())


def _rows(table: dict[str, Any]) -> Iterator[tuple[str | Figure, ...]]:
    """What people wrote stays a text, even where it is a number."""
    columns = table["columns"]
    return (tuple(map(_cell, row, columns)) for row in rows_of(table)[1:])


def _cell(text: str, column: dict[str, Any]) -> str | Figure:
    value = None if column["align"] == "text" else figure_of(text)
    return text if value is None else Figure(value, pattern_of(text))


def _plain(cell: str | Figure) -> str | Decimal:
    return cell.value if isinstance(cell, Figure) else cell


def _named(table: dict[str, Any]) -> str:
    return f"{table['title']} (단위: {table['unit']})" if table["unit"] else str(table["title"])


def _day(contents: dict[str, Any]) -> str:
    known_at = f" / 자료 확정: {contents['known_at']}" if contents["known_at"] else ""
    return f"(기준일: {contents['as_of']}{known_at})"


def _sources(contents: dict[str, Any]) -> list[str]:
    return [f"출처: {' '.join(contents['sources'])}"] if contents["sources"] else []


def _foot(number: str, check_code: str) -> str:
    return f"자료번호 {number} · 확인 {check_code}"
