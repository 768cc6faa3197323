"""Which records came between two moments, of whom, and how each is to be called beside an answer given before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agreements.models import (
    Actual,
    Agreement,
    Outcome,
    Pledge,
    ReceiptReview,
    Review,
    Step,
    SubsidyPayment,
    Version,
)
from agreements.models.review import Decided
from agreements.periods import PartialDate
from agreements.rules.metric import RUNGS, Metric, Rung

FACTS: tuple[Any, ...] = (Version, Pledge, Actual, Step, Outcome, SubsidyPayment)


@dataclass(frozen=True)
class Why:
    """``reason`` is one of the words of difference.Reason; ``metric`` None concerns every figure."""

    reason: str
    agreement: Agreement
    what: str
    recorded_at: datetime
    by: str
    words: str
    metric: Metric | None


def whys(agreements: Sequence[int], *, since: datetime, until: datetime, as_of: date) -> list[Why]:
    """In the order in which they were recorded; a fixed number of queries. ``as_of`` is the base day of before."""
    found = [*_facts(agreements, since, until, as_of), *_decided(agreements, since, until, as_of)]
    return sorted(found, key=lambda why: why.recorded_at)


def _facts(agreements: Sequence[int], since: datetime, until: datetime, as_of: date) -> Iterator[Why]:
    for model in FACTS:
        rows: Any = model._base_manager.filter(agreement__in=agreements, recorded_at__gt=since, recorded_at__lte=until)
        for row in rows.select_related("agreement", "recorded_by"):
            what = f"{model._meta.verbose_name} {row}"
            yield Why(
                _reason(row, as_of),
                row.agreement,
                what,
                row.recorded_at,
                str(row.recorded_by),
                row.reason,
                _metric(row),
            )


def _decided(agreements: Sequence[int], since: datetime, until: datetime, as_of: date) -> Iterator[Why]:
    """An approval makes of what was reported a confirmed value: of an old period it comes late."""
    between = {"reviewed_at__gt": since, "reviewed_at__lte": until, "decision": Decided.Decision.APPROVED}
    singles = Review.objects.filter(actual__agreement__in=agreements, **between)
    for review in singles.select_related("actual__agreement", "reviewed_by"):
        yield _approval(review, review.actual, as_of)
    wholes = ReceiptReview.objects.filter(receipt__check_in__agreement__in=agreements, **between)
    joined = wholes.select_related("reviewed_by").prefetch_related("receipt__actuals__agreement")
    for whole in joined:
        yield from (_approval(whole, actual, as_of) for actual in whole.receipt.actuals.all())


def _approval(review: Decided, actual: Actual, as_of: date) -> Why:
    reason = "지연 입력" if _is_of_before(actual.as_of, as_of) else "신규"
    return Why(
        reason,
        actual.agreement,
        f"승인: {actual}",
        review.reviewed_at,
        str(review.reviewed_by),
        review.note,
        _metric(actual),
    )


def _reason(row: Any, as_of: date) -> str:
    if row.replaces_id:
        return "정정"
    match row:
        case Version():
            return "협약 변경" if row.number else "신규"
        case Pledge():
            return "협약 변경" if row.version_of.number else "신규"
        case Actual():
            return "지연 입력" if _is_of_before(row.as_of, as_of) else "신규"
        case Step() | Outcome():
            return "지연 입력" if _is_of_before(row.on, as_of) else "신규"
    return "신규"


def _is_of_before(day: PartialDate, as_of: date) -> bool:
    return day.last_day is not None and day.last_day <= as_of


def _metric(row: Any) -> Metric | None:
    match row:
        case Pledge():
            return Metric(row.metric)
        case Actual():
            return RUNGS[Rung(row.rung)].metric
    return None
