"""The rows of a sheet gathered into agreements: several rows of one agreement go together, totals and notes go out."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from agreements.rules.sheet.grid import Grid, cell_name, in_text
from agreements.rules.sheet.heading import Heading, Meaning

TOTALS = re.compile(r"(총|합|소|누|총합)?\s*계")
NOTE = re.compile(r"[※*＊]|주\)|주:|\d+\)")
TELLING = (Meaning.KEY, Meaning.NUMBER, Meaning.NAME, Meaning.SIGNED)


@dataclass(frozen=True)
class Told:
    """What one cell says. ``value`` is the cell itself, ``text`` how it would be typed, ``where`` its name: D12."""

    value: Any
    text: str
    where: str
    row: int
    unit: str = ""


@dataclass
class Entry:
    """One agreement of the sheet. ``row`` is its first row as the spreadsheet numbers it."""

    row: int
    told: dict[Meaning, list[Told]] = field(default_factory=dict)

    def first(self, meaning: Meaning) -> Told | None:
        return next(iter(self.told.get(meaning, [])), None)

    def texts(self, meaning: Meaning) -> list[str]:
        return list(dict.fromkeys(told.text for told in self.told.get(meaning, [])))

    @property
    def fingerprint(self) -> str:
        """The same facts give the same, wherever they stand in whichever file. The running number is no fact."""
        facts = [
            f"{meaning}={text}"
            for meaning in sorted(self.told)
            if meaning != Meaning.NUMBER
            for text in sorted(self.texts(meaning))
        ]
        return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def entries(grid: Grid, heading: Heading) -> list[Entry]:
    gathered: dict[Any, Entry] = {}
    for row in _body(grid, heading):
        entry = gathered.setdefault(_belongs_to(grid, heading, row), Entry(row + 1))
        for told, meaning in _cells(grid, heading, row):
            known = entry.told.setdefault(meaning, [])
            if not any(one.where == told.where for one in known):
                known.append(told)
    return list(gathered.values())


def _body(grid: Grid, heading: Heading) -> Iterator[int]:
    for row in range(heading.last + 1, len(grid.rows)):
        values = [value for value in grid.rows[row] if value is not None]
        if values and not _is_total(values) and not _is_note(values) and not _repeats(grid, heading, row):
            yield row


def _is_total(values: list[Any]) -> bool:
    return any(isinstance(value, str) and TOTALS.fullmatch(value.replace(" ", "")) for value in values[:3])


def _is_note(values: list[Any]) -> bool:
    return (
        len(values) == 1
        and isinstance(values[0], str)
        and (NOTE.match(values[0].strip()) is not None or len(values[0]) > 60)
    )


def _repeats(grid: Grid, heading: Heading, row: int) -> bool:
    """A long table repeats its heading on each page."""
    words = {in_text(value) for at in range(heading.first, heading.last + 1) for value in grid.rows[at]} - {""}
    values = {in_text(value) for value in grid.rows[row]} - {""}
    return len(values) > 1 and values <= words


def _belongs_to(grid: Grid, heading: Heading, row: int) -> Any:
    """By its key, else by a cell merged over several rows, else the row stands for itself."""
    for column in heading.columns_of(Meaning.KEY):
        if key := in_text(grid.value(row, column)):
            return key
    for meaning in TELLING:
        for column in heading.columns_of(meaning):
            area = grid.area_of(row, column)
            if area and area.bottom > area.top:
                return (area.top, area.left)
    return row


def _cells(grid: Grid, heading: Heading, row: int) -> Iterator[tuple[Told, Meaning]]:
    for column, meaning in enumerate(heading.meanings):
        area = grid.area_of(row, column)
        value = grid.value(row, column)
        if meaning is None or value is None:
            continue
        at = (area.top, area.left) if area else (row, column)
        yield Told(value, in_text(value), cell_name(*at), at[0] + 1, heading.units[column]), meaning
