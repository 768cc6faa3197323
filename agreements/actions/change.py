"""The change record: who changed what, when, from what to what, why. Each link's hash covers the one before it."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from accounts.models import Municipality, User
from agreements.models import Agreement, ChangeRecord
from agreements.rules.chain import link, microseconds

NOT_NOTED = frozenset({"recorded_at", "recorded_by", "version", "folded_name"})
KEPT_OUT = frozenset({"contact"})


def values_of(row: models.Model) -> dict[str, Any]:
    """The row as JSON values, empty ones left out; contact details are never noted."""
    if row._meta.model_name in KEPT_OUT:
        return {}
    plain = {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.name not in NOT_NOTED and not field.primary_key
    }
    encoder = DjangoJSONEncoder()
    return {
        name: value if isinstance(value, str | int | float | bool | list | dict) else encoder.encode(value).strip('"')
        for name, value in plain.items()
        if value not in (None, "")
    }


def note_change(
    action: str,
    row: models.Model,
    *,
    municipality: Municipality,
    agreement: Agreement | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    by: User,
) -> ChangeRecord:
    """Adds the next link of the municipality's chain; the municipality's row is locked until the commit."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    last = ChangeRecord.objects.filter(municipality=municipality).order_by("-number").first()
    change = ChangeRecord(
        municipality=municipality,
        number=last.number + 1 if last else 1,
        agreement=agreement,
        action=action,
        subject_model=str(row._meta.model_name),
        subject_id=row.pk,
        before=before or {},
        after=after or {},
        reason=reason,
        at=timezone.now(),
        by=by,
        previous_hash=last.hash if last else "",
    )
    change.hash = link(change.previous_hash, hashed_part(change))
    change.save(force_insert=True)
    return change


def hashed_part(change: ChangeRecord) -> dict[str, Any]:
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
