"""□ 총괄: how many agreements, how much of each metric, promised and there; the proof that parts are the whole."""

from collections.abc import Sequence

from agreements.answers import answer as answers
from agreements.answers.cells import confirmed, pledged, rate
from agreements.answers.listing import unit_of
from agreements.answers.words import in_words
from agreements.models import ActualPart
from agreements.rules.composition import ORIGINS
from agreements.rules.metric import METRIC_LABELS, Metric
from agreements.rules.progress import rate as percent
from agreements.rules.said import Said
from agreements.standing import Total, adds_up
from briefs.blocks import Cell, Column, Note, Row, Table
from briefs.contents.figures import STATES, behind, metrics_of
from briefs.contents.order import Order
from briefs.contents.wording import NOT_CHECKED

TITLE = "총괄"
KINDS = dict(ActualPart.Kind.choices)
UNPROVEN = "검산: 합계가 맞지 않으므로 시스템 관리자에게 알려 확인 필요"


def table_of_whole(order: Order, whole: Total) -> Table:
    columns = (
        Column("label", "구 분", 20),
        Column("pledged", "협약(A)", 20, "figure"),
        Column("confirmed", "실적(B)", 20, "figure"),
        Column("rate", f"{order.municipality.rate_word}(B/A)", 18, "figure"),
        Column("unchecked", "미확인 협약분", 20, "figure"),
    )
    metrics = metrics_of(whole)
    units = ["건", *(unit_of(metric) for metric in metrics), "%"]
    rows = (_agreements(whole), *(_metric(whole, metric) for metric in metrics))
    return Table("whole", TITLE, columns, rows, ", ".join(units))


def _agreements(whole: Total) -> Row:
    """Fulfilled under the definition; where that is known of none, neither is their number."""
    unknown = sum(1 for one in whole.standings if one.is_fulfilled is None)
    known = unknown < whole.count
    told = (
        f"{whole.count:,}",
        f"{whole.fulfilled:,}" if known else NOT_CHECKED,
        str(percent(whole.fulfilled, whole.count)) if known else NOT_CHECKED,
        f"{unknown:,}",
    )
    return Row("agreements", (Cell("건수(건)"), *map(Cell, told)), agreements=behind(whole.standings))


def _metric(whole: Total, metric: Metric) -> Row:
    unit = unit_of(metric)
    column = answers.Column(metric.value, "", unit, decimals=int(metric == Metric.INVESTMENT))
    cells = (
        Cell(f"{METRIC_LABELS[metric]}({unit})"),
        Cell(in_words(pledged(metric)(whole), column)),
        Cell(in_words(confirmed(metric)(whole), column)),
        Cell(in_words(rate(metric)(whole), answers.Column("rate", "", "%", decimals=1))),
        Cell(in_words(answers.Cell(_unchecked(whole, metric)), column)),
    )
    told = [one for one in whole.standings if one.metrics[metric].pledged or one.metrics[metric].confirmed]
    return Row(metric.value, cells, agreements=behind(told))


def _unchecked(whole: Total, metric: Metric) -> Said | None:
    """0 where everything promised was checked."""
    of = whole.metrics[metric]
    return of.unchecked or (Said(0, 0) if of.pledged else None)


def people(whole: Total) -> tuple[Note, ...]:
    """신규·이전, where anybody told: origins and what was not told are all the people there are."""
    told, found = whole.jobs.people, whole.jobs.confirmed
    if told is None or found is None or not any(kind in told.parts for kind in ORIGINS):
        return ()
    parts = [f"{KINDS[kind]} {told.parts[kind]:,}" for kind in ORIGINS if kind in told.parts]
    parts += [f"구분 자료 없음 {told.unsaid}"] if told.unsaid.high else []
    return (Note("※", f"고용 실적 {found}명의 구분: {', '.join(parts)}"),)


def proof(whole: Total, parts: Sequence[Total]) -> Note:
    """검산: what stands where adds up to the whole, and so do the cohorts in every figure."""
    groups: dict[str, list[tuple[str, int]]] = {}
    for found, label, group in STATES:
        if number := sum(whole.by_progress[progress] for progress in found):
            groups.setdefault(group or label, []).append((label, number))
    told = [_part(name, members) for name, members in groups.items()]
    holds = adds_up(parts, whole) and sum(n for members in groups.values() for _, n in members) == whole.count
    return Note("※", f"검산: {' + '.join(told)} = 계 {whole.count:,}" if holds else UNPROVEN)


def _part(name: str, members: Sequence[tuple[str, int]]) -> str:
    whole = f"{name} {sum(number for _, number in members):,}"
    beside = "·".join(f"{label} {number:,}" for label, number in members)
    return whole if [name] == [label for label, _ in members] else f"{whole}({beside})"
