"""What a figure rests on: of each agreement the facts in force, with their sources and who recorded them when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agreements.models import Agreement, Source
from agreements.periods import PartialDate
from agreements.rules.amount import in_prose
from agreements.rules.metric import METRIC_LABELS, RUNGS, Metric, Rung
from agreements.standing.facts import Facts, facts_of


@dataclass(frozen=True)
class Told:
    """A fact in words: ``고용 채용 141명`` · its day · 확인 or 보고*."""

    what: str
    day: PartialDate
    rung: str
    source: Source
    recorded_at: datetime


@dataclass(frozen=True)
class Behind:
    agreement: Agreement
    told: tuple[Told, ...]


def behind(agreements: Sequence[Agreement], as_of: date, known_at: datetime | None) -> list[Behind]:
    return [Behind(facts.agreement, tuple(_told(facts, as_of))) for facts in facts_of(agreements, known_at)]


def _told(facts: Facts, as_of: date) -> list[Told]:
    rows = [*(_pledge(p) for p in facts.pledges), *(_actual(a, facts) for a in facts.actuals)]
    rows += [_row(o, str(o.get_code_display()), o.on, "추진상황") for o in facts.outcomes]
    rows += [_row(s, str(s.get_kind_display()), s.on, "예정" if s.is_planned else "추진 단계") for s in facts.steps]
    return [row for row in rows if row.rung in PROMISED or row.day.last_day is None or row.day.last_day <= as_of]


PROMISED = frozenset({"협약", "발표·보도", "예정"})


def _pledge(pledge: Any) -> Told:
    metric = Metric(pledge.metric)
    what = f"{pledge.version_of} {METRIC_LABELS[metric]} {in_prose(pledge.said, metric)}"
    return _row(pledge, what, pledge.due, str(pledge.get_stage_display()))


def _actual(actual: Any, facts: Facts) -> Told:
    metric = RUNGS[Rung(actual.rung)].metric
    what = f"{METRIC_LABELS[metric]} {RUNGS[Rung(actual.rung)].label} {in_prose(actual.said, metric)}"
    return _row(actual, what, actual.as_of, "확인" if actual.pk in facts.approved else "보고*")


def _row(fact: Any, what: str, day: PartialDate, rung: str) -> Told:
    return Told(what, day, rung, fact.source, fact.recorded_at)
