"""인계·인수: what one officer holds, or nobody does, passes to another of the same register. Whole or not at all."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.capabilities import Capability
from accounts.models import User
from agreements.actions.change import hold_each
from agreements.actions.record import change
from agreements.models import Agreement, Draft, Matter

OF_ANOTHER_DEPARTMENT = "작성 중인 협약은 쓴 사람의 부서 안에서 넘깁니다. 같은 부서 사람을 고르거나 빼십시오."


def may_hand_over(by: User, from_person: User | None) -> bool:
    """One's own; team heads and administrators whatever anybody of their register holds."""
    if by.may(Capability.APPROVE) or by.may(Capability.ADMINISTER):
        return True
    return by.may(Capability.ENTER) and from_person is not None and from_person.pk == by.pk


@transaction.atomic
def hand_over(
    *,
    from_person: User | None,
    to: User,
    agreements: Sequence[Agreement],
    drafts: Sequence[Draft] = (),
    reason: str,
    by: User,
) -> User:
    """Each agreement notes it; so does each open matter in which ``from_person`` stood as the one who acts."""
    _refuse_receiver(from_person, to)
    if not agreements and not drafts:
        raise ValidationError("넘길 것을 하나 이상 고르십시오.")
    if not reason.strip():
        raise ValidationError({"reason": "넘기는 이유를 적으십시오."})
    hold_each(agreement.municipality_id for agreement in agreements)
    for agreement in agreements:
        _pass_on(agreement, from_person, to, reason=reason, by=by)
    _pass_drafts(drafts, from_person, to, by=by)
    return to


def _refuse_receiver(from_person: User | None, to: User) -> None:
    if not to.is_active:
        raise ValidationError({"to": f"{to}: 사용이 끝난 사람입니다. 다른 사람을 고르십시오."})
    if not to.may(Capability.ENTER):
        raise ValidationError({"to": f"{to}: 입력할 권한이 없습니다. 담당 주무관이나 팀장을 고르십시오."})
    if from_person is not None and from_person.pk == to.pk:
        raise ValidationError({"to": "지금 담당과 같은 사람입니다. 다른 사람을 고르십시오."})


def _pass_on(agreement: Agreement, from_person: User | None, to: User, *, reason: str, by: User) -> None:
    current = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
    if to.registers is None or current.municipality_id not in to.registers:
        raise ValidationError({"to": f"{to}: 이 대장의 사람이 아닙니다. 같은 지자체의 사람을 고르십시오."})
    if current.officer_id != (from_person.pk if from_person else None):
        raise ValidationError(f"{agreement}: 그 사이 담당이 바뀌었습니다. 목록을 다시 열어 확인하십시오.")
    given = {"officer": to, "department": to.department or current.department}
    change(current, given, version=current.version, reason=reason, by=by)
    if from_person is None:
        return
    for matter in Matter.objects.filter(agreement=agreement, done_on=None, is_none=False, who=str(from_person)):
        change(matter, {"who": str(to)}, version=matter.version, reason=reason, by=by)


def _pass_drafts(drafts: Sequence[Draft], from_person: User | None, to: User, *, by: User) -> None:
    """Text not registered yet: nothing of it is in the chain, nor is its passing on, which the access log notes.

    It stays in its department unless one of that department lets it go, or its writer has left.
    """
    own = Draft.objects.filter(pk__in=[draft.pk for draft in drafts], by=from_person)
    if from_person is not None and from_person.is_active:
        leaving = own.exclude(department=None).exclude(department=to.department)
        if leaving.exclude(pk__in=Draft.objects.private_to(by).values("pk")).exists():
            raise ValidationError({"to": OF_ANOTHER_DEPARTMENT})
    own.update(by=to, department=to.department)
