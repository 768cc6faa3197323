"""자치구별·기업별 이행표: what was promised and what is there, by district and agreement by agreement."""

from collections.abc import Sequence

from agreements.periods import years_before
from agreements.standing import GROUPINGS, Standing, Total, is_unchecked_since, totals_by
from briefs.blocks import Block, Column, Heading, Notes, Paper, Row, Table
from briefs.contents import listed
from briefs.contents.chosen import chosen, sort_name
from briefs.contents.figures import Figure, count, metrics_of, number, of_metric, row_of, states, units_of
from briefs.contents.fitted import fitted
from briefs.contents.legend import notes
from briefs.contents.opening import NONE, paper_of, summary
from briefs.contents.order import Order
from briefs.contents.sourced import sourced
from briefs.contents.volume import Volume, volume_of
from briefs.contents.years import cohorts


def paper(order: Order) -> Paper:
    found = chosen(order)
    volume = volume_of(order, by_name(found.standings))
    return paper_of(
        order,
        f"컨택센터 투자협약 {title(order)}{volume.ending}",
        found.standings,
        _blocks(order, volume) if found.standings else (Heading(title(order), beside=NONE),),
        summary(order, found, volume.whole),
        sourced(volume.rows),
    )


def _blocks(order: Order, volume: Volume) -> tuple[Block, ...]:
    """Districts stand in the first volume."""
    if volume.number > 1:
        return companies(order, volume)
    return (*districts(order, volume.whole), *companies(order, volume))


def title(order: Order) -> str:
    return f"{order.municipality.district_word}별·기업별 이행표"


def by_name(found: Sequence[Standing]) -> list[Standing]:
    return sorted(found, key=lambda one: (sort_name(one), one.agreement.key))


def districts(order: Order, whole: Total, opening: Sequence[Figure] = ()) -> tuple[Block, ...]:
    """``opening``: what is counted before the figures."""
    grouping = GROUPINGS["district"]
    parts = totals_by(whole.standings, grouping.key_for(whole.standings, order.known_at))
    return _grouped(order, "district", order.municipality.district_word, parts, whole, opening)


def signing_years(order: Order, whole: Total) -> tuple[Block, ...]:
    return _grouped(order, "year", "체결연도", cohorts(whole), whole)


def _grouped(
    order: Order, key: str, word: str, parts: Sequence[Total], whole: Total, opening: Sequence[Figure] = ()
) -> tuple[Block, ...]:
    """Figures and, under them, how many stand where."""
    metrics = metrics_of(whole)
    of_metrics = (one for metric in metrics for one in of_metric(whole, metric, order.municipality.rate_word))
    figures = [count(), *opening, *of_metrics]
    told = Table(f"{key}_figures", f"{word}별 협약과 실적", *_grid(word, figures, parts, whole), units_of(metrics))
    stand = Table(f"{key}_states", f"{word}별 추진상황", *_grid(word, _states(whole), parts, whole), "건")
    blocks = [block for table in (told, stand) for block in (Heading(table.title, unit=table.unit), fitted(table))]
    return (*blocks, Notes(notes(order, (told, stand), whole)))


def _states(whole: Total) -> list[Figure]:
    year_ago = years_before(whole.standings[0].as_of, 1)
    return [
        count(),
        *states(whole),
        number("fulfilled", "판정 기준 이행", lambda one: one.is_fulfilled is True),
        number("unchecked", "12개월 미점검", lambda one: is_unchecked_since(one, year_ago)),
    ]


def _grid(
    word: str, figures: Sequence[Figure], parts: Sequence[Total], whole: Total
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    columns = (Column("part", word), *(figure.column for figure in figures))
    return columns, (row_of(whole, figures, is_total=True), *(row_of(part, figures) for part in parts))


def companies(order: Order, volume: Volume) -> tuple[Block, ...]:
    metrics = metrics_of(volume.whole)
    figures = [
        listed.name(),
        listed.signed(),
        *(one for metric in metrics for one in of_metric(volume.whole, metric, order.municipality.rate_word)),
        listed.due(),
        listed.progress(),
    ]
    table = listed.table_of_each("companies", "기업별 협약과 실적", figures, volume, units_of(metrics))
    return (Heading(table.title, unit=table.unit), table, Notes(notes(order, (table,), volume.whole)))
