"""총괄 이행 현황: one page on a whole register or what a filter leaves of it, with its tables attached."""

from collections.abc import Sequence
from dataclasses import replace

from agreements.rules.amount import in_won
from agreements.standing import Standing, Total, total_of
from agreements.standing.money import paid, sum_of
from briefs.blocks import Block, Heading, Line, Lines, Note, Notes, Paper, Part, Table
from briefs.contents.charted import with_chart
from briefs.contents.chosen import chosen
from briefs.contents.figures import WHOLE
from briefs.contents.fitted import lines
from briefs.contents.late import late_blocks
from briefs.contents.legend import done, joint, kinds, press, rounded, star
from briefs.contents.opening import NONE, fulfilled_line, late_line, overdue, paper_of, target
from briefs.contents.order import MOST_ROWS, Order
from briefs.contents.room import MOST_YEARS, late_that_fit, room, years_that_fit
from briefs.contents.sourced import sourced
from briefs.contents.summed import TITLE, people, proof, table_of_whole
from briefs.contents.tables import by_name, companies, districts, signing_years
from briefs.contents.volume import volume_of
from briefs.contents.years import TITLE as YEARS
from briefs.contents.years import chart_of_years, cohorts, table_of_years

FEW_SOURCES = 3
NO_PAYMENT = "지급 기록 없음"


def paper(order: Order) -> Paper:
    found = chosen(order)
    whole = total_of(WHOLE, found.standings, "whole")
    summary = (fulfilled_line(whole), late_line(order, whole)) if whole.count else (NONE,)
    about = (
        Line(target(order, found), "(대상)"),
        Line(f"이행 판정 {order.definition_name}, 고용은 기준일 현재 인원, 기대·전망·협의 중 제외", "(기준)"),
    )
    opening = [*summary, *(f"{line.label} {line.text}" for line in about)]
    blocks = _blocks(order, whole, opening) if whole.count else (Heading(TITLE, beside=NONE), *order.written())
    return paper_of(
        order,
        "컨택센터 투자협약 총괄 이행 현황",
        found.standings,
        (Heading("대상 및 기준"), Lines(about), *blocks),
        summary,
        sourced(found.standings, few=FEW_SOURCES),
        attached=_attached(order, whole, found.standings) if whole.count else (),
        is_landscape=False,
    )


def _blocks(order: Order, whole: Total, opening: Sequence[str]) -> tuple[Block, ...]:
    """Years and late ones as many as the page has room for."""
    told, found = table_of_whole(order, whole), overdue(whole.standings)
    late = late_blocks(order, found)
    notes = _notes(whole, [told, *tables_in(late), table_of_years(order, whole, MOST_YEARS)])
    left = room(order, rows=len(told.rows), opening=opening, notes=notes)
    heights = [lines(replace(table, rows=(row,))) for table in tables_in(late) for row in table.rows]
    fitting = late_that_fit(left, heights, years=len(cohorts(whole)))
    by_year = table_of_years(order, whole, years_that_fit(left - sum(heights[:fitting])))
    return (
        Heading(TITLE, unit=told.unit),
        told,
        Heading(YEARS, unit=by_year.unit),
        by_year,
        *(late if fitting >= len(heights) else late_blocks(order, found, fitting)),
        Heading("보조금", beside=_paid(order, whole)),
        *order.written(),
        Notes(notes),
    )


def _paid(order: Order, whole: Total) -> str:
    agreements = [one.agreement for one in whole.standings]
    found = paid(agreements, known_at=order.known_at, as_of=order.as_of)
    if not found:
        return NO_PAYMENT
    total = sum_of(found.values())
    return f"{len(found):,}건에 {'약 ' if total.is_about else ''}{in_won(total.won)} 지급(지급 기록이 있는 협약)"


def tables_in(blocks: Sequence[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def _notes(whole: Total, tables: Sequence[Table]) -> tuple[Note, ...]:
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    counted = [*kinds(cells), *done(whole), *joint(whole.standings), *rounded(whole), *press(whole)]
    last = (Note("※", " / ".join(counted)),) if counted else ()
    return (*star(cells), proof(whole, cohorts(whole)), *people(whole), *last)


def _attached(order: Order, whole: Total, found: Sequence[Standing]) -> tuple[Part, ...]:
    """The company table only as long as one volume holds it."""
    word, chart = order.municipality.district_word, chart_of_years(order, whole)
    told = [
        Part(with_chart(signing_years(order, whole), chart), "체결연도별 이행표", is_landscape=True),
        Part(districts(order, whole), f"{word}별 이행표", is_landscape=True),
    ]
    if whole.count <= MOST_ROWS:
        volume = volume_of(order, by_name(found))
        told.append(Part(companies(order, volume), "기업별 이행표", is_landscape=True))
    return tuple(told)
