"""What is free in buildings, and which systems come due for rebuilding."""

from collections.abc import Iterable
from datetime import date

from agreements.models import Building, CentreSystem
from agreements.rules.rebuilding import is_due_for_rebuilding


def ageing(systems: Iterable[CentreSystem], *, as_of: date) -> list[CentreSystem]:
    """The newest system of each centre, where it is due, the oldest first. What was rebuilt since is not."""
    newest: dict[int, CentreSystem] = {}
    for system in sorted(systems, key=_age):
        newest[system.centre_id] = system
    return sorted((s for s in newest.values() if is_due_for_rebuilding(s.installed, as_of)), key=_age)


def _age(system: CentreSystem) -> tuple[date, int]:
    return (system.installed.last_day or date.min, system.pk)


def free_spaces(building: Building, *, as_of: date) -> int | None:
    """None (미확인) where nobody told of any space from when it is free; expects ``spaces`` prefetched."""
    days = [space.free_from for space in building.spaces.all() if space.free_from is not None]
    return sum(1 for day in days if day <= as_of) if days else None
