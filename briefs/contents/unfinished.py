"""미결사항: matters, submissions, corrections asked for, offers, requests that wait for somebody to do something."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from agreements.models import CorrectionRequest, Inquiry, Matter, Offer
from agreements.periods import official_day
from agreements.standing.check_in import CheckInStanding, State
from agreements.standing.holdings import Holdings
from briefs.blocks import Cell, Column, Row
from briefs.contents.wording import NOT_APPLICABLE

COLUMNS = (
    Column("kind", "구 분", 24),
    Column("of", "대 상", 62, "text"),
    Column("what", "미결사항", 98, "text"),
    Column("who", "담 당", 40),
    Column("until", "기 한", 38),
)


@dataclass(frozen=True)
class Open:
    """``agreements`` are those that it is about."""

    key: str
    kind: str
    of: str
    what: str
    who: str = ""
    until: date | None = None
    agreements: tuple[int, ...] = ()


def unfinished(officer: User, holdings: Holdings, asked: Iterable[CheckInStanding]) -> list[Open]:
    """What is due first comes first."""
    agreements = [one.pk for one in holdings.agreements]
    found = [
        *map(of_matter, holdings.matters),
        *(of_check_in(one, str(officer)) for one in asked if one.state != State.APPROVED),
        *(of_correction(row, str(officer)) for row in _corrections(agreements)),
        *map(of_offer, holdings.offers),
        *_inquiries(officer),
    ]
    return sorted(found, key=lambda one: one.until or date.max)


def row_of(one: Open, as_of: date) -> Row:
    passed = "(경과)" if one.until and one.until < as_of else ""
    until = f"{official_day(one.until)}{passed}" if one.until else NOT_APPLICABLE
    told = (one.kind, one.of, one.what, one.who or NOT_APPLICABLE, until)
    return Row(one.key, tuple(map(Cell, told)), agreements=one.agreements)


def of_matter(row: Matter) -> Open:
    what = f"{row.what}(대응: {row.response})" if row.response else row.what
    of = str(row.agreement)
    return Open(f"matter-{row.pk}", row.get_kind_display(), of, what, row.who, row.until_on, (row.agreement_id,))


def of_check_in(one: CheckInStanding, who: str) -> Open:
    """What came in waits for a decision, and is late no more."""
    row = one.check_in
    note = f": {one.review.note}" if one.review and one.review.note else ""
    of = f"{row.agreement}({row.party.organisation})" if row.party else str(row.agreement)
    until = row.round.due_on if one.is_open else None
    what = f"{row.round} {one.state.label}{note}"
    return Open(f"check-in-{row.pk}", "실적 제출", of, what, who, until, (row.agreement_id,))


def _corrections(agreements: list[int]) -> Iterable[CorrectionRequest]:
    rows = CorrectionRequest.objects.filter(receipt__check_in__agreement__in=agreements, answered_on=None)
    return rows.select_related("receipt__check_in__agreement").order_by("pk")


def of_correction(row: CorrectionRequest, who: str) -> Open:
    of = row.receipt.check_in.agreement
    what = f"{row}({official_day(row.receipt.came_on)} 접수)"
    return Open(f"correction-{row.pk}", "정정 요청", str(of), what, who, agreements=(of.pk,))


def of_offer(row: Offer) -> Open:
    """Of its day only the making is known: when an answer comes is up to the company."""
    what = f"{row.building} 제안({official_day(row.offered_on)}), 회신 전"
    of = (row.agreement_id,) if row.agreement_id else ()
    return Open(f"offer-{row.pk}", "건물 제안", str(row.agreement), what, str(row.organisation), agreements=of)


def _inquiries(officer: User) -> Iterator[Open]:
    rows = Inquiry.objects.filter(officer=officer, municipality=officer.municipality, submitted_on=None)
    for row in rows.order_by("due_on", "pk"):
        yield Open(f"inquiry-{row.pk}", "요구자료", row.asker, row.title, str(officer), row.due_on)
