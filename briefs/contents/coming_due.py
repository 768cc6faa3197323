"""다가오는 기한: what was promised, asked for and bound by subsidies, and falls due within the next days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from agreements.models import Obligation, SubsidyPayment
from agreements.periods import last_day, official_day
from agreements.rules.amount import in_prose
from agreements.rules.metric import METRIC_LABELS, Metric
from agreements.rules.progress import ENDED
from agreements.standing import Standing
from agreements.standing.check_in import CheckInStanding
from briefs.blocks import Cell, Column, Row

NEAR = timedelta(days=90)
COLUMNS = (Column("on", "기 한", 34), Column("of", "대 상", 83, "text"), Column("what", "내 용", 150, "text"))


@dataclass(frozen=True)
class Due:
    on: date
    of: str
    what: str
    agreements: tuple[int, ...]


def coming_due(found: Sequence[Standing], asked: Sequence[CheckInStanding], as_of: date) -> list[Due]:
    told = [*_promises(found), *_duties(found), *_subsidies(found), *_rounds(asked)]
    near = [one for one in told if as_of <= one.on <= as_of + NEAR]
    return sorted(near, key=lambda one: (one.on, one.what, one.of))


def row_of(number: int, one: Due) -> Row:
    cells = (Cell(official_day(one.on)), Cell(one.of), Cell(one.what))
    return Row(f"due-{number}", cells, agreements=one.agreements)


def _promises(found: Sequence[Standing]) -> Iterator[Due]:
    """Once for each agreement and day. Who withdrew owes nothing any more."""
    for one in found:
        told: dict[date, list[str]] = {}
        for pledge in one.pledges if one.progress not in ENDED else ():
            if pledge.due_on:
                metric, on = Metric(pledge.metric), last_day(pledge.due_on, pledge.due_precision)
                told.setdefault(on, []).append(f"{METRIC_LABELS[metric]} {in_prose(pledge.said, metric)}")
        for on, words in told.items():
            yield _due(on, one, f"협약: {', '.join(words)}")


def _duties(found: Sequence[Standing]) -> Iterator[Due]:
    """Those of which nobody has said yet whether they were kept."""
    by_key = {one.agreement.pk: one for one in found}
    for row in Obligation.objects.filter(agreement__in=by_key, due_on__isnull=False, checks=None):
        if row.due_on:
            yield _due(last_day(row.due_on, row.due_precision), by_key[row.agreement_id], f"협약사항: {row.words}")


def _subsidies(found: Sequence[Standing]) -> Iterator[Due]:
    by_key = {one.agreement.pk: one for one in found}
    rows = SubsidyPayment.objects.known_at(None).filter(agreement__in=by_key, duty_ends_on__isnull=False)
    for row in rows:
        if row.duty_ends_on:
            what = f"보조금 의무이행기간 종료({row.get_item_display()})"
            yield _due(row.duty_ends_on, by_key[row.agreement_id], what)


def _rounds(asked: Sequence[CheckInStanding]) -> Iterator[Due]:
    """Once for each round, with how many are asked in it."""
    for of in {one.check_in.round_id: one.check_in.round for one in asked}.values():
        agreements = tuple(one.check_in.agreement_id for one in asked if one.check_in.round_id == of.pk and one.is_open)
        if agreements:
            yield Due(of.due_on, f"담당 협약 {len(set(agreements)):,}건", f"{of} 제출기한", agreements)


def _due(on: date, one: Standing, what: str) -> Due:
    return Due(on, str(one.agreement), what, (one.agreement.pk,))
