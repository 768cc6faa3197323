"""What comes in for a check-in: kept while it is typed, handed in whole, decided by a team head."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from accounts.capabilities import Capability
from accounts.models import User
from agreements.actions.change import hold
from agreements.actions.record import Row, correct, record
from agreements.actions.review import restore, tell_parts
from agreements.actions.summary import refresh_summary
from agreements.models import (
    Actual,
    CheckIn,
    CorrectionRequest,
    Enclosure,
    Obligation,
    ObligationCheck,
    Receipt,
    ReceiptReview,
    RoundClosing,
    Source,
)
from agreements.models.review import Decided
from agreements.rules.answered import Answered, DutyAnswered, too_many
from agreements.rules.answered import Submitted as Submitted  # what the action takes is named where it is given
from agreements.standing.actual import actual_standings
from agreements.standing.grid import GridLine, grids_of

CLOSED = "마감한 점검입니다. 늦게 온 값은 협약 화면의 ‘실적 입력’으로 남기십시오."
NOTHING = "아무것도 적지 않았습니다. 값이나 내용을 하나라도 적으십시오."
NOT_ASKED = "이 점검에서 묻지 않은 값입니다. 조사표를 새로 내려받거나 점검 화면에서 입력하십시오."
NO_SUCH_DUTY = "이 협약의 협약사항이 아닙니다. 점검 화면을 새로 여십시오."
DECIDED = "이미 결정한 접수입니다. 값이 다르면 다시 제출하십시오."
TOO_LONG = "한 칸에 적을 수 있는 길이를 넘었습니다. 줄여서 적으십시오."
LONGEST = 2000
SOURCE_KINDS = {
    Receipt.Via.OFFICER: Source.Kind.CITY,
    Receipt.Via.LINK: Source.Kind.COMPANY,
    Receipt.Via.PAPER: Source.Kind.COMPANY,
    Receipt.Via.MAIL: Source.Kind.COMPANY,
    Receipt.Via.TELEPHONE: Source.Kind.TELEPHONE,
    Receipt.Via.VISIT: Source.Kind.VISIT,
}


def keep_draft(check_in: CheckIn, typed: dict[str, str]) -> CheckIn:
    """Of what is being typed only these fields; what others type beside them stays. Empty ones are forgotten."""
    if any(len(text) > LONGEST for text in typed.values()):
        raise ValidationError(TOO_LONG)
    with transaction.atomic():
        row = CheckIn.objects.select_for_update(no_key=True).get(pk=check_in.pk)
        refuse_closed(row)
        row.draft = {name: value for name, value in {**row.draft, **typed}.items() if value}
        row.save(update_fields=["draft"])
    return row


@transaction.atomic
def submit_check_in(check_in: CheckIn, submitted: Submitted, *, by: User) -> Receipt:
    """The receipt, and of every number a fact that names it; what came before in this round is replaced, never lost.

    What was told before and is told again without a difference stays as it was, with what was decided of it. Raises
    ValidationError: nothing told, a closed round, a number for a rung that was not asked, parts above the whole.
    """
    hold(check_in.agreement.municipality)
    refuse_closed(check_in)
    if submitted.is_empty:
        raise ValidationError(NOTHING)
    receipt = _add(_receipt(check_in, submitted, by), check_in, by=by)
    lines = {line.rung: line for line in grids_of([check_in])[0].lines}
    source = _source(check_in, submitted)
    for answered in submitted.answered:
        _enter(lines.get(answered.rung), answered, receipt, source, submitted, by=by)
    for duty in submitted.duties:
        _check(check_in, duty, source, submitted, by=by)
    for one in submitted.differing:
        _add(CorrectionRequest(receipt=receipt, about=one.about, words=one.words), check_in, by=by)
    for document in submitted.documents:
        _add(Enclosure(receipt=receipt, document=document), check_in, by=by)
    refresh_summary(check_in.agreement)
    keep_draft(check_in, dict.fromkeys(submitted.drafted, ""))
    return receipt


@transaction.atomic
def decide_receipt(
    receipt: Receipt, decision: str, *, note: str = "", number: str = "", on: date | None = None, by: User
) -> ReceiptReview:
    """With it those of the same check-in that came before and wait still; the decision on ``receipt`` is given back.

    ``number`` and ``on`` are those of the 온나라 결재 that stands in for it. An approval may be taken back by a return.
    """
    if not by.may(Capability.APPROVE):
        raise PermissionDenied
    hold(receipt.check_in.agreement.municipality)
    refuse_closed(receipt.check_in)
    last = ReceiptReview.objects.filter(receipt=receipt).order_by("reviewed_at", "pk").last()
    if last is not None and (last.decision, decision) != (Decided.Decision.APPROVED, Decided.Decision.RETURNED):
        raise ValidationError(DECIDED)
    told = {"decision": decision, "note": note, "document_number": number, "document_on": on, "reviewed_by": by}
    for earlier in _waiting_before(receipt):
        _decide(earlier, told, by=by)
    return _decide(receipt, told, by=by)


def refuse_closed(check_in: CheckIn) -> None:
    if RoundClosing.objects.filter(round=check_in.round_id).exists():
        raise ValidationError(CLOSED)


def _waiting_before(receipt: Receipt) -> Any:
    earlier = Q(recorded_at__lt=receipt.recorded_at) | Q(recorded_at=receipt.recorded_at, pk__lt=receipt.pk)
    return Receipt.objects.filter(earlier, check_in=receipt.check_in_id, reviews=None)


def _decide(receipt: Receipt, told: dict[str, Any], *, by: User) -> ReceiptReview:
    review = record(ReceiptReview(receipt=receipt, **told), by=by)
    if told["decision"] == Decided.Decision.RETURNED:
        for actual in Actual.objects.filter(receipt=receipt).known_at(None).select_related("replaces"):
            restore(actual, by=by)
    return review


def _add(row: Row, check_in: CheckIn, *, by: User) -> Row:
    """The summary is refreshed once, when all is told."""
    agreement = check_in.agreement
    return record(row, municipality=agreement.municipality, agreement=agreement, by=by)


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
    line: GridLine | None, answered: Answered, receipt: Receipt, source: Source, submitted: Submitted, *, by: User
) -> None:
    """What is refused is refused of the rung."""
    refusal = NOT_ASKED if line is None else too_many(answered)
    if line is None or refusal:
        raise ValidationError({answered.rung.value: refusal})
    told = _told(line, answered, submitted)
    before = _before(receipt.check_in, answered.rung, told)
    if before is not None and _says_the_same(before, told, answered.parts):
        return
    try:
        row = _replaced(before, {**told, "receipt": receipt, "source": source}, receipt, submitted, by=by)
    except ValidationError as error:
        raise ValidationError({answered.rung.value: error.messages}) from error
    tell_parts(row, answered.parts, by=by)


def _told(line: GridLine, answered: Answered, submitted: Submitted) -> dict[str, Any]:
    return {
        "rung": answered.rung.value,
        "low": answered.said.low,
        "high": answered.said.high,
        "wording": answered.said.wording.value,
        "as_of_on": line.as_of.on,
        "as_of_precision": line.as_of.precision.value,
        "source_kind": submitted.source_kind or _source_kind(submitted.via),
        "residents": answered.residents,
        "words": answered.words,
        "is_void": False,
    }


def _replaced(
    before: Actual | None, told: dict[str, Any], receipt: Receipt, submitted: Submitted, *, by: User
) -> Actual:
    check_in = receipt.check_in
    if before is not None:
        return correct(before, told, reason=submitted.words or f"{check_in.round}: 다시 제출", by=by)
    hangs = {"agreement": check_in.agreement, "party": check_in.party}
    return _add(Actual(**hangs, **told, recorded_by=by), check_in, by=by)


def _source_kind(via: str) -> str:
    known = {
        Receipt.Via.TELEPHONE: Actual.SourceKind.TELEPHONE,
        Receipt.Via.VISIT: Actual.SourceKind.VISIT,
        Receipt.Via.OFFICER: Actual.SourceKind.CITY,
    }
    return known.get(Receipt.Via(via), Actual.SourceKind.COMPANY).value


def _before(check_in: CheckIn, rung: str, told: dict[str, Any]) -> Actual | None:
    """What this check-in was told of the rung before; else what was recorded beside it, of the same day, the same way.

    Also where it was taken back: the row that took it back is the last of its line, and the new one follows it.
    """
    last = Actual.objects.filter(
        agreement=check_in.agreement, party=check_in.party, centre=None, origin="", rung=rung, replaced_by=None
    )
    slot = {name: told[name] for name in ("as_of_on", "as_of_precision", "source_kind")}
    here = last.filter(receipt__check_in=check_in).order_by("recorded_at", "pk").last()
    return here or last.filter(**slot).order_by("recorded_at", "pk").last()


def _says_the_same(before: Actual, told: dict[str, Any], parts: dict[str, int]) -> bool:
    """And was not returned: what was returned has to be told again."""
    if any(getattr(before, name) != value for name, value in told.items()):
        return False
    is_same = {part.kind: part.number for part in before.parts.all()} == parts
    return is_same and not actual_standings([before])[0].is_returned


def _check(check_in: CheckIn, duty: DutyAnswered, source: Source, submitted: Submitted, *, by: User) -> None:
    """The same answer again in the same round is told already; another one of the same day corrects it."""
    obligation = Obligation.objects.filter(pk=duty.obligation, agreement=check_in.agreement).first()
    if obligation is None:
        raise ValidationError(NO_SUCH_DUTY)
    told = {"result": duty.result, "evidence": duty.evidence}
    checks = ObligationCheck.objects.filter(obligation=obligation).known_at(None)
    last = checks.filter(checked_on__gte=check_in.round.opens_on).order_by("checked_on", "pk").last()
    if last is not None and all(getattr(last, name) == value for name, value in told.items()):
        return
    if last is not None and last.checked_on == submitted.came_on:
        correct(last, {**told, "source": source}, reason=f"{check_in.round}: 다시 확인", by=by)
        return
    new = {**told, "checked_on": submitted.came_on, "source": source, "recorded_by": by}
    _add(ObligationCheck(obligation=obligation, **new), check_in, by=by)
