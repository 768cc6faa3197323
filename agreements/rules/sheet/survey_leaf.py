"""이행실적 조사표 as it goes out: what was promised and confirmed last, and beside it the cells to fill."""

from dataclasses import dataclass

from agreements.rules.answered import CONTRACTS, ORIGINS
from agreements.rules.metric import RUNGS, Metric, Rung
from agreements.rules.sheet.leaf import Cell, Hint, Leaf, Row
from agreements.rules.sheet.survey import NUMBER, end_key, heading_key, name_key, row_key, tail_of

WIDTHS = (14, 46, 13, 13, 16, 22, 20, 30)
HEADS = ("구분", "묻는 말", "협약 당초", "협약 변경", "기한", "전회 확인값", "금회 실적", "비고")
VALUE_COLUMNS = {"금회 실적": "*-value", "비고": "*-words"}
DIFFERS_COLUMNS = {"무엇이 다른가": "differs-*-about", "어떻게 다른가": "differs-*-words"}
WRITER_COLUMNS = {"적는 칸": "writer-*"}
WRITER = {"title": "직위", "name": "성명", "telephone": "전화"}

EMPTY_OR_NOUGHT = "확인하여 없으면 0, 확인하지 못했으면 비워 둡니다."
HINTS = {
    Metric.SEATS: Hint("석으로 적습니다", f"예: 120 / 120석 이상 / 100~120석. {EMPTY_OR_NOUGHT}"),
    Metric.JOBS: Hint("명으로 적습니다", f"예: 95 / 95명 이상 / 약 100명. {EMPTY_OR_NOUGHT}"),
    Metric.INVESTMENT: Hint("원까지 적습니다", f"예: 12억 5,000만 원 / 1,250백만원 / 1250000000. {EMPTY_OR_NOUGHT}"),
}
PARTS_HINT = Hint("명으로 적습니다", "위 표의 인원 가운데 해당하는 인원을 정수로 적습니다. 모르면 비워 둡니다.")
HOW = (
    "노란 칸만 적으십시오. 0은 확인하여 없음, 빈칸은 확인하지 못함(미확인)입니다."
    " 전회 확인값은 시가 확인한 마지막 값이며 고칠 수 없습니다. 값이 다르면 금회 실적에 적고 까닭을 비고에 적으십시오."
)
PARTS_NOTE = "위 표에 적은 인원의 내역입니다. 아는 것만 적으십시오. 내역은 위 인원에 더하지 않습니다."
DIFFERS_NOTE = "협약 수치, 기한, 기업·센터 정보가 실제와 다르면 적으십시오. 시가 확인하여 처리합니다."
NO_LINES = "수치로 정한 협약 내용이 없습니다. 추진한 내용이 있으면 아래 ‘시 등록 내용과 다름’에 적으십시오."


@dataclass(frozen=True)
class Line:
    """A number asked for, as it reads on the sheet."""

    rung: Rung
    label: str
    question: str
    original: str
    amended: str
    due: str
    before: str
    has_parts: bool

    @property
    def metric(self) -> Metric:
        return RUNGS[self.rung].metric


@dataclass(frozen=True)
class Survey:
    """``parts`` are the kinds of people and their words, ``about`` what may differ. ``number`` is signed."""

    number: str
    round: str
    register: str
    company: str
    agreement: str
    signed: str
    period: str
    base_day: str
    due: str
    handed_to: str
    lines: tuple[Line, ...]
    parts: tuple[tuple[str, str], ...]
    about: tuple[str, ...]

    @property
    def tail(self) -> str:
        return tail_of(self.number)


def survey_leaf(survey: Survey) -> Leaf:
    rows = [*_top(survey), *_values(survey), *_parts(survey), *_differing(survey), *_writer(survey)]
    foot = Row((Cell(f"{NUMBER} {survey.number}", "note", 8),), end_key(survey.tail))
    return Leaf("이행실적 조사표", WIDTHS, (*rows, Row(), foot))


def _top(survey: Survey) -> list[Row]:
    return [
        Row((Cell("이행실적 조사표", "title", 8),), lines=2),
        Row((Cell(f"{survey.round} · {survey.register}", "note", 8),)),
        _pair("기업명", survey.company, "조사 기준일", survey.base_day, name_key(survey.tail)),
        _pair("협약명", survey.agreement, "조사 기간", survey.period),
        _pair("체결일", survey.signed, "제출기한", survey.due),
        _pair("제출처", survey.handed_to, "점검", survey.round),
        Row((Cell(HOW, "note", 8),), lines=2),
    ]


def _pair(label: str, text: str, other: str, other_text: str, key: str = "") -> Row:
    cells = (Cell(label, "label"), Cell(text, width=3), Cell(other, "label"), Cell(other_text, width=3))
    return Row(cells, key, lines=_lines(text, sum(WIDTHS[1:4])))


def _section(title: str, note: str = "") -> list[Row]:
    rows = [Row((Cell(title, "section", 8),), lines=2)]
    return [*rows, Row((Cell(note, "note", 8),))] if note else rows


def _values(survey: Survey) -> list[Row]:
    rows = _section("1. 협약 수치별 실적")
    if not survey.lines:
        return [*rows, Row((Cell(NO_LINES, width=8),))]
    head = Row(tuple(Cell(name, "head") for name in HEADS), heading_key(VALUE_COLUMNS, survey.tail))
    return [*rows, head, *(_value(line, survey.tail) for line in survey.lines)]


def _value(line: Line, tail: str) -> Row:
    told = (line.question, line.original, line.amended, line.due, line.before)
    cells = (
        Cell(line.label, "label"),
        *map(Cell, told),
        Cell(style="typed", hint=HINTS[line.metric]),
        Cell(style="typed", hint=Hint("비고", "값의 근거나 지난 값과 다른 까닭을 적습니다.")),
    )
    return Row(cells, row_key(line.rung.value, tail), lines=max(map(_lines, told, WIDTHS[1:6])))


def _parts(survey: Survey) -> list[Row]:
    rungs = [line.rung for line in survey.lines if line.has_parts]
    if not rungs:
        return []
    columns = {f"{RUNGS[rung].label}(명)": f"{rung.value}-*" for rung in rungs}
    left = len(WIDTHS) - len(rungs)
    head = (Cell("내역", "head", left), *(Cell(name, "head") for name in columns))
    rows = _section("2. 인원 내역", PARTS_NOTE)
    rows.append(Row(head, heading_key(columns, survey.tail)))
    typed = tuple(Cell(style="whole", hint=PARTS_HINT) for _ in rungs)
    for kind, words in (("residents", "관내 거주자"), *survey.parts):
        label = Cell(f"{_group(kind)}: {words}", "label", left)
        rows.append(Row((label, *typed), row_key(kind, survey.tail)))
    return rows


def _group(kind: str) -> str:
    if kind == "residents":
        return "거주"
    if kind in ORIGINS:
        return "신규·이전·유지"
    return "고용 형태" if kind in CONTRACTS else "대상별"


def _differing(survey: Survey) -> list[Row]:
    about, words = DIFFERS_COLUMNS
    head = (Cell("번호", "head"), Cell(about, "head"), Cell(words, "head", 6))
    rows = _section("3. 시 등록 내용과 다름(정정 요청)", DIFFERS_NOTE)
    rows.append(Row(head, heading_key(DIFFERS_COLUMNS, survey.tail)))
    pick = Cell(style="typed", choices=survey.about, hint=Hint("무엇이 다른가", "목록에서 고르십시오."))
    for number in ("1", "2", "3"):
        cells = (Cell(number, "label"), pick, Cell(style="typed", width=6))
        rows.append(Row(cells, row_key(number, survey.tail)))
    return rows


def _writer(survey: Survey) -> list[Row]:
    [name] = WRITER_COLUMNS
    rows = _section("4. 작성자")
    rows.append(Row((Cell("구분", "head"), Cell(name, "head")), heading_key(WRITER_COLUMNS, survey.tail)))
    for word, label in WRITER.items():
        rows.append(Row((Cell(label, "label"), Cell(style="typed")), row_key(word, survey.tail)))
    return rows


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column; Hangul is two columns wide."""
    length = sum(2 if ord(letter) > 0x1100 else 1 for letter in text)
    return max(1, -(-length // max(width - 2, 1)))
