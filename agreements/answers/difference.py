"""전회 제출본 대비: which figures of an answer differ from those submitted before, and which records are the reason.

Facts are only ever added, so whatever was recorded between the two moments of knowledge on the agreements behind a
figure is the reason; where nothing was, the base day moved or a record that may be edited was.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from agreements.answers.answer import Answer, Table
from agreements.answers.why import Why, whys
from agreements.rules.metric import Metric

ABSENT = ""
Key = tuple[str, str, str]  # table, row, column


class Reason(StrEnum):
    NEW = "신규"
    CORRECTED = "정정"
    LATE = "지연 입력"
    AMENDED = "협약 변경"
    BASE_DAY = "기준일 경과"
    EDITED = "기록 수정"


@dataclass(frozen=True)
class Difference:
    """One figure; ``before`` or ``after`` '' where the line was not there."""

    table: str
    row: str
    column: str
    before: str
    after: str
    whys: tuple[Why, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Drawn:
    """Tables as they were or are: their plain values, and which agreements are behind a figure of them."""

    told: dict[str, Any]
    behind: Callable[[Key], set[int]]
    as_of: date
    known_at: datetime


def differences(before: Drawn, after: Drawn) -> list[Difference]:
    """In the order of the tables; lines that went away come last."""
    old, new = _figures(before.told), _figures(after.told)
    changed = [key for key in (*new, *(key for key in old if key not in new)) if _text(old, key) != _text(new, key)]
    behind = {key: before.behind(key) | after.behind(key) for key in changed}
    concerned = sorted({pk for pks in behind.values() for pk in pks})
    told = whys(concerned, since=before.known_at, until=after.known_at, as_of=before.as_of)
    return [_difference(key, old, new, _of(told, behind[key], key), before, after) for key in changed]


def counted(found: Sequence[Difference]) -> list[tuple[str, int]]:
    """``신규 3 · 정정 1``: by the first reason of each figure."""
    return [(reason.value, n) for reason in Reason if (n := sum(1 for one in found if one.reasons[0] == reason))]


def _difference(
    key: Key, old: dict[Key, Any], new: dict[Key, Any], found: Sequence[Why], before: Drawn, after: Drawn
) -> Difference:
    shown = (new.get(key) or old[key])[1]
    reasons = tuple(dict.fromkeys(Reason(why.reason) for why in found))
    if not reasons:
        reasons = (Reason.BASE_DAY if before.as_of != after.as_of else Reason.EDITED,)
    table, row, column = shown
    return Difference(table, row, column, _text(old, key), _text(new, key), tuple(found), reasons)


def _figures(told: dict[str, Any]) -> dict[Key, tuple[str, tuple[str, str, str]]]:
    """Table, row and column → the text, and how they are called."""
    return {
        (table["key"], row["key"], column["key"]): (text, (table["title"], row["label"], column["label"]))
        for table in told["tables"]
        for row in table["rows"]
        for column, text in zip(table["columns"], row["cells"], strict=True)
    }


def _text(figures: dict[Key, Any], key: Key) -> str:
    return str(figures[key][0]) if key in figures else ABSENT


def behind_answer(answer: Answer) -> Callable[[Key], set[int]]:
    def behind(key: Key) -> set[int]:
        return {pk for table in answer.tables if table.key == key[0] for pk in _in_table(table, key)}

    return behind


def _in_table(table: Table, key: Key) -> Iterator[int]:
    for row in table.rows:
        if row.key == key[1]:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if column.key == key[2]:
                    yield from cell.behind


def _of(told: Sequence[Why], agreements: set[int], key: Key) -> list[Why]:
    """A column that speaks of one metric is moved by facts of that metric, and by agreements that came or ended."""
    metric = next((metric for metric in Metric if key[2].startswith(metric.value)), None)
    return [why for why in told if why.agreement.pk in agreements and (metric is None or why.metric in {None, metric})]
