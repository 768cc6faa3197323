"""The sources of a paper on many agreements: a line at its foot where they are few, else a table attached to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from agreements.models import Source
from agreements.standing import Standing
from briefs.blocks import Cell, Column, Part, Row, Table
from briefs.contents.parts import FEW, circled, told
from briefs.contents.wording import NOT_IN_SOURCE

NUMBER, SOURCE, WHERE = (
    Column("number", "번 호", 8),
    Column("source", "출 처", 32),
    Column("where", "제목·주소", 60, "text"),
)
TITLE = "출처 목록"


@dataclass(frozen=True)
class Cited:
    """``where``, its title and address, has room in an attached list only."""

    text: str
    where: str = ""


@dataclass(frozen=True)
class Sourced:
    """``numbers``: each source in words, in the order in which the agreements lean on them."""

    numbers: dict[Cited, int]
    is_attached: bool

    def refs(self, standing: Standing) -> str:
        """'' where everything rests on one."""
        if len(self.numbers) < 2:
            return ""
        cited = (_cited(source, is_attached=self.is_attached) for source in standing.sources.values())
        found = sorted({self.numbers[one] for one in cited})
        return ", ".join(map(str, found)) if self.is_attached else "".join(map(circled, found))

    def lines(self) -> tuple[str, ...]:
        if self.is_attached:
            return (f"붙임 {TITLE}",)
        if len(self.numbers) == 1:
            return tuple(one.text for one in self.numbers)
        return tuple(f"{circled(number)} {one.text}" for one, number in self.numbers.items())

    def parts(self) -> tuple[Part, ...]:
        if not self.is_attached:
            return ()
        is_found = any(one.where for one in self.numbers)
        columns = (NUMBER, SOURCE, WHERE) if is_found else (NUMBER, SOURCE)
        rows = tuple(_row(number, one, is_found=is_found) for one, number in self.numbers.items())
        return (Part((Table("sources", TITLE, columns, rows),), TITLE),)


def listed(texts: Iterable[str]) -> Sourced:
    """Of what was frozen with its sources in words."""
    return _numbered([Cited(text) for text in texts], FEW)


def sourced(standings: Iterable[Standing], *, few: int = FEW) -> Sourced:
    found = [source for standing in standings for source in standing.sources.values()]
    is_attached = len({told(source) for source in found}) > few
    return _numbered((_cited(source, is_attached=is_attached) for source in found), few)


def _numbered(cited: Iterable[Cited], few: int) -> Sourced:
    numbers = {one: number for number, one in enumerate(dict.fromkeys(cited), start=1)}
    return Sourced(numbers, len(numbers) > few)


def _cited(source: Source, *, is_attached: bool) -> Cited:
    return Cited(told(source), " ".join(filter(None, (source.title, source.url))) if is_attached else "")


def _row(number: int, cited: Cited, *, is_found: bool) -> Row:
    cells = (Cell(str(number)), Cell(cited.text), Cell(cited.where or NOT_IN_SOURCE))
    return Row(f"{cited.text} {cited.where}".strip(), cells if is_found else cells[:2])
