"""What came in for a check-in so far, what of it stands, and which duties it may tell of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from agreements.models import Actual, CheckIn, Obligation, ObligationCheck, Receipt, ReceiptReview
from agreements.rules.metric import Rung
from agreements.standing.dossier import Duty


@dataclass(frozen=True)
class ReceiptStanding:
    """``actuals`` are as they were told then, also those that were replaced since."""

    receipt: Receipt
    actuals: tuple[Actual, ...]
    review: ReceiptReview | None

    @property
    def word(self) -> str:
        return self.review.get_decision_display() if self.review else "검토 중"


def receipts_of(check_in: CheckIn) -> list[ReceiptStanding]:
    """The last one first; a fixed number of queries."""
    rows = Receipt.objects.filter(check_in=check_in).select_related("recorded_by", "invitation")
    told = ("actuals__parts", "actuals__source", "enclosures__document", "correction_requests", "reviews__reviewed_by")
    return [_standing(receipt) for receipt in rows.prefetch_related(*told).order_by("-recorded_at", "-pk")]


def _standing(receipt: Receipt) -> ReceiptStanding:
    reviews = sorted(receipt.reviews.all(), key=lambda review: (review.reviewed_at, review.pk))
    return ReceiptStanding(receipt, _in_order(receipt.actuals.all()), reviews[-1] if reviews else None)


def _in_order(actuals: Any) -> tuple[Actual, ...]:
    """What was put back later, when a correction was returned, names its receipt again: it was told once."""
    first = {Rung(a.rung): a for a in sorted(actuals, key=lambda actual: actual.pk, reverse=True)}
    return tuple(first[rung] for rung in Rung if rung in first)


def told_in(check_in: CheckIn) -> dict[Rung, Actual]:
    """What stands of it, with what was returned: it is what the officer hands in again."""
    rows = Actual.objects.filter(receipt__check_in=check_in).known_at(None).prefetch_related("parts")
    return {Rung(actual.rung): actual for actual in rows.order_by("recorded_at", "pk")}


def duties_asked(check_in: CheckIn) -> list[Duty]:
    """Those of the party; of the whole agreement every one. Each with its last check."""
    duties = Obligation.objects.filter(agreement=check_in.agreement_id)
    if check_in.party_id:
        duties = duties.filter(party=check_in.party_id)
    rows: Sequence[Obligation] = list(duties.select_related("party__organisation"))
    checks = ObligationCheck.objects.filter(obligation__in=rows).known_at(None).order_by("checked_on", "pk")
    last = {check.obligation_id: check for check in checks}
    return [Duty(obligation, last.get(obligation.pk)) for obligation in rows]
