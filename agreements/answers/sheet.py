"""The tables of an answer as rows of one sheet, one below the other, with what they were asked with under them."""

from collections.abc import Iterator
from typing import Any

from agreements.answers.answer import Answer
from agreements.answers.words import in_number


def rows_of(told: dict[str, Any], answer: Answer) -> tuple[list[list[Any]], list[bool]]:
    """Rows of equal length, and which columns are numbers throughout. The values are those of ``told``."""
    rows = list(_rows(told, answer))
    width = max(len(row) for row in rows)
    return [[*row, *[""] * (width - len(row))] for row in rows], [False] * width


def _rows(told: dict[str, Any], answer: Answer) -> Iterator[list[Any]]:
    yield [told["title"]]
    for table, shown in zip(answer.tables, told["tables"], strict=True):
        units = f" (단위: {', '.join(shown['units'])})" if shown["units"] else ""
        yield [f"{shown['title']}{units}"]
        yield [shown["head"], *(column["label"] for column in shown["columns"])]
        for row, words in zip(table.rows, shown["rows"], strict=True):
            numbers = [in_number(cell, column) for cell, column in zip(row.cells, table.columns, strict=True)]
            cells = [word if number is None else number for number, word in zip(numbers, words["cells"], strict=True)]
            yield [row.label, *cells]
        yield []
    yield from ([name, value] for name, value in told["asked"].items())
    yield ["12개월 이상 미점검", f"{told['unchecked']}건"]
    yield from ([f"※ {note}"] for note in told["notes"])
    if told["sources"]:
        yield ["출처", ", ".join(told["sources"])]
