"""What outcome the facts suggest. A person decides; what is not known is never taken for done or for nothing. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from agreements.periods import official_day, years_before
from agreements.rules.amount import in_prose
from agreements.rules.metric import METRIC_LABELS, Metric
from agreements.rules.progress import ENDED
from agreements.rules.said import Said

OPEN = frozenset({"", "going"})
STALLED = OPEN | {"changed"}


@dataclass(frozen=True)
class Held:
    """One promised metric, and what the city confirmed of it: None where it confirmed nothing."""

    metric: Metric
    pledged: Said
    confirmed: Said | None

    @property
    def words(self) -> str:
        """``고용 협약 100명, 확인 60명(△40명)``"""
        label, pledged = METRIC_LABELS[self.metric], in_prose(self.pledged, self.metric)
        if self.confirmed is None:
            return f"{label} 협약 {pledged}, 실적 미확인"
        short = self.pledged.low - self.confirmed.low
        lacking = f"(△{in_prose(Said(short, short), self.metric)})" if short > 0 else ""
        return f"{label} 협약 {pledged}, 확인 {in_prose(self.confirmed, self.metric)}{lacking}"


@dataclass(frozen=True)
class Seen:
    """What the facts say of an agreement on a day. ``decided`` is the code of its outcome, '' where there is none."""

    as_of: date
    decided: str
    definition: str
    is_fulfilled: bool | None
    is_opened: bool
    opened_on: date | None
    due_on: date | None
    valid_until: date | None
    checked_on: date | None
    held: tuple[Held, ...]

    @property
    def is_past_due(self) -> bool:
        return self.due_on is not None and self.due_on < self.as_of

    @property
    def has_begun(self) -> bool:
        return self.is_opened or any(one.confirmed and one.confirmed.low for one in self.held)

    @property
    def opening(self) -> str:
        return f"개소({official_day(self.opened_on)})" if self.opened_on else "개소(날짜 미상)"


@dataclass(frozen=True)
class Proposed:
    """An outcome, why in words, and from which day the calendar alone suggests it (None: facts do)."""

    code: str
    reason_code: str
    words: str
    since: date | None = None


def proposed(seen: Seen) -> Proposed | None:
    """The first of the rules that speaks. Nothing where it stands so already, or has ended."""
    if seen.decided in ENDED:
        return None
    found = next((told for rule in RULES if (told := rule(seen))), None)
    return None if found is None or found.code == seen.decided else found


def _done(seen: Seen) -> Proposed | None:
    if not seen.is_fulfilled:
        return None
    counted = [one.words for one in seen.held if seen.definition in {one.metric.value, "all"}]
    told = [seen.opening] if seen.definition in {"opened", "all"} and seen.is_opened else []
    return Proposed("done", "target_met", f"이행 판정 기준을 채움: {' · '.join([*told, *counted])}")


def _partial(seen: Seen) -> Proposed | None:
    """Begun, and short of it when it is due; or short of what was taken for done."""
    is_short_of_done = seen.decided == "done" and seen.is_fulfilled is False
    if not seen.has_begun or not (seen.is_past_due or is_short_of_done):
        return None
    told = " · ".join([*([seen.opening] if seen.is_opened else []), *(one.words for one in seen.held)])
    since = seen.due_on if seen.is_past_due else None
    return Proposed("partial", "term", f"{_due(seen)}이행 판정 기준에 못 미치거나 미확인: {told}", since)


def _lapsed(seen: Seen) -> Proposed | None:
    if seen.valid_until is None or seen.valid_until >= seen.as_of:
        return None
    if seen.has_begun or seen.decided not in STALLED | {"held"}:
        return None
    words = f"협약 유효기간({official_day(seen.valid_until)})이 지났고 개소와 확인한 실적이 없음"
    return Proposed("lapsed", "term", words, seen.valid_until)


def _held(seen: Seen) -> Proposed | None:
    """Due, and nothing seen of it: stalled, as far as anybody knows."""
    if not seen.is_past_due or seen.has_begun or seen.decided not in STALLED:
        return None
    last = f"최근 확인 {official_day(seen.checked_on)}" if seen.checked_on else "점검 이력 없음"
    is_fresh = seen.checked_on is not None and seen.checked_on >= years_before(seen.as_of, 1)
    lacking = "확인한 실적이 없음" if is_fresh else "12개월 이상 확인한 것이 없음"
    return Proposed("held", "other", f"{_due(seen)}{lacking}({last})", seen.due_on)


def _due(seen: Seen) -> str:
    return f"기한({official_day(seen.due_on)})이 지남, " if seen.due_on and seen.is_past_due else ""


RULES: tuple[Callable[[Seen], Proposed | None], ...] = (_done, _partial, _lapsed, _held)
