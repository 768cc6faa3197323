"""The change record: who changed what, when, from what to what, why. Each link's hash covers the one before it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from accounts.models import Municipality, User
from agreements.actions.anchor import anchor
from agreements.models import Agreement, ChangeRecord
from agreements.rules.chain import link, microseconds
from agreements.rules.columns import whole

# The count of changes, a search key that follows from the name, text still being typed, what a link is signed with and
# how often it was used, what a clock sent, an answer whose digest is noted: no part of what a row says.
NOT_NOTED = frozenset({"version", "folded_name", "draft", "nonce", "uses_left", "sent_at", "contents", "respondent"})
KEPT_OUT = frozenset({"contact"})
LONGEST_REASON = 400

Values = dict[str, Any]


def values_of(row: models.Model) -> Values:
    """The row as JSON values, the same for a row just typed and for the row as read again; empty ones left out."""
    told = {
        field.name: _plain(field, field.value_from_object(row))
        for field in row._meta.concrete_fields
        if field.name not in NOT_NOTED and not field.primary_key
    }
    return {name: value for name, value in told.items() if value not in (None, "")}


def _plain(field: Any, value: Any) -> Any:
    match value:
        case Decimal():
            return str(value.quantize(Decimal(1).scaleb(-field.decimal_places)))
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | time():
            return value.isoformat()
        case FieldFile() | UUID():
            return str(value)
    return value


def differing(before: Values, after: Values) -> tuple[Values, Values]:
    """Of both only what differs, each day and each cost whole."""
    told = {whole(name) for name in {*before, *after} if before.get(name) != after.get(name)}
    kept = [{name: value for name, value in values.items() if whole(name) in told} for values in (before, after)]
    return kept[0], kept[1]


def hold(municipality: Municipality) -> Municipality:
    """The register for oneself until the commit. Whoever writes takes it before any row of it, so that no two wait
    for each other in a circle. ``no_key``: who only names the register, by a foreign key, does not wait.
    """
    return Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)


def hold_each(municipalities: Iterable[int]) -> None:
    """Several registers, in the order of their numbers."""
    for home in Municipality.objects.filter(pk__in=set(municipalities)).order_by("pk"):
        hold(home)


def refuse_reason(reason: str) -> None:
    """What the column cannot hold, before anything is written: not every page reads its reason by a form."""
    if len(reason) > LONGEST_REASON or "\x00" in reason:
        raise ValidationError({"reason": f"이유는 {LONGEST_REASON}자 안으로, 글자로만 적으십시오."})


def note_change(
    action: str,
    row: models.Model,
    *,
    municipality: Municipality,
    agreement: Agreement | None = None,
    before: Values | None = None,
    after: Values | None = None,
    reason: str = "",
    by: User,
) -> ChangeRecord:
    """Adds the next link of the municipality's chain; the municipality's row is locked until the commit.

    ``before`` and ``after`` are as ``values_of`` gives them, whole or only what differs; ``manage.py verify_history``
    replays them and compares. Contact details are never noted, whatever is given.
    """
    refuse_reason(reason)
    hold(municipality)
    last = ChangeRecord.objects.filter(municipality=municipality).order_by("-number").first()
    is_kept_out = row._meta.model_name in KEPT_OUT
    change = ChangeRecord(
        municipality=municipality,
        number=last.number + 1 if last else 1,
        agreement=agreement,
        action=action,
        subject_model=str(row._meta.model_name),
        subject_id=row.pk,
        before={} if is_kept_out else before or {},
        after={} if is_kept_out else after or {},
        reason=reason,
        at=timezone.now(),
        by=by,
        previous_hash=last.hash if last else "",
    )
    change.hash = link(change.previous_hash, hashed_part(change))
    change.save(force_insert=True)
    transaction.on_commit(partial(anchor, municipality.key, change))
    return change


def hashed_part(change: ChangeRecord) -> Values:
    return {
        "municipality": change.municipality_id,
        "number": change.number,
        "agreement": change.agreement_id,
        "action": change.action,
        "subject": [change.subject_model, change.subject_id],
        "before": change.before,
        "after": change.after,
        "reason": change.reason,
        "at": microseconds(change.at),
        "by": change.by_id,
    }
