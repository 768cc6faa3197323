"""□ 기한 경과 미이행 상위 5건: those that lack most, with what people wrote of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from agreements.answers.listing import unit_of
from agreements.models import Matter
from agreements.models.matter import open_on
from agreements.periods import official_day
from agreements.rules.amount import in_table
from agreements.rules.metric import Metric
from agreements.standing import MetricStanding, Standing
from briefs.blocks import Block, Cell, Column, Heading, Row, Table
from briefs.contents.fitted import UPRIGHT, fitted
from briefs.contents.legend import UNDATED
from briefs.contents.listed import names
from briefs.contents.order import Order
from briefs.contents.wording import NOT_APPLICABLE, NOT_CHECKED, day

MOST = 5
LONGEST, LONGEST_NAME = 18, 20
PEOPLE = (Metric.SEATS, Metric.JOBS)
COLUMNS = (
    Column("name", "기업명", align="text"),
    Column("signed", "체결일"),
    Column("promised", "협 약"),
    Column("confirmed", "실 적"),
    Column("due", "기 한"),
)
WRITTEN = (Column("why", "사 유", align="text"), Column("what", "조치·기한", align="text"))


def late_blocks(order: Order, found: Sequence[Any], most: int = MOST) -> tuple[Block, ...]:
    """What lacks most comes first; reasons and measures have columns where anybody wrote any."""
    if not found:
        return (Heading("기한 경과 미이행", beside="해당 협약 없음"),)
    shown = sorted(found, key=_most_lacking)[:most]
    name = f"기한 경과 미이행 상위 {most}건" if len(found) > most else f"기한 경과 미이행 {len(found)}건"
    told, metrics = _written(order, shown), _promised_at_all(shown)
    columns = (*COLUMNS, *WRITTEN) if told else COLUMNS
    rows = tuple(_row(one, metrics, told) for one in shown)
    unit = "/".join(unit_of(metric) for metric in metrics)
    return (Heading(name, unit=unit), fitted(Table("late", name, columns, rows, unit), across=UPRIGHT))


def _promised_at_all(shown: Sequence[Standing]) -> list[Metric]:
    """Seats and jobs; money where neither was promised."""
    found = [metric for metric in PEOPLE if any(one.metrics[metric].pledged for one in shown)]
    return found or [Metric.INVESTMENT]


def _most_lacking(one: Standing) -> tuple[int, int, date, str]:
    return -_lack(one.jobs), -_lack(one.seats), one.due_on or date.max, one.agreement.key


def _lack(of: MetricStanding) -> int:
    confirmed = of.confirmed.said.low if of.confirmed else 0
    return of.pledged.low - confirmed if of.pledged else 0


def _row(one: Standing, metrics: Sequence[Metric], told: dict[int, tuple[str, str]]) -> Row:
    cells = [
        Cell(_clipped(names(one), LONGEST_NAME) if told else names(one)),
        Cell(day(one.agreement.signed) or UNDATED),
        Cell("/".join(_promised(one.metrics[metric]) for metric in metrics)),
        Cell(_confirmed(one, metrics)),
        Cell(day(one.due), "*" if one.due_is_announced else ""),
    ]
    if told:
        cells += [Cell(words or NOT_CHECKED) for words in told.get(one.agreement.pk, ("", ""))]
    return Row(one.agreement.key, tuple(cells), agreements=(one.agreement.pk,))


def _promised(of: MetricStanding) -> str:
    return in_table(of.pledged, of.metric) if of.pledged else NOT_APPLICABLE


def _confirmed(one: Standing, metrics: Sequence[Metric]) -> str:
    told = [_of(one.metrics[metric]) for metric in metrics]
    return NOT_CHECKED if set(told) <= {NOT_CHECKED, NOT_APPLICABLE} else "/".join(told)


def _of(of: MetricStanding) -> str:
    if of.confirmed:
        return in_table(of.confirmed.said, of.metric)
    return NOT_CHECKED if of.pledged else NOT_APPLICABLE


def _written(order: Order, found: Sequence[Standing]) -> dict[int, tuple[str, str]]:
    """By agreement its last issue and what is to be done about it by when."""
    rows = Matter.objects.filter(open_on(order.told_until), agreement__in=[one.agreement.pk for one in found])
    told: dict[int, tuple[str, str]] = {}
    for matter in rows.filter(is_none=False).order_by("raised_on", "pk"):
        why, what = told.get(matter.agreement_id, ("", ""))
        if matter.kind == Matter.Kind.PLAN:
            what = what or _with_day(matter.what, matter)
        else:
            why, what = _clipped(matter.what), _with_day(matter.response, matter) or what
        told[matter.agreement_id] = (why, what)
    return told


def _with_day(words: str, matter: Matter) -> str:
    until = f"({official_day(matter.until_on)}까지)" if matter.until_on else ""
    return f"{_clipped(words)}{until}" if words else ""


def _clipped(words: str, longest: int = LONGEST) -> str:
    """The whole stands in the register and on the agreement's own paper."""
    return words if len(words) <= longest else f"{words[:longest].rstrip()}…"
