"""이행실적 조사표 on its way back: known by its key, its cells by the keys of their rows, wherever they were moved to.

A row of the hidden column says ``row:staff@a1B2c3``: what it asks, and the end of the key of its sheet, so that a row
of another company's sheet is told from its own. A heading says which of its columns fill which fields:
``head:금회 실적=*-value;비고=*-words@a1B2c3``, where * is the word of each row below.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from agreements.rules.name import tidy
from agreements.rules.sheet.grid import Grid, UnusableError, cell_name, in_text

NUMBER = "조사표 번호"
LONGEST = 400
TAIL = 6

NUMBERED = re.compile(rf"{NUMBER}\s*[:：]?\s*(\S+)")
KEY = re.compile(r"(head|row|name|end):(.*)@([\w-]{6})", re.DOTALL)

NO_SURVEY = (
    f"시에서 보낸 이행실적 조사표가 아니거나 맨 아래의 ‘{NUMBER}’가 지워졌습니다. 받은 조사표에 옮겨 적어 올리십시오."
)
TWO_SURVEYS = "조사표가 두 장 들어 있습니다. 한 파일에 한 장씩 나누어 올리십시오."
NO_ROWS = "숨긴 열의 줄 번호가 모두 지워졌습니다. 조사표를 다시 내려받아 값을 옮겨 적어 올리십시오."
NO_KEY = "이 줄의 숨긴 번호가 지워졌거나 새로 넣은 줄입니다. 조사표를 다시 내려받아 처음부터 있던 칸에 적으십시오."
NO_HEAD = "표의 제목 줄이 지워지거나 바뀌었습니다. 조사표를 다시 내려받아 값을 옮겨 적으십시오."
OTHER_SURVEY = "다른 조사표에서 옮겨 온 줄입니다. 이 기업의 조사표에 있던 칸에 적으십시오."
TWICE = "같은 줄이 두 번 있습니다. 한 줄만 남기십시오."
TOO_LONG = f"{LONGEST}자보다 깁니다. 줄여서 적으십시오."
NOTHING = "적은 값이 없습니다. 노란 칸에 적은 조사표를 올리십시오."


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be taken: where it stands, what it is about, what it holds, and what to do."""

    where: str
    label: str
    value: str
    sentence: str


@dataclass(frozen=True)
class Written:
    """What a cell holds. ``label`` are the words of its row and its column."""

    where: str
    label: str
    text: str


@dataclass
class Filled:
    """A survey as it came. ``number`` is not yet trusted; ``company`` is the name that it bears."""

    number: str
    company: str = ""
    cells: dict[str, Written] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def texts(self) -> dict[str, str]:
        return {name: written.text for name, written in self.cells.items()}


def tail_of(number: str) -> str:
    return number[-TAIL:]


def heading_key(columns: dict[str, str], tail: str) -> str:
    """``columns`` are names of columns and the fields they fill."""
    return f"head:{';'.join(f'{name}={fills}' for name, fills in columns.items())}@{tail}"


def row_key(word: str, tail: str) -> str:
    return f"row:{word}@{tail}"


def name_key(tail: str) -> str:
    return f"name:@{tail}"


def end_key(tail: str) -> str:
    return f"end:@{tail}"


def filled(tabs: list[Grid]) -> Filled:
    """Raises UnusableError where there is no survey in the file, or more than one, or nothing in it."""
    found = [(tab, number) for tab in tabs for number in _numbers(tab)]
    if not found:
        raise UnusableError(NO_SURVEY)
    if len(found) > 1:
        raise UnusableError(TWO_SURVEYS)
    [(tab, number)] = found
    keys = {at: key for at, row in enumerate(tab.rows) if (key := _key(row))}
    if not any(kind == "row" for kind, _, _ in keys.values()):
        raise UnusableError(NO_ROWS)
    survey = _read(tab, keys, Filled(number))
    if not survey.faults and all(name.startswith("writer-") for name in survey.cells):
        raise UnusableError(NOTHING)
    return survey


def _numbers(tab: Grid) -> Iterator[str]:
    for row in tab.rows:
        for value in row:
            if isinstance(value, str) and (told := NUMBERED.fullmatch(value.strip())):
                yield told[1]


def _key(row: tuple[object, ...]) -> tuple[str, str, str] | None:
    """The kind, the words and the tail of a row's key."""
    found = (KEY.fullmatch(value.strip()) for value in row if isinstance(value, str))
    return next(((key[1], key[2], key[3]) for key in found if key), None)


def _read(tab: Grid, keys: dict[int, tuple[str, str, str]], survey: Filled) -> Filled:
    """Row by row; ``columns`` are those of the last heading: where each stands and what it fills."""
    columns: dict[int, tuple[str, str]] = {}
    for at in range(len(tab.rows)):
        kind, words, tail = keys.get(at, ("", "", ""))
        if kind and tail != tail_of(survey.number):
            survey.faults.append(Fault(cell_name(at, 0), _label(tab, at), "", OTHER_SURVEY))
        elif kind == "head":
            columns = _columns(tab, at, words, survey)
        elif kind == "name":
            survey.company = "".join([text for text in _texts(tab, at) if text][1:2])
        elif kind == "end":
            columns = {}
        else:
            _take(tab, at, words if kind else None, columns, survey)
    return survey


def _columns(tab: Grid, at: int, words: str, survey: Filled) -> dict[int, tuple[str, str]]:
    places = {_bare(text): column for column, text in enumerate(_texts(tab, at)) if text}
    wanted = [part.partition("=") for part in words.split(";")]
    if any(_bare(name) not in places for name, _, _ in wanted):
        survey.faults.append(Fault(cell_name(at, 0), _label(tab, at), "", NO_HEAD))
    return {places[_bare(name)]: (name, fills) for name, _, fills in wanted if _bare(name) in places}


def _take(tab: Grid, at: int, word: str | None, columns: dict[int, tuple[str, str]], survey: Filled) -> None:
    """``word`` None is a row without a key: nothing may stand in its columns."""
    if word is not None and not columns:
        survey.faults.append(Fault(cell_name(at, 0), _label(tab, at), "", NO_HEAD))
    for column, (name, fills) in columns.items():
        text = tidy(in_text(tab.rows[at][column]))
        written = Written(cell_name(at, column), f"{_label(tab, at)} {name}", text)
        if text and (sentence := _refusal(fills, word, text, survey)):
            survey.faults.append(Fault(written.where, written.label, text[:60], sentence))
        elif text:
            survey.cells[fills.replace("*", word or "")] = written


def _refusal(fills: str, word: str | None, text: str, survey: Filled) -> str:
    if word is None:
        return NO_KEY
    if fills.replace("*", word) in survey.cells:
        return TWICE
    return TOO_LONG if len(text) > LONGEST else ""


def _texts(tab: Grid, at: int) -> list[str]:
    """Of a row, without its key."""
    texts = [tidy(in_text(value)) for value in tab.rows[at]]
    return ["" if KEY.fullmatch(text) else text for text in texts]


def _label(tab: Grid, at: int) -> str:
    """The first words of a row: what it is about."""
    return next((text for text in _texts(tab, at) if text), "")[:60]


def _bare(text: str) -> str:
    return "".join(text.split())
