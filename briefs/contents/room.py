"""How the one page of 총괄 is shared: what people wrote and the sums come first, years and late ones take the rest."""

from collections.abc import Sequence
from math import ceil

from briefs.blocks import Line, Note
from briefs.contents.fitted import length
from briefs.contents.order import UNWRITTEN, Order, lines_of

ROOM = 21  # lines of a page set as close as it may be, beside its headings and what changed
LEAST_YEARS, MOST_YEARS = 3, 6
LEAST_LATE = 2
OF_TEXT, OF_NOTES = 1.27, 1.13  # their letters beside those of a table
ACROSS = 158.0  # mm


def room(order: Order, *, rows: int, opening: Sequence[str], notes: Sequence[Note]) -> int:
    """Lines left beside so many rows of sums. Of each line that opens the page the first has its place."""
    typed = [line for text in (order.issues, order.plans) for line in lines_of(text) or UNWRITTEN]
    over = sum(_lines(text, OF_TEXT) - 1 for text in opening)
    return ROOM - rows - over - sum(map(_typed, typed)) - sum(_lines(note.text, OF_NOTES) for note in notes)


def years_that_fit(left: int) -> int:
    return max(LEAST_YEARS, min(MOST_YEARS, left))


def late_that_fit(left: int, late: Sequence[int], *, years: int) -> int:
    """How many of them, each taking so many lines, leave room for the fewest years there may be of so many."""
    fitting = 0
    while fitting < len(late) and sum(late[: fitting + 1]) <= left - min(years, LEAST_YEARS):
        fitting += 1
    return max(LEAST_LATE, fitting)


def _typed(line: Line) -> int:
    return _lines(line.text, OF_TEXT) + sum(_lines(sub.text, OF_TEXT) for sub in line.subs)


def _lines(text: str, size: float) -> int:
    return ceil(size * length(text) / ACROSS)
