"""Where a check-in stands, told by its receipts and what was decided of them; nothing of it is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from agreements.models import CheckIn, Receipt, ReceiptReview, RoundClosing
from agreements.models.review import Decided


class State(StrEnum):
    """미제출 is one of the four kinds of nothing: asked, and not answered."""

    WAITING = "waiting", "제출 전"
    MISSING = "missing", "미제출"
    SUBMITTED = "submitted", "검토 중"
    RETURNED = "returned", "반려"
    APPROVED = "approved", "승인"

    label: str

    def __new__(cls, value: str, label: str = "") -> "State":
        state = str.__new__(cls, value)
        state._value_ = value
        state.label = label
        return state


OPEN = frozenset({State.WAITING, State.MISSING, State.RETURNED})


@dataclass(frozen=True)
class CheckInStanding:
    """``receipt`` is the last one, ``review`` the last decision on it; None where there was none."""

    check_in: CheckIn
    receipt: Receipt | None
    review: ReceiptReview | None
    state: State
    days_late: int

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


def check_in_standings(
    check_ins: Sequence[CheckIn], *, today: date, known_at: datetime | None = None
) -> list[CheckInStanding]:
    """In the given order, by what was recorded by ``known_at``; expects ``round`` joined. Three queries."""
    last = {r.check_in_id: r for r in _receipts(check_ins, known_at)}
    decided = {r.receipt_id: r for r in _reviews(last.values(), known_at)}
    closed = RoundClosing.objects.filter(round__in={one.round_id for one in check_ins}, **_by("closed_at", known_at))
    over = set(closed.values_list("round", flat=True))
    return [_standing(one, last.get(one.pk), decided, today, is_over=one.round_id in over) for one in check_ins]


def _by(moment: str, known_at: datetime | None) -> dict[str, Any]:
    return {f"{moment}__lte": known_at} if known_at else {}


def _receipts(check_ins: Sequence[CheckIn], known_at: datetime | None) -> Iterable[Receipt]:
    rows = Receipt.objects.filter(check_in__in=check_ins, **_by("recorded_at", known_at)).select_related("recorded_by")
    return rows.order_by("recorded_at", "pk")


def _reviews(receipts: Iterable[Receipt], known_at: datetime | None) -> Iterable[ReceiptReview]:
    rows = ReceiptReview.objects.filter(receipt__in=list(receipts), **_by("reviewed_at", known_at))
    rows = rows.select_related("reviewed_by")
    return rows.order_by("reviewed_at", "pk")


def _standing(
    check_in: CheckIn, receipt: Receipt | None, decided: dict[int, ReceiptReview], today: date, *, is_over: bool
) -> CheckInStanding:
    review = decided.get(receipt.pk) if receipt else None
    state = _state(receipt, review, is_over=is_over or today > check_in.round.due_on)
    late = (today - check_in.round.due_on).days if state in OPEN else 0
    return CheckInStanding(check_in, receipt, review, state, max(late, 0))


def _state(receipt: Receipt | None, review: ReceiptReview | None, *, is_over: bool) -> State:
    """``is_over``: past its due day, or closed before it."""
    if receipt is None:
        return State.MISSING if is_over else State.WAITING
    if review is None:
        return State.SUBMITTED
    return State.APPROVED if review.decision == Decided.Decision.APPROVED else State.RETURNED
