"""How a cell is written: the one function behind page, sheet and frozen answer."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from agreements.answers.answer import Cell, Column
from agreements.periods import PartialDate, official_day
from agreements.rules.said import Said, Wording

EOK = "억원"


def in_words(cell: Cell, column: Column) -> str:
    """``1,234`` ``120~150`` ``△40`` ``23.5`` ``2020. 7. 16.`` ``300*``, or its kind of nothing."""
    told = _told(cell, _as_of_cell(cell, column))
    if not told:
        return cell.nil.value
    return f"{told}*" if cell.is_press else told


def in_number(cell: Cell, column: Column) -> int | float | None:
    """For a sheet, where the value is one plain number; None where it must be written in words."""
    value, column = cell.value, _as_of_cell(cell, column)
    if isinstance(value, Said) and value.low == value.high and value.wording == Wording.EXACT:
        value = value.low
    if cell.is_press or not isinstance(value, int | Decimal):
        return None
    return float(_rounded(value, column)) if column.unit == EOK or column.decimals else int(value)


def _as_of_cell(cell: Cell, column: Column) -> Column:
    if not cell.unit:
        return column
    return replace(column, unit=cell.unit, decimals=1 if cell.unit == EOK else 0)


def _told(cell: Cell, column: Column) -> str:
    match cell.value:
        case None:
            return ""
        case Said():
            return _said(cell.value, column)
        case int() | Decimal():
            return _number(cell.value, column)
        case PartialDate():
            return str(cell.value) or cell.value.words
        case date():
            return official_day(cell.value)
    return str(cell.value)


def _said(said: Said, column: Column) -> str:
    """Its numbers as the column writes them, with the word that came with them."""
    if column.unit != EOK:
        return str(said)
    low, high = _number(said.low, column), _number(said.high, column)
    told = {Wording.AT_LEAST: f"{low} 이상", Wording.AT_MOST: f"최대 {high}", Wording.OVER: f"{low}여"}
    told[Wording.ABOUT] = f"약 {low}"
    return told.get(said.wording, low if low == high else f"{low}~{high}")


def _number(value: int | Decimal, column: Column) -> str:
    number = _rounded(value, column)
    return f"△{-number:,}" if number < 0 else f"{number:,}"


def _rounded(value: int | Decimal, column: Column) -> Decimal:
    whole = Decimal(value) / 100_000_000 if column.unit == EOK else Decimal(value)
    return whole.quantize(Decimal(1).scaleb(-column.decimals), ROUND_HALF_UP)
