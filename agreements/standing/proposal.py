"""Outcomes that the facts suggest, for many agreements at once: two queries, whatever their number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from agreements.models import Actual, Outcome, Pledge, ReceiptReview, Review, Step
from agreements.rules.progress import PROGRESS_NAMES
from agreements.rules.proposal import Held, Proposed, Seen, proposed
from agreements.standing.line import Counted

# What may tell against a decision, and when it came to be known.
FACTS: tuple[tuple[Any, str, str], ...] = (
    (Actual, "agreement", "recorded_at"),
    (Step, "agreement", "recorded_at"),
    (Pledge, "agreement", "recorded_at"),
    (Review, "actual__agreement", "reviewed_at"),
    (ReceiptReview, "receipt__check_in__agreement", "reviewed_at"),
)


@dataclass(frozen=True)
class Proposal:
    counted: Counted
    proposed: Proposed

    @property
    def label(self) -> str:
        return str(Outcome.Code(self.proposed.code).label)

    @property
    def now(self) -> str:
        """As it stands in lists: decided, or as the calendar says."""
        return PROGRESS_NAMES[self.counted.progress]


def proposals(counted: Iterable[Counted]) -> list[Proposal]:
    """In the given order. Of what was decided, only where something was learnt or came due since."""
    found = [Proposal(one, told) for one in counted if (told := proposed(seen(one)))]
    decided = [one.counted.agreement.pk for one in found if one.counted.decided]
    if not decided:
        return found
    decisions, facts = _decided(decided), _learnt(decided)
    return [one for one in found if _is_news(one, decisions, facts)]


def seen(one: Counted) -> Seen:
    return Seen(
        as_of=one.as_of,
        decided=one.decided,
        definition=one.definition,
        is_fulfilled=one.is_fulfilled,
        is_opened=one.is_opened,
        opened_on=one.opened_on,
        due_on=one.due_on,
        valid_until=one.agreement.valid_until.last_day,
        checked_on=one.checked_on,
        held=tuple(
            Held(metric.metric, metric.pledged, metric.confirmed.said if metric.confirmed else None)
            for metric in one.metrics.values()
            if metric.pledged
        ),
    )


def last_outcomes(agreements: Sequence[int]) -> dict[int, int]:
    """The outcome of each that was recorded last, which need not be of the latest day."""
    rows = Outcome.objects.filter(agreement__in=agreements).known_at(None).order_by("pk")
    return dict(rows.values_list("agreement", "pk"))


def _is_news(one: Proposal, decisions: dict[int, datetime], facts: dict[int, datetime]) -> bool:
    pk = one.counted.agreement.pk
    decided = decisions.get(pk)
    if decided is None:
        return True
    since: date | None = one.proposed.since
    return (pk in facts and facts[pk] > decided) or (since is not None and since >= timezone.localdate(decided))


def _decided(agreements: Sequence[int]) -> dict[int, datetime]:
    rows = Outcome.objects.filter(agreement__in=agreements).known_at(None)
    return dict(rows.order_by().values_list("agreement").annotate(at=Max("recorded_at")))


def _learnt(agreements: Sequence[int]) -> dict[int, datetime]:
    """When the last fact of each came to be known."""
    first, *others = (_moments(model, path, moment, agreements) for model, path, moment in FACTS)
    last: dict[int, datetime] = {}
    for pk, at in first.union(*others, all=True):
        last[pk] = max(at, last.get(pk, at))
    return last


def _moments(model: Any, path: str, moment: str, agreements: Sequence[int]) -> Any:
    rows = model.objects.filter(**{f"{path}__in": agreements}).order_by()
    return rows.values_list(path).annotate(at=Max(moment))
