"""One page of a workbook as it is laid out: cells, what may be typed into them, how it prints."""

from dataclasses import dataclass
from typing import Literal

Style = Literal["title", "section", "note", "label", "head", "words", "typed", "whole", "hidden"]


@dataclass(frozen=True)
class Hint:
    """What a spreadsheet shows while a cell is chosen: a title of 32 letters, a text of 255."""

    title: str
    text: str


@dataclass(frozen=True)
class Cell:
    """``typed`` takes any text, ``whole`` a whole number, ``choices`` one of them; every other cell is locked.

    ``width`` is how many columns it covers.
    """

    text: str = ""
    style: Style = "words"
    width: int = 1
    hint: Hint | None = None
    choices: tuple[str, ...] = ()

    @property
    def is_typed(self) -> bool:
        return self.style in {"typed", "whole"}


@dataclass(frozen=True)
class Row:
    """Its cells from the left. ``key`` goes into the hidden column; ``height`` is that of some lines of text."""

    cells: tuple[Cell, ...] = ()
    key: str = ""
    lines: int = 1
    begins_page: bool = False


@dataclass(frozen=True)
class Leaf:
    """``widths`` of the columns that are seen; the hidden column of keys stands behind them."""

    name: str
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
