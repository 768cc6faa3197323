"""Grouped bars from zero, drawn as SVG with plain attributes: the same drawing for the page and for paper.

The first bar of a group is filled, the second hatched, the third hollow, so that they differ without colour. Each bar
carries its number; the second and third also say their own name, so no legend is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django import template

register = template.Library()

WIDTH = 420
LABELS = 84
NUMBERS = 88
LETTER = 13
BAR = 12
PITCH = 18
GAP = 8


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    width: float
    kind: str
    words: str

    @property
    def text_x(self) -> float:
        return self.x + self.width + 6

    @property
    def text_y(self) -> int:
        return self.y + BAR - 1


@dataclass(frozen=True)
class Group:
    label: str
    y: int
    bars: tuple[Bar, ...]

    @property
    def text_y(self) -> int:
        return self.y + BAR - 1


@dataclass(frozen=True)
class BarChart:
    """``rows``: a label and a value for each of ``series`` (three at most). None draws no bar: not known is not zero.

    ``lines`` fixes how many bars a group leaves room for, so that charts side by side share their lines.
    """

    name: str
    title: str
    note: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    lines: tuple[int, ...] = ()

    KINDS = ("filled", "hatched", "hollow")

    @property
    def room(self) -> tuple[int, ...]:
        return self.lines or tuple(max(1, sum(v is not None for v in values)) for _, values in self.rows)

    @property
    def start(self) -> int:
        """Where the bars begin: right of the longest label."""
        return max([LABELS, *(len(label) * LETTER + GAP for label, _ in self.rows)])

    @property
    def height(self) -> int:
        return sum(lines * PITCH + GAP for lines in self.room) + GAP

    @property
    def top(self) -> int:
        return max((v for _, values in self.rows for v in values if v is not None), default=0)

    @property
    def groups(self) -> list[Group]:
        y, groups = GAP, []
        for (label, values), lines in zip(self.rows, self.room, strict=True):
            groups.append(Group(label, y, self._bars(values, y)))
            y += lines * PITCH + GAP
        return groups

    def _bars(self, values: Sequence[int | None], y: int) -> tuple[Bar, ...]:
        known = [(n, value) for n, value in enumerate(values) if value is not None]
        return tuple(
            Bar(self.start, y + line * PITCH, self._width(value), self.KINDS[n], self._words(n, value))
            for line, (n, value) in enumerate(known)
        )

    def _width(self, value: int) -> float:
        return round((WIDTH - self.start - NUMBERS) * value / self.top, 1) if self.top else 0

    def _words(self, n: int, value: int) -> str:
        return f"{value:,}" if n == 0 else f"{self.series[n]} {value:,}"

    @property
    def description(self) -> str:
        told = (f"{label} {', '.join(self._told(values))}" for label, values in self.rows)
        return ". ".join(told)

    def _told(self, values: Sequence[int | None]) -> list[str]:
        return [f"{self.series[n]} {value:,}" for n, value in enumerate(values) if value is not None] or ["미확인"]


def side_by_side(*charts: BarChart) -> list[BarChart]:
    """The same labels on the same lines."""
    room = tuple(max(lines) for lines in zip(*(chart.room for chart in charts), strict=True))
    return [replace(chart, lines=room) for chart in charts]


@register.inclusion_tag("components/chart_bars.html")
def chart_bars(chart: BarChart) -> dict[str, object]:
    return {"chart": chart, "width": WIDTH, "start": chart.start, "end": chart.start - GAP, "bar_height": BAR}
