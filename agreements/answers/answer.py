"""What an answer is: tables of cells, each with the agreements behind it, and what is printed under them. No layout."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from agreements.periods import PartialDate
from agreements.rules.said import Said

Value = int | Decimal | str | Said | PartialDate | date | None


class Nil(StrEnum):
    """The four kinds of nothing but 0 itself, and what is not known of dates and names."""

    NOT_APPLICABLE = "-"
    UNCHECKED = "미확인"
    NOT_SUBMITTED = "미제출"
    UNKNOWN = "미상"


@dataclass(frozen=True)
class Column:
    """``adds``: the lines of the table add up to its sum. Decimals are the same down a column; 억원 holds whole won."""

    key: str
    label: str
    unit: str = ""
    adds: bool = False
    decimals: int = 0

    @property
    def is_figure(self) -> bool:
        return bool(self.unit)


@dataclass(frozen=True)
class Cell:
    """``nil`` is what an absent value reads; ``is_press`` prints *; ``behind`` are the agreements it rests on.

    ``unit`` is the cell's own, in a table whose rows count different things.
    """

    value: Value = None
    nil: Nil = Nil.NOT_APPLICABLE
    is_press: bool = False
    behind: tuple[int, ...] = ()
    unit: str = ""


@dataclass(frozen=True)
class Row:
    """``key`` tells the line from the others, asked again; ``agreement`` is the one it speaks of, if one."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    is_sum: bool = False
    agreement: int | None = None


@dataclass(frozen=True)
class Proof:
    """검산: the parts of a column and what they should add up to, both as low~high."""

    column: Column
    parts: Said
    whole: Said

    @property
    def holds(self) -> bool:
        return (self.parts.low, self.parts.high) == (self.whole.low, self.whole.high)


@dataclass(frozen=True)
class Table:
    """``head`` names the first column, which holds the labels of the rows."""

    key: str
    title: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(column.unit for column in self.columns if column.unit))

    @property
    def proofs(self) -> list[Proof]:
        """Of every column that adds, where there is a sum and anything to add."""
        whole = next((row for row in self.rows if row.is_sum), None)
        if whole is None or len(self.rows) < 2:
            return []
        parts = [row for row in self.rows if not row.is_sum]
        return [
            Proof(column, _sum(row.cells[n] for row in parts), _sum([whole.cells[n]]))
            for n, column in enumerate(self.columns)
            if column.adds
        ]


@dataclass(frozen=True)
class Chart:
    """Bars from zero, three series at most; None draws none: not known is not zero."""

    title: str
    unit: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]


@dataclass(frozen=True)
class Answer:
    """``notes`` are lines under the tables; ``agreements`` are those that were looked at."""

    tables: tuple[Table, ...]
    agreements: tuple[int, ...]
    unchecked: int = 0
    notes: tuple[str, ...] = ()
    chart: Chart | None = None


def _sum(cells: Iterable[Cell]) -> Said:
    ends = [_ends(cell.value) for cell in cells]
    return Said(sum(low for low, _ in ends), sum(high for _, high in ends))


def _ends(value: Value) -> tuple[int, int]:
    match value:
        case Said():
            return value.low, value.high
        case int():
            return value, value
        case _:
            return 0, 0


def ids(counted: Sequence[object]) -> tuple[int, ...]:
    """Of standings (or lines): the keys of their agreements, as a cell keeps them."""
    return tuple(sorted(one.agreement.pk for one in counted))  # type: ignore[attr-defined]
