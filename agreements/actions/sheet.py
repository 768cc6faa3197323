"""A sheet of agreements comes in as a whole or not at all, once, and can be taken back while nobody built on it."""

import hashlib
from collections.abc import Container
from dataclasses import dataclass
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import Municipality, Region, User
from agreements import models as m
from agreements.actions.agreement import NewAgreement, register_agreement
from agreements.actions.arrival import Arrival, Fault, Intake
from agreements.actions.change import hold, note_change
from agreements.actions.organisation import SHOWN
from agreements.actions.record import strike
from agreements.actions.sheet_entry import arrival_of
from agreements.actions.storing import keep
from agreements.rules.name import fold, is_near, tidy
from agreements.rules.sheet import Grid, Heading, Meaning, UnusableError, entries, grids, heading_of


@dataclass(frozen=True)
class Line:
    """One agreement of the sheet and what will become of it. ``known`` says why it is skipped; '' when it is new.

    ``near`` names companies of the register that a new one may be meant by: told, never merged.
    """

    arrival: Arrival
    known: str = ""
    near: tuple[str, ...] = ()

    @property
    def faults(self) -> list[Fault]:
        return [] if self.known else self.arrival.faults

    @property
    def is_new(self) -> bool:
        return not self.known and not self.arrival.faults


@dataclass(frozen=True)
class Preview:
    grid: Grid
    heading: Heading
    lines: list[Line]

    @property
    def new(self) -> list[Line]:
        return [line for line in self.lines if line.is_new]

    @property
    def skipped(self) -> list[Line]:
        return [line for line in self.lines if line.known]

    @property
    def faults(self) -> list[Fault]:
        return [fault for line in self.lines for fault in line.faults]


def receive_sheet(*, name: str, content: bytes, municipality: Municipality, by: User) -> m.Sheet:
    """Keeps the file as it came; nothing is in the register yet. Raises ValidationError where it is no sheet."""
    _grids(name, content)
    stored = f"sheets/{timezone.localdate().year}/{uuid4().hex}"
    sheet = m.Sheet(
        municipality=municipality,
        original_name=tidy(name)[-255:] or "이름 없음",
        file=stored,
        sha256=hashlib.sha256(content).hexdigest(),
        by=by,
    )
    sheet.full_clean()
    keep(stored, content)
    sheet.save(force_insert=True)
    return sheet


def choose_columns(sheet: m.Sheet, *, tab: str, columns: dict[int, str], kind: str, by: User) -> m.Sheet:
    """What a person says the columns mean, where the guess was wrong. ``kind`` stands where no column tells it."""
    if sheet.brought_in_at:
        raise ValidationError("이미 가져온 파일입니다.")
    sheet.tab = tab
    sheet.columns = {"kind": kind, "meanings": {str(column): meaning for column, meaning in columns.items()}}
    sheet.full_clean()
    sheet.save(update_fields=["tab", "columns"])
    return sheet


def tabs_of(sheet: m.Sheet) -> list[Grid]:
    try:
        with sheet.file.open() as file:
            content = file.read()
    except OSError as error:
        raise ValidationError("올린 파일을 찾을 수 없습니다. 파일을 새로 올리십시오.") from error
    return _grids(sheet.original_name, content)


def preview(sheet: m.Sheet, *, by: User) -> Preview | None:
    """None where no heading was found on the chosen tab."""
    tabs = tabs_of(sheet)
    grid = next((tab for tab in tabs if tab.tab == sheet.tab), None) or max(tabs, key=lambda tab: len(tab.rows))
    heading = heading_of(grid)
    if heading is None:
        return None
    chosen = {int(column): Meaning(word) if word else None for column, word in _chosen(sheet).items()}
    heading = heading.read_as(chosen)
    intake = intake_of(sheet, by=by)
    arrivals = [arrival_of(entry, intake) for entry in entries(grid, heading)]
    told = zip(arrivals, _known(sheet, arrivals), strict=True)
    names = {key: str(row) for key, row in intake.organisations.items() if row.pk}
    return Preview(grid, heading, [Line(one, reason, () if reason else _near(one, names)) for one, reason in told])


def _near(arrival: Arrival, names: dict[str, str]) -> tuple[str, ...]:
    new = [fold(company.name) for company in arrival.companies if not company.pk]
    return tuple(dict.fromkeys(name for key, name in names.items() if any(is_near(key, one) for one in new)))[:3]


def intake_of(sheet: m.Sheet, *, by: User) -> Intake:
    own = sheet.municipality
    rows = m.Organisation.objects.standing().filter(municipality=own)
    former = m.FormerName.objects.filter(organisation__in=rows).select_related("organisation")
    regions = Region.objects.filter(level=Region.Level.DISTRICT)
    regions = regions if own.region is None else regions.filter(parent=own.region)
    urls = m.Source.objects.filter(municipality=own).exclude(url="")
    source = m.Source(
        municipality=own, kind=m.Source.Kind.CITY, publisher=own.name, title=f"엑셀 대장({sheet.original_name})"[:200]
    )
    return Intake(
        municipality=own,
        by=by,
        source=source,
        kind=sheet.columns.get("kind") or m.Agreement.Kind.INVESTMENT.value,
        districts={fold(region.name): region for region in regions},
        organisations={
            **{one.folded_name: one.organisation for one in former},
            **{row.folded_name: row for row in rows},
        },
        sources={one.url: one for one in urls},
    )


@transaction.atomic
def bring_in(sheet: m.Sheet, *, by: User) -> int:
    """How many agreements were made. Every row can be read, or nothing is written."""
    sheet, last = _held(sheet)
    if sheet.brought_in_at:
        return 0
    found = preview(sheet, by=by)
    if found is None:
        raise ValidationError("표의 제목 줄을 찾지 못했습니다.")
    if found.faults:
        raise ValidationError(f"읽지 못한 칸이 {len(found.faults)}곳 있습니다. 아무것도 가져오지 않았습니다.")
    sheet.columns = {**sheet.columns, "after": last}
    for line in found.new:
        _bring_in_one(sheet, line.arrival, by=by)
    sheet.brought_in_at = timezone.now()
    sheet.full_clean()
    sheet.save(update_fields=["brought_in_at", "columns"])
    told = {"original_name": sheet.original_name, "sha256": sheet.sha256, "agreements": len(found.new)}
    note_change("가져옴", sheet, municipality=sheet.municipality, after=told, by=by)
    return len(found.new)


def _held(sheet: m.Sheet) -> tuple[m.Sheet, int]:
    """The sheet and the last number of its register's change records; nobody else adds one until the commit.

    What is known already is looked up after this, so that the same file brought in twice at once makes one of each.
    """
    home = hold(sheet.municipality)
    last = m.ChangeRecord.objects.filter(municipality=home).aggregate(last=Max("number"))["last"] or 0
    return m.Sheet.objects.select_for_update(no_key=True).get(pk=sheet.pk), last


def _bring_in_one(sheet: m.Sheet, arrival: Arrival, *, by: User) -> None:
    made = register_agreement(
        NewAgreement(
            agreement=arrival.agreement,
            parties=arrival.parties,
            pledges=arrival.pledges,
            obligations=arrival.obligations,
            statements=arrival.statements,
            centres=arrival.centres,
            documents=arrival.documents,
        ),
        by=by,
    )
    row = m.SheetRow(sheet=sheet, number=arrival.entry.row, fingerprint=arrival.entry.fingerprint, agreement=made)
    row.full_clean()
    row.save(force_insert=True)


def _known(sheet: m.Sheet, arrivals: list[Arrival]) -> list[str]:
    """Why each is skipped: it came in before, is in the register already, or stands twice in the sheet."""
    standing = m.Agreement.objects.standing().filter(municipality=sheet.municipality)
    before = set(m.SheetRow.objects.filter(agreement__in=standing).values_list("fingerprint", flat=True))
    parties = m.Party.objects.filter(
        agreement__in=standing, role=m.Party.Role.COMPANY, agreement__signed_on__isnull=False
    )
    signed = set(parties.values_list("organisation", "agreement__signed_on", "agreement__signed_precision"))
    seen: set[str] = set()
    reasons = []
    for arrival in arrivals:
        reasons.append(_why_known(arrival, before, signed, seen))
        seen.add(arrival.entry.fingerprint)
    return reasons


def _why_known(arrival: Arrival, before: set[str], signed: Container[object], seen: set[str]) -> str:
    agreement = arrival.agreement
    same = [(company.pk, agreement.signed_on, agreement.signed_precision) for company in arrival.companies]
    if arrival.entry.fingerprint in before:
        return "전에 가져온 협약"
    if arrival.entry.fingerprint in seen:
        return "이 파일에 두 번 있음"
    if any(one in signed for one in same):
        return "같은 기업·같은 날의 협약이 대장에 있음"
    return ""


def may_take_back(sheet: m.Sheet, *, by: User) -> bool:
    return by.may(Capability.APPROVE) or (by.may(Capability.ENTER) and sheet.by_id == by.pk)


@transaction.atomic
def take_back(sheet: m.Sheet, *, reason: str, by: User) -> None:
    """Strikes every agreement that the sheet made, and the companies it made on which nothing else hangs.

    Only whoever uploaded the file, or a team head: it strikes as much as striking one by one.
    """
    if not may_take_back(sheet, by=by):
        raise PermissionDenied
    sheet, _ = _held(sheet)
    if not sheet.brought_in_at or sheet.taken_back_at:
        raise ValidationError("가져온 뒤 되돌리지 않은 파일만 되돌릴 수 있습니다.")
    made = [row.agreement for row in sheet.rows.select_related("agreement") if row.agreement.struck_at is None]
    later = m.ChangeRecord.objects.filter(agreement__in=made, at__gt=sheet.brought_in_at)
    if touched := later.values_list("agreement__name", flat=True).distinct()[:3]:
        raise ValidationError(f"가져온 뒤 고친 협약이 있어 통째로 되돌릴 수 없습니다: {', '.join(touched)}")
    for agreement in made:
        strike(agreement, version=agreement.version, reason=reason, by=by)
    for organisation in _made_and_unused(sheet):
        strike(organisation, version=organisation.version, reason=reason, by=by)
    sheet.taken_back_at, sheet.taken_back_by, sheet.take_back_reason = timezone.now(), by, reason
    sheet.full_clean()
    sheet.save(update_fields=["taken_back_at", "taken_back_by", "take_back_reason"])
    note_change("되돌림", sheet, municipality=sheet.municipality, reason=reason, by=by)


def _made_and_unused(sheet: m.Sheet) -> list[m.Organisation]:
    """The companies recorded while the sheet came in, which took the whole register for itself."""
    made = m.ChangeRecord.objects.filter(
        municipality=sheet.municipality,
        number__gt=sheet.columns.get("after", 0),
        at__lte=sheet.brought_in_at,
        action="등록",
        subject_model="organisation",
    )
    rows = m.Organisation.objects.standing().filter(pk__in=made.values("subject_id"), merged_into__isnull=True)
    return [row for row in rows if not _is_built_on(row)]


def _is_built_on(organisation: m.Organisation) -> bool:
    """Whether anything hangs on it but what went with the agreements that are struck."""
    hanging = (row for model, column in SHOWN for row in model._base_manager.filter(**{column: organisation}))
    agreements = (getattr(row, "agreement", None) for row in hanging)
    return any(agreement is None or agreement.struck_at is None for agreement in agreements)


def save_layout(columns: list[str], *, by: User) -> m.SheetLayout:
    layout, _ = m.SheetLayout.objects.update_or_create(by=by, defaults={"columns": columns})
    return layout


def _chosen(sheet: m.Sheet) -> dict[str, str]:
    chosen: dict[str, str] = sheet.columns.get("meanings", {})
    return chosen


def _grids(name: str, content: bytes) -> list[Grid]:
    try:
        return grids(name, content)
    except UnusableError as error:
        raise ValidationError(str(error)) from error
