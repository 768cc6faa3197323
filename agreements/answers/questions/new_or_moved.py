"""신규 채용과 이전 인원을 나누면 (흥국생명 재배치, 넥슨네트웍스)? What nobody told is unsaid, and never new."""

from collections.abc import Callable, Iterable

from agreements.answers.answer import Answer, Cell, Column, Nil, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year
from agreements.answers.listing import Field, pledged_of, table_of_each
from agreements.answers.question import Group, Question, Takes
from agreements.models import Pledge
from agreements.models.pledge import Origin
from agreements.rules.composition import ORIGINS
from agreements.rules.metric import Metric
from agreements.rules.said import Said, total
from agreements.standing import Counted, Standing, Total
from agreements.standing.agreement import is_signed_by

Told = Callable[[Standing], Said | int | None]


def answer(asked: Asked) -> Answer:
    found = [one for one in asked.standings if _speaks(one)]
    fields = [
        pledged_of(Metric.JOBS),
        *(_field(f"pledged_{origin}", f"협약 중 {Origin(origin).label}", _pledged_as(origin)) for origin in ORIGINS),
        _field("unsaid", "협약 중 밝히지 않음", _unsaid),
        _field("actual_new", "실적(확인) 중 신규 채용", _part("net_new"), _nil),
        _field("actual_moved", "실적(확인) 중 이전", _part("moved"), _nil),
    ]
    return Answer(
        tables=(table_of_each("origins", "신규와 이전", fields, found),),
        agreements=ids(asked.standings),
        unchecked=not_checked_for_a_year(asked.standings, asked.as_of),
        notes=("밝히지 않은 인원은 신규로 세지 않음", "이전: 관내·관외에서 옮겨 온 인원"),
    )


def _speaks(one: Standing) -> bool:
    return bool(one.jobs.promise or one.jobs.approved or one.jobs.reported)


def pledged(one: Counted) -> list[Pledge]:
    """The lines of the jobs promised, as signed last."""
    told = [p for p in one.pledges if p.metric == Metric.JOBS and not p.disputes_id and is_signed_by(p, one.as_of)]  # type: ignore[attr-defined]
    newest = max((p.version_of.number for p in told), default=0)
    return [p for p in told if p.version_of.number == newest]


def _pledged_as(origin: str) -> Told:
    return lambda one: total(p.said for p in pledged(one) if p.origin == origin)


def _unsaid(one: Standing) -> Said | None:
    if not one.jobs.pledged:
        return None
    told = total(p.said for p in pledged(one) if p.origin) or Said(0, 0)
    said = one.jobs.pledged
    return Said(max(0, said.low - told.low), max(0, said.high - told.high), said.wording) if told.high else said


def _part(name: str) -> Told:
    return lambda one: getattr(one.jobs.composition, name) if one.jobs.composition else None


def _field(key: str, label: str, of: Told, nil: Callable[[Iterable[Counted]], Nil] | None = None) -> Field:
    def cell(one: Standing) -> Cell:
        return Cell(of(one), nil([one]) if nil else Nil.NOT_APPLICABLE, behind=(one.agreement.pk,))

    def whole(found: Total) -> Cell:
        told = [(one, said) for one in found.standings if (said := of(one)) is not None]  # type: ignore[arg-type]
        said = total(said if isinstance(said, Said) else Said(said, said) for _, said in told)
        return Cell(said, nil(found.standings) if nil else Nil.NOT_APPLICABLE, behind=ids([one for one, _ in told]))

    return Field(Column(key, label, "명", adds=True), cell, whole)


def _nil(found: Iterable[Counted]) -> Nil:
    """미상 where people were confirmed and nobody told from where."""
    jobs = [one.metrics[Metric.JOBS] for one in found]
    if any(one.confirmed for one in jobs):
        return Nil.UNKNOWN
    return Nil.UNCHECKED if any(one.promise for one in jobs) else Nil.NOT_APPLICABLE


QUESTION = Question(
    key="new-or-moved",
    title="신규 채용과 이전 인원을 나누면?",
    group=Group.JOBS,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
