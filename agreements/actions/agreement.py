"""An agreement enters the register as a whole; one that was entered by mistake goes out of sight."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts.models import Municipality, User
from agreements import models as m
from agreements.actions.change import hold
from agreements.actions.document import keep_document
from agreements.actions.record import change, record
from agreements.actions.summary import refresh_summary

# What tells how it went on: with any of these an agreement was no mere slip of the keyboard.
BUILT: tuple[tuple[type[models.Model], str], ...] = (
    (m.Actual, "agreement"),
    (m.Outcome, "agreement"),
    (m.SubsidyPayment, "agreement"),
    (m.ObligationCheck, "obligation__agreement"),
)


@dataclass
class NewAgreement:
    """Rows that are not saved yet and name each other. Pledges get the first version when it is made.

    ``papers`` are documents that bring the file received for them; ``draft`` is the text they were typed in.
    """

    agreement: m.Agreement
    parties: list[m.Party] = field(default_factory=list)
    signatories: list[m.Signatory] = field(default_factory=list)
    attendees: list[m.Attendee] = field(default_factory=list)
    pledges: list[m.Pledge] = field(default_factory=list)
    obligations: list[m.Obligation] = field(default_factory=list)
    statements: list[m.Statement] = field(default_factory=list)
    centres: list[m.Centre] = field(default_factory=list)
    steps: list[m.Step] = field(default_factory=list)
    documents: list[m.Document] = field(default_factory=list)
    papers: list[tuple[m.Document, m.Upload]] = field(default_factory=list)
    draft: m.Draft | None = None

    @property
    def rows(self) -> list[models.Model]:
        """In the order in which they may be saved: each after what it names."""
        people = [*self.parties, *self.signatories, *self.attendees]
        adopted = sorted(self.pledges, key=lambda pledge: pledge.disputes is not None)
        said = [*adopted, *self.obligations, *self.statements]
        return [*people, *said, *self.centres, *self.steps, *self.documents]


@transaction.atomic
def register_agreement(new: NewAgreement, *, by: User) -> m.Agreement:
    """What nobody is named for is the registering person's own: nothing is ownerless."""
    agreement = new.agreement
    home = hold(agreement.municipality)
    _take_from(new.draft)
    agreement.key = _free_key(home, agreement)
    agreement.officer = agreement.officer or by
    agreement.department = agreement.department or by.department
    record(agreement, municipality=home, agreement=agreement, by=by)
    version = _original(agreement, paper=_keep_papers(new.papers, agreement, by=by), by=by)
    record(version, municipality=home, agreement=agreement, by=by)
    for pledge in new.pledges:
        pledge.version_of = version
    for row in new.rows:
        _add(row, home=home, agreement=agreement, by=by)
    refresh_summary(agreement)
    return agreement


def _take_from(draft: m.Draft | None) -> None:
    """Two people who finish one draft make one agreement."""
    if draft is not None and not m.Draft.objects.filter(pk=draft.pk).delete()[0]:
        raise ValidationError("작성 중이던 이 협약은 그 사이 등록되었거나 지워졌습니다. 협약 목록에서 확인하십시오.")


def _add(row: Any, *, home: Municipality, agreement: m.Agreement, by: User) -> None:
    """A refusal says of which row it speaks."""
    try:
        record(row, municipality=home, agreement=agreement, by=by)
    except ValidationError as error:
        raise ValidationError([f"{row._meta.verbose_name} ‘{row}’: {told}" for told in error.messages]) from error


def _keep_papers(
    papers: Iterable[tuple[m.Document, m.Upload]], agreement: m.Agreement, *, by: User
) -> m.Document | None:
    """The one that was signed, if it is among them."""
    signed = None
    for told, upload in papers:
        names = ("kind", "title", "document_number", "dated_on")
        kept = keep_document(of=agreement, upload=upload, by=by, **{name: getattr(told, name) for name in names})
        if signed is None and kept.kind == m.Document.Kind.AGREEMENT:
            signed = kept
    return signed


def _original(agreement: m.Agreement, *, paper: m.Document | None, by: User) -> m.Version:
    """당초: what was signed on the agreement's own day."""
    return m.Version(
        agreement=agreement,
        signed_on=agreement.signed_on,
        signed_precision=agreement.signed_precision,
        signed_words=agreement.signed_words,
        document=paper,
        source=agreement.source,
        recorded_by=by,
    )


def _free_key(home: Municipality, agreement: m.Agreement) -> str:
    """``gwangju-20200716-1``: the register, the day as far as it is known, and the first number that is free."""
    signed = agreement.signed
    day = "" if signed.on is None else f"{signed.on:%Y%m%d}" if signed.precision == "day" else f"{signed.on.year}"
    stem = f"{home.key}-{day or 'nodate'}"
    taken = set(m.Agreement._base_manager.filter(key__startswith=f"{stem}-").values_list("key", flat=True))
    return next(key for n in range(1, len(taken) + 2) if (key := f"{stem}-{n}") not in taken)


@transaction.atomic
def strike_agreement(agreement: m.Agreement, *, reason: str, version: int, by: User) -> m.Agreement:
    """말소. Nothing that hangs on it is deleted; it is only seen no more, nor counted."""
    if not reason.strip():
        raise ValidationError({"reason": "말소하는 이유를 적으십시오."})
    hold(agreement.municipality)
    if found := hindrances(agreement):
        raise ValidationError({NON_FIELD_ERRORS: found})
    struck = {"struck_at": timezone.now(), "struck_by": by, "strike_reason": reason.strip()}
    return change(agreement, struck, version=version, reason=reason.strip(), by=by)


def hindrances(agreement: m.Agreement) -> list[str]:
    """What was built on it and must be taken back first, or moved to the agreement it belongs to."""
    if agreement.struck_at:
        return ["이미 말소한 협약입니다."]
    built = {model: model._base_manager.filter(**{path: agreement}) for model, path in BUILT}
    found = [model for model, rows in built.items() if rows.filter(replaced_by=None, is_void=False).exists()]
    if agreement.versions.known_at(None).filter(number__gt=0).exists():
        found.append(m.Version)
    told = [str(model._meta.verbose_name) for model in found]
    if agreement.check_ins.filter(receipts__isnull=False).exists():
        told.append("점검 제출")
    return [f"이 협약에 {'·'.join(told)}이(가) 있습니다. 잘못 적은 것이면 먼저 거두십시오."] if told else []
