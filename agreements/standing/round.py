"""A round as a whole: who is to be asked, and where each of its check-ins stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from accounts.models import Municipality
from agreements.models import Agreement, CheckIn, Contact, Party, Round
from agreements.rules.progress import ENDED
from agreements.standing.agreement import standings
from agreements.standing.check_in import CheckInStanding, State, check_in_standings

JOINED = ("round", "agreement__officer", "agreement__district", "agreement__municipality", "party__organisation")


@dataclass(frozen=True)
class RoundStanding:
    round: Round
    check_ins: tuple[CheckInStanding, ...]

    @cached_property
    def counts(self) -> Counter[State]:
        return Counter(one.state for one in self.check_ins)

    @property
    def count(self) -> int:
        return len(self.check_ins)

    @property
    def by_state(self) -> list[tuple[State, int]]:
        """Every state, so that the parts are seen to add up to ``count``."""
        return [(state, self.counts[state]) for state in State]

    @property
    def waiting(self) -> int:
        return self.counts[State.SUBMITTED]

    @property
    def is_closed(self) -> bool:
        return hasattr(self.round, "closing")

    @property
    def urgent(self) -> list[CheckInStanding]:
        """What was returned and what is late first, then what is to come, then what is done."""
        return sorted(self.check_ins, key=lambda one: (URGENCY[one.state], -one.days_late, str(one.check_in.agreement)))


URGENCY = {State.RETURNED: 0, State.MISSING: 1, State.SUBMITTED: 2, State.WAITING: 3, State.APPROVED: 4}


def in_force(municipality: Municipality, *, on: date) -> list[Agreement]:
    """Signed by that day and not ended by it: 완료 too, as what was reached may be lost again."""
    rows = Agreement.objects.filter(municipality=municipality).standing()
    joined = rows.select_related("municipality", "source", "district", "officer").order_by("name", "pk")
    return [one.agreement for one in standings(list(joined), as_of=on) if one.progress not in ENDED]


def round_standings(rounds: Sequence[Round], *, today: date, known_at: datetime | None = None) -> list[RoundStanding]:
    """In the given order; four queries."""
    rows = CheckIn.objects.filter(round__in=rounds, agreement__struck_at=None).select_related(*JOINED)
    found: dict[int, list[CheckInStanding]] = {one.pk: [] for one in rounds}
    for standing in check_in_standings(list(rows), today=today, known_at=known_at):
        found[standing.check_in.round_id].append(standing)
    return [RoundStanding(one, tuple(found[one.pk])) for one in rounds]


def contacts_of(asked: Sequence[CheckInStanding]) -> list[list[Contact]]:
    """Whom to call for each: those of the party that is asked, else of every company of the agreement. Two queries."""
    whole = [one.check_in.agreement_id for one in asked if one.check_in.party is None]
    companies: dict[int, list[int]] = {}
    named = Party.objects.filter(agreement__in=whole, role=Party.Role.COMPANY).order_by("position", "pk")
    for agreement, organisation in named.values_list("agreement", "organisation"):
        companies.setdefault(agreement, []).append(organisation)
    wanted = [_organisations(one.check_in, companies) for one in asked]
    people: dict[int, list[Contact]] = {}
    for contact in Contact.objects.filter(organisation__in={pk for pks in wanted for pk in pks}, valid_to=None):
        people.setdefault(contact.organisation_id, []).append(contact)
    return [[contact for pk in pks for contact in people.get(pk, [])] for pks in wanted]


def _organisations(check_in: CheckIn, companies: dict[int, list[int]]) -> list[int]:
    return [check_in.party.organisation_id] if check_in.party else companies.get(check_in.agreement_id, [])
