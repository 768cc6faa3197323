"""What a paper is drawn from: a subject or a filter, a day, a day of knowledge, a definition, and what people wrote."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts.models import Municipality
from accounts.scope import Scope
from agreements.periods import official_day
from briefs.blocks import Block, Heading, Line, Lines
from briefs.models import Batch, Brief, SavedOrder

MOST_ROWS = 500  # of a table in one volume
UNWRITTEN = (Line("이 칸이 비어 있으면 발행할 수 없음", "(작성 전)"),)


class NotYetError(ValueError):
    """On that day there is nothing to report; says why, and what to do instead."""


@dataclass(frozen=True)
class Order:
    """``definition`` '' is the register's own; ``volume`` 0 is the whole, 1 the first MOST_ROWS of its rows.

    ``issues`` and ``plans`` are texts, a line each; '' is not written yet.
    """

    kind: str
    municipality: Municipality
    as_of: date
    subject: Any = None
    known_at: datetime | None = None
    definition: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    sort: str = ""
    issues: str = ""
    plans: str = ""
    volume: int = 0

    @property
    def scope(self) -> Scope:
        """A paper is of one register, whoever orders it."""
        return Scope(municipality_ids=frozenset({self.municipality.pk}))

    @property
    def own_definition(self) -> str:
        return self.definition or self.municipality.fulfilment_definition

    @property
    def definition_name(self) -> str:
        return str(Municipality.Definition(self.own_definition).label)

    @property
    def known_on(self) -> str:
        """자료 확정일 as printed; '' where it is known as of the ordering."""
        return official_day(timezone.localdate(self.known_at)) if self.known_at else ""

    @property
    def told_until(self) -> date:
        """The last day of which it may tell: the base day, or before it the day of knowledge."""
        return min(self.as_of, timezone.localdate(self.known_at)) if self.known_at else self.as_of

    @property
    def is_written(self) -> bool:
        return bool(self.issues.strip() and self.plans.strip())

    def written(self) -> tuple[Block, ...]:
        """□ 쟁점 및 대응 and □ 향후 계획 as people wrote them; empty ones say that they are."""
        return (
            Heading("쟁점 및 대응"),
            Lines(lines_of(self.issues) or UNWRITTEN),
            Heading("향후 계획"),
            Lines(lines_of(self.plans) or UNWRITTEN),
        )

    def slice(self, rows: list[Any]) -> list[Any]:
        """Those of its volume."""
        first = (self.volume - 1) * MOST_ROWS
        return rows[first : first + MOST_ROWS] if self.volume else rows


def lines_of(text: str) -> tuple[Line, ...]:
    """A line each; one that begins with - hangs under the one before."""
    found: list[Line] = []
    for row in (row.strip() for row in text.splitlines()):
        if row.startswith("-") and found:
            last = found.pop()
            found.append(Line(last.text, subs=(*last.subs, Line(row.removeprefix("-").strip()))))
        elif row:
            found.append(Line(row.removeprefix("○").strip()))
    return tuple(found)


def order_of(ordered: Brief | Batch | SavedOrder, *, as_of: date, known_at: datetime | None, volume: int = 0) -> Order:
    return Order(
        kind=ordered.kind,
        municipality=ordered.municipality,
        as_of=as_of,
        subject=ordered.subject,
        known_at=known_at,
        definition=ordered.definition,
        asked=ordered.asked,
        sort=ordered.sort,
        issues=ordered.issues,
        plans=ordered.plans,
        volume=volume,
    )
