"""Answers as blocks: the tables of one, under what they were asked with, and what can be said of them in a minute."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from agreements.answers import Answer
from agreements.answers.told import ROUNDED
from agreements.answers.words import EOK
from agreements.rules.metric import METRIC_LABELS, Metric
from briefs.blocks import Block, Cell, Column, Heading, Line, Lines, Note, Notes, Row, Table
from briefs.contents.chosen import Register
from briefs.contents.fitted import ACROSS, LONGEST, UPRIGHT, fitted, length
from briefs.contents.wording import NOT_APPLICABLE, NOT_CHECKED

WIDE = 7  # a table of more columns lies across
COUNTS = 3  # figures beside those of seats, jobs and money that an answer of a minute tells
LOOKED_AT = ("대상", "기간", "구역")
WHOLE = ("전체 기간", "전체")
NOW = "조회 시점"
OF_NAMES = {"기업명", "건물", "담당자", "지역·시점"}
NONE = "해당 없음"
SUM = "계"
LOW = 50  # percent
ALL = "100.0"  # of a share
NOTHING = {"", NOT_APPLICABLE}

Told = dict[str, Any]
Behind = Callable[[str, str], tuple[int, ...]]


@dataclass(frozen=True)
class Asker(Register):
    """A register that asks for itself, as the form of the page expects a person to."""

    @property
    def only_register(self) -> Any:
        return self.municipality


def behind_rows(answer: Answer) -> Behind:
    """The agreements behind a row, by the keys of its table and its own."""
    found = {
        (table.key, row.key): tuple(sorted({pk for cell in row.cells for pk in cell.behind}))
        for table in answer.tables
        for row in table.rows
    }
    return lambda table, row: found.get((table, row), ())


def nothing(table: str, row: str) -> tuple[int, ...]:
    return ()


def is_wide(told: Told) -> bool:
    return any(len(_printed(table)) >= WIDE for table in told["tables"])


def conditions(told: Told) -> Lines:
    """In two lines: what was looked at, and how it was counted."""
    asked = told["asked"]
    looked_at = [words for name, words in asked.items() if name in LOOKED_AT and words not in WHOLE]
    counted = [f"기준일 {asked['기준일']}", f"이행 판정 기준 {asked['이행 판정 기준']}"]
    counted += [f"자료 확정 {asked['자료 확정']}"] if asked["자료 확정"] != NOW else []
    many = [f"협약 {told['count']:,}건"] if told["count"] else []
    return Lines((Line(", ".join([*looked_at, *many]), "(대상)"), Line(", ".join(counted), "(기준)")))


def tables(told: Told, behind: Behind, *, key: str = "") -> list[Block]:
    """``key`` tells the tables from those of other answers in the same paper."""
    across = ACROSS if is_wide(told) else UPRIGHT
    blocks: list[Block] = []
    for table in told["tables"]:
        drawn = _table(table, behind, across)
        blocks += [Heading(table["title"], unit=drawn.unit), replace(drawn, key=f"{key}{drawn.key}")]
        blocks += [Notes(notes)] if (notes := tuple(_notes(table))) else []
    return [*blocks, Notes(_legend(told, blocks))]


def _legend(told: Told, blocks: Sequence[Block]) -> tuple[Note, ...]:
    """Under the last table: what its marks and words mean, and how it was counted."""
    drawn = [block for block in blocks if isinstance(block, Table)]
    cells = {cell.text for table in drawn for row in table.rows for cell in row.cells}
    starred = [words.removeprefix("*: ") for words in told["notes"] if words.startswith("*: ")]
    others = [words for words in told["notes"] if not words.startswith("*: ")]
    if not any(EOK in table.unit for table in drawn):
        others = [words for words in others if words != ROUNDED]
    others += [f"{NOT_APPLICABLE}: {NONE}"] if NOT_APPLICABLE in cells else []
    return (*(Note("*", words) for words in starred), *([Note("※", " / ".join(others))] if others else ()))


def _printed(table: Told) -> list[int]:
    """The columns that say anything of any row; all of them where there are no rows."""
    rows = table["rows"]
    every = range(len(table["columns"]))
    return [n for n in every if any(row["cells"][n] not in NOTHING for row in rows)] or list(every)


def _table(table: Told, behind: Behind, across: float) -> Table:
    printed = _printed(table)
    labels = [row["label"] for row in table["rows"]]
    is_named = table["head"] in OF_NAMES or _is_long(labels)
    head = Column("label", table["head"], align="text" if is_named else "word")
    columns = (head, *(_column(table, n) for n in printed))
    rows = tuple(_row(row, printed, behind(table["key"], row["key"])) for row in table["rows"])
    empty = Row("none", (Cell(NONE), *(Cell(NOT_APPLICABLE) for _ in printed)))
    units = dict.fromkeys(table["columns"][n].get("unit") for n in printed)
    unit = ", ".join(filter(None, units)) or ", ".join(table["units"])
    return fitted(Table(table["key"], table["title"], columns, rows or (empty,), unit), across=across)


def _is_long(texts: Sequence[str]) -> bool:
    """For one line of a column of words."""
    return any(length(text) > LONGEST for text in texts)


def _column(table: Told, number: int) -> Column:
    """Under a head of their own those of one metric: 상담석 | 협약, 실적."""
    told = table["columns"][number]
    group, _, label = told["label"].partition(" ")
    is_long = _is_long([row["cells"][number] for row in table["rows"]])
    align = "figure" if told["is_figure"] else "text" if is_long else "word"
    if group in METRIC_LABELS.values() and label:
        return Column(told["key"], label, align=align, group=group)
    return Column(told["key"], told["label"], align=align)


def _row(row: Told, printed: Sequence[int], agreements: tuple[int, ...]) -> Row:
    cells = (Cell(row["label"]), *(_cell(row["cells"][n]) for n in printed))
    return Row(row["key"], cells, row["is_sum"], agreements)


def _cell(words: str) -> Cell:
    return Cell(words.removesuffix("*"), "*" if words.endswith("*") else "")


def _notes(table: Told) -> list[Note]:
    notes = [Note("※", table["note"])] if table["note"] else []
    failed = [proof["label"] for proof in table["proofs"] if not proof["holds"]]
    if failed:
        return [*notes, Note("※", f"검산: 부분의 합과 계가 다름({', '.join(failed)})")]
    return [*notes, Note("※", "검산: 부분의 합 = 계")] if table["proofs"] else notes


def in_a_minute(told: Told) -> tuple[str, ...]:
    """The figures of the first sum: what was counted, then promise, result and rate. Without one, how many lines."""
    for table, row in _sums(told):
        lines = [", ".join(found) for found in (_counts(table, row), list(_of_metrics(table, row))) if found]
        if lines:
            return tuple(lines)
    counted = [f"{table['title']} {len(table['rows']):,}건" for table in told["tables"] if table["rows"]]
    return (", ".join(counted) or NONE,)


def _sums(told: Told) -> Iterator[tuple[Told, Told]]:
    return ((table, row) for table in told["tables"] for row in table["rows"] if row["is_sum"])


def _figures(table: Told, row: Told) -> dict[str, tuple[Told, str]]:
    """By the keys of the columns; what is reported and not confirmed is no answer of a minute."""
    cells = zip(table["columns"], row["cells"], strict=True)
    return {
        column["key"]: (column, words)
        for column, words in cells
        if column["is_figure"] and words not in NOTHING and not words.endswith("*")
    }


def _counts(table: Told, row: Told) -> list[str]:
    of_metrics = tuple(f"{metric}_" for metric in Metric)
    found = [told for key, told in _figures(table, row).items() if not key.startswith(of_metrics)]
    lead = "" if row["label"] == SUM else f"{row['label']}: "
    parts = [(column, words) for column, words in found if words != ALL]
    told = [f"{column['label']} {_with_unit(words, column)}" for column, words in parts[:COUNTS]]
    return [f"{lead}{told[0]}", *told[1:]] if told else []


def _of_metrics(table: Told, row: Told) -> Iterator[str]:
    """고용 협약 7,676명 중 실적 1,617명(21.1%)"""
    figures = _figures(table, row)
    for metric, name in METRIC_LABELS.items():
        pledged, confirmed, rate = (figures.get(f"{metric}_{of}") for of in ("pledged", "confirmed", "rate"))
        if pledged is None:
            continue
        told = f"{name} 협약 {_with_unit(pledged[1], pledged[0])}"
        reached = f"({rate[1]}%)" if rate and rate[1] != NOT_CHECKED else ""
        yield f"{told} 중 실적 {_with_unit(confirmed[1], confirmed[0])}{reached}" if confirmed else told


def _with_unit(words: str, column: Told) -> str:
    unit = column.get("unit", "").replace("억원", "억 원")
    return words if words == NOT_CHECKED else f"{words}{unit}"


def unchecked(told: Told) -> str:
    return f"12개월 이상 미점검 {told['unchecked']:,}건" if told["unchecked"] else "12개월 이상 미점검 없음"


def asked_next(told: Told) -> str:
    """What a careful councillor asks then."""
    if told["unchecked"]:
        return f"12개월 이상 미점검 {told['unchecked']:,}건의 점검 계획은?"
    figures = [one for table, row in _sums(told) for one in _figures(table, row).values()]
    low = [(column, words) for column, words in figures if column["key"].endswith("_rate") and _is_low(words)]
    if low:
        [(column, words), *_] = low
        return f"{column['label']} {words}%에 그친 사유와 대책은?"
    if any(words == NOT_CHECKED for _, words in figures):
        return "미확인 수치의 확인 방법과 시기는?"
    return "전에 제출한 자료와 다른 수치는?"


def _is_low(rate: str) -> bool:
    try:
        return float(rate.replace(",", "")) < LOW
    except ValueError:
        return False
