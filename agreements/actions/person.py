"""People: made, changed, ended, taken back, given a new password. Nobody is ever deleted; no password is ever noted."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.lock import unlock
from accounts.models import Department, Municipality, User
from accounts.scope import NOTHING, Scope
from agreements.actions.administering import add, alter, ask, current, home_for, need
from agreements.actions.change import note_change
from agreements.models import Agreement


@transaction.atomic
def make_person(*, password: str, by: User, **values: Any) -> User:
    """The password is good for the first sign-in, which asks for one's own."""
    person = User(must_change_password=True, **values)
    _check_place(person, by=by)
    _set_password(person, password)
    return add(person, home=home_for(person.municipality, by=by), by=by)


@transaction.atomic
def change_person(
    person: User,
    *,
    display_name: str,
    email: str,
    role: str,
    municipality: Municipality | None,
    department: Department | None,
    version: int,
    reason: str,
    by: User,
) -> User:
    found = _asked(person, reason=reason, by=by, version=version)
    place = {"role": role, "municipality": municipality, "department": department}
    moved = User(**place)
    _check_place(moved, by=by)
    if found == by and (role, moved.municipality_id) != (found.role, found.municipality_id):
        raise ValidationError("본인의 역할과 소속은 다른 시스템 관리자가 바꾸어야 합니다.")
    _refuse_to_leave(found, moved.scope)
    return _alter(found, "수정", reason=reason, by=by, display_name=display_name, email=email, **place)


@transaction.atomic
def end_person(person: User, *, reason: str, by: User) -> User:
    """With the password every session goes."""
    found = _asked(person, reason=reason, by=by)
    if found == by:
        raise ValidationError("본인의 사용은 다른 시스템 관리자가 끝내야 합니다.")
    _refuse_to_leave(found, NOTHING)
    found.set_unusable_password()
    return _alter(found, "사용 끝냄", reason=reason, by=by, is_active=False)


@transaction.atomic
def resume_person(person: User, *, password: str, reason: str, by: User) -> User:
    found = _asked(person, reason=reason, by=by)
    _set_password(found, password)
    return _alter(found, "다시 사용", reason=reason, by=by, is_active=True, must_change_password=True)


@transaction.atomic
def give_password(person: User, *, password: str, reason: str, by: User) -> User:
    """For who forgot it or was locked out; good for one sign-in."""
    found = _asked(person, reason=reason, by=by)
    _set_password(found, password)
    note_change("비밀번호 새로 줌", found, municipality=home_for(found.municipality, by=by), reason=reason, by=by)
    return _alter(found, "수정", reason=reason, by=by, must_change_password=True)


def _asked(person: User, *, reason: str, by: User, version: int | None = None) -> User:
    need(reason)
    found = current(person, version)
    ask(by, found.municipality)
    return found


def _alter(person: User, verb: str, *, reason: str, by: User, **values: Any) -> User:
    home = home_for(values.get("municipality", person.municipality), by=by)
    altered: User = alter(person, verb, values, home=home, reason=reason, by=by)
    return altered


def _check_place(person: User, *, by: User) -> None:
    ask(by, person.municipality)
    if person.department and person.department.municipality_id != person.municipality_id:
        raise ValidationError({"department": "소속 지자체의 부서를 고르십시오."})


def _refuse_to_leave(person: User, scope: Scope) -> None:
    """No agreement is left in the hands of somebody who cannot see it."""
    held = Agreement.objects.filter(officer=person).standing()
    left = held.count() - held.visible_to(scope).count()
    if left:
        raise ValidationError(f"담당 협약이 {left}건 있습니다. 먼저 그 협약의 담당자를 다른 사람으로 바꾸십시오.")


def _set_password(person: User, password: str) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    person.set_password(password)
    unlock(person.username)
