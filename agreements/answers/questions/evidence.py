"""이 수치의 근거는 무엇인가 (원주 규칙 §25②)? Every figure in force with its source and the papers kept behind it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db.models import F

from agreements.answers.answer import Answer, Cell, Column, Nil, Row, Table, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year
from agreements.answers.listing import who
from agreements.answers.question import Group, Question, Takes
from agreements.models import Document, Pledge, Source
from agreements.periods import PartialDate
from agreements.rules.metric import METRIC_LABELS, METRIC_UNITS, RUNGS, Metric, Rung
from agreements.standing import Standing
from agreements.standing.facts import Facts, facts_of

COLUMNS = (
    Column("what", "수치"),
    Column("value", "값"),
    Column("unit", "단위"),
    Column("day", "기한·기준일"),
    Column("source_kind", "근거"),
    Column("publisher", "발행처"),
    Column("published", "발행일"),
    Column("address", "주소·제목"),
    Column("document_number", "문서번호"),
)


Papers = dict[tuple[str, int], list[str]]


def answer(asked: Asked) -> Answer:
    known = {facts.agreement.pk: facts for facts in facts_of(asked.agreements, asked.known_at)}
    papers = _papers(asked)
    rows = [row for one in asked.standings for row in _rows(one, known[one.agreement.pk], papers)]
    return Answer(
        tables=(Table("evidence", "수치와 근거", "기업명", COLUMNS, tuple(rows)),),
        agreements=ids(asked.standings),
        unchecked=not_checked_for_a_year(asked.standings, asked.as_of),
        notes=("문서번호: 수치에 붙인 증빙, 함께 받은 붙임, 협약서의 번호",),
    )


def _papers(asked: Asked) -> Papers:
    """Numbers (else titles) of what is attached to an actual, came with its receipt, or is the paper of a version."""
    found: Papers = {}
    ways = {"actual": "evidence_for__actual", "receipt": "enclosed_in__receipt", "version": "versions"}
    for kind, path in ways.items():
        rows = asked.rows(Document.objects.all()).filter(**{f"{path}__isnull": False}).annotate(of=F(path))
        for of, number, title in rows.order_by("pk").values_list("of", "document_number", "title"):
            found.setdefault((kind, of), []).append(number or title)
    return found


def _rows(one: Standing, facts: Facts, papers: Papers) -> Iterator[Row]:
    """A key tells what and of which day, so that a figure put right keeps its line."""
    met: Counter[str] = Counter()
    for what, day, cells in _told(facts, one.as_of, papers):
        key = f"{one.agreement.key}#{what} {day}".strip()
        met[key] += 1
        behind = tuple(replace(cell, behind=(one.agreement.pk,)) for cell in cells)
        yield Row(f"{key} {met[key]}" if met[key] > 1 else key, who(one), behind, agreement=one.agreement.pk)


def _told(facts: Facts, as_of: date, papers: Papers) -> Iterator[tuple[str, PartialDate, list[Cell]]]:
    for pledge in sorted([*facts.pledges, *facts.disputed], key=lambda row: row.pk):
        metric = Metric(pledge.metric)
        what = METRIC_LABELS[metric] + ("(다른 값)" if pledge.disputes_id else "")
        value = Cell(pledge.said, is_press=pledge.stage == Pledge.Stage.ANNOUNCED, unit=METRIC_UNITS[metric])
        found = papers.get(("version", pledge.version_of_id), [])
        yield what, pledge.due, [Cell(what), value, *_origin(value.unit, pledge.due, pledge.source, found)]
    for actual in sorted(facts.actuals, key=lambda row: row.pk):
        if (actual.as_of.last_day or as_of) <= as_of:
            kind = RUNGS[Rung(actual.rung)]
            value = Cell(actual.said, is_press=actual.pk not in facts.approved, unit=METRIC_UNITS[kind.metric])
            found = papers.get(("actual", actual.pk), []) + papers.get(("receipt", actual.receipt_id or 0), [])
            cells = [Cell(kind.label), value, *_origin(value.unit, actual.as_of, actual.source, found)]
            yield kind.label, actual.as_of, cells


def _origin(unit: str, day: PartialDate, source: Source, papers: list[str]) -> list[Cell]:
    return [
        Cell(unit),
        Cell(day or None),
        Cell(str(source.get_kind_display())),
        Cell(source.publisher),
        Cell(str(source.published) or None, Nil.UNKNOWN),
        Cell(source.url or source.title or None),
        Cell(", ".join(dict.fromkeys(papers)) or None),
    ]


QUESTION = Question(
    key="evidence",
    title="수치마다 근거는 무엇인가?",
    group=Group.REGISTER,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
