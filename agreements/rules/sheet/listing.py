"""A table as it is printed, with what stands above and below it, as one page of a workbook."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Figure:
    """``pattern`` shows the value as it was printed."""

    value: Decimal
    pattern: str


@dataclass(frozen=True)
class Head:
    """``columns`` and ``rows`` are how many it covers."""

    label: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Listing:
    """The first line above is its title. ``bold`` are the rows that sum others up. ``widths`` are in letters."""

    name: str
    above: tuple[str, ...]
    heads: tuple[tuple[Head, ...], ...]
    rows: tuple[tuple[str | Figure, ...], ...]
    bold: frozenset[int]
    below: tuple[str, ...]
    widths: tuple[int, ...]
