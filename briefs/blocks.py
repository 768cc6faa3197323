"""The tree of a paper: plain values that freeze to JSON, and from which every form of it is written (PDF, HWPX, sheet).

A paper is a head and parts; the first part is the paper itself, each other one is attached and starts a page.
A part is a list of blocks. ``block`` names the kind of a block, in JSON and in templates/briefs/pdf/blocks/.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """``label`` leads the line, ``subs`` hang under it, ``refs`` are the numbers of its sources."""

    text: str
    label: str = ""
    refs: str = ""
    subs: tuple["Line", ...] = ()


@dataclass(frozen=True)
class Note:
    """Under a block: ``mark`` is '*' or '※'."""

    mark: str
    text: str
    refs: str = ""


@dataclass(frozen=True)
class Cell:
    """``mark`` is '*' where the value rests on an announcement or a report alone."""

    text: str
    mark: str = ""
    refs: str = ""


EMPTY = Cell("")


@dataclass(frozen=True)
class Column:
    """``width`` is its share of the table, in no unit. Neighbours of one ``group`` share a head above their own.

    ``align``: "figure" (to the right), "word" (to the middle), "text" (to the left).
    """

    key: str
    label: str
    width: float = 10
    align: str = "word"
    group: str = ""


@dataclass(frozen=True)
class Row:
    """The first cell names the row. ``key`` tells it from the others when the paper is drawn again.

    ``agreements`` are those behind its figures; they are kept beside the contents, not in them.
    """

    key: str
    cells: tuple[Cell, ...]
    is_total: bool = False
    agreements: tuple[int, ...] = ()


@dataclass(frozen=True)
class Heading:
    """□. ``unit`` stands at the right of the line, ``beside`` in its place where nothing follows: 지급 기록 없음."""

    text: str
    unit: str = ""
    beside: str = ""
    block: str = field(default="heading", init=False)


@dataclass(frozen=True)
class Lines:
    """○ and, under it, -. ``is_labelled``: the labels are set to one width and followed by a colon."""

    lines: tuple[Line, ...]
    is_labelled: bool = False
    block: str = field(default="lines", init=False)


@dataclass(frozen=True)
class Notes:
    notes: tuple[Note, ...]
    block: str = field(default="notes", init=False)


@dataclass(frozen=True)
class Table:
    """``title`` is its name in sheets and for those who hear it; on paper the heading before it says so."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    block: str = field(default="table", init=False)


@dataclass(frozen=True)
class Chart:
    """Bars from zero, three series at most; None draws none. Always beside the table it is drawn from."""

    title: str
    note: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    block: str = field(default="chart", init=False)


Block = Heading | Lines | Notes | Table | Chart


@dataclass(frozen=True)
class Part:
    """``title`` names an attachment (붙임); the first part has none.

    ``is_bound``: of the paper itself, on a page of its own. ``as_of`` where its base day is not that of the paper.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    is_landscape: bool = False
    is_bound: bool = False
    as_of: str = ""


@dataclass(frozen=True)
class Paper:
    """``as_of`` and ``known_at`` are days as printed. ``is_one_page``: set closer before it spills over.

    ``sources`` and ``contact`` close the first part. ``is_draft``: nobody wrote 쟁점 및 대응 or 향후 계획 yet.
    """

    title: str
    as_of: str
    known_at: str
    definition: str
    definition_name: str
    register: str
    disclosure: str
    department: str
    summary: tuple[str, ...]
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    contact: str
    is_draft: bool
    is_one_page: bool = False
    has_contents_list: bool = False
