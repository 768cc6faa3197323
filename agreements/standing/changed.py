"""What was recorded since a moment: which agreements were signed, amended, confirmed, opened, decided. One query."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Value

from accounts.scope import Scope
from agreements.models import Outcome, ReceiptReview, Review, Round, Step, Version
from agreements.models.review import Decided
from agreements.periods import official_day, years_before
from agreements.standing.moment import end_of

KINDS = {
    "signed": "새로 등록한 협약",
    "amended": "협약 변경",
    "confirmed": "실적 확인(승인)",
    "opened": "개소",
    "decided": "추진상황 결정",
}


@dataclass(frozen=True)
class Since:
    """From when on, and what it is called."""

    at: datetime
    words: str


def since_last_round(scope: Scope, *, today: date) -> Since:
    """From the end of the last round that was due; where none was, from a year ago. One query."""
    last = Round.objects.visible_to(scope).filter(due_on__lt=today).order_by("-due_on", "-pk").first()
    day = last.due_on if last else years_before(today, 1)
    words = f"{last}({official_day(day)} 기한) 뒤" if last else f"최근 1년({official_day(day)} 뒤)"
    return Since(end_of(day), words)


def changed(scope: Scope, since: datetime) -> dict[str, set[int]]:
    """Of each kind the agreements that it happened to."""
    found: dict[str, set[int]] = {kind: set() for kind in KINDS}
    first, *others = _rows(scope, since)
    for kind, agreement in first.union(*others):
        found[kind].add(agreement)
    return found


def _rows(scope: Scope, since: datetime) -> Iterator[Any]:
    recorded: dict[str, Any] = {"recorded_at__gt": since, "replaces": None}
    approved: dict[str, Any] = {"reviewed_at__gt": since, "decision": Decided.Decision.APPROVED}
    told = (
        ("signed", Version, "agreement", {**recorded, "number": 0}),
        ("amended", Version, "agreement", {**recorded, "number__gt": 0}),
        ("confirmed", Review, "actual__agreement", approved),
        ("confirmed", ReceiptReview, "receipt__check_in__agreement", approved),
        ("opened", Step, "agreement", {**recorded, "kind": Step.Kind.OPENED, "is_planned": False}),
        ("decided", Outcome, "agreement", recorded),
    )
    for kind, model, path, conditions in told:
        rows = model.objects.visible_to(scope).filter(**conditions, **{f"{path}__struck_at": None}).order_by()
        yield rows.annotate(kind_of_change=Value(kind)).values_list("kind_of_change", path)
