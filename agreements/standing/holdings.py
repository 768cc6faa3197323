"""Who holds what: the agreements of an officer, and what an officer leaves behind when the desk changes hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from accounts.capabilities import CAPABILITIES, Capability
from accounts.models import Department, Municipality, User
from accounts.scope import Scope
from agreements.models import Agreement, Draft, Matter, Offer

SHOWN = 300
ENTERING = [role for role, capabilities in CAPABILITIES.items() if Capability.ENTER in capabilities]


@dataclass(frozen=True)
class Holdings:
    """Of one officer, or of nobody. What hangs on an agreement follows it; a draft goes by itself."""

    agreements: Sequence[Agreement]
    count: int
    matters: Sequence[Matter]
    drafts: Sequence[Draft]
    offers: Sequence[Offer]

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.agreements)


@dataclass(frozen=True)
class Holder:
    """A line of the list of everybody: ``person`` None is 담당 미지정, of a department or of none."""

    municipality: Municipality
    person: User | None
    department: Department | None
    count: int


def holdings_of(person: User, *, scope: Scope, most: int | None = SHOWN) -> Holdings:
    """``most`` None is all, for a paper that counts them."""
    rows = Agreement.objects.visible_to(scope).filter(officer=person)
    named = Q(agreement__in=rows) | Q(who__contains=str(person), agreement__municipality=person.municipality_id)
    drafts = Draft.objects.visible_to(scope).filter(by=person)
    return _holdings(rows, Matter.objects.visible_to(scope).filter(named), list(drafts), most)


def unheld(municipality: Municipality, *, scope: Scope, department: int | None = None) -> Holdings:
    """담당 미지정, in the whole register or in one department."""
    rows = Agreement.objects.visible_to(scope).filter(officer=None, municipality=municipality)
    if department is not None:
        rows = rows.filter(department=department)
    return _holdings(rows, Matter.objects.visible_to(scope).filter(agreement__in=rows), [], SHOWN)


def _holdings(rows: Any, matters: Any, drafts: list[Draft], most: int | None) -> Holdings:
    open_matters = matters.filter(done_on=None, is_none=False, agreement__struck_at=None)
    return Holdings(
        agreements=list(rows.select_related("department", "municipality", "summary")[:most]),
        count=rows.count(),
        matters=list(open_matters.select_related("agreement").order_by("until_on", "pk")[:most]),
        drafts=drafts,
        offers=list(_waiting(rows)[:most]),
    )


def drafts_open_to(looker: User) -> set[int]:
    """Whose words are nobody else's to see: others are told that there is one."""
    return set(Draft.objects.private_to(looker).values_list("pk", flat=True))


def _waiting(rows: Any) -> Any:
    offers = Offer.objects.filter(agreement__in=rows, answer=Offer.Answer.WAITING)
    return offers.select_related("building", "organisation", "agreement").order_by("offered_on", "pk")


def holders(scope: Scope) -> list[Holder]:
    """Everybody who may hold an agreement or does, and what nobody holds, each register's together."""
    rows = Agreement.objects.visible_to(scope)
    counts = {(r, o, d): n for r, o, d, n in _counted(rows)}
    registers = {row.pk: row for row in Municipality.objects.visible_to(scope)}
    departments = {row.pk: row for row in Department.objects.visible_to(scope)}
    nobody = [Holder(registers[r], None, departments.get(d or 0), n) for (r, o, d), n in counts.items() if o is None]
    held: dict[int, int] = {}
    for (_, officer, _), number in counts.items():
        if officer is not None:
            held[officer] = held.get(officer, 0) + number
    people = User.objects.visible_to(scope).filter(Q(role__in=ENTERING, is_active=True) | Q(pk__in=held))
    found = [
        Holder(person.municipality, person, person.department, held.get(person.pk, 0))
        for person in people.select_related("municipality", "department").order_by("display_name", "pk")
        if person.municipality
    ]
    return sorted([*found, *nobody], key=lambda one: (one.municipality.name, one.person is None))


def _counted(rows: Any) -> Any:
    counted = rows.order_by().values("municipality", "officer", "department").annotate(number=Count("pk"))
    return counted.values_list("municipality", "officer", "department", "number")


def receivers(municipality: Municipality, *, besides: User | None = None) -> Any:
    """Those of the register who enter and are still there."""
    people = User.objects.filter(municipality=municipality, role__in=ENTERING, is_active=True)
    people = people.exclude(pk=besides.pk) if besides else people
    return people.select_related("department").order_by("display_name", "pk")
