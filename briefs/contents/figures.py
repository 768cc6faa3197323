"""Columns of a table on paper: what each says of one agreement and of many, in the words in which answers say it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from agreements.answers import answer as answers
from agreements.answers.cells import number_of
from agreements.answers.listing import Field, confirmed_of, pledged_of, rate_of, unit_of
from agreements.answers.words import in_words
from agreements.rules.metric import METRIC_LABELS, Metric
from agreements.rules.progress import PROGRESS_NAMES, Progress
from agreements.standing import Counted, Standing, Total
from briefs.blocks import Cell, Column, Row

WHOLE = "계"


@dataclass(frozen=True)
class Figure:
    """A column of numbers. ``marks`` says of which agreements the value rests on an announcement alone."""

    column: Column
    field: Field
    marks: Callable[[Standing], bool] | None = None

    def of_one(self, one: Standing) -> Cell:
        return Cell(
            in_words(self.field.of(one), self.field.column), "*" if self.marks is not None and self.marks(one) else ""
        )

    def of_all(self, total: Total) -> Cell:
        make = self.field.whole
        return Cell(in_words(make(total), self.field.column) if make else "")


def metrics_of(total: Total) -> list[Metric]:
    """What was neither promised nor confirmed has no columns."""
    return [metric for metric, of in total.metrics.items() if of.pledged or of.confirmed]


def units_of(metrics: Sequence[Metric]) -> str:
    """건, 석, 명, 억원, %"""
    return ", ".join(["건", *(unit_of(metric) for metric in metrics), *(["%"] if metrics else [])])


def of_metric(whole: Total, metric: Metric, rate_word: str) -> list[Figure]:
    """협약 · 실적 · 이행률 · 증감; of money, and where nothing was confirmed, without the last."""
    group, wide = METRIC_LABELS[metric], 3 if metric == Metric.INVESTMENT else 0
    told = [
        Figure(_column(metric, "pledged", "협약(A)", 12 + wide), pledged_of(metric), _is_announced(metric)),
        Figure(_column(metric, "confirmed", "실적(B)", 12 + wide), confirmed_of(metric)),
        Figure(_column(metric, "rate", f"{rate_word}(B/A)", 12), rate_of(metric)),
    ]
    difference = Figure(Column(f"{metric}_difference", "증감", 12, "figure", group), _difference(metric))
    has_none = metric == Metric.INVESTMENT or whole.metrics[metric].difference is None
    return told if has_none else [*told, difference]


def _column(metric: Metric, name: str, label: str, width: float) -> Column:
    return Column(f"{metric}_{name}", label, width, "figure", METRIC_LABELS[metric])


def _is_announced(metric: Metric) -> Callable[[Standing], bool]:
    def is_announced(one: Standing) -> bool:
        promise = one.metrics[metric].promise
        return promise is not None and promise.is_announced

    return is_announced


def _difference(metric: Metric) -> Field:
    """미확인 where nothing was confirmed of what was promised."""

    def cell(value: int | None, *, is_pledged: bool) -> answers.Cell:
        return answers.Cell(value, answers.Nil.UNCHECKED if is_pledged else answers.Nil.NOT_APPLICABLE)

    return Field(
        answers.Column(f"{metric}_difference", "증감", unit_of(metric)),
        lambda one: cell(one.metrics[metric].difference, is_pledged=bool(one.metrics[metric].pledged)),
        lambda total: cell(total.metrics[metric].difference, is_pledged=bool(total.metrics[metric].pledged)),
    )


def number(key: str, label: str, of: Callable[[Counted], bool], *, group: str = "") -> Figure:
    """How many agreements are so."""
    column = answers.Column(key, label, "건", adds=True)
    return Figure(
        Column(key, label, align="figure", group=group), Field(column, lambda one: answers.Cell(), number_of(of))
    )


STATES = (  # those whose parts a paper tells together stand under one head
    ((Progress.DONE,), "이행 완료", ""),
    ((Progress.PARTIAL,), "일부 이행", ""),
    ((Progress.WITHIN_DUE,), "기한 내", "추진 중"),
    ((Progress.PAST_DUE,), "기한 경과", "추진 중"),
    ((Progress.NO_DUE,), PROGRESS_NAMES[Progress.NO_DUE], ""),
    ((Progress.CHANGED,), "계획 변경", ""),
    ((Progress.ELSEWHERE,), "타 지역", ""),
    ((Progress.HELD,), "보류", ""),
    ((Progress.WITHDRAWN, Progress.LAPSED), "철회·실효", ""),
    ((Progress.CLOSED,), "폐업·철수", ""),
)


def states(total: Total) -> list[Figure]:
    """추진상황: those that occur; they add up to the number of agreements."""
    return [
        number("_".join(found), label, _stands_in(found), group=group)
        for found, label, group in STATES
        if any(total.by_progress[progress] for progress in found)
    ]


def _stands_in(found: tuple[Progress, ...]) -> Callable[[Counted], bool]:
    return lambda one: one.progress in found


def count(label: str = "건 수") -> Figure:
    return number("count", label, lambda one: True)


def row_of(total: Total, figures: Sequence[Figure], *, is_total: bool = False) -> Row:
    cells = (Cell(total.label), *(figure.of_all(total) for figure in figures))
    return Row("whole" if is_total else total.slug or total.label, cells, is_total, behind(total.standings))


def behind(standings: Iterable[Counted]) -> tuple[int, ...]:
    return tuple(one.agreement.pk for one in standings)
