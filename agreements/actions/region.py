"""Regions, registers and departments: added, renamed, merged and split on a day, and put right where mistyped.

The day is the first of the new name; the old row ends the day before and stays, so that a paper can print the name at
signing (accounts/regions.py). What hangs on the old row moves along: its parts, its register, its people.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Department, Municipality, Region, User
from accounts.models.lasting import Lasting
from agreements.actions.administering import add, alter, ask, current, home_for, need

DAY = timedelta(days=1)
LONG_AGO = date(1880, 1, 1)  # before any record of a register; the readers of days refuse it too
PROVINCE_DIGITS = 2

Place = TypeVar("Place", Region, Department)
Row = TypeVar("Row", bound=Lasting)


@dataclass(frozen=True)
class Turn:
    """What changes on a day changes for one reason, by one person."""

    on: date
    reason: str
    by: User

    def add(self, row: Row) -> Row:
        return add(row, home=_asked(row, by=self.by), reason=self.reason, by=self.by)

    def alter(self, row: Any, verb: str, **values: Any) -> Any:
        return alter(row, verb, values, home=_asked(row, by=self.by), reason=self.reason, by=self.by)

    def ready(self, row: Row) -> Row:
        """The row locked and still in use, on a day that has come."""
        need(self.reason)
        _asked(row, by=self.by)
        found = current(row)
        if self.on < LONG_AGO:
            raise ValidationError({"on": "시행일의 연도를 확인하십시오."})
        if self.on > timezone.localdate():
            raise ValidationError({"on": "시행일이 되면 하십시오. 앞날의 변경은 미리 적지 않습니다."})
        if found.valid_to:
            raise ValidationError(f"이미 끝난 이름입니다: {found}. 지금 쓰는 이름을 고르십시오.")
        if found.valid_from and self.on <= found.valid_from:
            raise ValidationError({"on": f"시행일은 {found}의 시작일보다 뒤여야 합니다."})
        return found


@transaction.atomic
def add_region(
    *, name: str, level: str, code: str, parent: Region | None = None, valid_from: date | None = None, by: User
) -> Region:
    row = Region(name=name, level=level, code=code, parent=parent, valid_from=valid_from)
    return add(row, home=_asked(row, by=by), by=by)


@transaction.atomic
def add_register(*, by: User, **values: Any) -> Municipality:
    ask(by)
    return add(Municipality(**values), home=None, by=by)


@transaction.atomic
def add_department(*, municipality: Municipality, name: str, valid_from: date | None = None, by: User) -> Department:
    row = Department(municipality=municipality, name=name, valid_from=valid_from)
    return add(row, home=_asked(row, by=by), by=by)


@transaction.atomic
def put_right(row: Row, *, version: int, reason: str, by: User, **values: Any) -> Row:
    """A mistyped column, or a setting of a register. A new name is none: it begins on a day."""
    home = _asked(row, by=by)
    need(reason)
    found: Row = alter(current(row, version), "수정", values, home=home, reason=reason, by=by)
    return found


@transaction.atomic
def rename(
    place: Place, *, name: str, on: date, code: str = "", parent: Region | None = None, reason: str, by: User
) -> Place:
    """Of a region the code may change with its name, and the province it belongs to."""
    turn = Turn(on, reason, by)
    old = turn.ready(place)
    new: Any = _like(old, name=name, code=code)
    if parent is not None:
        new.parent = parent
    renamed: Place = _hand_over([old], new, "이름 변경", turn)
    return renamed


@transaction.atomic
def merge(
    places: Iterable[Place],
    *,
    into: Place | None = None,
    name: str = "",
    code: str = "",
    on: date,
    reason: str,
    by: User,
) -> Place:
    """Into one that stays as it is, or into a new one that is named here."""
    turn = Turn(on, reason, by)
    old = [turn.ready(place) for place in places]
    stays = turn.ready(into) if into else None
    _refuse_to_merge(old, stays)
    return _hand_over(old, stays or _like(old[0], name=name, code=code), "합침", turn)


@transaction.atomic
def split(
    place: Place, *, parts: Sequence[tuple[str, str]], remains: bool, on: date, reason: str, by: User
) -> list[Place]:
    """``parts`` are names and codes of the new ones. ``remains``: the old one goes on beside them."""
    turn = Turn(on, reason, by)
    old = turn.ready(place)
    if len(parts) + remains < 2:
        raise ValidationError({"parts": "나뉜 곳을 둘 이상 적으십시오."})
    if not remains:
        _refuse_to_end(old)
        turn.alter(old, "나눔", valid_to=on - DAY)
    new = [_like(old, name=name, code=code) for name, code in parts]
    for row in new:
        row.split_from, row.valid_from = old, on
        turn.add(row)
    return new


@transaction.atomic
def rename_register(
    register: Municipality, *, name: str, on: date, code: str = "", reason: str, by: User
) -> Municipality:
    """The register stays; its region ends and a successor begins, unless it was renamed already."""
    ask(by)
    turn = Turn(on, reason, by)
    row = turn.ready(register)
    if row.region and (row.region.name, row.region.code) != (name, code or row.region.code):
        rename(row.region, name=name, code=code, on=on, reason=reason, by=by)
        row.refresh_from_db()
    renamed: Municipality = turn.alter(row, "이름 변경", name=name)
    return renamed


@transaction.atomic
def merge_register(register: Municipality, *, into: Municipality, on: date, reason: str, by: User) -> Municipality:
    """From that day the people of ``into`` see this register's records too; its own people are moved one by one."""
    ask(by)
    turn = Turn(on, reason, by)
    row, other = turn.ready(register), turn.ready(into)
    if row == other or row.is_national or other.is_national:
        raise ValidationError({"into": "합칠 대장은 이 대장이나 전국 대장이 아닌 다른 지자체여야 합니다."})
    merged: Municipality = turn.alter(row, "합침", valid_to=on - DAY, successor=other)
    return merged


def _asked(row: Any, *, by: User) -> Municipality:
    """Regions belong to everybody; a department and the settings of a register to that register."""
    register = row if isinstance(row, Municipality) else getattr(row, "municipality", None)
    ask(by, register)
    return home_for(register, by=by)


def _like(old: Place, *, name: str, code: str) -> Place:
    """A new row in the place of ``old``."""
    if isinstance(old, Region):
        return Region(name=name, level=old.level, code=code or old.code, parent=old.parent)
    return Department(name=name, municipality=old.municipality)


def _refuse_to_merge(old: Sequence[Any], stays: Any) -> None:
    if not old or stays in old or (stays is None and len(old) < 2):
        raise ValidationError({"places": "합칠 곳을 둘 이상 고르십시오. 남는 곳은 합칠 곳에서 빼십시오."})
    if len({getattr(row, "municipality", None) or row.level for row in [*old, stays or old[0]]}) > 1:
        raise ValidationError({"places": "같은 지자체의 부서끼리, 같은 구분의 구역끼리 합칠 수 있습니다."})


def _refuse_to_end(place: Any) -> None:
    """A register cannot stand on several regions: one of them has to go on as the old one."""
    if isinstance(place, Region) and Municipality.objects.filter(region=place).exists():
        raise ValidationError({"remains": "이 구역에 지자체 대장이 있으므로 지금 이름이 남아야 합니다."})


def _hand_over(old: Sequence[Place], into: Place, verb: str, turn: Turn) -> Place:
    last_day, is_new = turn.on - DAY, into.pk is None
    if is_new:
        # The database lets go of the old names first: the new one may be one of them.
        type(into)._base_manager.filter(pk__in=[row.pk for row in old]).update(valid_to=last_day)
        into.valid_from = turn.on
        turn.add(into)
    for row in old:
        turn.alter(row, verb, valid_to=last_day, successor=into)
    for row in old:
        _take_along(row, into, turn, is_renamed=is_new and len(old) == 1)
    return into


def _take_along(old: Any, into: Any, turn: Turn, *, is_renamed: bool) -> None:
    if isinstance(old, Department):
        for person in User.objects.filter(department=old, is_active=True):
            turn.alter(person, "부서 변경", department=into)
        return
    for register in Municipality.objects.filter(region=old, valid_to=None):
        turn.alter(register, "구역 변경", region=into)
    for part in old.parts.filter(valid_to=None):
        _take_part_along(part, old, into, turn, is_renamed=is_renamed)


def _take_part_along(part: Region, old: Region, into: Region, turn: Turn, *, is_renamed: bool) -> None:
    """A province renamed under a new code gives its districts new codes too; else they only change their parent."""
    prefix = into.code[:PROVINCE_DIGITS]
    if old.code.startswith(prefix) or not is_renamed:
        turn.alter(part, "상위 변경", parent=into)
        return
    renewed = Region(name=part.name, level=part.level, code=prefix + part.code[PROVINCE_DIGITS:], parent=into)
    _hand_over([part], renewed, "코드 변경", turn)
