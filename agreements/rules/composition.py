"""Who the people of a reading are: new or moved, by contract, by group. What is not told is unsaid, and never new."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from agreements.rules.actual import Reading, Report
from agreements.rules.progress import rate
from agreements.rules.said import Said, total

ORIGINS = ("new", "moved_within", "moved_in", "retained")
MOVED = ("moved_within", "moved_in")
CONTRACTS = ("permanent", "fixed_term", "part_time", "dispatched")


@dataclass(frozen=True)
class Composition:
    """Origins and ``unsaid`` add up to the reading; groups may overlap. ``residents`` are some of ``residents_of``."""

    unsaid: Said
    parts: Mapping[str, int] = field(default_factory=dict)
    residents: int | None = None
    residents_of: int = 0

    @property
    def net_new(self) -> int | None:
        """None where nobody said so; people who were moved are told apart."""
        return self.parts.get("new")

    @property
    def moved(self) -> int | None:
        told = [self.parts[kind] for kind in MOVED if kind in self.parts]
        return sum(told) if told else None

    @property
    def resident_share(self) -> Decimal | None:
        """Percent of those of whom it was told."""
        return rate(self.residents, self.residents_of)


def composition(found: Reading, reports: Sequence[Report]) -> Composition:
    """``reports`` are all of its kind: beside a whole number others may tell each of one origin."""
    return added(_of(report, reports) for report in found.reports)


def added(compositions: Iterable[Composition]) -> Composition:
    parts: Counter[str] = Counter()
    found = list(compositions)
    for one in found:
        parts.update(one.parts)
    residents = [one.residents for one in found if one.residents is not None]
    return Composition(
        unsaid=total(one.unsaid for one in found) or Said(0, 0),
        parts=dict(parts),
        residents=sum(residents) if residents else None,
        residents_of=sum(one.residents_of for one in found),
    )


def _of(report: Report, reports: Sequence[Report]) -> Composition:
    own = dict(report.parts)
    origins = _origins(report, own, reports)
    told = sum(origins.values())
    others = {kind: number for kind, number in own.items() if kind not in ORIGINS}
    return Composition(
        unsaid=total([Said(max(0, report.said.low - told), max(0, report.said.high - told))]) or Said(0, 0),
        parts={**origins, **others},
        residents=report.residents,
        residents_of=report.said.low if report.residents is not None else 0,
    )


def _origins(report: Report, own: Mapping[str, int], reports: Sequence[Report]) -> dict[str, int]:
    """Its own origin, else its own parts, else what others of its day say; more than there are tells nothing."""
    if report.origin:
        return {report.origin: report.said.low}
    told = {kind: own[kind] for kind in ORIGINS if kind in own}
    told = told or {one.origin: one.said.low for one in reports if _tells_of(one, report)}
    return told if sum(told.values()) <= report.said.high else {}


def _tells_of(one: Report, whole: Report) -> bool:
    """Of the same people on the same day, those of one origin."""
    return (
        bool(one.origin)
        and (one.rung, one.as_of.last_day, one.is_approved) == (whole.rung, whole.as_of.last_day, whole.is_approved)
        and one.group == ":".join(part for part in (whole.group, one.origin) if part)
    )
