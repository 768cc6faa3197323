"""The actuals behind the figures, and what was decided of each. What was returned is no value, and is told here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from agreements.models import Actual, Agreement, ReceiptReview, Review
from agreements.models.review import Decided


@dataclass(frozen=True)
class ActualStanding:
    """``review`` is the last decision, on the actual or on the receipt it came in; None where there was none."""

    actual: Actual
    review: Review | ReceiptReview | None

    @property
    def is_approved(self) -> bool:
        return self.review is not None and self.review.decision == Decided.Decision.APPROVED

    @property
    def is_returned(self) -> bool:
        return self.review is not None and self.review.decision == Decided.Decision.RETURNED

    @property
    def word(self) -> str:
        if self.is_returned:
            return "반려"
        return "확인" if self.is_approved else "보고*"

    @property
    def is_asked_still(self) -> bool:
        """It came in for a round that is not closed: it is decided with its receipt, and handed in again there."""
        receipt = self.actual.receipt
        return receipt is not None and not hasattr(receipt.check_in.round, "closing")

    @property
    def is_decided_here(self) -> bool:
        return self.review is None and not self.is_asked_still


def actuals_of(agreement: Agreement) -> list[ActualStanding]:
    """Those that stand now, the latest first."""
    rows = Actual.objects.filter(agreement=agreement).known_at(None)
    told = rows.select_related("source", "centre", "party__organisation", "receipt__check_in__round__closing")
    return _standings(
        list(told.order_by("-as_of_on", "rung", "pk")),
        Review.objects.filter(actual__agreement=agreement),
        ReceiptReview.objects.filter(receipt__check_in__agreement=agreement),
    )


def actual_standings(actuals: Sequence[Actual]) -> list[ActualStanding]:
    """In the given order; two queries."""
    receipts = {actual.receipt_id for actual in actuals if actual.receipt_id}
    return _standings(
        actuals, Review.objects.filter(actual__in=actuals), ReceiptReview.objects.filter(receipt__in=receipts)
    )


def _standings(actuals: Sequence[Actual], on_actuals: Any, on_receipts: Any) -> list[ActualStanding]:
    alone = {review.actual_id: review for review in _in_order(on_actuals)}
    together = {review.receipt_id: review for review in _in_order(on_receipts)}
    return [ActualStanding(a, _later(alone.get(a.pk), together.get(a.receipt_id or 0))) for a in actuals]


def _in_order(reviews: Any) -> Any:
    return reviews.select_related("reviewed_by").order_by("reviewed_at", "pk")


def _later(one: Review | None, other: ReceiptReview | None) -> Review | ReceiptReview | None:
    found = [review for review in (one, other) if review is not None]
    return max(found, key=lambda review: review.reviewed_at, default=None)
