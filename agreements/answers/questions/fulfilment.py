"""협약 건수·상담석·고용·투자액의 계획과 실적, 이행률 (광주 2020: 238건, 42.4 · 31.2 · 21.1 %)."""

from agreements.answers.answer import Answer, Cell, Column, Nil, Row, Table, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import confirmed, not_checked_for_a_year, number_of, pledged, press, rate
from agreements.answers.listing import unit_of
from agreements.answers.question import Group, Question
from agreements.rules.metric import METRIC_LABELS, Metric
from agreements.rules.progress import rate as percent
from agreements.standing import Total, total_of

COLUMNS = (
    Column("pledged", "협약(A)", "건·석·명·억원"),
    Column("confirmed", "실적(B)", "건·석·명·억원"),
    Column("press", "보고*", "건·석·명·억원"),
    Column("rate", "이행률(B/A)", "%", decimals=1),
    Column("unchecked", "미확인 협약", "건"),
)


def answer(asked: Asked) -> Answer:
    whole = total_of("계", asked.standings)
    rows = (_agreements(whole), *(_metric(whole, metric) for metric in Metric))
    return Answer(
        tables=(Table("whole", "계획과 실적", "구분", COLUMNS, rows),),
        agreements=ids(whole.standings),
        unchecked=not_checked_for_a_year(whole.standings, asked.as_of),
        notes=("협약의 실적은 이행 판정 기준으로 이행한 협약", "미확인 협약: 약속하였으나 확인한 실적이 없는 협약"),
    )


def _agreements(whole: Total) -> Row:
    done = number_of(lambda one: one.is_fulfilled is True)(whole)
    cells = (
        Cell(whole.count, behind=ids(whole.standings), unit="건"),
        Cell(done.value, behind=done.behind, unit="건"),
        Cell(),
        Cell(percent(whole.fulfilled, whole.count), behind=done.behind),
        number_of(lambda one: one.is_fulfilled is None)(whole),
    )
    return Row("agreements", "협약(건)", cells)


def _metric(whole: Total, metric: Metric) -> Row:
    unit = unit_of(metric)
    told = [make(metric)(whole) for make in (pledged, confirmed, press)]
    in_unit = [Cell(cell.value, cell.nil, cell.is_press, cell.behind, unit) for cell in told]
    unchecked = number_of(lambda one: bool(one.metrics[metric].pledged and not one.metrics[metric].confirmed))(whole)
    asked_at_all = unchecked if whole.metrics[metric].pledged else Cell(nil=Nil.NOT_APPLICABLE)
    return Row(metric.value, f"{METRIC_LABELS[metric]}({unit})", (*in_unit, rate(metric)(whole), asked_at_all))


QUESTION = Question(
    key="fulfilment",
    title="협약의 계획과 실적, 이행률은?",
    group=Group.FULFILMENT,
    answer=answer,
)
