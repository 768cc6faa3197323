"""What is free in buildings, who runs a centre, when it opened, and which systems come due for rebuilding."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import inf

from agreements.models import Building, Centre, CentreRole, CentreSystem, Organisation, Space, Step
from agreements.periods import PartialDate
from agreements.rules.rebuilding import AGE_NAMES, Age, age_of, due_on

ROLES = CentreRole.Role
ALWAYS_ASKED = (ROLES.CLIENT, ROLES.OPERATOR, ROLES.EMPLOYER, ROLES.VENDOR)


@dataclass(frozen=True)
class Free:
    """``seats`` is None where nobody told how many the free spaces hold."""

    spaces: int
    seats: int | None


@dataclass(frozen=True)
class Opening:
    on: PartialDate
    is_planned: bool


@dataclass(frozen=True)
class Held:
    """Who has a role. ``role`` is empty where only the record of the system names the vendor."""

    organisation: Organisation
    role: CentreRole | None = None


@dataclass(frozen=True)
class Link:
    label: str
    held: tuple[Held, ...]


@dataclass(frozen=True)
class Ageing:
    system: CentreSystem
    age: Age
    due_on: date
    operators: tuple[Organisation, ...]

    @property
    def age_name(self) -> str:
        return AGE_NAMES[self.age]


def by_storey(spaces: Iterable[Space]) -> list[Space]:
    """지하 1층, 3·4층, 9층, 10층; what names no storey comes last."""
    return sorted(spaces, key=lambda space: (_storey(space.name), space.name))


def _storey(name: str) -> float:
    found = re.search(r"(지하|B)?\s*(\d+)", name)
    if not found:
        return inf
    return -int(found[2]) if found[1] else int(found[2])


def free_in(building: Building, *, as_of: date) -> Free | None:
    """None (미확인) where nobody told of any space from when it is free; expects ``spaces`` prefetched."""
    told = {space: space.free_from for space in building.spaces.all() if space.free_from is not None}
    free = [space for space, day in told.items() if day <= as_of]
    seats = [space.seats_fit for space in free if space.seats_fit is not None]
    return Free(len(free), sum(seats) if seats or not free else None) if told else None


def free_spaces(buildings: Iterable[Building]) -> list[Space]:
    """Those of which somebody told from when they are free, the earliest first; expects ``spaces`` prefetched."""
    told = (space for building in buildings for space in building.spaces.all() if space.free_from is not None)
    return sorted(told, key=lambda space: (space.free_from, space.building.folded_name, space.name))


def openings(centre: Centre) -> list[Opening]:
    """Of its own steps, else of those its agreement names no centre for.

    The day kept with the centre comes before plans. Expects ``agreement.openings`` prefetched.
    """
    steps: list[Step] = getattr(centre.agreement, "openings", [])
    told = [step for step in steps if step.centre_id == centre.pk] or [step for step in steps if not step.centre_id]
    opened = centre.opened
    if (opened or opened.words) and all(step.is_planned for step in told):
        return [Opening(opened, is_planned=False)]
    return [Opening(step.on, step.is_planned) for step in told]


def is_closed(centre: Centre, *, as_of: date) -> bool:
    """An end known only in words is an end."""
    closed = centre.closed
    return closed.last_day <= as_of if closed.last_day else bool(closed.words)


def chain(centre: Centre, *, as_of: date) -> list[Link]:
    """Client → operator → employers → vendor, then the owners if any is told; expects roles and systems prefetched."""
    held: dict[str, list[Held]] = {role: [] for role in ROLES.values}
    for role in centre.roles.all():
        if not _has_ended(role, as_of):
            held[role.role].append(Held(role.organisation, role))
    builder = _builder(centre)
    if builder and not held[ROLES.VENDOR]:
        held[ROLES.VENDOR].append(Held(builder))
    return [Link(role.label, tuple(held[role])) for role in ROLES if held[role] or role in ALWAYS_ASKED]


def ended(centre: Centre, *, as_of: date) -> list[CentreRole]:
    return [role for role in centre.roles.all() if _has_ended(role, as_of)]


def _has_ended(role: CentreRole, as_of: date) -> bool:
    return role.to_on is not None and role.to_on < as_of


def _builder(centre: Centre) -> Organisation | None:
    newest = max(centre.systems.all(), key=_age, default=None)
    return newest.vendor if newest else None


def ageing(systems: Iterable[CentreSystem], *, as_of: date) -> list[Ageing]:
    """The newest system of each running centre, where it is due or about to be, the oldest first.

    Expects ``centre.roles`` prefetched.
    """
    newest = {system.centre_id: system for system in sorted(systems, key=_age)}
    running = [system for system in newest.values() if not is_closed(system.centre, as_of=as_of)]
    found = (_ageing(system, as_of) for system in sorted(running, key=_age))
    return [one for one in found if one is not None]


def _ageing(system: CentreSystem, as_of: date) -> Ageing | None:
    age, due = age_of(system.installed, as_of), due_on(system.installed)
    if age is None or due is None:
        return None
    roles = [role for role in system.centre.roles.all() if role.role == ROLES.OPERATOR]
    operators = tuple(role.organisation for role in roles if not _has_ended(role, as_of))
    return Ageing(system, age, due, operators)


def _age(system: CentreSystem) -> tuple[date, int]:
    return (system.installed.last_day or date.min, system.pk)
