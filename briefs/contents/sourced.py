"""The sources of a paper on many agreements: a line at its foot where they are few, else a table attached to it."""

from collections.abc import Callable, Iterable
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


MOST = 500  # lines of the list: a volume of agreements beside it stays within one paper
LETTERS = 50_000  # of titles and addresses: about 50 pages
ELSEWHERE = "협약별 보고자료 참조"


@dataclass(frozen=True)
class Cited:
    """``where``, its title and address, has room in an attached list only."""

    text: str
    where: str = ""


def in_short(source: Source) -> Cited:
    return Cited(told(source))


def in_full(source: Source) -> Cited:
    return Cited(told(source), " ".join(filter(None, (source.title, source.url))))


@dataclass(frozen=True)
class Sourced:
    """``numbers``: each source as it is cited, in the order in which the agreements lean on them.

    None at all where they are too many for one list: each agreement's own paper names its own.
    """

    numbers: dict[Cited, int]
    is_attached: bool
    cite: Callable[[Source], Cited] = in_short

    def refs(self, standing: Standing) -> str:
        """'' where everything rests on one."""
        if len(self.numbers) < 2:
            return ""
        found = sorted({self.numbers[self.cite(source)] for source in standing.sources.values()})
        return ", ".join(map(str, found)) if self.is_attached else "".join(map(circled, found))

    def lines(self) -> tuple[str, ...]:
        if self.is_attached:
            return (f"붙임 {TITLE}" if self.numbers else ELSEWHERE,)
        if len(self.numbers) == 1:
            return tuple(one.text for one in self.numbers)
        return tuple(f"{circled(number)} {one.text}" for one, number in self.numbers.items())

    def parts(self) -> tuple[Part, ...]:
        if not self.is_attached or not self.numbers:
            return ()
        is_found = any(one.where for one in self.numbers)
        columns = (NUMBER, SOURCE, WHERE) if is_found else (NUMBER, SOURCE)
        rows = tuple(_row(number, one, is_found=is_found) for one, number in self.numbers.items())
        return (Part((Table("sources", TITLE, columns, rows),), TITLE),)


def listed(texts: Iterable[str]) -> Sourced:
    """Of what was frozen with its sources in words."""
    numbers = _numbered(map(Cited, texts))
    return Sourced(numbers, len(numbers) > FEW)


def sourced(standings: Iterable[Standing], *, few: int = FEW) -> Sourced:
    """With titles and addresses where they are attached and not too many."""
    found = [source for standing in standings for source in standing.sources.values()]
    short = _numbered(map(in_short, found))
    if len(short) <= few:
        return Sourced(short, is_attached=False)
    full = _numbered(map(in_full, found))
    if len(full) <= MOST and sum(len(one.where) for one in full) <= LETTERS:
        return Sourced(full, is_attached=True, cite=in_full)
    return Sourced(short if len(short) <= MOST else {}, is_attached=True)


def _numbered(cited: Iterable[Cited]) -> dict[Cited, int]:
    return {one: number for number, one in enumerate(dict.fromkeys(cited), start=1)}


def _row(number: int, cited: Cited, *, is_found: bool) -> Row:
    cells = (Cell(str(number)), Cell(cited.text), Cell(cited.where or NOT_IN_SOURCE))
    return Row(f"{cited.text} {cited.where}".strip(), cells if is_found else cells[:2])
