"""독촉: on its day each contact that has not answered gets one mail, and each officer one list of what is missing."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Municipality
from agreements.actions.change import hold
from agreements.actions.invitation import items_of, sender
from agreements.actions.mail import queue_mail, ring_when_committed
from agreements.models import CheckIn, Invitation, Mail, Reminder, Round
from agreements.rules.mail import Item, digest, reminder
from agreements.standing.check_in import CheckInStanding, check_in_standings
from agreements.standing.invitation import JOINED, opening, unanswered

Thing = TypeVar("Thing")
Key = TypeVar("Key")


def remind(*, today: date) -> list[Mail]:
    """Everything that is due by ``today`` and was not sent; run twice, it is sent once."""
    due = Reminder.objects.filter(on__lte=today, sent_at=None, round__closing=None)
    cities = Municipality.objects.filter(pk__in=due.values("round__municipality"))
    return [mail for city in cities for mail in _remind(city, due, today)]


@transaction.atomic
def _remind(city: Municipality, due: Iterable[Reminder], today: date) -> list[Mail]:
    """Of one register whole or not at all. Whoever marks the reminders sends; another that comes meanwhile waits."""
    hold(city)
    found = list(due.filter(round__municipality=city))  # type: ignore[attr-defined]
    if not found:
        return []
    Reminder.objects.filter(pk__in=[one.pk for one in found]).update(sent_at=timezone.now())
    rounds = list(Round.objects.filter(pk__in={one.round_id for one in found}))
    key = f"reminder {min(one.pk for one in found)}"
    sent = [*_to_contacts(city, rounds, key, today), *_to_officers(city, rounds, key, today)]
    ring_when_committed()
    return sent


def _to_contacts(city: Municipality, rounds: Sequence[Round], key: str, today: date) -> list[Mail]:
    rows = opening(Invitation.objects.select_related(*JOINED), timezone.now())
    asked = rows.filter(check_in__round__in=rounds, uses_left__gt=0).exclude(contact=None).exclude(contact__email="")
    by_contact: dict[Any, list[Invitation]] = grouped(unanswered(list(asked)), lambda one: one.contact)
    return [_to_contact(city, contact, its, key, today) for contact, its in by_contact.items()]


def _to_contact(city: Municipality, contact: Any, its: Sequence[Invitation], key: str, today: date) -> Mail:
    asker = sender(its[-1].issued_by)
    return queue_mail(
        reminder(str(city), str(contact.organisation), items_of(its), today=today, sender=asker),
        to=contact.email,
        kind=Mail.Kind.REMINDER,
        key=f"{key} contact {contact.pk}",
        municipality=city,
        round=only(one.check_in.round for one in its),
    )


def _to_officers(city: Municipality, rounds: Sequence[Round], key: str, today: date) -> list[Mail]:
    rows = CheckIn.objects.filter(round__in=rounds, agreement__struck_at=None, agreement__officer__is_active=True)
    joined = rows.select_related("round", "agreement__officer", "party__organisation")
    missing = [one for one in check_in_standings(list(joined), today=today) if one.is_open]
    by_officer: dict[Any, list[CheckInStanding]] = grouped(missing, lambda one: one.check_in.agreement.officer)
    return [_to_officer(city, officer, its, key, today) for officer, its in by_officer.items() if officer.email]


def _to_officer(city: Municipality, officer: Any, its: Sequence[CheckInStanding], key: str, today: date) -> Mail:
    address = f"{settings.SITE_ADDRESS}{reverse('agreements:overview')}"
    return queue_mail(
        digest(str(officer), [_item(one) for one in its], today=today, address=address),
        to=officer.email,
        kind=Mail.Kind.DIGEST,
        key=f"{key} officer {officer.pk}",
        municipality=city,
        round=only(one.check_in.round for one in its),
    )


def _item(one: CheckInStanding) -> Item:
    party = one.check_in.party
    who = f"{one.check_in.agreement} {party.organisation}" if party else str(one.check_in.agreement)
    return Item(who, str(one.check_in.round), one.check_in.round.due_on, state=one.state.label)


def only(rounds: Iterable[Round]) -> Round | None:
    """The one round a mail speaks of; None where it speaks of several."""
    found = set(rounds)
    return found.pop() if len(found) == 1 else None


def grouped(things: Iterable[Thing], key: Callable[[Thing], Key]) -> dict[Key, list[Thing]]:
    found: dict[Key, list[Thing]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return found
