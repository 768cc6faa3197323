"""The second ◈ line: the one figure an agreement is judged by, and what the rule makes of it."""

from typing import Any

from agreements.rules.amount import in_prose
from agreements.rules.metric import METRIC_LABELS, Metric
from agreements.rules.said import Said
from agreements.standing import MetricStanding
from briefs.contents.about import own_word
from briefs.contents.gathered import Gathered
from briefs.contents.summary_line import Tale, summary_line
from briefs.contents.wording import day

DUE_NAMES = {Metric.JOBS: "채용", Metric.SEATS: "상담석 설치", Metric.INVESTMENT: "투자"}
JUDGED_FIRST = (Metric.JOBS, Metric.SEATS, Metric.INVESTMENT)
CHECKERS = {"시": "시가", "도": "도가", "군": "군이", "구": "구가"}


def standing_line(gathered: Gathered) -> str:
    return summary_line(_tale(gathered))


def _tale(gathered: Gathered) -> Tale:
    standing, judged = gathered.standing, _judged(gathered)
    unchecked = [duty for duty in gathered.obligations if duty.pk not in gathered.checks]
    return Tale(
        progress=standing.progress,
        progress_name=standing.progress_name,
        decided=_decided(gathered),
        due=day(standing.due),
        due_name=_due_name(gathered),
        due_is_announced=standing.due_is_announced,
        checker=CHECKERS.get(own_word(gathered), ""),
        press=_press(gathered),
        duties=len(gathered.obligations),
        unchecked_duties=len(unchecked),
        **(_figures(judged) if judged else {}),
    )


def _judged(gathered: Gathered) -> MetricStanding | None:
    """The figure the definition asks for; where it was not promised, jobs before seats before investment."""
    metrics = gathered.standing.metrics
    order = sorted(JUDGED_FIRST, key=lambda metric: metric.value != gathered.standing.definition)
    return next((metrics[metric] for metric in order if metrics[metric].promise), None)


def _figures(judged: MetricStanding) -> dict[str, Any]:
    told = {"promised": f"{_name(judged)} {in_prose(judged.pledged, judged.metric)}" if judged.pledged else ""}
    if judged.confirmed is None:
        return told
    fall = -(judged.difference or 0)
    return {
        **told,
        "confirmed": in_prose(judged.confirmed.said, judged.metric),
        "rate": str(judged.rate),
        "shortfall": f"△{in_prose(Said(fall, fall), judged.metric)}" if fall > 0 else "",
        "is_reached": judged.is_reached,
    }


def _name(metric: MetricStanding) -> str:
    return METRIC_LABELS[metric.metric].removesuffix("액")


def _due_name(gathered: Gathered) -> str:
    due = gathered.standing.due.last_day
    for metric in JUDGED_FIRST:
        promise = gathered.standing.metrics[metric].promise
        if promise and promise.due.is_known and promise.due.last_day == due:
            return DUE_NAMES[metric]
    return "개소"


def _decided(gathered: Gathered) -> str:
    outcome = gathered.standing.outcome
    if outcome is None:
        return ""
    return f"({day(outcome.on)}, {outcome.get_reason_code_display()})"


def _press(gathered: Gathered) -> str:
    told = [
        f"{_name(metric)} {in_prose(metric.press.said, metric.metric)}"
        for metric in gathered.standing.metrics.values()
        if metric.press
    ]
    return ", ".join(told)
