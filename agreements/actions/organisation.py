"""An organisation takes another name; two records of the same organisation become one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from agreements.actions.change import hold_each, note_change
from agreements.actions.record import change, correct, record
from agreements.models import (
    Building,
    CentreRole,
    CentreSystem,
    Contact,
    Document,
    FormerName,
    Membership,
    Offer,
    Organisation,
    Party,
    Programme,
    ProgrammeUse,
    Source,
    Statement,
)
from agreements.models.fact import Fact
from agreements.periods import UNKNOWN, PartialDate
from agreements.rules.name import fold, tidy

# What hangs on an organisation, and by which column. Its former names are kept apart: see _keep_names.
MOVES: tuple[tuple[type[models.Model], str], ...] = (
    (Party, "organisation"),
    (CentreRole, "organisation"),
    (CentreSystem, "vendor"),
    (Building, "owner"),
    (Offer, "organisation"),
    (Programme, "operator"),
    (ProgrammeUse, "organisation"),
    (Document, "organisation"),
    (Membership, "organisation"),
    (Membership, "member"),
    (Contact, "organisation"),
    (Statement, "organisation"),
    (Organisation, "same_as"),
    (Organisation, "merged_into"),
)
SHOWN: tuple[tuple[type[models.Model], str], ...] = (*MOVES[:-2], (FormerName, "organisation"))
WORDS_SHOWN = 10
FILLED = ("business_number", "corporate_number", "represents", "same_as")


@dataclass(frozen=True)
class Move:
    """What goes over to the record that stays: of one noun, how many rows, and the first of them in words."""

    noun: str
    count: int
    words: tuple[str, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.words)


@transaction.atomic
def rename_organisation(
    organisation: Organisation,
    *,
    name: str,
    on: PartialDate,
    source: Source,
    reason: str,
    version: int | None = None,
    by: User,
) -> Organisation:
    """사명 변경 on a day: the name until then stays as a former one. ``version`` as the person saw it."""
    if fold(name) == organisation.folded_name:
        raise ValidationError({"name": "지금 이름과 띄어쓰기나 (주) 표기만 다릅니다."})
    seen = organisation.version if version is None else version
    before = organisation.name
    named = change(organisation, {"name": tidy(name)}, version=seen, reason=reason, by=by)
    _keep_name(named, before, until=on, source=source, reason=reason, by=by)
    return named


@transaction.atomic
def merge_organisations(*, into: Organisation, gone: Organisation, reason: str, by: User) -> Organisation:
    """``gone`` is struck and everything of it goes over to ``into``: rows are changed, facts corrected, none lost.

    Refused where both hold the same place, so that no figure is ever joined or split by it.
    """
    into, gone = _as_they_stand(into, gone)
    if not reason.strip():
        raise ValidationError({"reason": "합치는 이유를 적으십시오."})
    if found := hindrances(into=into, gone=gone):
        raise ValidationError(found)
    source = _source_of_name(gone)
    struck = {"struck_at": timezone.now(), "struck_by": by, "strike_reason": reason, "merged_into": into}
    change(gone, struck, version=gone.version, reason=reason, by=by)
    _fill(into, gone, reason=reason, by=by)
    for model, column in MOVES:
        for row in _rows(model, column, gone):
            _move(row, column, into, reason=reason, by=by)
    _keep_names(into, gone, source=source, reason=reason, by=by)
    note_change("합침", into, municipality=into.municipality, reason=f"{gone}: {reason}"[:400], by=by)
    into.refresh_from_db()
    return into


def hindrances(*, into: Organisation, gone: Organisation) -> list[str]:
    """Why the two cannot become one, as sentences that say what to put right first."""
    if into.pk == gone.pk:
        return ["자기 자신과는 합칠 수 없습니다. 다른 기록을 고르십시오."]
    if into.municipality_id != gone.municipality_id:
        return ["다른 대장의 기록과는 합칠 수 없습니다. 같은 대장의 기록을 고르십시오."]
    if into.struck_at or gone.struck_at:
        return ["이미 합쳐졌거나 말소된 기록입니다. 기업 목록에서 다시 고르십시오."]
    pairs = Membership.objects.filter(organisation=into, member=gone) | Membership.objects.filter(
        organisation=gone, member=into
    )
    joined = [f"두 기록이 서로 구성원·계열로 적혀 있습니다({pair}). 그 관계를 먼저 지우십시오." for pair in pairs]
    return [*joined, *_clashes(into, gone)]


def doubts(*, into: Organisation, gone: Organisation) -> list[str]:
    """What speaks against the two being the same; a person decides."""
    told = {"business_number": "사업자등록번호", "corporate_number": "법인등록번호", "represents_id": "해당 지자체"}
    pairs = ((label, getattr(into, name), getattr(gone, name)) for name, label in told.items())
    found = [f"{label}가 서로 다릅니다." for label, one, other in pairs if one and other and one != other]
    return found + (["종류가 서로 다릅니다."] if into.kind != gone.kind else [])


def what_moves(gone: Organisation) -> list[Move]:
    """Noun by noun, as the page shows it before anything is done."""
    found: dict[type[models.Model], list[models.Model]] = {}
    for model, column in SHOWN:
        found.setdefault(model, []).extend(_rows(model, column, gone))
    return [
        Move(str(model._meta.verbose_name), len(rows), tuple(_told(row) for row in rows[:WORDS_SHOWN]))
        for model, rows in found.items()
        if rows
    ]


def _rows(model: type[models.Model], column: str, organisation: Organisation) -> Any:
    """Of facts those that stand; what they replaced remains as it was known.

    A record of another register is that register's own: naming this one as the same, it finds it under ``merged_into``.
    """
    rows: Any = model._base_manager.filter(**{column: organisation})
    if model is Organisation:
        rows = rows.filter(municipality=organisation.municipality_id)
    if issubclass(model, Fact):
        return rows.filter(replaced_by__isnull=True, is_void=False)
    return rows


def _told(row: models.Model) -> str:
    place = _place_of(row)
    return f"{place}: {row}" if place else str(row)


def _place_of(row: models.Model) -> str:
    found = (getattr(row, name, None) for name in ("agreement", "centre", "building", "programme"))
    return next((str(one) for one in found if one is not None), "")


def _as_they_stand(*rows: Organisation) -> list[Organisation]:
    """As they stand now, in the given order, their registers held in that of their numbers."""
    hold_each(row.municipality_id for row in rows)
    found = Organisation._base_manager.filter(pk__in=[row.pk for row in rows])
    known: dict[int, Organisation] = {row.pk: row for row in found}
    return [known[row.pk] for row in rows]


def _clashes(into: Organisation, gone: Organisation) -> Iterator[str]:
    """Places that may be held once and are held by both."""
    for model, column in MOVES:
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and column in constraint.fields:
                others = [name for name in constraint.fields if name != column]
                held = {_held(row, others) for row in _rows(model, column, into)}
                for row in _rows(model, column, gone):
                    if _held(row, others) in held and not _is_counted_only(row):
                        yield _clash(row)


def _held(row: models.Model, columns: list[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in columns)


def _is_counted_only(row: models.Model) -> bool:
    """Members without a name are several, not one twice."""
    return isinstance(row, Membership) and row.member_id is None


def _clash(row: models.Model) -> str:
    where = f"‘{_place_of(row)}’에 " if _place_of(row) else ""
    what = row.get_role_display() if isinstance(row, Party | CentreRole) else str(row)
    return f"{where}두 기록이 똑같이 들어 있습니다({row._meta.verbose_name}: {what}). 한쪽을 지운 뒤 다시 합치십시오."


def _move(row: Any, column: str, into: Organisation, *, reason: str, by: User) -> None:
    """A row that the database will not have there is named in the refusal."""
    told = None if column == "same_as" and row.pk == into.pk else into
    try:
        if isinstance(row, Fact):
            correct(row, {column: told}, reason=reason, by=by)
        else:
            change(row, {column: told}, version=row.version, reason=reason, by=by)
    except ValidationError as error:
        raise ValidationError([f"{row._meta.verbose_name} ‘{_told(row)}’: {' '.join(error.messages)}"]) from error


def _fill(into: Organisation, gone: Organisation, *, reason: str, by: User) -> None:
    """What only the other record says of itself is said by the one that stays."""
    values = {name: getattr(gone, name) for name in FILLED if getattr(gone, name) and not getattr(into, name)}
    change(into, values, version=into.version, reason=reason, by=by)


def _keep_names(into: Organisation, gone: Organisation, *, source: Source, reason: str, by: User) -> None:
    """The survivor is found under every name of the other. A name that it bears already stays where it was."""
    borne = {into.folded_name, *into.former_names.values_list("folded_name", flat=True)}
    for former in gone.former_names.all():
        if former.folded_name not in borne:
            borne.add(former.folded_name)
            _move(former, "organisation", into, reason=reason, by=by)
    if gone.folded_name not in borne:
        _keep_name(into, gone.name, until=UNKNOWN, source=source, reason=reason, by=by)


def _keep_name(
    organisation: Organisation, name: str, *, until: PartialDate, source: Source, reason: str, by: User
) -> None:
    """A name that was borne twice is kept once, with the later day."""
    days = {"until_on": until.on, "until_precision": until.precision, "until_words": until.words}
    known = organisation.former_names.filter(folded_name=fold(name)).first()
    if known:
        change(known, {**days, "source": source}, version=known.version, reason=reason, by=by)
    else:
        record(FormerName(organisation=organisation, name=name, source=source, **days), by=by)


def _source_of_name(gone: Organisation) -> Source:
    """Where the name was read: the source of its first row that has one, else the register itself."""
    for rows in (gone.parties, gone.centre_roles, gone.programmes, gone.memberships, gone.statements):
        if row := rows.order_by("pk").first():
            found: Source = row.source
            return found
    told = {"publisher": gone.municipality.name, "kind": Source.Kind.CITY, "title": "대장의 기업·기관 기록"}
    known = Source.objects.filter(municipality=gone.municipality, **told).first()
    return known or Source(municipality=gone.municipality, **told)
