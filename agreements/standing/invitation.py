"""Whether a link still opens, who may be asked and who has not answered. The address is made here, stored nowhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.scope import ScopedQuerySet
from agreements.models import Actual, CheckIn, Contact, Invitation, Party, Receipt, ReceiptReview, RoundClosing
from agreements.models.review import Decided
from agreements.rules.amount import in_prose
from agreements.rules.grid import question
from agreements.rules.mail import receipt_number
from agreements.rules.metric import METRIC_LABELS, RUNGS, Rung
from agreements.rules.said import Said

SEPARATOR = ", "  # between the numbers that a receipt by link says in its words
SIGNER = Signer(salt="agreements.invitation", sep=".")
JOINED = (
    "check_in__round",
    "check_in__agreement__municipality",
    "check_in__party__organisation",
    "contact__organisation",
    "issued_by__department",
)


def token_of(invitation: Invitation) -> str:
    return SIGNER.sign(f"{invitation.pk}.{invitation.nonce}")


def invitation_of(token: str, *, uses: int = 1) -> Invitation | None:
    """None for whatever does not open, whyever: the caller says the same of all. A forged token asks no query."""
    try:
        number, _, nonce = SIGNER.unsign(token).partition(".")
    except BadSignature:
        return None
    rows = opening(Invitation.objects.select_related(*JOINED), timezone.now())
    found: Invitation | None = rows.filter(pk=number, nonce=nonce, uses_left__gte=uses).first()
    return found


def opening(rows: ScopedQuerySet, now: datetime) -> ScopedQuerySet:
    """Neither ended nor expired, in a round that is open, of an agreement that stands, in a city that asks so.

    The contact is still in charge, of a company that still takes part.
    """
    who = Q(contact=None) | Q(contact__valid_to=None) | Q(contact__valid_to__gte=timezone.localdate(now))
    parties = Party.objects.filter(
        agreement=OuterRef("check_in__agreement"), organisation=OuterRef("contact__organisation")
    )
    asked = Q(check_in__party=None) | Q(check_in__party__organisation=F("contact__organisation"))
    closed = RoundClosing.objects.filter(round=OuterRef("check_in__round"))
    return rows.filter(
        ~Exists(closed),
        who,
        Q(contact=None) | Exists(parties) & asked,
        ended_at=None,
        expires_at__gt=now,
        check_in__agreement__struck_at=None,
        check_in__agreement__municipality__asks_by_link=True,
    )


def unanswered(invitations: Sequence[Invitation]) -> list[Invitation]:
    """Those of whose part nothing came in yet, whichever way, or what came was returned. Two queries."""
    asked = {one.check_in_id for one in invitations}
    receipts = list(Receipt.objects.filter(check_in__in=asked).select_related("invitation").order_by("pk"))
    decided = _decisions(receipts)
    returned = {pk for pk, decision in decided.items() if decision == Decided.Decision.RETURNED}
    return [one for one in invitations if _is_open(one, receipts, returned)]


def is_settled(invitation: Invitation) -> bool:
    """Whether the city approved what was handed in last by this link: from then on it shows, and takes nothing."""
    last = invitation.receipts.order_by("pk").last()
    return last is not None and _decisions([last]).get(last.pk) == Decided.Decision.APPROVED


def _decisions(receipts: Sequence[Receipt]) -> dict[int, str]:
    """By receipt, the last decision on it."""
    reviews = ReceiptReview.objects.filter(receipt__in=receipts).order_by("reviewed_at", "pk")
    return dict(reviews.values_list("receipt", "decision"))


def _is_open(invitation: Invitation, receipts: Sequence[Receipt], returned: set[int]) -> bool:
    came = [one for one in receipts if one.check_in_id == invitation.check_in_id and _covers(one, invitation)]
    return not came or came[-1].pk in returned


def _covers(receipt: Receipt, invitation: Invitation) -> bool:
    """What an officer typed, or somebody sent who was asked for everything, answers for every part."""
    if receipt.invitation is None or not receipt.invitation.parts:
        return True
    return bool(invitation.parts) and set(invitation.parts) <= set(receipt.invitation.parts)


def mark_of(invitation: Invitation) -> str:
    """What begins the names of the texts that were typed by this link: nobody else's stand beside them."""
    return f"link-{invitation.pk}:"


def typed_by(invitation: Invitation) -> dict[str, str]:
    mark, draft = mark_of(invitation), invitation.check_in.draft
    return {name.removeprefix(mark): text for name, text in draft.items() if name.startswith(mark)}


def own_receipts(invitation: Invitation) -> Q:
    """Of an actual, whether it came in by a link of the same company; without a contact, by this very link."""
    if invitation.contact is None:
        return Q(receipt__invitation=invitation)
    return Q(receipt__invitation__contact__organisation=invitation.contact.organisation_id)


@dataclass(frozen=True)
class Told:
    """One number of a receipt, in words; ``question`` as it was asked."""

    short: str
    question: str
    value: str
    words: str
    parts: tuple[str, ...]


def short(rung: Rung, said: Said) -> str:
    """``고용 근무 110명``"""
    kind = RUNGS[rung]
    return f"{METRIC_LABELS[kind.metric]} {kind.label} {in_prose(said, kind.metric)}"


def known_before(receipt: Receipt, told: Sequence[Told]) -> list[str]:
    """What it said that stood in the register already: no new row was made of it."""
    new = {one.short for one in told}
    return [line for line in receipt.words.split(SEPARATOR) if line and line not in new]


def told_in(receipt: Receipt) -> list[Told]:
    rows = Actual.objects.filter(receipt=receipt, is_void=False).prefetch_related("parts").order_by("pk")
    return [_told(row, receipt) for row in rows]


def _told(row: Actual, receipt: Receipt) -> Told:
    asked, rung = receipt.check_in.round, Rung(row.rung)
    residents = [] if row.residents is None else [f"관내 거주자 {row.residents:,}명"]
    parts = [f"{part.get_kind_display()} {part.number:,}명" for part in row.parts.all()]
    return Told(
        short(rung, row.said),
        question(rung, asked.observed_from, asked.observed_to),
        in_prose(row.said, RUNGS[rung].metric),
        row.words,
        (*residents, *parts),
    )


def number_of(receipt: Receipt) -> str:
    """접수번호."""
    return receipt_number(timezone.localtime(receipt.recorded_at).year, receipt.pk)


@dataclass(frozen=True)
class Askable:
    """A contact and the check-ins it may be asked for. ``is_proposed``: the first of its company, and not asked yet."""

    contact: Contact
    check_ins: tuple[CheckIn, ...]
    is_proposed: bool


def askable(check_ins: Sequence[CheckIn]) -> list[Askable]:
    """The contacts of all who take part, by company. Three queries."""
    parties = parties_of(check_ins)
    companies = {one.organisation_id for its in parties.values() for one in its}
    current = Q(valid_to=None) | Q(valid_to__gte=timezone.localdate())
    contacts = Contact.objects.filter(current, organisation__in=companies).select_related("organisation")
    now = timezone.now()
    live = Invitation.objects.filter(check_in__in=check_ins, ended_at=None, expires_at__gt=now)
    spoken_for = set(live.values_list("check_in", flat=True))
    found = []
    for contact in contacts.order_by("organisation__folded_name", "email", "pk"):
        its = tuple(one for one in check_ins if concerns(contact, one, parties.get(one.agreement_id, [])))
        free = {one.pk for one in its} - spoken_for
        found.append(Askable(contact, its, is_proposed=bool(free and contact.email)))
        spoken_for |= free if contact.email else set()
    return [one for one in found if one.check_ins]


def parties_of(check_ins: Sequence[CheckIn]) -> dict[int, list[Party]]:
    """By agreement."""
    found: dict[int, list[Party]] = {}
    for party in Party.objects.filter(agreement__in={one.agreement_id for one in check_ins}):
        found.setdefault(party.agreement_id, []).append(party)
    return found


def concerns(contact: Contact, check_in: CheckIn, parties: Iterable[Party]) -> bool:
    """Whether its company takes part: as the party that is asked, or as any of the agreement where all are asked."""
    asked = [one for one in parties if check_in.party_id in {None, one.pk}]
    return any(one.organisation_id == contact.organisation_id for one in asked)
