"""What an agreement promises, read from its pledge lines. Pure: plain values in, plain values out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from agreements.periods import UNKNOWN, PartialDate
from agreements.rules.said import Said, Wording, total


@dataclass(frozen=True)
class PledgeLine:
    """One pledge row. ``said`` is cumulative at ``due``; ``group`` tells party and origin apart ('' is the whole)."""

    said: Said
    due: PartialDate = UNKNOWN
    is_announced: bool = False
    group: str = ""
    source_id: int = 0


@dataclass(frozen=True)
class Phase:
    """A step of a phased pledge: cumulative value, what it adds to the step before, and its due."""

    number: int
    cumulative: Said
    added: Said
    due: PartialDate
    is_announced: bool
    source_id: int


@dataclass(frozen=True)
class Promise:
    """The whole promise of one metric in one version. ``others`` are values told beside it without a day."""

    said: Said
    due: PartialDate
    due_is_announced: bool
    is_announced: bool
    phases: tuple[Phase, ...]
    others: tuple[PledgeLine, ...] = ()


def promise(lines: Sequence[PledgeLine]) -> Promise | None:
    """The line for the whole counts; where there is none, the parts (parties, origins) are added.

    Signed lines go before announced ones, and of those the largest cumulative value is the promise. Without a due of
    its own it is due when the first phase reaches it.
    """
    if not lines:
        return None
    whole = [line for line in lines if not line.group]
    if whole:
        return _promise_of_one(whole)
    parts = [_promise_of_one([line for line in lines if line.group == group]) for group in _groups(lines)]
    said = total(part.said for part in parts)
    latest = max(parts, key=lambda part: part.due.last_day or date.min)
    return Promise(
        said=said or Said(0, 0),
        due=latest.due,
        due_is_announced=latest.due_is_announced,
        is_announced=any(part.is_announced for part in parts),
        phases=(),
    )


def _groups(lines: Iterable[PledgeLine]) -> list[str]:
    return sorted({line.group for line in lines})


def _promise_of_one(lines: Sequence[PledgeLine]) -> Promise:
    signed = [line for line in lines if not line.is_announced] or list(lines)
    head = max(signed, key=lambda line: (line.said.low, not line.due.is_known))
    reached = head if head.due.is_known else _first_to_reach(head, lines)
    return Promise(
        said=head.said,
        due=reached.due if reached else head.due,
        due_is_announced=bool(reached and reached.is_announced),
        is_announced=head.is_announced,
        phases=_phases(lines),
        others=tuple(line for line in lines if line is not head and not line.due.is_known),
    )


def _first_to_reach(head: PledgeLine, lines: Iterable[PledgeLine]) -> PledgeLine | None:
    reaching = [line for line in lines if line.due.is_known and line.said.low >= head.said.low]
    return min(reaching, key=lambda line: line.due.last_day or date.max, default=None)


def _phases(lines: Iterable[PledgeLine]) -> tuple[Phase, ...]:
    """Two dated lines or more make phases; a single one is only the due of the whole."""
    dated = sorted((line for line in lines if line.due.is_known), key=lambda line: line.due.last_day or date.max)
    if len(dated) < 2:
        return ()
    before = [Said(0, 0), *(line.said for line in dated)]
    return tuple(
        Phase(number, line.said, _added(line.said, before[number - 1]), line.due, line.is_announced, line.source_id)
        for number, line in enumerate(dated, start=1)
    )


def _added(now: Said, before: Said) -> Said:
    low, high = max(0, now.low - before.low), max(0, now.high - before.high)
    if low != high:
        return Said(min(low, high), max(low, high), Wording.RANGE)
    return Said(low, high, Wording.EXACT if now.wording == Wording.RANGE else now.wording)
