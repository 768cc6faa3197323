"""Reads the facts of a set of agreements as known on a moment: one query for each kind, whatever the size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F

from agreements.models import (
    Actual,
    ActualPart,
    Agreement,
    ObligationCheck,
    Outcome,
    Party,
    Pledge,
    ReceiptReview,
    Review,
    Step,
    Version,
)
from agreements.models.review import Decided
from agreements.periods import last_day

Decision = tuple[datetime, str]


@dataclass
class Facts:
    """What is known of one agreement, each list in the order of its model; ``parts`` by the key of their actual."""

    agreement: Agreement
    parties: list[Party] = field(default_factory=list)
    pledges: list[Pledge] = field(default_factory=list)
    disputed: list[Pledge] = field(default_factory=list)
    actuals: list[Actual] = field(default_factory=list)
    parts: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    approved: set[int] = field(default_factory=set)
    steps: list[Step] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    checked: list[date] = field(default_factory=list)


def facts_of(agreements: Sequence[Agreement], known_at: datetime | None) -> list[Facts]:
    ids = [agreement.pk for agreement in agreements]
    found = {agreement.pk: Facts(agreement) for agreement in agreements}
    for party in Party.objects.filter(agreement__in=ids).select_related("organisation"):
        found[party.agreement_id].parties.append(party)
    versions = _versions(ids, known_at)
    for pledge in _known(Pledge, ids, known_at).select_related("source"):
        pledge.version_of = versions[pledge.version_of_id]
        facts = found[pledge.agreement_id]
        (facts.disputed if pledge.disputes_id else facts.pledges).append(pledge)
    for actual in _known(Actual, ids, known_at).select_related("source"):
        found[actual.agreement_id].actuals.append(actual)
    for agreement_id, actual_id, kind, number in _parts(ids):
        found[agreement_id].parts.setdefault(actual_id, []).append((kind, number))
    for step in _known(Step, ids, known_at).select_related("source"):
        found[step.agreement_id].steps.append(step)
    for outcome in _known(Outcome, ids, known_at).select_related("source", "destination"):
        found[outcome.agreement_id].outcomes.append(outcome)
    _mark_approved(found, ids, known_at)
    _mark_checked(found, ids, known_at)
    return list(found.values())


def _known(model: Any, ids: Iterable[int], known_at: datetime | None) -> Any:
    return model.objects.filter(agreement__in=ids).known_at(known_at)


def _parts(ids: Iterable[int]) -> Any:
    """Whose actual is not known then is asked for by nobody."""
    rows = ActualPart.objects.filter(actual__agreement__in=ids).order_by("actual", "pk")
    return rows.annotate(of=F("actual__agreement")).values_list("of", "actual", "kind", "number")


def _versions(ids: Iterable[int], known_at: datetime | None) -> dict[int, Version]:
    """Every row of a version → the row that says it now: a pledge stays with the row that it was signed with."""
    rows = list(Version.objects.filter(agreement__in=ids))
    known = [row for row in rows if known_at is None or row.recorded_at <= known_at]
    after = {row.replaces_id: row for row in known if row.replaces_id}
    return {row.pk: _last_of(row, after) for row in rows}


def _last_of(row: Version, after: dict[int, Version]) -> Version:
    while row.pk in after:
        row = after[row.pk]
    return row


def _mark_approved(found: dict[int, Facts], ids: list[int], known_at: datetime | None) -> None:
    """The last decision on an actual, or on the receipt it came in, decides; what was returned is no value."""
    on_actuals = _last(Review.objects.filter(actual__agreement__in=ids), "actual", known_at)
    on_receipts = _last(ReceiptReview.objects.filter(receipt__check_in__agreement__in=ids), "receipt", known_at)
    for facts in found.values():
        decided = {a.pk: _later(on_actuals.get(a.pk), on_receipts.get(a.receipt_id or 0)) for a in facts.actuals}
        facts.approved = {pk for pk, decision in decided.items() if decision == Decided.Decision.APPROVED}
        facts.actuals = [a for a in facts.actuals if decided[a.pk] != Decided.Decision.RETURNED]


def _last(reviews: Any, of: str, known_at: datetime | None) -> dict[int, Decision]:
    if known_at is not None:
        reviews = reviews.filter(reviewed_at__lte=known_at)
    rows = reviews.order_by("reviewed_at", "pk").values_list(of, "reviewed_at", "decision")
    return {pk: (at, decision) for pk, at, decision in rows}


def _later(one: Decision | None, other: Decision | None) -> str:
    return max(filter(None, (one, other)), default=(None, ""))[1]


def _mark_checked(found: dict[int, Facts], ids: list[int], known_at: datetime | None) -> None:
    """The days of which somebody of the city confirmed anything."""
    for facts in found.values():
        facts.checked = [
            last_day(actual.as_of_on, actual.as_of_precision)
            for actual in facts.actuals
            if actual.pk in facts.approved and actual.as_of_on
        ]
    checks = ObligationCheck.objects.filter(obligation__agreement__in=ids).known_at(known_at)
    for agreement_id, day in checks.annotate(of=F("obligation__agreement")).values_list("of", "checked_on"):
        found[agreement_id].checked.append(day)
