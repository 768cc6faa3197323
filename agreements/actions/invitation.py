"""제출 링크: asked of a contact for check-ins or parts of them, ended, used to save and to hand in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Municipality, User
from agreements.actions.check_in import keep_draft, submit_check_in
from agreements.actions.mail import forget_address, queue_mail, ring_when_committed
from agreements.actions.record import change, record, remove
from agreements.models import Actual, CheckIn, Contact, Invitation, Mail, Receipt, RoundClosing
from agreements.periods import official_day, official_day_with_weekday
from agreements.rules.answered import Submitted
from agreements.rules.mail import Item, request
from agreements.rules.mail import receipt as confirmation
from agreements.rules.metric import METRIC_LABELS
from agreements.standing.invitation import SEPARATOR, concerns, mark_of, number_of, own_receipts, parties_of, short

OPEN_AFTER_DUE = timedelta(days=14)
LONGEST_TEXT = 500  # of a field that is being typed; what may be handed in is shorter
KEPT_FOR_HANDING_IN = 10  # uses that saving as one goes may not take away
CLOSED = "마감한 점검에는 제출을 요청할 수 없습니다."
NOBODY = "제출을 요청할 연락처를 하나 이상 고르십시오."
TAKEN = "함께 협약한 다른 기업이 이미 제출한 항목입니다. 비우고 제출하거나 요청한 담당자에게 알려 주십시오."
PAST = {"until": "링크가 끝나는 날을 오늘보다 뒤로 적으십시오."}
PARTS = frozenset(metric.value for metric in METRIC_LABELS)

Pair = tuple[CheckIn, Contact]


@transaction.atomic
def invite(
    check_ins: Sequence[CheckIn],
    contacts: Mapping[Contact, Sequence[str]],
    *,
    until: date | None = None,
    by: User,
) -> list[Invitation]:
    """Each contact is asked for those check-ins in which its company takes part: all of them, or some metrics.

    An earlier link of the same contact to the same check-in ends. One mail a contact, where the city asks by link.
    """
    _refuse(check_ins, contacts)
    closes = _end_of(until or last_day(check_ins))
    made: dict[Contact, list[Invitation]] = {}
    for check_in, contact in _pairs(check_ins, contacts):
        _end_earlier(check_in, contact, by=by)
        parts = sorted(set(contacts[contact]) & PARTS)
        made.setdefault(contact, []).append(_issue(check_in, contact, parts, closes, by=by))
    for contact, invitations in made.items():
        _mail(contact, invitations, by=by)
    ring_when_committed()
    return [one for invitations in made.values() for one in invitations]


@transaction.atomic
def end_invitation(invitation: Invitation, *, version: int, reason: str = "", by: User) -> Invitation:
    """From now on it opens nothing. Ended twice is ended once."""
    if invitation.ended_at is not None:
        return invitation
    return change(invitation, {"ended_at": timezone.now()}, version=version, reason=reason, by=by)


def use_invitation(invitation: Invitation, *, is_saving: bool) -> bool:
    """Counts one use, if there is one left: of two at once the database lets in as many as there are."""
    least = KEPT_FOR_HANDING_IN if is_saving else 0
    rows = Invitation.objects.filter(pk=invitation.pk, ended_at=None, uses_left__gt=least)
    return bool(rows.update(uses_left=F("uses_left") - 1))


@transaction.atomic
def destroy_contact(contact: Contact, *, version: int, reason: str, by: User) -> None:
    """파기: its links end and forget it, its address goes out of the mails, then the row goes."""
    for one in Invitation.objects.filter(contact=contact):
        ended = one.ended_at or timezone.now()
        change(one, {"ended_at": ended, "contact": None}, version=one.version, reason=reason, by=by)
    home = contact.organisation.municipality
    others = Contact.objects.filter(organisation__municipality=home, email=contact.email).exclude(pk=contact.pk)
    if contact.email and not others.exists():
        forget_address(contact.email, municipality=home)
    remove(contact, version=version, reason=reason, by=by)


def keep_typed(invitation: Invitation, typed: Mapping[str, str]) -> CheckIn:
    """Into the draft of the check-in, under names of its own: nobody else types there, nor is shown it."""
    mark = mark_of(invitation)
    texts = {f"{mark}{name}": text.replace("\0", "")[:LONGEST_TEXT] for name, text in typed.items()}
    return keep_draft(invitation.check_in, texts)


@transaction.atomic
def hand_in(invitation: Invitation, submitted: Submitted) -> Receipt:
    """Recorded under whoever issued the link; the receipt names the link and every number, also one that was known.

    A mail confirms it where there is an address.
    """
    _refuse_taken(invitation, submitted)
    words = SEPARATOR.join(short(one.rung, one.said) for one in submitted.answered)
    mine = [name for name in invitation.check_in.draft if name.startswith(mark_of(invitation))]
    told = replace(submitted, words=words, drafted=mine)
    made = submit_check_in(invitation.check_in, told, by=invitation.issued_by)
    if invitation.contact is not None and invitation.contact.email:
        _confirm(made, invitation.contact)
    return made


def _refuse_taken(invitation: Invitation, submitted: Submitted) -> None:
    """In an agreement of several companies what one handed in is not replaced by another."""
    by_link = Actual.objects.filter(receipt__check_in=invitation.check_in, receipt__invitation__isnull=False)
    others = by_link.exclude(own_receipts(invitation)).known_at(None)
    taken = set(others.values_list("rung", flat=True)) & {one.rung.value for one in submitted.answered}
    if taken:
        raise ValidationError(dict.fromkeys(sorted(taken), TAKEN))


def last_day(check_ins: Sequence[CheckIn]) -> date:
    """Two weeks after the due day, or after today where that has passed."""
    return max(timezone.localdate(), *(one.round.due_on for one in check_ins)) + OPEN_AFTER_DUE


def _refuse(check_ins: Sequence[CheckIn], contacts: Mapping[Contact, Sequence[str]]) -> None:
    if RoundClosing.objects.filter(round__check_ins__in=check_ins).exists():
        raise ValidationError(CLOSED)
    if not contacts or not check_ins:
        raise ValidationError(NOBODY)
    gone = [one for one in contacts if one.valid_to and one.valid_to < timezone.localdate()]
    if gone:
        raise ValidationError(f"담당이 끝난 연락처입니다: {', '.join(str(one) for one in gone)}")


def _pairs(check_ins: Sequence[CheckIn], contacts: Iterable[Contact]) -> list[Pair]:
    parties = parties_of(check_ins)
    found: list[Pair] = []
    for contact in contacts:
        its = [(one, contact) for one in check_ins if concerns(contact, one, parties.get(one.agreement_id, []))]
        if not its:
            raise ValidationError(
                f"{contact.organisation}: 고른 협약의 당사자가 아닙니다. 당사자의 연락처를 고르십시오."
            )
        found += its
    return found


def _end_earlier(check_in: CheckIn, contact: Contact, *, by: User) -> None:
    for one in Invitation.objects.filter(check_in=check_in, contact=contact, ended_at=None):
        end_invitation(one, version=one.version, reason="다시 요청", by=by)


def _end_of(day: date) -> datetime:
    closes = timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
    if closes <= timezone.now():
        raise ValidationError(PAST)
    return closes


def _issue(check_in: CheckIn, contact: Contact, parts: list[str], closes: datetime, *, by: User) -> Invitation:
    row = Invitation(check_in=check_in, contact=contact, parts=parts, expires_at=closes, issued_by=by)
    agreement = check_in.agreement
    return record(row, municipality=agreement.municipality, agreement=agreement, by=by)


def _mail(contact: Contact, invitations: Sequence[Invitation], *, by: User) -> None:
    city: Municipality = invitations[0].check_in.agreement.municipality
    if not city.asks_by_link or not contact.email:
        return
    until = timezone.localdate(invitations[0].expires_at)
    letter = request(str(city), str(contact.organisation), items_of(invitations), until=until, sender=sender(by))
    queue_mail(
        letter,
        to=contact.email,
        kind=Mail.Kind.REQUEST,
        key=f"request {contact.pk} {invitations[0].pk}",
        municipality=city,
        round=invitations[0].check_in.round,
    )


def _confirm(made: Receipt, contact: Contact) -> None:
    """Its mail is rung for with everything else that is committed."""
    city, check_in = made.check_in.agreement.municipality, made.check_in
    when = timezone.localtime(made.recorded_at)
    letter = confirmation(
        str(city),
        number_of(made),
        f"{official_day_with_weekday(when.date())} {when:%H:%M}",
        f"{check_in.agreement}, {check_in.round}(조사 기준일 {official_day(check_in.round.observed_to)})",
        [line for line in made.words.split(SEPARATOR) if line],
    )
    key = f"receipt {made.pk}"
    queue_mail(letter, to=contact.email, kind=Mail.Kind.RECEIPT, key=key, municipality=city, round=check_in.round)
    ring_when_committed()


def items_of(invitations: Iterable[Invitation]) -> list[Item]:
    return [
        Item(str(one.check_in.agreement), str(one.check_in.round), one.check_in.round.due_on, part_words(one), one.pk)
        for one in invitations
    ]


def part_words(invitation: Invitation) -> str:
    """``상담석·고용``; '' for everything."""
    return "·".join(label for metric, label in METRIC_LABELS.items() if metric.value in invitation.parts)


def sender(person: User) -> str:
    """Who is asked back: the person and the department as far as they are known."""
    return " ".join(str(part) for part in (person.department, person) if part)
