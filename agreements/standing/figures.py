"""The figures of a standing as the summary keeps them, and back: values as [low, high, word], readings with their rung.

Values are alike by the thousand, and never change: each is made once.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from agreements.periods import UNKNOWN, PartialDate, Precision
from agreements.rules.actual import Reading
from agreements.rules.composition import Composition
from agreements.rules.metric import Metric, Rung
from agreements.rules.pledge import Promise
from agreements.rules.said import Said, Wording
from agreements.standing.agreement import MetricStanding, Standing

Figures = dict[str, Any]
MADE = 4096
EDITION = 1  # goes up with the shape of what is kept: what an older house wrote is not read
NOTHING = {metric: MetricStanding(metric, None, None, {}, {}) for metric in Metric}


def figures_of(standing: Standing) -> Figures:
    """Of each metric with anything to tell; ``opened`` is there where it was, '' where its day is not known."""
    told: Figures = {m.metric.value: figures for m in standing.metrics.values() if (figures := _figures(m))}
    told["edition"] = EDITION
    if standing.is_opened:
        told["opened"] = standing.opened_on.isoformat() if standing.opened_on else ""
    return told


def _figures(metric: MetricStanding) -> Figures:
    told = {
        "original": metric.original and _said(metric.original.said),
        "amended": metric.amended and _said(metric.amended.said),
        "confirmed": metric.confirmed and _reading(metric.confirmed),
        "press": metric.press and _reading(metric.press),
        "people": metric.composition and _people(metric.composition),
    }
    return {name: value for name, value in told.items() if value}


def _said(said: Said) -> list[Any]:
    return [said.low, said.high, said.wording.value]


def _reading(found: Reading) -> list[Any]:
    day = found.as_of.last_day
    return [found.rung.value, day.isoformat() if day else None, *_said(found.said)]


def _people(told: Composition) -> list[Any]:
    return [_said(told.unsaid), dict(told.parts), told.residents, told.residents_of]


def is_readable(figures: Figures | None) -> bool:
    return figures is not None and figures.get("edition") == EDITION


def metrics_of(figures: Figures) -> dict[Metric, MetricStanding]:
    return {metric: _metric(metric, figures[metric]) if metric in figures else NOTHING[metric] for metric in Metric}


def _metric(metric: Metric, told: Figures) -> MetricStanding:
    return MetricStanding(
        metric=metric,
        original=_promise(*told["original"]) if "original" in told else None,
        amended=_promise(*told["amended"]) if "amended" in told else None,
        approved=_readings(told.get("confirmed")),
        reported=_readings(told.get("press")),
        composition=_composition(*told["people"]) if "people" in told else None,
    )


@lru_cache(MADE)
def _as_said(low: int, high: int, wording: str) -> Said:
    return Said(low, high, Wording(wording))


@lru_cache(MADE)
def _promise(low: int, high: int, wording: str) -> Promise:
    return Promise(_as_said(low, high, wording), UNKNOWN, due_is_announced=False, is_announced=False, phases=())


def _readings(told: list[Any] | None) -> dict[Rung, Reading]:
    return {Rung(told[0]): _as_reading(*told)} if told else {}


@lru_cache(MADE)
def _as_reading(rung: str, day: str | None, low: int, high: int, wording: str) -> Reading:
    on = PartialDate(date.fromisoformat(day), Precision.DAY) if day else UNKNOWN
    return Reading(Rung(rung), _as_said(low, high, wording), on, ())


def _composition(unsaid: list[Any], parts: dict[str, int], residents: int | None, of: int) -> Composition:
    return Composition(_as_said(*unsaid), parts, residents, of)
