"""Of each agreement of a round, where what it was asked for stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from agreements.periods import official_day
from agreements.standing import Standing
from agreements.standing.check_in import CheckInStanding, State
from agreements.standing.round import RoundStanding
from briefs.contents.figures import Figure, number
from briefs.contents.listed import names, words
from briefs.contents.wording import NOT_APPLICABLE

STATES = (State.APPROVED, State.SUBMITTED, State.RETURNED, State.MISSING, State.WAITING)
CAME = frozenset({State.APPROVED, State.SUBMITTED, State.RETURNED})
GROUP = "제출 현황"


@dataclass(frozen=True)
class HandedIn:
    """By the key of the agreement: one check-in, or one for each party that promised by itself."""

    asked: dict[int, list[CheckInStanding]]
    standings: dict[int, Standing]

    def state(self, agreement: int) -> State:
        """Of several parties the one that is furthest behind."""
        return max((one.state for one in self.asked[agreement]), key=STATES.index)

    def came_on(self, agreement: int) -> str:
        days = [one.receipt.came_on for one in self.asked[agreement] if one.receipt]
        return official_day(max(days)) if days else NOT_APPLICABLE

    def who(self, one: CheckInStanding) -> str:
        """The party that is asked; else the companies of the agreement."""
        party = one.check_in.party
        return str(party.organisation) if party else names(self.standings[one.check_in.agreement_id])

    def counts(self) -> list[Figure]:
        """How many agreements came in, and how many did not; they add up to all."""
        found = [
            number("came", "제출", lambda one: self.state(one.agreement.pk) in CAME, group=GROUP),
            number("missing", "미제출", lambda one: self.state(one.agreement.pk) == State.MISSING, group=GROUP),
        ]
        if not any(self.state(pk) == State.WAITING for pk in self.asked):
            return found
        before = number("waiting", "제출 전", lambda one: self.state(one.agreement.pk) == State.WAITING, group=GROUP)
        return [*found, before]

    def columns(self) -> list[Figure]:
        return [
            words("state", "제출 상태", lambda one: self.state(one.agreement.pk).label),
            words("came_on", "제출일", lambda one: self.came_on(one.agreement.pk)),
        ]


def handed_in(told: RoundStanding, standings: Iterable[Standing]) -> HandedIn:
    asked: dict[int, list[CheckInStanding]] = {}
    for one in told.check_ins:
        asked.setdefault(one.check_in.agreement_id, []).append(one)
    return HandedIn(asked, {one.agreement.pk: one for one in standings})
