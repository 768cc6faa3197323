"""이행 점검: opened for the agreements in force, approved whole, closed. Its due day never moves."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import Municipality, User
from agreements.actions.change import hold
from agreements.actions.check_in import CLOSED, decide_receipt
from agreements.actions.record import change, record, remove
from agreements.models import Agreement, CheckIn, Pledge, Reminder, Round, RoundClosing
from agreements.models.review import Decided
from agreements.rules.rhythm import Window, period_of
from agreements.standing.check_in import CheckInStanding, State, check_in_standings

NOT_A_PERIOD = "조사 기간은 달, 분기, 반기, 한 해 가운데 하나로 정하십시오. 예: 2026. 7. 1.~2026. 9. 30."
NOBODY = "조사할 협약을 하나 이상 고르십시오."
SENT = "이미 보낸 독촉은 바꿀 수 없습니다."


@transaction.atomic
def open_round(municipality: Municipality, *, window: Window, agreements: Sequence[Agreement], by: User) -> Round:
    """One check-in for each agreement, or for each party where all that is promised is promised by parties."""
    if not by.may(Capability.ENTER):
        raise PermissionDenied
    if period_of(window.observed_from, window.observed_to) is None:
        raise ValidationError({"observed_from": NOT_A_PERIOD})
    if not agreements:
        raise ValidationError({"agreements": NOBODY})
    hold(municipality)
    made = record(_round(municipality, window), municipality=municipality, by=by)
    for day in window.reminders:
        record(Reminder(round=made, on=day), municipality=municipality, by=by)
    for agreement, party in _asked(agreements):
        row = CheckIn(round=made, agreement=agreement, party_id=party)
        record(row, municipality=municipality, agreement=agreement, by=by)
    return made


def _round(municipality: Municipality, window: Window) -> Round:
    return Round(
        municipality=municipality,
        name=window.name,
        observed_from=window.observed_from,
        observed_to=window.observed_to,
        opens_on=window.opens_on,
        due_on=window.due_on,
    )


def _asked(agreements: Sequence[Agreement]) -> list[tuple[Agreement, int | None]]:
    """A promise of the whole is asked of the whole, whatever the parties promised beside it."""
    pledges = Pledge.objects.filter(agreement__in=agreements, disputes=None).known_at(None)
    parties: dict[int, set[int | None]] = {}
    for agreement, party in pledges.values_list("agreement", "party"):
        parties.setdefault(agreement, set()).add(party)
    asked: list[tuple[Agreement, int | None]] = []
    for agreement in agreements:
        promised = parties.get(agreement.pk, {None})
        whole: set[int | None] = {None}
        asked += [(agreement, party) for party in (whole if None in promised else sorted(filter(None, promised)))]
    return asked


@transaction.atomic
def approve_round(round: Round, *, note: str = "", number: str = "", on: date | None = None, by: User) -> int:
    """Everything that waits, in one act; how many. ``number`` and ``on`` are those of the 온나라 결재 for it."""
    if not by.may(Capability.APPROVE):
        raise PermissionDenied
    hold(round.municipality)
    waiting = [one.receipt for one in standings_of(round) if one.state == State.SUBMITTED and one.receipt]
    for receipt in waiting:
        decide_receipt(receipt, Decided.Decision.APPROVED, note=note, number=number, on=on, by=by)
    return len(waiting)


@transaction.atomic
def close_round(round: Round, *, note: str = "", by: User) -> RoundClosing:
    """What nobody handed in stays 미제출; what waits for a decision has to be decided first."""
    if not by.may(Capability.APPROVE):
        raise PermissionDenied
    hold(round.municipality)
    if RoundClosing.objects.filter(round=round).exists():
        raise ValidationError(CLOSED)
    if waiting := sum(1 for one in standings_of(round) if one.state == State.SUBMITTED):
        raise ValidationError(f"검토하지 않은 제출이 {waiting}건 있습니다. 승인하거나 반려한 뒤 마감하십시오.")
    return record(RoundClosing(round=round, closed_by=by, note=note), by=by)


def standings_of(round: Round) -> list[CheckInStanding]:
    rows = CheckIn.objects.filter(round=round, agreement__struck_at=None).select_related("round", "agreement")
    return check_in_standings(list(rows), today=timezone.localdate())


def add_reminder(round: Round, *, on: date, by: User) -> Reminder:
    if RoundClosing.objects.filter(round=round).exists():
        raise ValidationError(CLOSED)
    return record(Reminder(round=round, on=on), by=by)


def move_reminder(reminder: Reminder, *, on: date, version: int, by: User) -> Any:
    if reminder.sent_at:
        raise ValidationError(SENT)
    return change(reminder, {"on": on}, version=version, by=by)


def drop_reminder(reminder: Reminder, *, version: int, by: User) -> None:
    if reminder.sent_at:
        raise ValidationError(SENT)
    remove(reminder, version=version, reason="독촉을 보내지 않기로 함", by=by)
