"""What each kind of paper is ordered of, hung around the agreement of case 1."""

from datetime import date
from typing import Any

from django.utils import timezone

from agreements import models as m
from agreements.answers import QUESTIONS, Asked
from agreements.answers.told import digest_of, told
from briefs.contents import Order
from briefs.kinds import KINDS
from tests.briefs.made import TODAY, Case, order

WRITTEN = {"issues": "해당 없음", "plans": "해당 없음"}


def order_of_kind(made: Case, kind: str, **values: Any) -> Order:
    """Issued, as people wrote; the handover of today, as who held what before is not known."""
    as_of = timezone.localdate() if kind == "handover" else TODAY
    asked = {"question": "by-company"} if kind == "answer" else {}
    given = {"kind": kind, "subject": _subject(made, kind), "as_of": as_of, "asked": asked, **WRITTEN}
    return order(made, **(given | values))


def _subject(made: Case, kind: str) -> Any:
    match KINDS[kind].subject:
        case "agreement":
            return made.agreement
        case "organisation":
            return made.company
        case "round":
            return round_of(made)
        case "inquiry":
            return inquiry_of(made)
        case "officer":
            m.Agreement.objects.filter(pk=made.agreement.pk).update(officer=made.officer)
            return made.officer
    return None


def round_of(made: Case) -> m.Round:
    days = {"observed_from": date(2026, 7, 1), "observed_to": date(2026, 9, 30)}
    asked, is_new = m.Round.objects.get_or_create(
        municipality=made.city,
        name="2026년 3분기 이행 점검",
        defaults={**days, "opens_on": date(2026, 10, 1), "due_on": date(2026, 10, 15)},
    )
    if is_new:
        m.CheckIn.objects.create(round=asked, agreement=made.agreement)
    return asked


def inquiry_of(made: Case) -> m.Inquiry:
    """With one answer frozen in it."""
    row, is_new = m.Inquiry.objects.get_or_create(
        municipality=made.city, asker_kind="council", asker="산업건설위원회", title="이행 현황", asked_on=TODAY
    )
    if is_new:
        question, known_at = QUESTIONS["by-company"], timezone.now()
        asked = Asked(scope=made.officer.scope, as_of=TODAY, known_at=known_at, municipality=made.city)
        contents = told(question, asked, question.answer(asked))
        frozen = {"contents": contents, "digest": digest_of(contents), "definition": made.city.fulfilment_definition}
        moment = {"as_of": TODAY, "known_at": known_at, "drawn_by": made.officer}
        m.Reply.objects.create(inquiry=row, question="by-company", **frozen, **moment)
    return row
