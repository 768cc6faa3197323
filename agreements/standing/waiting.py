"""What waits for a person of the city: submissions to be reviewed, corrections that were asked for. Two queries."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Subquery

from accounts.scope import Scope
from agreements.models import CheckIn, CorrectionRequest, Receipt, ReceiptReview


@dataclass(frozen=True)
class Submitted:
    """A round, and how many of its check-ins wait for a decision."""

    pk: int
    name: str
    count: int


@dataclass(frozen=True)
class Waiting:
    submitted: tuple[Submitted, ...]
    corrections: tuple[CorrectionRequest, ...]


def waiting(scope: Scope) -> Waiting:
    """The last receipt of a check-in is the one to be decided on."""
    receipts = Receipt.objects.filter(check_in=OuterRef("pk")).order_by("-recorded_at", "-pk")
    asked = CheckIn.objects.visible_to(scope).filter(round__closing=None, agreement__struck_at=None)
    open_ones = asked.annotate(last=Subquery(receipts.values("pk")[:1])).exclude(last=None)
    undecided = open_ones.exclude(Exists(ReceiptReview.objects.filter(receipt=OuterRef("last"))))
    counted = undecided.order_by().values("round", "round__name", "round__due_on").annotate(count=Count("pk"))
    submitted = [Submitted(row["round"], row["round__name"], row["count"]) for row in counted.order_by("round__due_on")]
    requests = CorrectionRequest.objects.visible_to(scope).filter(answered_on=None)
    standing = requests.filter(receipt__check_in__agreement__struck_at=None)
    return Waiting(tuple(submitted), tuple(standing.select_related("receipt__check_in__agreement")))
