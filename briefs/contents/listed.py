"""Tables with a line for each agreement: joint pledges are never split, so the agreement is the smallest part."""

from collections.abc import Callable, Sequence

from agreements.answers import answer as answers
from agreements.answers.listing import Field, text
from agreements.periods import official_day
from agreements.standing import Standing, Total
from briefs.blocks import Cell, Column, Row, Table
from briefs.contents.changed import NUMBER
from briefs.contents.figures import Figure, behind
from briefs.contents.fitted import fitted
from briefs.contents.legend import UNDATED
from briefs.contents.volume import Volume
from briefs.contents.wording import NOT_CHECKED, NOT_IN_SOURCE, day

MANY = 2
NUMBERS = Column(NUMBER, "연번")


def names(one: Standing) -> str:
    """Its companies, else all who take part, else its own name; of many the first."""
    parties = one.companies or one.parties
    told = list(dict.fromkeys(party.organisation.name for party in parties))
    if len(told) > MANY:
        return f"{told[0]} 외 {len(told) - 1}{'개사' if one.companies else '곳'}(공동)"
    return ", ".join(told) or one.agreement.name


def words(
    key: str,
    label: str,
    of: Callable[[Standing], str],
    *,
    align: str = "word",
    marks: Callable[[Standing], bool] | None = None,
) -> Figure:
    return Figure(Column(key, label, align=align), text(key, label, of), marks)


def name() -> Figure:
    """Above them how many there are."""
    field = Field(
        answers.Column("name", "기업명"),
        lambda one: answers.Cell(names(one)),
        lambda total: answers.Cell(f"{total.count:,}건"),
    )
    return Figure(Column("name", "기업명", align="text"), field)


def signed() -> Figure:
    return words("signed", "체결일", lambda one: day(one.agreement.signed) or UNDATED)


def due() -> Figure:
    def told(one: Standing) -> str:
        return day(one.due) or NOT_IN_SOURCE

    return words("due", "기 한", told, marks=lambda one: bool(one.due) and one.due_is_announced)


def progress() -> Figure:
    return words("progress", "추진상황", lambda one: one.progress_name)


def checked() -> Figure:
    def told(one: Standing) -> str:
        return official_day(one.checked_on) if one.checked_on else NOT_CHECKED

    return words("checked", "최근 점검일", told)


def table_of_each(key: str, title: str, figures: Sequence[Figure], volume: Volume, unit: str) -> Table:
    """Numbered through all volumes, the sums first."""
    columns = (NUMBERS, *(figure.column for figure in figures))
    sums = [_sum(total, figures) for total in volume.sums]
    rows = [_row(number, one, figures) for number, one in enumerate(volume.rows, start=volume.first)]
    return fitted(Table(key, title, columns, (*sums, *rows), unit))


def _sum(total: Total, figures: Sequence[Figure]) -> Row:
    cells = (Cell(total.label), *(figure.of_all(total) for figure in figures))
    return Row(total.slug, cells, is_total=True, agreements=behind(total.standings))


def _row(number: int, one: Standing, figures: Sequence[Figure]) -> Row:
    cells = (Cell(f"{number:,}"), *(figure.of_one(one) for figure in figures))
    return Row(one.agreement.key, cells, agreements=(one.agreement.pk,))
