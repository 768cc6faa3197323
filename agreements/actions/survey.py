"""이행실적 조사표 that come back: known by their keys, they fill the drafts of their check-ins and are handed in."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.db import transaction

from accounts.models import User
from agreements.actions.change import hold
from agreements.actions.check_in import keep_draft, refuse_closed, submit_check_in
from agreements.actions.document import keep_document, receive_upload
from agreements.models import CheckIn, Document, Receipt, Round
from agreements.rules.answered import Submitted
from agreements.rules.name import tidy
from agreements.rules.sheet import UnusableError, grids
from agreements.rules.sheet.survey import Filled, filled
from agreements.standing.survey import JOINED, MARK, fields_of, marked, name_digest, numbered

NO_WORKBOOK = (
    "엑셀(.xlsx) 파일이 아닙니다. 엑셀 통합 문서(.xlsx)로 다시 저장하여 올리십시오."
    " 종이나 PDF로 온 것은 점검 화면에서 입력하십시오."
)
TAMPERED = "조사표 번호가 바뀌었습니다. 조사표를 다시 내려받아 값을 옮겨 적어 올리십시오."
NOT_OURS = "이 대장의 조사표가 아닙니다. 다른 지자체나 지워진 점검의 조사표인지 확인하십시오."
OTHER_COMPANY = (
    "조사표의 기업명이 ‘{}’(으)로 바뀌었습니다. 이 조사표는 ‘{}’의 것입니다."
    " 다른 기업의 값이면 그 기업의 조사표에 적으십시오."
)
TWO_FOR_ONE = "같은 기업의 다른 조사표를 함께 올렸습니다. 먼저 읽은 ‘{}’만 받았습니다. 맞는 것 하나만 올리십시오."
GONE = "올린 조사표 파일을 찾을 수 없습니다. 파일을 다시 올리십시오."


@dataclass(frozen=True)
class Taken:
    """``is_new`` is False where the same file had come before and nothing changed."""

    check_in: CheckIn
    document: Document
    is_new: bool


@dataclass(frozen=True)
class Refused:
    """A file of which nothing was kept, and why."""

    name: str
    sentences: list[str]


def take_surveys(round: Round, files: Iterable[tuple[str, bytes]], *, by: User) -> tuple[list[Taken], list[Refused]]:
    """Each by itself: one that is refused keeps no other out. Of two for one check-in only the first is taken."""
    taken: dict[int, tuple[str, Taken]] = {}
    refused = []
    for name, content in files:
        try:
            one = take_survey(round, name=name, content=content, others=taken, by=by)
        except ValidationError as error:
            refused.append(Refused(name, error.messages))
        else:
            taken.setdefault(one.check_in.pk, (name, one))
    return [one for _, one in taken.values()], refused


def take_survey(
    round: Round, *, name: str, content: bytes, others: Mapping[int, tuple[str, Taken]] | None = None, by: User
) -> Taken:
    """Fills the draft and keeps the file as evidence. Raises ValidationError, and then keeps nothing.

    ``others`` came with it, by their check-ins and under which name. What somebody typed into the draft meanwhile
    stays; the two are shown side by side before anything is handed in.
    """
    survey = _survey(name, content)
    check_in = _check_in(survey, round, by)
    refuse_closed(check_in)
    if survey.faults:
        raise ValidationError([f"{f.where} {f.label} ‘{f.value}’: {f.sentence}" for f in survey.faults])
    document = _same(check_in, content)
    if document and _is_in(check_in, document):
        return Taken(check_in, document, is_new=False)
    if others and check_in.pk in others:
        raise ValidationError(TWO_FOR_ONE.format(others[check_in.pk][0]))
    upload = None if document else receive_upload(name=name, content=content, by=by)
    with transaction.atomic():
        document = document or keep_document(
            of=check_in.agreement,
            kind=Document.Kind.EVIDENCE,
            title=f"이행실적 조사표({check_in})"[:200],
            upload=upload,
            by=by,
        )
        _fill(check_in, survey, document)
    return Taken(check_in, document, is_new=True)


def survey_in(document: Document) -> Filled:
    """What a sheet said that came before."""
    try:
        with document.file.open() as file:
            return filled(grids(document.original_name, file.read()))
    except (OSError, UnusableError) as error:
        raise ValidationError(GONE) from error


@transaction.atomic
def hand_in_survey(check_in: CheckIn, document: Document, submitted: Submitted, *, by: User) -> Receipt | None:
    """None where the draft has been handed in or filled by another sheet since it was looked at."""
    hold(check_in.agreement.municipality)
    row = CheckIn.objects.select_related(*JOINED).get(pk=check_in.pk)
    if marked(row) != document.pk:
        return None
    return submit_check_in(row, submitted, by=by)


def _survey(name: str, content: bytes) -> Filled:
    if content and not content.startswith(b"PK"):
        raise ValidationError(NO_WORKBOOK)
    try:
        return filled(grids(name, content))
    except UnusableError as error:
        raise ValidationError(str(error)) from error


def _check_in(survey: Filled, round: Round, by: User) -> CheckIn:
    try:
        pk, digest = numbered(survey.number)
    except BadSignature as error:
        raise ValidationError(TAMPERED) from error
    rows = CheckIn.objects.visible_to(by.scope).filter(pk=pk, agreement__struck_at__isnull=True)
    check_in: CheckIn | None = rows.select_related(*JOINED).first()
    if check_in is None:
        raise ValidationError(NOT_OURS)
    if check_in.round_id != round.pk:
        raise ValidationError(f"‘{check_in.round}’의 조사표입니다. 그 점검 화면에서 올리십시오.")
    if name_digest(survey.company) != digest:
        whose = check_in.party.organisation if check_in.party else check_in.agreement
        raise ValidationError(OTHER_COMPANY.format(tidy(survey.company)[:60], whose))
    return check_in


def _same(check_in: CheckIn, content: bytes) -> Document | None:
    found: Document | None = Document.objects.filter(
        agreement=check_in.agreement, kind=Document.Kind.EVIDENCE, sha256=hashlib.sha256(content).hexdigest()
    ).first()
    return found


def _is_in(check_in: CheckIn, document: Document) -> bool:
    """In the draft, or handed in already."""
    handed_in = document.enclosed_in.filter(receipt__check_in=check_in).exists()
    return handed_in or marked(check_in) == document.pk


def _fill(check_in: CheckIn, survey: Filled, document: Document) -> None:
    """A sheet takes the place of the sheet before it, never of what a person typed."""
    before, said = _before(check_in), fields_of(survey)
    typed = {name for name, text in check_in.draft.items() if text and text != before.get(name) and name != MARK}
    sheet = {**dict.fromkeys(before, ""), **said}
    keep_draft(check_in, {**{name: text for name, text in sheet.items() if name not in typed}, MARK: str(document.pk)})


def _before(check_in: CheckIn) -> dict[str, str]:
    """What the sheet said that filled the draft last, if it can still be read."""
    document = Document.objects.filter(agreement=check_in.agreement, pk=marked(check_in) or 0).first()
    try:
        return fields_of(survey_in(document)) if document else {}
    except ValidationError:
        return {}
