"""□ 협약 내용 및 이행 현황: the table, its notes, the lines under it, and the judged figure of the second ◈ line."""

from dataclasses import dataclass

from accounts.models import Municipality
from agreements.models import Pledge, Statement, Step
from agreements.rules.actual import Reading
from agreements.rules.amount import in_prose, in_table
from agreements.rules.metric import METRIC_LABELS, RUNGS, Metric
from agreements.rules.pledge import Promise
from agreements.standing import MetricStanding
from briefs.blocks import EMPTY, Cell, Column, Line, Note, Row, Table
from briefs.contents.gathered import Gathered
from briefs.contents.parts import SourceList
from briefs.contents.wording import NOT_APPLICABLE, NOT_CHECKED, NOT_IN_SOURCE, NOT_SUBMITTED, change, day

UNITS = {Metric.SEATS: "석", Metric.JOBS: "명", Metric.INVESTMENT: "억원"}
PRESS_NOTE = "언론 보도 내용으로 협약서 명시 여부 확인 필요"


@dataclass(frozen=True)
class Told:
    """A line of the table, whatever columns it will have."""

    label: str
    original: Cell
    amended: Cell = EMPTY
    due: Cell = EMPTY
    previous: Cell = EMPTY
    actual: Cell = EMPTY
    change: Cell = EMPTY
    rate: Cell = EMPTY
    basis: Cell = EMPTY
    is_total: bool = False


@dataclass(frozen=True)
class Fulfilment:
    """``is_amended`` and ``is_confirmed`` decide which columns there are."""

    unit: str
    rate_word: str
    is_amended: bool
    is_confirmed: bool
    rows: tuple[Told, ...]

    def table(self, agreement: int) -> Table:
        columns = self._columns()
        keys = [column.key for column in columns[1:]]
        rows = tuple(
            Row(told.label, (Cell(told.label), *(getattr(told, key) for key in keys)), told.is_total, (agreement,))
            for told in self.rows
        )
        return Table("fulfilment", "협약 내용 및 이행 현황", columns, rows, self.unit)

    def _columns(self) -> tuple[Column, ...]:
        figure = 13.0 - 1.2 * (self.is_amended + self.is_confirmed)
        promised = [
            Column("original", "당초" if self.is_amended else "협약(A)", figure, "figure", self._group("협약(A)"))
        ]
        if self.is_amended:
            promised.append(Column("amended", "변경", figure, "figure", "협약(A)"))
        rate = Column("rate", f"{self.rate_word}(B/A)", 15)
        found = self._confirmed(figure) if self.is_confirmed else [Column("actual", "실적(B)", 12)]
        basis = [] if self.is_confirmed else [Column("basis", "확인일·근거", 27 if not self.is_amended else 18)]
        return (Column("label", "구 분", 14), *promised, Column("due", "기 한", 18), *found, rate, *basis)

    def _group(self, name: str) -> str:
        return name if self.is_amended else ""

    def _confirmed(self, width: float) -> list[Column]:
        names = {"previous": "전회", "actual": "금회", "change": "증감"}
        return [Column(key, label, width, "figure", "실적(B)") for key, label in names.items()]


def fulfilment(gathered: Gathered, sources: SourceList) -> Fulfilment | None:
    promised = [m for m in gathered.standing.metrics.values() if m.promise or m.confirmed or m.press]
    if not any(metric.promise for metric in promised):
        return None
    return Fulfilment(
        unit=", ".join([*(UNITS[metric.metric] for metric in promised), "%"]),
        rate_word=gathered.agreement.municipality.rate_word,
        is_amended=any(metric.amended for metric in promised),
        is_confirmed=any(metric.confirmed for metric in promised),
        rows=tuple(row for metric in promised for row in _rows(gathered, metric, sources)),
    )


def _rows(gathered: Gathered, metric: MetricStanding, sources: SourceList) -> list[Told]:
    phases, parts = _phases(gathered, metric, sources), _parts(gathered, metric, sources)
    label = METRIC_LABELS[metric.metric]
    return [_head(gathered, metric, f"{label} 계" if phases or parts else label, sources), *phases, *parts]


def _head(gathered: Gathered, metric: MetricStanding, label: str, sources: SourceList) -> Told:
    """The whole promise against what was confirmed of it."""
    return Told(
        label=label,
        original=_promised(gathered, metric.metric, metric.original, 0, sources),
        amended=_promised(gathered, metric.metric, metric.amended, _newest(gathered, metric.metric), sources),
        due=_due(metric),
        previous=_previous(gathered, metric),
        actual=_actual(gathered, metric),
        change=_change(gathered, metric),
        rate=Cell(NOT_APPLICABLE if metric.rate is None else str(metric.rate)),
        basis=_basis(gathered, metric, sources),
        is_total=label.endswith(" 계"),
    )


def _newest(gathered: Gathered, metric: Metric) -> int:
    return max((p.version_of.number for p in gathered.pledges if p.metric == metric), default=0)


def _promised(gathered: Gathered, metric: Metric, promise: Promise | None, version: int, sources: SourceList) -> Cell:
    if promise is None:
        return Cell(NOT_APPLICABLE)
    rows = gathered.pledged(metric, version)
    telling = [row for row in rows if row.said == promise.said] or rows
    refs = sources.refs(*(row.source for row in telling))
    return Cell(in_table(promise.said, metric), "*" if promise.is_announced else "", refs)


def _due(metric: MetricStanding) -> Cell:
    promise = metric.promise
    if promise is None:
        return Cell(NOT_APPLICABLE)
    if not promise.due and not promise.due.words:
        return Cell(NOT_IN_SOURCE)
    return Cell(day(promise.due), "*" if promise.due_is_announced else "")


def _actual(gathered: Gathered, metric: MetricStanding) -> Cell:
    if metric.confirmed:
        return Cell(in_table(metric.confirmed.said, metric.metric))
    return Cell(NOT_SUBMITTED if gathered.is_owed else NOT_CHECKED)


def _previous(gathered: Gathered, metric: MetricStanding) -> Cell:
    before = gathered.previous.get(metric.metric)
    return Cell(in_table(before.said, metric.metric) if before else NOT_APPLICABLE)


def _change(gathered: Gathered, metric: MetricStanding) -> Cell:
    now, before = metric.confirmed, gathered.previous.get(metric.metric)
    if now is None or before is None:
        return Cell(NOT_APPLICABLE)
    return Cell(change(metric.metric, now.said.low, before.said.low))


def _basis(gathered: Gathered, metric: MetricStanding, sources: SourceList) -> Cell:
    """확인일·근거: what was reported stands here, apart from what was confirmed."""
    if metric.press:
        told = f"보도 {in_prose(metric.press.said, metric.metric)}"
        return Cell(f"{told} ({_when(metric.press)})", "*", _refs(gathered, metric.press, sources))
    return Cell("점검 이력 없음")


def _when(found: Reading) -> str:
    """The day a stock was read; from the first to the last period a flow was summed over."""
    days = sorted(report.as_of.on for report in found.reports if report.as_of.on)
    first = next(report.as_of for report in found.reports if report.as_of.on == days[0])
    if not RUNGS[found.rung].is_flow or days[0] == days[-1]:
        return day(found.as_of)
    return f"{day(first).removesuffix('년')}~{day(found.as_of)}"


def _refs(gathered: Gathered, found: Reading, sources: SourceList) -> str:
    return sources.refs(*(gathered.standing.sources.get(pk) for pk in found.source_ids))


def _phases(gathered: Gathered, metric: MetricStanding, sources: SourceList) -> list[Told]:
    """What each step adds, not what it adds up to. In the column of the version they belong to."""
    promise, rows = metric.promise, []
    for phase in promise.phases if promise else ():
        mark = "*" if phase.is_announced else ""
        told = Cell(in_table(phase.added, metric.metric), mark, _source(gathered, phase.source_id, sources))
        rows.append(_part(f"{phase.number}단계", told, Cell(day(phase.due), mark), is_amended=bool(metric.amended)))
    return rows


def _source(gathered: Gathered, pk: int, sources: SourceList) -> str:
    return sources.refs(gathered.standing.sources.get(pk))


def _parts(gathered: Gathered, metric: MetricStanding, sources: SourceList) -> list[Told]:
    """The shares of single companies or origins, where the source gives them."""
    rows = []
    for pledge in gathered.pledged(metric.metric, _newest(gathered, metric.metric)):
        if not pledge.party and not pledge.origin:
            continue
        label = pledge.party.organisation.name if pledge.party else pledge.get_origin_display()
        mark = "*" if pledge.stage == Pledge.Stage.ANNOUNCED else ""
        told = Cell(in_table(pledge.said, metric.metric), mark, sources.refs(pledge.source))
        due = Cell(day(pledge.due), mark) if pledge.due.is_known else EMPTY
        rows.append(_part(label, told, due, is_amended=bool(metric.amended)))
    return rows


def _part(label: str, told: Cell, due: Cell, *, is_amended: bool) -> Told:
    nothing = Cell(NOT_APPLICABLE)
    return Told(
        label=label,
        original=nothing if is_amended else told,
        amended=told if is_amended else EMPTY,
        due=due,
        previous=nothing,
        actual=Cell(NOT_CHECKED),
        change=nothing,
        rate=nothing,
    )


def notes(gathered: Gathered, shown: Fulfilment | None, *, starred: bool, sources: SourceList) -> tuple[Note, ...]:
    told = [Note("*", PRESS_NOTE)] if starred else []
    told.append(Note("※", " / ".join(_legend(gathered, shown))))
    readings = [_reading(m) for m in gathered.standing.metrics.values() if m.confirmed]
    if readings:
        refs = [_refs(gathered, m.confirmed, sources) for m in gathered.standing.metrics.values() if m.confirmed]
        told.append(Note("※", f"실적 확인: {', '.join(readings)}", "".join(dict.fromkeys("".join(refs)))))
    told += _reported(gathered, sources) if shown and shown.is_confirmed else []
    told += _told_beside(gathered, sources)
    told += _differences(gathered, sources)
    if len(gathered.companies) > 1 and shown:
        told.append(Note("※", "공동협약 수치는 협약 단위로만 집계"))
    return tuple(told)


def _reported(gathered: Gathered, sources: SourceList) -> list[Note]:
    """Where the table has no column of it: what was reported and is not confirmed."""
    told = []
    for metric in gathered.standing.metrics.values():
        if metric.press:
            words = f"보도·제출 후 확인 전(실적에서 제외): {_read_of(metric, metric.press)}"
            told.append(Note("※", words, _refs(gathered, metric.press, sources)))
    return told


def _read_of(metric: MetricStanding, found: Reading) -> str:
    """상담석 운영 77석(2026. 9. 30.)"""
    name = f"{METRIC_LABELS[metric.metric]} {RUNGS[found.rung].label}"
    return f"{name} {in_prose(found.said, metric.metric)}({_when(found)})"


def _legend(gathered: Gathered, shown: Fulfilment | None) -> list[str]:
    """Kinds of nothing are told only where they stand in the table."""
    definition = Municipality.Definition(gathered.standing.definition).label
    values = {cell.text for row in (shown.rows if shown else ()) for cell in (row.actual, row.rate, row.change)}
    kinds = {
        NOT_CHECKED: "미확인은 0이 아님",
        NOT_SUBMITTED: "미제출: 제출을 요청하였으나 회신 없음",
        NOT_APPLICABLE: "-: 해당 없음",
    }
    return [f"이행 판정 기준: {definition}", *(words for kind, words in kinds.items() if kind in values)]


def _reading(metric: MetricStanding) -> str:
    found = metric.confirmed
    if found is None:
        return ""
    ways = ", ".join(dict.fromkeys(report.source_kind for report in found.reports))
    return f"{METRIC_LABELS[metric.metric]} {RUNGS[found.rung].label} {_when(found)} {ways}"


def _told_beside(gathered: Gathered, sources: SourceList) -> list[Note]:
    """Values the press gives beside the promise, of no known day: 고용 500여 명(5년간)."""
    told = []
    for metric in gathered.standing.metrics.values():
        for other in metric.promise.others if metric.promise else ():
            words = f"{METRIC_LABELS[metric.metric]} {in_prose(other.said, metric.metric)}"
            when = f"({other.due.words})" if other.due.words else ""
            told.append(Note("*", f"발표·보도된 값: {words}{when}", _source(gathered, other.source_id, sources)))
    return told


def _differences(gathered: Gathered, sources: SourceList) -> list[Note]:
    told = [
        Note("※", f"자료 간 차이: {statement.words}", sources.refs(statement.source))
        for statement in gathered.said(Statement.Topic.DIFFERENCE)
    ]
    for metric in gathered.standing.metrics.values():
        for row in metric.disputed:
            words = f"{METRIC_LABELS[metric.metric]} {in_prose(row.said, metric.metric)}"
            told.append(Note("※", f"채택하지 않은 값: {words}({row.dispute_reason})", sources.refs(row.source)))
    return told


def lines(gathered: Gathered, shown: Fulfilment | None, sources: SourceList) -> tuple[Line, ...]:
    """What the table cannot hold: how it stands, the steps, net new or not, and that there are no figures."""
    told = [] if shown else [Line("상담석·고용·투자액 협약 수치 없음", "(협약 수치)")]
    return (*told, *_outcome(gathered, sources), *_steps(gathered, sources), *_net_new(gathered, sources))


def _outcome(gathered: Gathered, sources: SourceList) -> list[Line]:
    outcome = gathered.standing.outcome
    if outcome is None:
        return []
    words = f": {outcome.words}" if outcome.words else ""
    text = f"{day(outcome.on)} {outcome.get_code_display()}{words}"
    return [Line(text, "(추진상황)", sources.refs(outcome.source))]


def _steps(gathered: Gathered, sources: SourceList) -> list[Line]:
    steps = gathered.standing.steps
    if not steps:
        return []
    text = ", ".join(dict.fromkeys(_step(step) for step in steps))
    return [Line(text, "(추진 단계)", sources.refs(*(step.source for step in steps)))]


def _step(step: Step) -> str:
    return f"{day(step.on)} {step.get_kind_display()}{' 예정*' if step.is_planned else ''}"


def _net_new(gathered: Gathered, sources: SourceList) -> list[Line]:
    told = gathered.said(Statement.Topic.NET_NEW)
    if not told:
        return []
    untold = any(not p.origin for p in gathered.pledges if p.metric == Metric.JOBS)
    words = [statement.words for statement in told] + (["신규·이전 구분 자료 없음"] if untold else [])
    return [Line(", ".join(words), "(순증 여부)", sources.refs(*(statement.source for statement in told)))]
