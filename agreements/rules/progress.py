"""추진상황 in words, and 이행 under a definition. Values in, words out."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from agreements.rules.metric import Metric


class Progress(StrEnum):
    """Nine decided outcomes, and what the calendar says where none was decided."""

    DONE = "done"
    PARTIAL = "partial"
    WITHIN_DUE = "within_due"
    PAST_DUE = "past_due"
    NO_DUE = "no_due"
    CHANGED = "changed"
    ELSEWHERE = "elsewhere"
    HELD = "held"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    CLOSED = "closed"


ENDED = frozenset({Progress.ELSEWHERE, Progress.WITHDRAWN, Progress.LAPSED, Progress.CLOSED})

PROGRESS_NAMES = {
    Progress.DONE: "이행 완료",
    Progress.PARTIAL: "일부 이행",
    Progress.WITHIN_DUE: "추진 중(기한 내)",
    Progress.PAST_DUE: "추진 중(기한 경과)",
    Progress.NO_DUE: "미확인",
    Progress.CHANGED: "계획 변경",
    Progress.ELSEWHERE: "타 지역 투자",
    Progress.HELD: "보류",
    Progress.WITHDRAWN: "철회",
    Progress.LAPSED: "실효",
    Progress.CLOSED: "폐업·철수",
}


def progress(outcome: str | None, due: date | None, as_of: date) -> Progress:
    """A decided outcome stands; else the due day tells: within, past, or unknown (미확인) where none is known."""
    if outcome and outcome != "going":
        return Progress(outcome)
    if due is None:
        return Progress.NO_DUE
    return Progress.WITHIN_DUE if as_of <= due else Progress.PAST_DUE


def is_still_open(opened: bool, now: Progress) -> bool | None:
    """None where no opening is recorded, which does not say that there was none."""
    return now not in ENDED if opened else None


def rate(actual: int | None, pledged: int | None) -> Decimal | None:
    """Percent with one decimal, rounded half up: 101 of 238 is 42.4. None where either side is missing or zero."""
    if actual is None or not pledged:
        return None
    return (Decimal(actual) * 100 / Decimal(pledged)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def is_fulfilled(definition: str, opened: bool | None, reached: Mapping[Metric, bool | None]) -> bool | None:
    """Under 'opened', 'seats', 'jobs', 'investment' or 'all'. None: not known, which is never counted as done.

    ``reached`` holds only promised metrics. Under 'all' a metric that was never promised is not asked for.
    """
    if definition == "opened":
        return opened
    if definition == "all":
        answers = [opened, *reached.values()]
        if any(answer is False for answer in answers):
            return False
        return None if any(answer is None for answer in answers) else True
    return reached.get(Metric(definition))
