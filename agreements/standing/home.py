"""업무현황 of one officer: what is late, what has to be done soon, who has not answered, what changed meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import F
from django.utils import timezone

from accounts.models import AccessLog, User
from agreements.models import (
    Agreement,
    ChangeRecord,
    CheckIn,
    CorrectionRequest,
    Draft,
    Inquiry,
    Matter,
    Obligation,
    Round,
)
from agreements.periods import last_day
from agreements.standing.check_in import CheckInStanding, State, check_in_standings

SOON = timedelta(days=30)
ROUNDS = 8
CHANGES = 10
LONG_AGO = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """Something with a day: what it is, of which record, and the day."""

    what: str
    of: Any
    on: date
    is_late: bool


@dataclass(frozen=True)
class Line:
    """An agreement and where it stands in each of the rounds that are shown; None: not asked."""

    agreement: Agreement
    cells: tuple[CheckInStanding | None, ...]


@dataclass(frozen=True)
class Home:
    rounds: tuple[Round, ...]
    lines: tuple[Line, ...]
    requests: tuple[CorrectionRequest, ...]
    drafts: tuple[Draft, ...]
    dues: tuple[Due, ...]
    changes: tuple[ChangeRecord, ...]
    since: datetime

    @cached_property
    def _standings(self) -> list[CheckInStanding]:
        return [cell for line in self.lines for cell in line.cells if cell is not None]

    @property
    def missing(self) -> list[CheckInStanding]:
        return [one for one in self._standings if one.state == State.MISSING]

    @property
    def returned(self) -> list[CheckInStanding]:
        return [one for one in self._standings if one.state == State.RETURNED]

    @property
    def waiting(self) -> int:
        return sum(1 for one in self._standings if one.state == State.WAITING)

    @property
    def late(self) -> list[Due]:
        return [due for due in self.dues if due.is_late]

    @property
    def soon(self) -> list[Due]:
        return [due for due in self.dues if not due.is_late]


def home_of(person: User, *, today: date) -> Home:
    """Of the agreements that the person holds. A fixed number of queries."""
    held = Agreement.objects.visible_to(person.scope).filter(officer=person)
    rounds = _rounds(person)
    since = _last_here(person) or timezone.now() - LONG_AGO
    return Home(
        rounds=rounds,
        lines=_lines(held, rounds, today),
        requests=tuple(_requests(held)),
        drafts=tuple(Draft.objects.visible_to(person.scope).private_to(person)[:ROUNDS]),
        dues=tuple(sorted(_dues(person, held, today), key=lambda due: (due.on, due.what))),
        changes=tuple(_changes(person, held, since)),
        since=since,
    )


def _rounds(person: User) -> tuple[Round, ...]:
    """Those that are open, the newest last."""
    rows = Round.objects.visible_to(person.scope).filter(closing=None).order_by("-due_on", "-pk")
    return tuple(reversed(rows[:ROUNDS]))


def _lines(held: Any, rounds: Sequence[Round], today: date) -> tuple[Line, ...]:
    """Only agreements that are asked in one of the rounds; the worst first."""
    rows = CheckIn.objects.filter(round__in=rounds, agreement__in=held)
    joined = list(rows.select_related("round", "agreement", "party__organisation"))
    cells: dict[tuple[Agreement, int | None], dict[int, CheckInStanding]] = {}
    for one in check_in_standings(joined, today=today):
        cells.setdefault((one.check_in.agreement, one.check_in.party_id), {})[one.check_in.round_id] = one
    found = [
        Line(agreement, tuple(by_round.get(one.pk) for one in rounds)) for (agreement, _), by_round in cells.items()
    ]
    return tuple(sorted(found, key=lambda line: (-_lateness(line), str(line.agreement))))


def _lateness(line: Line) -> int:
    return sum(one.days_late + (1000 if one.state == State.RETURNED else 0) for one in line.cells if one)


def _requests(held: Any) -> Any:
    rows = CorrectionRequest.objects.filter(receipt__check_in__agreement__in=held, answered_on=None)
    return rows.select_related("receipt__check_in__agreement", "receipt__check_in__round")


def _dues(person: User, held: Any, today: date) -> list[Due]:
    until = today + SOON
    matters = Matter.objects.filter(agreement__in=held, done_on=None, until_on__lte=until).select_related("agreement")
    found = [Due(f"{m.get_kind_display()}: {m.what}", m.agreement, m.until_on or today, False) for m in matters]
    found += [Due(f"협약사항: {one.words}", one.agreement, _day(one), False) for one in _duties(held, until)]
    asked = Inquiry.objects.visible_to(person.scope).filter(officer=person, submitted_on=None, due_on__lte=until)
    found += [Due(f"요구자료: {one}", one, one.due_on or today, False) for one in asked]
    return [Due(due.what, due.of, due.on, due.on < today) for due in found if due.on <= until]


def _duties(held: Any, until: date) -> Any:
    """Duties with a day, of which nobody has said yet whether they were kept."""
    rows = Obligation.objects.filter(agreement__in=held, due_on__lte=until, checks=None)
    return rows.select_related("agreement")


def _day(duty: Obligation) -> date:
    on = duty.due_on
    return last_day(on, duty.due_precision) if on else date.max


def _last_here(person: User) -> datetime | None:
    """The sign-in before this one."""
    visits = AccessLog.objects.filter(user=person, act=AccessLog.Act.SIGN_IN).order_by("-at")
    return next(iter(visits.values_list("at", flat=True)[1:2]), None)


def _changes(person: User, held: Any, since: datetime) -> Any:
    """What others did to the person's agreements meanwhile."""
    rows = ChangeRecord.objects.filter(agreement__in=held, at__gt=since).exclude(by=person)
    return rows.select_related("agreement", "by").order_by(F("at").desc(), "-number")[:CHANGES]
