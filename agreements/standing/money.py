"""What was paid, from the ledger."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from agreements.models import Agreement, SubsidyPayment


@dataclass(frozen=True)
class Paid:
    """Whole won. ``is_about`` where any of it is only roughly known."""

    won: int
    is_about: bool


def paid(
    agreements: Sequence[Agreement], *, known_at: datetime | None = None, as_of: date | None = None
) -> dict[int, Paid]:
    """By agreement, one query; those without a line are absent. 항목 합계 stands for its items, not beside them.

    ``as_of`` leaves out what was paid after it; what was paid on an unknown day stays in.
    """
    lines: dict[int, list[SubsidyPayment]] = {}
    for line in SubsidyPayment.objects.filter(agreement__in=agreements).known_at(known_at):
        if as_of is None or line.paid.last_day is None or line.paid.last_day <= as_of:
            lines.setdefault(line.agreement_id, []).append(line)
    return {agreement_id: _sum(found) for agreement_id, found in lines.items()}


def _sum(lines: Sequence[SubsidyPayment]) -> Paid:
    wholes = [line for line in lines if line.item == SubsidyPayment.Item.TOTAL]
    counted = wholes or lines
    return Paid(sum(line.amount_won for line in counted), any(line.is_about for line in counted))


def sum_of(found: Iterable[Paid]) -> Paid:
    told = list(found)
    return Paid(sum(one.won for one in told), any(one.is_about for one in told))
