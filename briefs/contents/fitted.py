"""Widths of columns from what stands in them: figures whole on one line, names get what is left. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil

from briefs.blocks import Row, Table
from briefs.layout import DENSE

WIDE, DIGIT, NARROW, MARK = 3.4, 2.2, 1.2, 4.0  # mm of NanumGothic, at the size of a dense table
PADDING = 3.6  # and what whole percents may take away
THIN = frozenset(" .,()·/-")
LARGER = 1.12  # a table of few columns is set larger
LONGEST = 34.0  # longer words go on a second line
SHORTEST_NAME, COMFORTABLE = 28.0, 44.0
ACROSS, UPRIGHT = 267.0, 170.0  # of A4, landscape and portrait
IN_TWO = re.compile(r"(?<=·)|(?=\()")
MAY_BREAK = re.compile(r" |(?<=·)|(?=\()")


def fitted(table: Table, *, across: float = ACROSS) -> Table:
    """Columns of text share what the others leave; where that is little, words go on a second line."""
    texts = [number for number, column in enumerate(table.columns) if column.align == "text"]
    widths = _widths(table, is_tight=False)
    if texts and _rest(widths, texts, across) < len(texts) * COMFORTABLE:
        widths = _widths(table, is_tight=True)
    needs = {number: _size(table) * _wanted(table, number) for number in texts}
    for number, width in _shared(_rest(widths, texts, across), needs).items():
        widths[number] = max(SHORTEST_NAME, width)
    columns = tuple(replace(c, width=round(width, 1)) for c, width in zip(table.columns, widths, strict=True))
    return replace(table, columns=columns)


def _widths(table: Table, *, is_tight: bool) -> list[float]:
    return [_size(table) * _needed(table, number, is_tight) for number in range(len(table.columns))]


def _rest(widths: Sequence[float], texts: Sequence[int], across: float) -> float:
    return across - sum(width for number, width in enumerate(widths) if number not in texts)


def _shared(rest: float, needs: Mapping[int, float]) -> dict[int, float]:
    """To each what it needs, as far as equal shares go; what is left over to all alike."""
    widths: dict[int, float] = {}
    for place, number in enumerate(sorted(needs, key=lambda one: needs[one])):
        widths[number] = min(needs[number], rest / (len(needs) - place))
        rest -= widths[number]
    return {number: width + rest / len(needs) for number, width in widths.items()}


def _wanted(table: Table, number: int) -> float:
    return max((length(row.cells[number].text) for row in table.rows), default=0) + PADDING


def _size(table: Table) -> float:
    return 1 if len(table.columns) > DENSE else LARGER


def _needed(table: Table, number: int, is_tight: bool) -> float:
    cells = [row.cells[number] for row in table.rows]
    slot = MARK if any(cell.mark for cell in cells) else 0
    words = {cell.text for cell in cells}
    if is_tight and table.columns[number].align == "word":
        words = {part for text in words for part in IN_TWO.split(text)}
    longest = max(map(length, words), default=0)
    label = table.columns[number].label
    heads = MAY_BREAK.split(label) if len(table.columns) > DENSE else [label]
    return max(*map(length, heads), min(LONGEST, longest + slot)) + PADDING


def lines(table: Table) -> int:
    """How many lines its rows take, once it is fitted."""
    return sum(max(_lines(table, row, number) for number in range(len(row.cells))) for row in table.rows)


def _lines(table: Table, row: Row, number: int) -> int:
    column = table.columns[number]
    room = column.width - PADDING
    return ceil(_size(table) * length(row.cells[number].text) / room) if column.align == "text" else 1


def length(text: str) -> float:
    return sum(NARROW if char in THIN else DIGIT if char.isascii() else WIDE for char in text)
