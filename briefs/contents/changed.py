"""전회 발행본 대비: which figures differ from those of the paper issued before, and which records are the reason."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from agreements.answers.difference import Difference, Drawn, Key, counted, differences
from agreements.answers.why import Why
from agreements.periods import official_day
from briefs.blocks import Cell, Column, Heading, Line, Lines, Note, Notes, Part, Row, Table
from briefs.contents.order import Order
from briefs.models import Brief

BESIDE = 3  # on a paper of one page; the others are counted
MOST_TOLD = 200
NUMBER = "number"  # the column of 연번
OF_BEFORE = {"previous", "change", "basis", "sources"}  # columns that speak of the time before, or of papers
NOTHING = "-"
COLUMNS = (
    Column("figure", "구 분", 30, "text"),
    Column("before", "전 회", 12),
    Column("after", "금 회", 12),
    Column("reason", "사 유", 14),
    Column("record", "근거 기록", 32, "text"),
)


@dataclass(frozen=True)
class Changed:
    """Since ``previous``; ``is_one_page`` keeps it to a line with what hangs under it."""

    previous: Brief
    found: tuple[Difference, ...]
    is_one_page: bool

    def into(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """At the opening of the paper, on one full page at its foot; the figures themselves are attached."""
        first, *others = parts
        if self.is_one_page and others:
            note = Notes((Note("※", f"전회 발행본 {self._line().text}"),))
            return (replace(first, blocks=(*first.blocks, note)), *others, *self._attached())
        opened = replace(first, blocks=(Heading("전회 발행본 대비"), Lines((self._line(),)), *first.blocks))
        return (opened, *others, *(() if self.is_one_page else self._attached()))

    def _attached(self) -> tuple[Part, ...]:
        return (Part((self._table(),), "전회 발행본 대비"),) if self.found else ()

    def _line(self) -> Line:
        told = " · ".join(f"{reason} {number}" for reason, number in counted(self.found)) or "달라진 수치 없음"
        subs = [Line(_in_words(one)) for one in self.found[:BESIDE]] if self.is_one_page else []
        if self.is_one_page and len(self.found) > BESIDE:
            subs.append(Line(f"외 {len(self.found) - BESIDE}건"))
        before = self.previous
        return Line(f"{before.number}({official_day(before.as_of)} 기준) 대비: {told}", subs=tuple(subs))

    def _table(self) -> Table:
        rows = tuple(_row(number, one) for number, one in enumerate(self.found[:MOST_TOLD]))
        return Table("changed", "전회 발행본 대비", COLUMNS, rows)


def what_changed(
    order: Order, contents: dict[str, Any], behind: dict[str, dict[str, list[int]]], previous: Brief
) -> Changed:
    then = Drawn(_told(previous.contents), _behind(previous.behind), previous.as_of, _known(previous))
    now = Drawn(_told(contents), _behind(behind), order.as_of, order.known_at or timezone.now())
    return Changed(previous, tuple(differences(then, now)), contents["is_one_page"])


def _known(previous: Brief) -> Any:
    return previous.known_at or previous.ordered_at


def _told(contents: dict[str, Any]) -> dict[str, Any]:
    """Its tables as answers have them: without what changed since a paper still older."""
    blocks = [block for part in contents["parts"] for block in part["blocks"]]
    return {
        "tables": [_as_answered(block) for block in blocks if block["block"] == "table" and block["key"] != "changed"]
    }


def _as_answered(table: dict[str, Any]) -> dict[str, Any]:
    """Without what says nothing of the register: - and nothing are one. A row is called by its first words."""
    name = next(n for n, column in enumerate(table["columns"]) if column["key"] != NUMBER)
    at = [n for n, column in enumerate(table["columns"]) if n > name and column["key"] not in OF_BEFORE]
    columns = [table["columns"][n] for n in at]
    return {
        "key": table["key"],
        "title": table["title"],
        "columns": [{"key": c["key"], "label": f"{c['group']} {c['label']}".strip()} for c in columns],
        "rows": [
            {
                "key": row["key"],
                "label": row["cells"][0 if row["is_total"] else name]["text"],
                "cells": [_figure(row["cells"][n]) for n in at],
            }
            for row in table["rows"]
        ],
    }


def _figure(cell: dict[str, Any]) -> str:
    return "" if cell["text"] == NOTHING else f"{cell['text']}{cell['mark']}"


def _behind(rows: dict[str, dict[str, list[int]]]) -> Callable[[Key], set[int]]:
    return lambda key: set(rows.get(key[0], {}).get(key[1], ()))


def _row(number: int, one: Difference) -> Row:
    where = " / ".join(part for part in (one.table, one.row, one.column) if part)
    cells = (
        Cell(where),
        Cell(one.before or "-"),
        Cell(one.after or "-"),
        Cell(", ".join(one.reasons)),
        Cell("; ".join(_record(why) for why in one.whys[:BESIDE]) or "-"),
    )
    return Row(f"changed-{number}", cells)


def _record(why: Why) -> str:
    return f"{why.what}({official_day(timezone.localdate(why.recorded_at))}, {why.by})"


def _in_words(one: Difference) -> str:
    where = " ".join(part for part in (one.row, one.column) if part)
    return f"{where} {one.before or '없음'} → {one.after or '없음'}({', '.join(one.reasons)})"
