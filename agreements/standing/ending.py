"""The end of an agreement, told as a report that nothing is left."""

from collections.abc import Sequence
from datetime import date

from agreements.models import Outcome
from agreements.rules.actual import Report
from agreements.rules.metric import Rung
from agreements.rules.progress import ENDED
from agreements.rules.said import Said


def end_of(outcomes: Sequence[Outcome], as_of: date) -> Report | None:
    """The last outcome decides; one known in part has ended by the last day of what is known."""
    last = outcomes[-1] if outcomes else None
    if last is None or last.code not in ENDED or last.on.last_day is None or last.on.last_day > as_of:
        return None
    return Report(
        rung=Rung.STAFF,
        said=Said(0, 0),
        as_of=last.on,
        is_approved=True,
        recorded_at=last.recorded_at,
        source_id=last.source_id,
        source_kind=last.get_code_display(),
    )
