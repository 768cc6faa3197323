"""협약 목록: what a filter leaves of the register, agreement by agreement."""

from agreements.rules.metric import Metric
from agreements.standing import Standing, Total
from briefs.blocks import Block, Heading, Notes, Paper
from briefs.contents import listed
from briefs.contents.chosen import Chosen, chosen
from briefs.contents.figures import Figure, metrics_of, of_metric, units_of
from briefs.contents.legend import UNDATED, notes
from briefs.contents.opening import NONE, paper_of, summary
from briefs.contents.order import Order
from briefs.contents.sourced import Sourced, sourced
from briefs.contents.volume import Volume, volume_of

NAME = "협약 목록"
MOST_METRICS = 2  # on one line of A4


def paper(order: Order) -> Paper:
    found = chosen(order)
    volume = volume_of(order, found.standings)
    sources = sourced(volume.rows)
    return paper_of(
        order,
        f"컨택센터 투자{NAME}{volume.ending}",
        found.standings,
        _blocks(order, found, volume, sources) if found.standings else (Heading(NAME, beside=NONE),),
        summary(order, found, volume.whole),
        sources,
    )


def _blocks(order: Order, found: Chosen, volume: Volume, sources: Sourced) -> tuple[Block, ...]:
    metrics = metrics_of(volume.whole)[:MOST_METRICS]
    figures = [
        listed.name(),
        listed.signed(),
        *_places(order, found),
        *(one for metric in metrics for one in _of_metric(volume.whole, metric, order)),
        listed.due(),
        listed.progress(),
        listed.checked(),
    ]
    if len(sources.numbers) > 1:
        figures.append(listed.words("sources", "출처", sources.refs))
    table = listed.table_of_each("register", NAME, figures, volume, units_of(metrics))
    return (Heading(NAME, unit=table.unit), table, Notes(notes(order, (table,), volume.whole)))


def _of_metric(whole: Total, metric: Metric, order: Order) -> list[Figure]:
    """Of seats no rate: one rate on a line, that of jobs."""
    told = of_metric(whole, metric, order.municipality.rate_word)
    return told[:2] if metric == Metric.SEATS else told[:3]


def _places(order: Order, found: Chosen) -> list[Figure]:
    """Where nobody's is known there is no column."""
    told = [
        listed.words("form", "형태", _form),
        listed.words("district", order.municipality.district_word, _district),
    ]
    return [one for one in told if any(one.of_one(standing).text != UNDATED for standing in found.standings)]


def _form(one: Standing) -> str:
    return one.agreement.get_form_display() or UNDATED


def _district(one: Standing) -> str:
    return one.agreement.district.name if one.agreement.district else UNDATED
