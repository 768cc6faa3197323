"""협약 변경: a version and the pledges that it sets, whole or not at all."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from agreements.actions.change import hold
from agreements.actions.record import ConflictError, record, void
from agreements.actions.summary import refresh_summary
from agreements.models import Agreement, Pledge, Version
from agreements.periods import last_day
from agreements.standing.version import NOTHING_CHANGED, next_number


@transaction.atomic
def amend_agreement(agreement: Agreement, *, version: Version, pledges: Sequence[Pledge], by: User) -> Version:
    """``pledges`` are those of every metric that changes, unchanged lines of it included (standing/version.py).

    ``version.number`` is the number that the person was shown: the second of two is told of the first.
    """
    hold(agreement.municipality)
    if version.number != next_number(agreement):
        raise ConflictError(Version.objects.filter(agreement=agreement).known_at(None).order_by("-number")[0])
    _refuse_before_the_first(agreement, version)
    if not pledges and not version.words:
        raise ValidationError({"words": NOTHING_CHANGED})
    _take_the_place_of_a_void_one(version, agreement)
    home = agreement.municipality
    record(version, municipality=home, agreement=agreement, by=by)
    for pledge in pledges:
        pledge.agreement, pledge.version_of = agreement, version
        record(pledge, municipality=home, agreement=agreement, by=by)
    refresh_summary(agreement)
    return version


def _refuse_before_the_first(agreement: Agreement, version: Version) -> None:
    if version.signed_on is None or agreement.signed_on is None:
        return
    if last_day(version.signed_on, version.signed_precision) < agreement.signed_on:
        raise ValidationError({"signed_on": f"변경 체결일이 당초 체결일({agreement.signed})보다 빠릅니다."})


def _take_the_place_of_a_void_one(version: Version, agreement: Agreement) -> None:
    """A number is given once. Where its version was taken back, the new one stands in that row's place."""
    gone = Version.objects.filter(agreement=agreement, number=version.number, is_void=True, replaced_by=None).first()
    if gone is not None:
        version.replaces, version.reason = gone, f"거둔 {version.number}차 변경을 다시 등록"


@transaction.atomic
def void_version(version: Version, *, reason: str, by: User) -> Version:
    """Takes back an amendment entered by mistake, with the pledges that it set. The last one goes first."""
    agreement = version.agreement
    hold(agreement.municipality)
    if version.number == 0:
        raise ValidationError("당초 협약은 거둘 수 없습니다. 협약 자체를 잘못 등록했으면 협약을 말소하십시오.")
    if version.number != next_number(agreement) - 1:
        raise ValidationError("뒤에 다른 변경 협약이 있습니다. 가장 나중의 변경부터 거두십시오.")
    for pledge in Pledge.objects.filter(agreement=agreement).known_at(None).select_related("version_of"):
        if pledge.version_of.number == version.number:
            void(pledge, reason=reason, by=by)
    return void(version, reason=reason, by=by)
