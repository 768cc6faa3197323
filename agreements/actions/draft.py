"""An agreement that is being typed is kept as text until it is registered. Of two people nobody's text is lost."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from agreements.actions.record import ConflictError
from agreements.models import Draft

LARGEST = 500_000
GONE = "이 작성 중인 협약은 그 사이 등록되었거나 지워졌습니다. 협약 목록에서 확인하십시오."
TOO_LARGE = "임시 저장할 수 있는 길이를 넘었습니다. 등록한 뒤 나머지를 협약 화면에서 더하십시오."

Texts = dict[str, list[str]]


@transaction.atomic
def save_draft(*, key: UUID, typed: Texts, title: str, seen: datetime | None, by: User) -> Draft:
    """``seen`` is when the sender's page last knew it saved; None at its first saving."""
    if len(DjangoJSONEncoder(ensure_ascii=False).encode(typed).encode()) > LARGEST:
        raise ValidationError(TOO_LARGE)
    draft = open_draft(key=key, typed=typed, seen=seen, by=by)
    if draft is None:
        draft = Draft(key=key, municipality=by.municipality, department=by.department, by=by)
    draft.typed, draft.title, draft.saved_at = typed, title, timezone.now()
    draft.full_clean()
    draft.save()
    return draft


def open_draft(*, key: UUID, typed: Texts, seen: datetime | None, by: User) -> Draft | None:
    """The sender's draft, locked; None before its first saving. Refused where somebody else saved it since ``seen``.

    A page knows what it saved itself, even where the answer to that never reached it: by the key it is sent under.
    """
    draft: Any = Draft.objects.private_to(by).select_for_update(no_key=True).filter(key=key).first()
    if draft is None and seen is not None:
        raise ValidationError(GONE)
    if draft is not None and draft.saved_at != seen and draft.typed.get("once") != typed.get("once"):
        raise ConflictError(draft)
    found: Draft | None = draft
    return found


@transaction.atomic
def discard_draft(draft: Draft, *, by: User) -> None:
    """Nothing of it was ever in the register; nothing is noted."""
    Draft.objects.private_to(by).filter(pk=draft.pk).delete()
