"""What was paid, from the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agreements.models import Agreement, SubsidyPayment


@dataclass(frozen=True)
class Paid:
    """Whole won. ``is_about`` where any of it is only roughly known."""

    won: int
    is_about: bool


def paid(agreements: Sequence[Agreement], *, known_at: datetime | None = None) -> dict[int, Paid]:
    """By agreement, one query; those without a line are absent. 항목 합계 stands for its items, not beside them."""
    lines: dict[int, list[SubsidyPayment]] = {}
    for line in SubsidyPayment.objects.filter(agreement__in=agreements).known_at(known_at):
        lines.setdefault(line.agreement_id, []).append(line)
    return {agreement_id: _sum(found) for agreement_id, found in lines.items()}


def _sum(lines: Sequence[SubsidyPayment]) -> Paid:
    wholes = [line for line in lines if line.item == SubsidyPayment.Item.TOTAL]
    counted = wholes or lines
    return Paid(sum(line.amount_won for line in counted), any(line.is_about for line in counted))
