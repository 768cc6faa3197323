"""What a meeting with a company turns on: what it was paid, and what waits for it or for the city."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from agreements.models import Agreement, CheckIn, CorrectionRequest, Matter, Offer, Organisation
from agreements.models.matter import open_on
from agreements.periods import official_day
from agreements.standing import Standing
from agreements.standing.check_in import State, check_in_standings
from briefs.blocks import Block, Heading, Line, Lines
from briefs.contents.duties import NO_PAYMENT, payment
from briefs.contents.gathered import payments_of
from briefs.contents.order import Order
from briefs.contents.parts import SourceList
from briefs.contents.unfinished import Open, of_check_in, of_correction, of_matter, of_offer

MOST = 6  # lines of each: the card is one page
PAID = "보조금"
OPEN = "미결사항"
NONE = "없음"


def subsidies(
    organisation: Organisation, order: Order, rows: Sequence[Standing], sources: SourceList
) -> tuple[Block, ...]:
    """Of its agreements, but what another party got; the last ones first."""
    found = payments_of([one.agreement for one in rows], order.as_of, order.known_at)
    own = [row for row in found if row.party is None or row.party.organisation_id == organisation.pk]
    if not own:
        return (Heading(PAID, beside=NO_PAYMENT),)
    latest = sorted(own, key=lambda row: (str(row.paid_on or ""), row.pk), reverse=True)
    is_named = len(rows) > 1
    lines = [
        Line(payment(row), f"({row.agreement})" if is_named else "", sources.refs(row.source)) for row in latest[:MOST]
    ]
    return (Heading(PAID), Lines((*lines, *_more(len(own)))))


def matters(opened: Sequence[Open], order: Order, *, is_named: bool) -> tuple[Block, ...]:
    """``is_named``: each tells of which agreement it is."""
    if not opened:
        return (Heading(OPEN, beside=NONE),)
    lines = [Line(_words(one, order, is_named=is_named), f"({one.kind})") for one in opened[:MOST]]
    return (Heading(f"{OPEN} {len(opened):,}건"), Lines((*lines, *_more(len(opened)))))


def _more(count: int) -> tuple[Line, ...]:
    return (Line(f"그 밖에 {count - MOST}건"),) if count > MOST else ()


def _words(one: Open, order: Order, *, is_named: bool) -> str:
    lead = f"{one.of}: " if is_named and one.agreements else ""
    told = ", ".join(part for part in (one.what, one.who, _until(one, order)) if part)
    return f"{lead}{told}"


def _until(one: Open, order: Order) -> str:
    """2026. 10. 20.까지(경과)"""
    if one.until is None:
        return ""
    return f"{official_day(one.until)}까지{'(경과)' if one.until < order.as_of else ''}"


def waiting(organisation: Organisation, order: Order, rows: Sequence[Standing]) -> list[Open]:
    """What is due first comes first."""
    agreements = [one.agreement for one in rows]
    return sorted(_waiting(organisation, agreements, order), key=lambda one: one.until or date.max)


def _waiting(organisation: Organisation, agreements: Sequence[Agreement], order: Order) -> Iterator[Open]:
    until = order.told_until
    matters = Matter.objects.filter(open_on(until), agreement__in=agreements, is_none=False)
    yield from map(of_matter, matters.select_related("agreement").order_by("pk"))
    yield from (of_check_in(one, "") for one in _asked(organisation, agreements, order) if one.state != State.APPROVED)
    corrections = CorrectionRequest.objects.filter(
        Q(answered_on=None) | Q(answered_on__gt=until), _is_of(organisation, "receipt__check_in__"), **_received(order)
    )
    found = corrections.filter(receipt__check_in__agreement__in=agreements)
    yield from (of_correction(row, "") for row in found.select_related("receipt__check_in__agreement").order_by("pk"))
    offers = Offer.objects.filter(Q(answered_on=None) | Q(answered_on__gt=until), organisation=organisation)
    waiting = offers.filter(Q(answer=Offer.Answer.WAITING) | Q(answered_on__gt=until), offered_on__lte=until)
    yield from map(of_offer, waiting.select_related("building", "organisation", "agreement").order_by("pk"))


def _is_of(organisation: Organisation, path: str = "") -> Q:
    """Asked of the agreement as a whole, or of this party of it."""
    return Q(**{f"{path}party": None}) | Q(**{f"{path}party__organisation": organisation})


def _received(order: Order) -> dict[str, Any]:
    known = {"receipt__recorded_at__lte": order.known_at} if order.known_at else {}
    return {"receipt__came_on__lte": order.told_until, **known}


def _asked(organisation: Organisation, agreements: Sequence[Agreement], order: Order) -> Sequence[Any]:
    """In the rounds that were open on that day."""
    rows = CheckIn.objects.filter(
        _is_of(organisation), agreement__in=agreements, round__opens_on__lte=order.told_until
    ).exclude(round__closing__closed_at__date__lte=order.told_until)
    joined = rows.select_related("round", "agreement", "party__organisation").order_by("round__due_on", "pk")
    return check_in_standings(list(joined), today=order.told_until, known_at=order.known_at)
