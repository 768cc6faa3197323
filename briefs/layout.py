"""What every form of a paper asks of its frozen tree: heads that span, widths that add up, what is attached. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from typing import Any

WHOLE = 100
DENSE = 10  # a table of more columns is set smaller


@dataclass(frozen=True)
class Head:
    label: str
    columns: int
    rows: int

    @property
    def scope(self) -> str:
        return "colgroup" if self.columns > 1 else "col"


@dataclass(frozen=True)
class Entry:
    """A line of the contents list."""

    anchor: str
    words: str


def heads(columns: Sequence[dict[str, Any]]) -> list[list[Head]]:
    """One row of heads, or two where neighbours share a group."""
    if not any(column["group"] for column in columns):
        return [[Head(column["label"], 1, 1) for column in columns]]
    upper: list[Head] = []
    for group, members in groupby(columns, key=lambda column: column["group"]):
        found = list(members)
        upper += [Head(group, len(found), 1)] if group else [Head(column["label"], 1, 2) for column in found]
    return [upper, [Head(column["label"], 1, 1) for column in columns if column["group"]]]


def shares(columns: Sequence[dict[str, Any]]) -> list[int]:
    """Whole percents that add up to 100: what rounding leaves goes to the widest."""
    whole = sum(column["width"] for column in columns)
    found = [max(1, round(WHOLE * column["width"] / whole)) for column in columns]
    found[found.index(max(found))] += WHOLE - sum(found)
    return found


def tables_of(contents: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for part in contents["parts"] for block in part["blocks"] if block["block"] == "table"]


def is_to_fill(table: dict[str, Any]) -> bool:
    """Whether its last column is left for people to write in."""
    return bool(table["rows"]) and not any(row["cells"][-1]["text"] for row in table["rows"])


def rows_of(table: dict[str, Any]) -> list[list[str]]:
    """Heads and cells as they are printed, marks with them."""
    heads = [f"{column['group']} {column['label']}".strip() for column in table["columns"]]
    return [heads, *([f"{cell['text']}{cell['mark']}" for cell in row["cells"]] for row in table["rows"])]


def entries(contents: dict[str, Any]) -> Iterator[Entry]:
    """Each part behind the first: what is on the first page is seen there."""
    for place, (label, part) in enumerate(zip(labels(contents), contents["parts"], strict=True)):
        if place:
            yield Entry(f"part-{place}", f"{label} {part['title']}".strip())


def numbers(contents: dict[str, Any]) -> list[int]:
    """Of each part behind the first: which attachment it is; 0 where it is bound in and none."""
    found = count(1)
    return [0 if part.get("is_bound") else next(found) for part in contents["parts"][1:]]


def labels(contents: dict[str, Any]) -> list[str]:
    """What stands before the title of each part: 붙임 where there is one, else 붙임 2."""
    found = numbers(contents)
    is_numbered = max(found, default=0) > 1
    return ["", *(("붙임", f"붙임 {number}")[is_numbered] if number else "" for number in found)]


def attachments(contents: dict[str, Any]) -> list[str]:
    """붙임  1. 자치구별 이행표 1부.  끝. A paper of one page tells them on one line."""
    _, *others = contents["parts"]
    titles = [part["title"] for number, part in zip(numbers(contents), others, strict=True) if number]
    if contents["is_one_page"] and len(titles) > 1:
        return [f"{'  '.join(f'{n}. {title}' for n, title in enumerate(titles, start=1))} 각 1부.  끝."]
    told = [f"{title} 1부." for title in titles]
    return [*told[:-1], f"{told[-1]}  끝."] if told else []
