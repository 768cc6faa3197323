"""The files of the sample data, and how a line of them becomes an unsaved row. An empty cell stays empty."""

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models

from agreements.periods import Precision

DATA = Path(__file__).resolve().parent.parent / "sample"
ONLY_IN_FILES = {"label", "key", "source", "municipality", "agreement"}  # where a model has no such column

Line = dict[str, str]
Links = Mapping[str, Callable[[str], Any]]


@cache
def lines(table: str) -> list[Line]:
    with open(DATA / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _by(table: str, column: str) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines(table):
        found.setdefault(line[column], []).append(line)
    return found


def lines_of(table: str, column: str, value: str) -> list[Line]:
    return _by(table, column).get(value, [])


def build(model: type[models.Model], line: Line, links: Links, given: Mapping[str, Any]) -> models.Model:
    """``links`` find the row that a name stands for; ``given`` fills what the file leaves to its loader."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    values = {name: value for name, value in given.items() if name in fields}
    for column, text in line.items():
        if text:
            values.update(_values(fields, column, text, links))
    return model(**values)


def _values(fields: Mapping[str, Any], column: str, text: str, links: Links) -> Iterator[tuple[str, Any]]:
    if column in fields and column in links:
        yield column, links[column](text)
    elif f"{column}_precision" in fields:
        yield from zip((f"{column}_on", f"{column}_precision"), partial(text), strict=True)
    elif column in fields or column not in ONLY_IN_FILES:
        yield column, fields[column].to_python(text)


def partial(text: str) -> tuple[date, Precision]:
    """``2020`` ``2020-H1`` ``2020-Q3`` ``2020-07`` ``2020-07-16``: the first day of what is known."""
    year, _, rest = text.partition("-")
    if not rest:
        return date(int(year), 1, 1), Precision.YEAR
    if rest[0] in "HQ":
        months, precision = (6, Precision.HALF) if rest[0] == "H" else (3, Precision.QUARTER)
        return date(int(year), (int(rest[1]) - 1) * months + 1, 1), precision
    if "-" in rest:
        return date.fromisoformat(text), Precision.DAY
    return date(int(year), int(rest), 1), Precision.MONTH
