"""현지 확인 결과: a block for each check-in, to be filled in by hand on the spot or typed at the desk."""

from dataclasses import dataclass

from agreements.rules.grid import WORDS
from agreements.rules.metric import Rung
from agreements.rules.sheet.leaf import Cell, Leaf, Row
from agreements.rules.sheet.survey_leaf import Line

WIDTHS = (16, 34, 16, 16, 16, 22, 18, 26)
HEADS = ("구분", "확인할 것", "협약 당초", "협약 변경", "기한", "전회 확인값", "현장에서 센 값", "비고")
# What can be counted by whoever stands there.
COUNTED = frozenset({Rung.SEATS_BUILT, Rung.SEATS_USED, Rung.STAFF})
TOLD = (("확인 일시", "확인 장소"), ("확인자(직위·성명)", "입회자(기업 직위·성명)"), ("사진 번호", "특이 사항"))
SIGNED = ("확인자 서명", "입회자 서명")


@dataclass(frozen=True)
class Visit:
    """``place`` as the register has it, '' where it has none."""

    company: str
    agreement: str
    place: str
    lines: tuple[Line, ...]

    @property
    def counted(self) -> list[tuple[str, Line]]:
        return [(WORDS[line.rung], line) for line in self.lines if line.rung in COUNTED]


def visit_leaf(round: str, register: str, base_day: str, visits: list[Visit]) -> Leaf:
    top = [
        Row((Cell("현지 확인 결과", "title", 8),), lines=2),
        Row((Cell(f"{round} · {register} · 조사 기준일 {base_day}", "note", 8),)),
    ]
    blocks = [row for number, visit in enumerate(visits, start=1) for row in _block(number, visit)]
    return Leaf("현지 확인 결과", WIDTHS, (*top, *blocks))


def _block(number: int, visit: Visit) -> list[Row]:
    title = Row((Cell(f"{number}. {visit.company}", "section", 8),), lines=2, begins_page=number > 1)
    return [title, *_about(visit), *_counted(visit), *_told(), Row()]


def _about(visit: Visit) -> list[Row]:
    cells = (Cell("협약명", "label"), Cell(visit.agreement, width=3), Cell("위치", "label"))
    return [Row((*cells, Cell(visit.place or "자료에 없음", width=3)), lines=2)]


def _counted(visit: Visit) -> list[Row]:
    head = Row(tuple(Cell(name, "head") for name in HEADS))
    return [head, *(_line(words, line) for words, line in visit.counted)] if visit.counted else []


def _line(words: str, line: Line) -> Row:
    told = (words, line.original, line.amended, line.due, line.before)
    cells = (Cell(line.label, "label"), *map(Cell, told), Cell(style="typed"), Cell(style="typed"))
    return Row(cells, lines=2)


def _told() -> list[Row]:
    pairs = [
        Row(
            (Cell(one, "label"), Cell(style="typed", width=3), Cell(other, "label"), Cell(style="typed", width=3)),
            lines=2,
        )
        for one, other in TOLD
    ]
    signed = [cell for name in SIGNED for cell in (Cell(name, "label"), Cell("(서명)", width=3))]
    return [*pairs, Row(tuple(signed), lines=2)]
