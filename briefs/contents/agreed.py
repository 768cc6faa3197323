"""□ 협약 및 이행 현황 of one company: each agreement that it is a party of, and their sums."""

from collections.abc import Sequence
from dataclasses import replace

from agreements.answers.listing import unit_of
from agreements.rules.metric import Metric
from agreements.standing import Standing, Total
from briefs.blocks import Block, Heading, Note, Notes, Row, Table
from briefs.contents.figures import Figure, metrics_of, of_metric, row_of
from briefs.contents.fitted import UPRIGHT, fitted
from briefs.contents.legend import notes
from briefs.contents.listed import due, progress, signed, words
from briefs.contents.order import Order
from briefs.contents.parts import SourceList
from briefs.contents.sourced import ELSEWHERE

NAME = "협약 및 이행 현황"
MOST = 40
SOURCED = 5  # the sources of more would fill the page
MOST_METRICS = 2  # on one line of A4 upright


def agreed(order: Order, whole: Total, rows: Sequence[Standing], sources: SourceList) -> tuple[Block, ...]:
    figures = _figures(order, whole)
    columns = tuple(figure.column for figure in figures)
    shown = tuple(_row(one, figures, sources if len(rows) <= SOURCED else None) for one in rows[:MOST])
    unit = ", ".join(map(unit_of, _metrics(whole)))
    table = Table("agreements", NAME, columns, (*_sum(whole, figures), *shown), unit)
    told = notes(order, (table,), whole)
    if len(rows) > SOURCED:
        told = (*told, Note("※", f"출처: {ELSEWHERE}"))
    if len(rows) > MOST:
        told = (*told, Note("※", f"외 {len(rows) - MOST:,}건은 협약 목록에서 확인"))
    return (Heading(NAME, unit=table.unit), fitted(table, across=UPRIGHT), Notes(told))


def _figures(order: Order, whole: Total) -> list[Figure]:
    """Of each metric what was promised and what came; rates stand on the paper of the agreement."""
    of_metrics = [
        replace(one, column=replace(one.column, label=label))
        for metric in _metrics(whole)
        for one, label in zip(of_metric(whole, metric, order.municipality.rate_word), ("협약", "실적"), strict=False)
    ]
    name = words("name", "협약명", lambda one: one.agreement.name, align="text")
    return [name, signed(), *of_metrics, due(), progress()]


def _metrics(whole: Total) -> list[Metric]:
    return metrics_of(whole)[:MOST_METRICS]


def _sum(whole: Total, figures: Sequence[Figure]) -> tuple[Row, ...]:
    """Of more than one."""
    if whole.count < 2:
        return ()
    return (row_of(whole, figures[1:], is_total=True),)


def _row(one: Standing, figures: Sequence[Figure], sources: SourceList | None) -> Row:
    name, *others = (figure.of_one(one) for figure in figures)
    refs = sources.refs(*one.sources.values()) if sources else ""
    return Row(one.agreement.key, (replace(name, refs=refs), *others), agreements=(one.agreement.pk,))
