"""Three documents of numbers: a brief, a portfolio, a ledger. No company and no figure in them is anyone's."""

from datetime import UTC, date, datetime
from typing import Any

from accounts.models import Municipality
from briefs.blocks import Block, Cell, Chart, Column, Heading, Line, Lines, Note, Notes, Paper, Part, Row, Table
from briefs.contents import frozen
from briefs.models import Brief

COLUMNS = (
    Column("name", "기업명", 22, "text"),
    Column("signed", "체결일", 12),
    Column("seats", "협약", 7, "figure", "상담석"),
    Column("seats_now", "실적", 7, "figure", "상담석"),
    Column("jobs", "협약", 7, "figure", "고용"),
    Column("jobs_now", "실적", 7, "figure", "고용"),
    Column("rate", "이행률", 8, "figure"),
    Column("due", "기 한", 12),
    Column("progress", "추진상황", 10),
    Column("checked", "점검일", 12),
)


def table(rows: int, first: int = 0) -> Table:
    return Table(f"t{first}", "표", COLUMNS, tuple(_row(n) for n in range(first, first + rows)), "석, 명, %")


def _row(n: int) -> Row:
    figures = (n * 7 % 900, n * 5 % 800, n * 11 % 1900, n * 3 % 1500)
    told = [f"제{n}번 컨택센터 주식회사", f"{2004 + n % 22}. {1 + n % 12}. {1 + n % 28}."]
    told += [f"{figure:,}" for figure in figures] + [f"{n * 13 % 1000 / 10:.1f}", "2026. 12. 31.", "추진 중", "미확인"]
    return Row(str(n), tuple(Cell(text) for text in told))


def brief() -> Brief:
    lines = Lines(tuple(Line(f"{n}번째 줄, 협약 내용과 이행 현황을 적은 글", "(구분)") for n in range(4)))
    chart = Chart("체결연도별", "기준", ("협약", "실적"), tuple((str(2016 + n), (n * 100, n * 60)) for n in range(5)))
    blocks = (Heading("개요"), lines, Heading("표", "석"), table(6), table(5, 6), chart, Notes((Note("※", "참고"),)))
    return _paper(blocks, is_one_page=True)


def portfolio() -> Brief:
    """26 headings with a table each, kept together with what follows."""
    blocks: list[Block] = []
    for n in range(26):
        blocks += [Heading(f"제{n + 1}구", "석, 명, %"), table(8, n * 8), Notes((Note("※", "미확인은 0이 아님"),))]
    return _paper(tuple(blocks))


def ledger(rows: int) -> Brief:
    return _paper((Heading("협약 목록", "석, 명, %"), table(rows)))


def _paper(blocks: tuple[Block, ...], *, is_one_page: bool = False) -> Brief:
    paper = Paper(
        title="재는 문서",
        as_of="2026. 9. 30.",
        known_at="",
        definition="jobs",
        definition_name="고용",
        register="재는 대장",
        disclosure="공개",
        department="재는 부서",
        summary=("첫째 줄", "둘째 줄"),
        parts=(Part(blocks),),
        sources=(),
        contact="",
        is_draft=True,
        is_one_page=is_one_page,
    )
    contents: dict[str, Any] = frozen(paper)[0]
    return Brief(
        municipality=Municipality(name="재는 대장"),
        kind="register",
        title=paper.title,
        contents=contents,
        ordered_at=datetime(2026, 9, 30, tzinfo=UTC),
        as_of=date(2026, 9, 30),
        is_draft=True,
        number="2026-0001",
        check_code="0000-0000",
    )
