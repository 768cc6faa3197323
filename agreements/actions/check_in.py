"""What comes in for a check-in: kept while it is typed, handed in whole, decided by a team head."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.capabilities import Capability
from accounts.models import User
from agreements.actions.record import correct, record
from agreements.models import (
    Actual,
    ActualPart,
    CheckIn,
    CorrectionRequest,
    Document,
    Enclosure,
    Invitation,
    Obligation,
    ObligationCheck,
    Receipt,
    ReceiptReview,
    RoundClosing,
    Source,
)
from agreements.rules.answered import Answered, Differing, DutyAnswered, too_many
from agreements.standing.grid import GridLine, grids_of

CLOSED = "마감한 점검입니다. 늦게 온 값은 협약 화면의 ‘실적 추가’로 이유와 함께 남기십시오."
NOTHING = "아무것도 적지 않았습니다. 값이나 내용을 하나라도 적으십시오."
SOURCE_KINDS = {
    Receipt.Via.OFFICER: Source.Kind.CITY,
    Receipt.Via.LINK: Source.Kind.COMPANY,
    Receipt.Via.PAPER: Source.Kind.COMPANY,
    Receipt.Via.MAIL: Source.Kind.COMPANY,
    Receipt.Via.TELEPHONE: Source.Kind.TELEPHONE,
    Receipt.Via.VISIT: Source.Kind.VISIT,
}


@dataclass(frozen=True)
class Submitted:
    """Everything that came at one time. ``source_kind`` '' follows from the way it came."""

    via: str
    came_on: date
    answered: Sequence[Answered] = ()
    duties: Sequence[DutyAnswered] = ()
    differing: Sequence[Differing] = ()
    documents: Sequence[Document] = ()
    respondent: str = ""
    words: str = ""
    source_kind: str = ""
    invitation: Invitation | None = None
    drafted: Sequence[str] = field(default_factory=tuple)


def keep_draft(check_in: CheckIn, typed: dict[str, str]) -> CheckIn:
    """Of what is being typed only these fields; what others type beside them stays. Empty ones are forgotten."""
    with transaction.atomic():
        row = CheckIn.objects.select_for_update().get(pk=check_in.pk)
        row.draft = {name: value for name, value in {**row.draft, **typed}.items() if value}
        row.save(update_fields=["draft"])
    return row


@transaction.atomic
def submit_check_in(check_in: CheckIn, submitted: Submitted, *, by: User) -> Receipt:
    """The receipt, and of every number a fact that names it; what came before in this round is replaced, never lost.

    Raises ValidationError: nothing told, a closed round, a number for a rung that was not asked, parts above the whole.
    """
    refuse_closed(check_in)
    if not (submitted.answered or submitted.duties or submitted.differing or submitted.documents or submitted.words):
        raise ValidationError(NOTHING)
    receipt = record(_receipt(check_in, submitted, by), by=by)
    lines = {line.rung: line for line in grids_of([check_in])[0].lines}
    source = _source(check_in, submitted)
    for answered in submitted.answered:
        _enter(lines[answered.rung], answered, receipt, source, submitted, by=by)
    for duty in submitted.duties:
        _check(check_in, duty, source, submitted, by=by)
    for one in submitted.differing:
        record(CorrectionRequest(receipt=receipt, about=one.about, words=one.words), by=by)
    for document in submitted.documents:
        record(Enclosure(receipt=receipt, document=document), by=by)
    keep_draft(check_in, dict.fromkeys(submitted.drafted, ""))
    return receipt


def decide_receipt(
    receipt: Receipt, decision: str, *, note: str = "", number: str = "", on: date | None = None, by: User
) -> ReceiptReview:
    """``number`` and ``on`` are those of the 온나라 결재 that stands in for it."""
    if not by.may(Capability.APPROVE):
        raise PermissionDenied
    refuse_closed(receipt.check_in)
    told = {"note": note, "document_number": number, "document_on": on}
    return record(ReceiptReview(receipt=receipt, decision=decision, reviewed_by=by, **told), by=by)


def refuse_closed(check_in: CheckIn) -> None:
    if RoundClosing.objects.filter(round=check_in.round_id).exists():
        raise ValidationError(CLOSED)


def _receipt(check_in: CheckIn, submitted: Submitted, by: User) -> Receipt:
    return Receipt(
        check_in=check_in,
        via=submitted.via,
        came_on=submitted.came_on,
        respondent=submitted.respondent,
        words=submitted.words,
        invitation=submitted.invitation,
        recorded_by=by,
    )


def _source(check_in: CheckIn, submitted: Submitted) -> Source:
    """One for what came in at one time; saved with the first fact that names it."""
    company = check_in.party.organisation if check_in.party else _company(check_in)
    kind = SOURCE_KINDS[Receipt.Via(submitted.via)]
    is_ours = kind in {Source.Kind.CITY, Source.Kind.VISIT}
    return Source(
        municipality=check_in.agreement.municipality,
        kind=kind,
        publisher=str(check_in.agreement.municipality if is_ours or not company else company)[:80],
        title=f"{check_in.round} {Receipt.Via(submitted.via).label}",
        published_on=submitted.came_on,
        published_precision="day",
    )


def _company(check_in: CheckIn) -> Any:
    party = check_in.agreement.parties.filter(role="company").select_related("organisation").first()
    return party.organisation if party else None


def _enter(
    line: GridLine, answered: Answered, receipt: Receipt, source: Source, submitted: Submitted, *, by: User
) -> None:
    if words := too_many(answered):
        raise ValidationError({answered.rung.value: words})
    told = {
        **_said(answered),
        "as_of_on": line.as_of.on,
        "as_of_precision": line.as_of.precision,
        "source_kind": submitted.source_kind or _source_kind(submitted.via),
        "residents": answered.residents,
        "words": answered.words,
        "receipt": receipt,
        "source": source,
    }
    check_in = receipt.check_in
    before = _before(check_in, answered.rung)
    if before is not None:
        row = correct(before, told, reason=f"{check_in.round}: 다시 제출", by=by)
    else:
        hangs = {"agreement": check_in.agreement, "party": check_in.party, "rung": answered.rung}
        row = record(Actual(**hangs, **told, recorded_by=by), by=by)
    for kind, number in answered.parts.items():
        record(ActualPart(actual=row, kind=kind, number=number), by=by)


def _said(answered: Answered) -> dict[str, Any]:
    return {"low": answered.said.low, "high": answered.said.high, "wording": answered.said.wording}


def _source_kind(via: str) -> str:
    known = {
        Receipt.Via.TELEPHONE: Actual.SourceKind.TELEPHONE,
        Receipt.Via.VISIT: Actual.SourceKind.VISIT,
        Receipt.Via.OFFICER: Actual.SourceKind.CITY,
    }
    return known.get(Receipt.Via(via), Actual.SourceKind.COMPANY).value


def _before(check_in: CheckIn, rung: str) -> Actual | None:
    """What this check-in was told of the rung before, if it still stands."""
    return Actual.objects.filter(receipt__check_in=check_in, rung=rung).known_at(None).last()


def _check(check_in: CheckIn, duty: DutyAnswered, source: Source, submitted: Submitted, *, by: User) -> None:
    obligation = Obligation.objects.get(pk=duty.obligation, agreement=check_in.agreement)
    told = {"result": duty.result, "evidence": duty.evidence, "checked_on": submitted.came_on}
    record(ObligationCheck(obligation=obligation, source=source, recorded_by=by, **told), by=by)
