"""Where any set of agreements stands: from the summary where that tells, else from the facts."""

from datetime import date, datetime

from django.db.models import QuerySet

from agreements.models import Agreement
from agreements.standing.agreement import standings
from agreements.standing.line import Counted, lines


def counted(
    rows: QuerySet[Agreement], *, as_of: date, known_at: datetime | None, definition: str | None, today: date
) -> list[Counted]:
    """The summary speaks of today, as known now, under whatever definition."""
    if known_at is None and as_of == today:
        return lines(rows, today=today, definition=definition)
    joined = rows.select_related("municipality", "source", "district__parent")
    return list(standings(list(joined), as_of=as_of, known_at=known_at, definition=definition))
