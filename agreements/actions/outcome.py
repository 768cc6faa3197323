"""추진상황 decided by a person: on a proposal or against it, always with a reason."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from agreements.actions.change import hold
from agreements.actions.record import record
from agreements.models import Agreement, Outcome, Source
from agreements.periods import Precision
from agreements.standing.proposal import last_outcomes

MEANWHILE = "그 사이 다른 사람이 추진상황을 결정했습니다. 화면을 새로 열어 확인하십시오."
NO_WORDS = "그렇게 정하는 이유를 적으십시오."
TITLE = "추진상황 결정"


@transaction.atomic
def decide_outcome(
    agreement: Agreement, *, code: str, on: date, reason_code: str, words: str, last: int, by: User
) -> Outcome:
    """``last`` is the outcome that whoever decides has seen, 0 for none. The city's own decision is its source."""
    hold(agreement.municipality)
    if last != last_outcomes([agreement.pk]).get(agreement.pk, 0):
        raise ValidationError(MEANWHILE)
    if not words.strip():
        raise ValidationError({"words": NO_WORDS})
    told = {"code": code, "reason_code": reason_code, "words": words}
    day = {"on_on": on, "on_precision": Precision.DAY}
    row = Outcome(agreement=agreement, source=_own(agreement), recorded_by=by, **told, **day)
    return record(row, by=by)


def _own(agreement: Agreement) -> Source:
    told = {"publisher": str(agreement.municipality), "title": TITLE, "kind": Source.Kind.CITY}
    known = Source.objects.filter(municipality=agreement.municipality, url="", **told).first()
    return known or Source(municipality=agreement.municipality, **told)
