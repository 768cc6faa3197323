"""The sources of a paper on many agreements: a line at its foot where they are few, else a table attached to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from agreements.standing import Standing
from briefs.blocks import Cell, Column, Part, Row, Table
from briefs.contents.parts import FEW, circled, told

COLUMNS = (Column("number", "번 호", 8), Column("source", "출 처", 92, "text"))
TITLE = "출처 목록"


@dataclass(frozen=True)
class Sourced:
    """``numbers``: each source in words, in the order in which the agreements lean on them."""

    numbers: dict[str, int]
    few: int

    @property
    def is_attached(self) -> bool:
        return len(self.numbers) > self.few

    def refs(self, standing: Standing) -> str:
        """'' where everything rests on one."""
        if len(self.numbers) < 2:
            return ""
        found = sorted({self.numbers[told(source)] for source in standing.sources.values()})
        return ", ".join(map(str, found)) if self.is_attached else "".join(map(circled, found))

    def lines(self) -> tuple[str, ...]:
        if self.is_attached:
            return (f"붙임 {TITLE}",)
        if len(self.numbers) == 1:
            return tuple(self.numbers)
        return tuple(f"{circled(number)} {text}" for text, number in self.numbers.items())

    def parts(self) -> tuple[Part, ...]:
        if not self.is_attached:
            return ()
        rows = tuple(Row(text, (Cell(str(number)), Cell(text))) for text, number in self.numbers.items())
        return (Part((Table("sources", TITLE, COLUMNS, rows),), TITLE),)


def listed(texts: Iterable[str]) -> Sourced:
    """Of what was frozen with its sources in words."""
    return Sourced({text: number for number, text in enumerate(dict.fromkeys(texts), start=1)}, FEW)


def sourced(standings: Iterable[Standing], *, few: int = FEW) -> Sourced:
    numbers: dict[str, int] = {}
    for standing in standings:
        for source in standing.sources.values():
            numbers.setdefault(told(source), len(numbers) + 1)
    return Sourced(numbers, few)
