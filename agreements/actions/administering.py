"""What the actions on people, registers and regions share: who may, on which row, and what is noted where."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models

from accounts.capabilities import Capability
from accounts.models import Municipality, User
from agreements.actions.change import Values, differing, note_change, values_of
from agreements.actions.record import ConflictError

# Of a person the account and the place are told: never the password, nor when the person was last here.
OF_A_PERSON = ("username", "display_name", "email", "role", "municipality", "department", "is_active")

Row = TypeVar("Row", bound=models.Model)


def ask(by: User, register: Municipality | None = None) -> None:
    """Whether ``by`` administers that register; without one, whether all of them."""
    within = by.scope.municipality_ids
    is_within = within is None or (register is not None and register.pk in within)
    if not (by.may(Capability.ADMINISTER) and is_within):
        raise PermissionDenied


def home_for(register: Municipality | None, *, by: User) -> Municipality:
    """Whose chain keeps what belongs to no register: that of the national one, else of the only one there is."""
    nearest = register or Municipality.objects.filter(is_national=True).first() or by.municipality
    if nearest is None and Municipality.objects.count() == 1:
        nearest = Municipality.objects.get()
    if nearest is None:
        raise ValidationError("변경 기록을 남길 대장이 없습니다. 지자체에서 전국 대장을 먼저 등록하십시오.")
    return nearest


def told_of(row: models.Model) -> Values:
    values = values_of(row)
    return {name: values[name] for name in OF_A_PERSON if name in values} if isinstance(row, User) else values


def current(row: Row, version: int | None = None) -> Row:
    """The row as it stands, locked; ``version`` is the one the person saw."""
    found: Any = type(row)._base_manager.select_for_update(no_key=True).get(pk=row.pk)
    if version is not None and found.version != version:
        raise ConflictError(found)
    return found


def need(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "이유를 적으십시오."})


def add(row: Row, *, home: Municipality | None, reason: str = "", by: User) -> Row:
    """``home`` None is the row itself: a new register keeps its own chain."""
    row.full_clean()
    row.save(force_insert=True)
    keeper: Any = home or row
    note_change("등록", row, municipality=keeper, after=told_of(row), reason=reason, by=by)
    return row


def alter(row: Any, verb: str, values: Values, *, home: Municipality, reason: str, by: User) -> Any:
    """Sets ``values``. Nothing different, nothing noted."""
    before = told_of(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.version += 1
    row.save(force_update=True)
    told_before, told_after = differing(before, told_of(row))
    if told_before or told_after:
        note_change(verb, row, municipality=home, before=told_before, after=told_after, reason=reason, by=by)
    return row
