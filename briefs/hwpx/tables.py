"""A table of a paper in the word processor: merged heads that repeat, hairlines, rows high enough for their text."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from briefs.hwpx.page import Page, Run, put
from briefs.hwpx.styles import HAIRLINE, LINE, MM, NO_LINE, POINT, REFERENCES, SMALLER, STYLES, Look, ems
from briefs.layout import DENSE, WHOLE, Head, heads, is_to_fill, shares

OF_ALIGN = {"head": "표 머리", "word": "표 낱말", "text": "표 글", "figure": "표 숫자"}
GREY = "#E8E8E8"
SIDE, DENSE_SIDE, ABOVE = 1.4, 0.8, 0.45  # mm inside a cell
TO_FILL = 10  # mm of a row that is written in by hand
LONG = 400  # letters of a cell, from which a row may break over a page


class Grid:
    """How a table is set on its page. ``numbered``: cells name their sources."""

    def __init__(self, page: Page, block: dict[str, Any], *, numbered: bool) -> None:
        self.page, self.numbered = page, numbered
        self.columns, self.rows = block["columns"], block["rows"]
        self.heads = heads(self.columns)
        self.is_to_fill = is_to_fill(block)
        self.is_dense = len(self.columns) > DENSE
        self.side = DENSE_SIDE if self.is_dense else SIDE
        ends = [page.width * end / WHOLE for end in accumulate(shares(self.columns))]
        self.widths = [end - start for start, end in zip([0, *ends[:-1]], ends, strict=True)]
        self.slots = [self._slot(number) for number in range(len(self.columns))]

    def style(self, align: str) -> str:
        return SMALLER[OF_ALIGN[align]] if self.is_dense else OF_ALIGN[align]

    def runs(self, cell: dict[str, Any], style: str, *, is_bold: bool) -> list[Run]:
        letters = self.page.styles.letters
        runs = [(cell["text"], letters(style, is_bold=is_bold))]
        if cell["mark"]:
            runs.append((cell["mark"], letters(style)))
        if self._refs(cell):
            runs.append((cell["refs"], self.page.styles.references(style)))
        return runs

    def look(self, number: int, cell: dict[str, Any]) -> Look:
        """A figure without marks leaves their room free, so that the digits of its column stay aligned."""
        style = self.style(self.columns[number]["align"])
        room = self.slots[number] and self.slots[number] - self._marks(cell)
        return self.page.styles.with_room(style, room) if room else self.page.styles[style]

    def height(self, texts: Sequence[str], widths: Sequence[float], style: str) -> float:
        """Of a row, as its longest text asks."""
        rooms = (width - 2 * self.side for width in widths)
        told = (self.page.styles.height(style, text, room) for text, room in zip(texts, rooms, strict=True))
        return max(told) + 2 * ABOVE

    def printed(self, cell: dict[str, Any]) -> str:
        return f"{cell['text']}{cell['mark']}{self._refs(cell)}"

    def _refs(self, cell: dict[str, Any]) -> str:
        return str(cell["refs"]) if self.numbered else ""

    def _marks(self, cell: dict[str, Any]) -> float:
        """How much of a cell they take, in mm."""
        return (ems(cell["mark"]) + ems(self._refs(cell)) * REFERENCES) * STYLES[self.style("figure")].size * POINT

    def _slot(self, number: int) -> float:
        if self.columns[number]["align"] != "figure":
            return 0
        return max((self._marks(row["cells"][number]) for row in self.rows), default=0)


def add_table(page: Page, block: dict[str, Any], *, numbered: bool) -> None:
    grid = Grid(page, block, numbered=numbered)
    table = page.table(len(grid.heads) + len(grid.rows), len(grid.columns))
    _set_up(table, grid)
    rows = table.rows
    upper, lower = rows[: len(grid.heads)], rows[len(grid.heads) :]
    _merge(upper, grid.heads[0])
    height = sum(_add_heads(grid, row, at) for at, row in enumerate(upper))
    for row, told in zip(lower, grid.rows, strict=True):
        height += _add_row(grid, row, told, is_last=told is grid.rows[-1])
    page.set_height(table, height)


def _set_up(table: Any, grid: Grid) -> None:
    """Heads stand again on each page; a row stands whole, unless it may be higher than one."""
    is_long = any(len(cell["text"]) > LONG for row in grid.rows for cell in row["cells"])
    table.element.set("repeatHeader", "1")
    table.element.set("pageBreak", "CELL" if is_long else "TABLE")
    table.set_column_widths(grid.widths)


def _merge(rows: Sequence[Any], upper: Sequence[Head]) -> None:
    """By hand: the library measures the whole table anew for each merged cell."""
    cells, at = [row.cells for row in rows], 0
    for head in upper:
        first, *covered = [cell for row in cells[: head.rows] for cell in row[at : at + head.columns]]
        first.set_span(head.rows, head.columns)
        first.set_size(width=sum(cell.width for cell in cells[0][at : at + head.columns]))
        for cell in covered:
            cell.element.getparent().remove(cell.element)
        at += head.columns


def _add_heads(grid: Grid, row: Any, at: int) -> float:
    """The height of a row; a head over two rows is as high as both."""
    style, told = grid.style("head"), grid.heads[at]
    look = grid.page.styles[style]
    cells = row.cells
    alone = [(cell, head) for cell, head in zip(cells, told, strict=True) if head.rows == 1]
    height = grid.height([head.label for _, head in alone], [cell.width / MM for cell, _ in alone], style)
    for cell, head in zip(cells, told, strict=True):
        cell.element.set("header", "1")
        _frame(grid, cell, top=HAIRLINE if at else LINE, bottom=HAIRLINE, fill=GREY)
        cell.set_size(height=round(head.rows * height * MM))
        put(cell, look, [(head.label, look.char)])
    return height


def _add_row(grid: Grid, row: Any, told: dict[str, Any], *, is_last: bool) -> float:
    height = grid.height([grid.printed(cell) for cell in told["cells"]], grid.widths, grid.style("text"))
    height = max(height, TO_FILL) if grid.is_to_fill else height
    for number, (cell, value) in enumerate(zip(row.cells, told["cells"], strict=True)):
        _frame(grid, cell, top=HAIRLINE, bottom=LINE if is_last else HAIRLINE)
        cell.set_size(height=round(height * MM))
        style = grid.style(grid.columns[number]["align"])
        put(cell, grid.look(number, value), grid.runs(value, style, is_bold=told["is_total"]))
    return height


def _frame(grid: Grid, cell: Any, *, top: str, bottom: str, fill: str = "") -> None:
    """Open at both sides of the table."""
    first, columns = cell.address[1], cell.span[1]
    left = HAIRLINE if first else NO_LINE
    right = HAIRLINE if first + columns < len(grid.columns) else NO_LINE
    border = grid.page.styles.border(left=left, right=right, top=top, bottom=bottom, fill=fill)
    cell.element.set("borderFillIDRef", border)
    side, above = round(grid.side * MM), round(ABOVE * MM)
    cell.set_margins(left=side, right=side, top=above, bottom=above)
