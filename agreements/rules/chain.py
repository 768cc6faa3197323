"""The hash chain of change records: each hash covers the row and the hash before it.

Moments are hashed as epoch microseconds, never as formatted text, so that no database or locale can alter them.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Values = Mapping[str, Any]
Anchors = Mapping[int, set[str]]


@dataclass(frozen=True)
class Link:
    """One record as it is kept; ``computed`` is the hash that its contents give now."""

    number: int
    previous_hash: str
    hash: str
    computed: str


@dataclass(frozen=True)
class Break:
    number: int
    words: str


def microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


def link(previous_hash: str, row: dict[str, Any]) -> str:
    """Hex SHA-256. ``row`` holds only JSON values."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous_hash}\n{text}".encode()).hexdigest()


def breaks(links: Iterable[Link], anchors: Anchors) -> Iterator[Break]:
    """Where a chain, in the order of its numbers, is not what was written. ``anchors``: hashes kept elsewhere."""
    before = Link(0, "", "", "")
    for one in links:
        yield from _between(before, one)
        if one.computed != one.hash:
            yield Break(one.number, "고친 흔적(지문이 내용과 다름)")
        if anchors.get(one.number, {one.hash}) != {one.hash}:
            yield Break(one.number, "다시 쓴 흔적(따로 보관한 지문과 다름)")
        before = one
    if (last := max(anchors, default=0)) > before.number:
        yield Break(before.number + 1, f"끝이 잘림(따로 보관한 지문은 {last}번까지 있음)")


def _between(before: Link, one: Link) -> Iterator[Break]:
    if one.number > before.number + 1:
        yield Break(before.number + 1, f"빠진 기록({before.number + 1}~{one.number - 1}번)")
    elif one.number <= before.number:
        yield Break(one.number, "순번이 겹침")
    elif one.previous_hash != before.hash:
        yield Break(one.number, "순서 뒤바뀜(앞 기록과 이어지지 않음)")


def replayed(notes: Iterable[tuple[str, Values, Values]]) -> dict[str, Any] | None:
    """What a row holds after its notes (action, before, after), in their order; None once it was removed."""
    values: dict[str, Any] | None = None
    for action, before, after in notes:
        emptied = before.keys() - after.keys()
        kept = {name: value for name, value in (values or {}).items() if name not in emptied}
        values = None if action == "삭제" else {**kept, **after}
    return values
