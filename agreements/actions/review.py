"""One actual is approved or returned by a team head. What is returned gives way to what was approved before it."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.capabilities import Capability
from accounts.models import User
from agreements.actions.change import hold
from agreements.actions.record import correct, record
from agreements.models import Actual, ActualPart, Review
from agreements.models.review import Decided
from agreements.rules.answered import Answered, too_many
from agreements.rules.metric import Rung
from agreements.standing.actual import actual_standings

GONE = "그 사이 정정되었거나 거둔 실적입니다. 협약 화면에서 지금 값을 확인하십시오."
DECIDED = "이미 결정한 실적입니다. 값이 다르면 정정하십시오."
WITH_ITS_RECEIPT = "점검으로 들어온 값은 그 점검 화면에서 접수와 함께 결정합니다."
RESTORED = "반려: 앞서 승인한 값으로 되돌림"
PARTS_BEYOND = "이 실적에 적힌 내역이 새 값과 맞지 않습니다. 거둔 뒤 다시 입력하십시오."
# Everything an actual says, beside who recorded it and why.
TOLD = frozenset(
    {"low", "high", "wording", "as_of_on", "as_of_precision", "as_of_words", "rung", "origin", "party", "centre"}
    | {"source_kind", "residents", "words", "receipt", "source", "is_void"}
)


@transaction.atomic
def review_actual(
    actual: Actual, decision: str, *, note: str = "", number: str = "", on: date | None = None, by: User
) -> Review:
    """``number`` and ``on`` are those of the 온나라 결재 that stands in for it."""
    if not by.may(Capability.APPROVE):
        raise PermissionDenied
    hold(actual.agreement.municipality)
    standing = Actual.objects.filter(pk=actual.pk).known_at(None).first()
    if standing is None:
        raise ValidationError(GONE)
    found = actual_standings([standing])[0]
    if not found.is_decided_here:
        raise ValidationError(DECIDED if found.review else WITH_ITS_RECEIPT)
    told = {"note": note, "document_number": number, "document_on": on}
    review = record(Review(actual=standing, decision=decision, reviewed_by=by, **told), by=by)
    if decision == Decided.Decision.RETURNED:
        restore(standing, by=by)
    return review


def restore(actual: Actual, *, by: User) -> Actual | None:
    """Puts what was approved before ``actual`` in its place again; the approval stands with it."""
    before = _approved_before(actual)
    if before is None:
        return None
    told = {field.name: getattr(before, field.name) for field in before._meta.concrete_fields if field.name in TOLD}
    row = correct(actual, told, reason=RESTORED, by=by)
    tell_parts(row, {part.kind: part.number for part in before.parts.all()}, by=by)
    record(Review(actual=row, decision=Decided.Decision.APPROVED, note=RESTORED, reviewed_by=by), by=by)
    return row


def _approved_before(actual: Actual) -> Actual | None:
    """The last approved one of its line; nothing where it was taken back since."""
    before: Any = actual.replaces
    while before is not None and not before.is_void:
        if actual_standings([before])[0].is_approved:
            found: Actual = before
            return found
        before = before.replaces
    return None


@transaction.atomic
def correct_actual(actual: Actual, values: dict[str, Any], *, reason: str, by: User) -> Actual:
    """Its parts are told again. It leaves its receipt: what was decided of that says nothing of the new number."""
    row = correct(actual, {**values, "receipt": None}, reason=reason, by=by)
    parts = {part.kind: part.number for part in actual.parts.all()}
    if parts and (row.rung != actual.rung or too_many(Answered(Rung(row.rung), row.said, parts=parts))):
        raise ValidationError({"low": PARTS_BEYOND})
    tell_parts(row, parts, by=by)
    return row


def tell_parts(actual: Actual, parts: dict[str, int], *, by: User) -> None:
    for kind, number in parts.items():
        record(ActualPart(actual=actual, kind=kind, number=number), by=by)
