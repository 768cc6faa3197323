"""A region through time: who holds its place now, and what it was called on a day. Departments alike."""

from datetime import date
from typing import Any, TypeVar

from accounts.models.lasting import Divisible

Place = TypeVar("Place", bound=Divisible)


def holder_of(place: Place) -> Place:
    """The last successor. What was split, or ended without one, holds its own place."""
    found: Any = place
    while found.successor:
        found = found.successor
    return found


def called_on(place: Place, day: date) -> Place:
    """The row of the same place whose name was in use on ``day``: back to what it was before, or on to what came after.

    Of several that were merged it is not known which is meant: the merged one stands for all of them.
    """
    found: Any = place
    while found.valid_to and found.valid_to < day and found.successor:
        found = found.successor
    while found.valid_from and day < found.valid_from and (before := _before(found)):
        found = before
    return found


def _before(place: Any) -> Any:
    if place.split_from:
        return place.split_from
    before = list(place.predecessors.all()[:2])
    return before[0] if len(before) == 1 else None
