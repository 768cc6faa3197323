"""이행 단계: three dated steps, then two bars that are never joined. Lengths are SVG attributes."""

from dataclasses import dataclass
from typing import Any

from django import template

from agreements.rules.actual import Reading
from agreements.rules.metric import RUNGS, Metric, Rung
from agreements.standing import MetricStanding, Standing
from agreements.templatetags.figures import when

register = template.Library()

WIDTH = 200
LADDERS = {
    Metric.SEATS: (Rung.SEATS_BUILT, Rung.SEATS_USED),
    Metric.JOBS: (Rung.HIRED, Rung.INSURED, Rung.RETAINED),
}


@dataclass(frozen=True)
class RungBar:
    """``kind`` filled (pledged, confirmed), hatched (only announced or reported) or none (미확인)."""

    label: str
    width: float
    kind: str
    words: str
    note: str = ""
    ticks: tuple[float, ...] = ()


@dataclass(frozen=True)
class Ladder:
    label: str
    unit: str
    bars: tuple[RungBar, ...]


@register.inclusion_tag("agreements/_stages.html")
def stages(standing: Standing) -> dict[str, Any]:
    return {
        "standing": standing,
        "ladders": [ladder(standing.metrics[metric], rungs) for metric, rungs in LADDERS.items()],
    }


def ladder(metric: MetricStanding, rungs: tuple[Rung, ...]) -> Ladder:
    """The ladder of the look; people counted at work stand on it only where somebody counted them."""
    counted = Rung.STAFF in metric.approved or Rung.STAFF in metric.reported
    shown = (*rungs[:1], Rung.STAFF, *rungs[1:]) if counted else rungs
    found = {rung: metric.approved.get(rung) or metric.reported.get(rung) for rung in shown}
    values = [reading.said.high for reading in found.values() if reading]
    top = max([*values, *(p.said.high for p in (metric.original, metric.amended) if p)], default=0)
    bars = [_pledged(metric, top), *(_reached(metric, rung, reading, top) for rung, reading in found.items())]
    return Ladder(metric.label, metric.unit, tuple(bars))


def _pledged(metric: MetricStanding, top: int) -> RungBar:
    if metric.promise is None:
        return RungBar("협약", 0, "none", "-", "수치 없음")
    ticks = [phase.cumulative.low for phase in metric.promise.phases[:-1]]
    if metric.amended and metric.original:
        ticks.append(metric.original.said.low)
    is_announced = metric.promise.is_announced
    return RungBar(
        "협약",
        _width(metric.promise.said.high, top),
        "hatched" if is_announced else "filled",
        f"{metric.promise.said}{'*' if is_announced else ''}",
        _tick_words(metric),
        tuple(_width(value, top) for value in ticks),
    )


def _tick_words(metric: MetricStanding) -> str:
    """What the first tick on the pledge stands for."""
    if metric.amended and metric.original:
        return f"당초 {metric.original.said}"
    if metric.promise and metric.promise.phases:
        first = metric.promise.phases[0]
        return f"1단계 {first.cumulative}{'*' if first.is_announced else ''}"
    return ""


def _reached(metric: MetricStanding, rung: Rung, reading: Reading | None, top: int) -> RungBar:
    label = RUNGS[rung].label
    if reading is None:
        return RungBar(label, 0, "none", "미확인")
    approved = rung in metric.approved
    day = when(reading.as_of)
    words = f"{reading.said}{'' if approved else '*'}"
    return RungBar(label, _width(reading.said.low, top), "filled" if approved else "hatched", words, day)


def _width(value: int, top: int) -> float:
    return round(WIDTH * value / top, 1) if top else 0
