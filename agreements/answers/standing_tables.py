"""The tables of a standing page: how many, and of each metric what was promised, confirmed, lacking and unchecked."""

from collections.abc import Sequence

from agreements.answers.answer import Cell, Column, Nil, Table, ids
from agreements.answers.cells import Columns, Make, confirmed, count, number_of, pledged, press, rate, table_of
from agreements.answers.listing import unit_of
from agreements.models import ActualPart
from agreements.periods import years_before
from agreements.rules.composition import CONTRACTS, ORIGINS, Composition
from agreements.rules.metric import METRIC_LABELS, Metric
from agreements.rules.progress import PROGRESS_NAMES, Progress
from agreements.rules.said import Said
from agreements.standing import Counted, Total, is_unchecked_since

KINDS = dict(ActualPart.Kind.choices)


def tables(head: str, parts: Sequence[Total], whole: Total) -> list[Table]:
    """Only of what was promised or told at all; the first is always there."""
    metrics = [metric for metric in Metric if _is_told(whole, metric)]
    told = [table_of("counts", "협약과 추진상황", head, _counts(whole), parts, whole)]
    for metric in metrics:
        told.append(table_of(metric.value, METRIC_LABELS[metric], head, _of_metric(metric, whole), parts, whole))
    if whole.jobs.people:
        told.append(table_of("people", "고용 확인 인원의 구분", head, _of_people(whole.jobs.people), parts, whole))
    return told


def _is_told(total: Total, metric: Metric) -> bool:
    of = total.metrics[metric]
    return bool(of.pledged or of.confirmed or of.press)


def _counts(whole: Total) -> Columns:
    """Of the kinds of progress those that occur; they add up to the number of agreements."""
    return [
        (Column("count", "협약", "건", adds=True), count),
        *((_progress_column(p), _standing_so(p)) for p in Progress if whole.by_progress[p]),
        (Column("fulfilled", "판정 기준 이행", "건", adds=True), number_of(lambda one: one.is_fulfilled is True)),
        (Column("unchecked", "12개월 미점검", "건", adds=True), number_of(_is_unchecked)),
    ]


def _progress_column(progress: Progress) -> Column:
    return Column(f"progress_{progress.value}", PROGRESS_NAMES[progress], "건", adds=True)


def _standing_so(progress: Progress) -> Make:
    return number_of(lambda one: one.progress == progress)


def _is_unchecked(one: Counted) -> bool:
    return is_unchecked_since(one, years_before(one.as_of, 1))


def _of_metric(metric: Metric, whole: Total) -> Columns:
    """당초 only where anything was amended."""
    of = whole.metrics[metric]
    columns = [
        (_column(metric, "original", "당초 협약"), _original(metric)),
        (_column(metric, "pledged", "협약(A)"), pledged(metric)),
        (_column(metric, "confirmed", "실적 확인(B)"), confirmed(metric)),
        (Column(f"{metric}_rate", "이행률(B/A)", "%", decimals=1), rate(metric)),
        (_column(metric, "difference", "확인된 협약의 증감"), _difference(metric)),
        (_column(metric, "unchecked", "미확인 협약분"), _unchecked(metric)),
        (_column(metric, "press", "보고*"), press(metric)),
    ]
    return columns if of.original != of.pledged else columns[1:]


def _column(metric: Metric, name: str, label: str) -> Column:
    unit = unit_of(metric)
    return Column(f"{metric}_{name}", label, unit, adds=True, decimals=int(unit == "억원"))


def _original(metric: Metric) -> Make:
    return lambda total: Cell(total.metrics[metric].original, behind=_behind(total, metric, "original"))


def _difference(metric: Metric) -> Make:
    return lambda total: Cell(total.metrics[metric].difference, behind=_behind(total, metric, "difference"))


def _unchecked(metric: Metric) -> Make:
    """What nobody confirmed anything of: neither done nor undone."""

    def cell(total: Total) -> Cell:
        found = [one for one in total.standings if one.metrics[metric].pledged and not one.metrics[metric].confirmed]
        return Cell(total.metrics[metric].unchecked, behind=ids(found))

    return cell


def _behind(total: Total, metric: Metric, name: str) -> tuple[int, ...]:
    return ids([one for one in total.standings if getattr(one.metrics[metric], name) is not None])


def _of_people(whole: Composition) -> Columns:
    """Origins and 자료에 없음 add up to the people; contracts and groups only where they were told."""
    others = [kind for kind in KINDS if kind not in ORIGINS and kind in whole.parts]
    return [
        (Column("people", "확인 인원", "명", adds=True), confirmed(Metric.JOBS)),
        *((Column(f"people_{kind}", KINDS[kind], "명", adds=True), _part(kind)) for kind in ORIGINS),
        (Column("people_unsaid", "신규·이전 구분 없음", "명", adds=True), _unsaid),
        *((Column(f"people_{kind}", _called(kind), "명", adds=True), _part(kind)) for kind in others),
        (Column("people_residents", "관내 거주", "명", adds=True), _residents),
        (Column("people_resident_share", "거주 비율", "%", decimals=1), _resident_share),
    ]


def _called(kind: str) -> str:
    return KINDS[kind] if kind in CONTRACTS else f"{KINDS[kind]}(중복 가능)"


def _people(one: Counted) -> Composition | None:
    return one.metrics[Metric.JOBS].composition


def _part(kind: str) -> Make:
    """- where nobody said: it is in the column of what was not told, and never 0."""

    def cell(total: Total) -> Cell:
        found = [one for one in total.standings if (people := _people(one)) and kind in people.parts]
        told = total.jobs.people
        return Cell(told.parts.get(kind) if told else None, behind=ids(found))

    return cell


def _unsaid(total: Total) -> Cell:
    told = total.jobs.people
    found = [one for one in total.standings if (people := _people(one)) and people.unsaid.high]
    return Cell(told.unsaid if told else None, behind=ids(found))


def _residents(total: Total) -> Cell:
    told = total.jobs.people
    found = [one for one in total.standings if (people := _people(one)) and people.residents is not None]
    return Cell(told.residents if told else None, behind=ids(found))


def _resident_share(total: Total) -> Cell:
    """Of those whose residence was told."""
    told = total.jobs.people
    return Cell(told.resident_share if told else None, Nil.NOT_APPLICABLE, behind=_residents(total).behind)


def proof_of_people(whole: Composition, confirmed: Said) -> bool:
    """New, moved, kept and untold are all the people there are."""
    told = sum(whole.parts.get(kind, 0) for kind in ORIGINS)
    return (whole.unsaid.low + told, whole.unsaid.high + told) == (confirmed.low, confirmed.high)
