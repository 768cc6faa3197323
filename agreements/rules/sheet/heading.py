"""Which row of a sheet is its heading, and what each column means. Guessed from the words cities use; correctable."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from agreements.rules.sheet.grid import Grid, in_text

LONGEST = 200  # of a heading: what follows tells nothing more
LOOKED_AT = 20  # a heading further down than this is not looked for


class Meaning(StrEnum):
    NUMBER = "number"
    KEY = "key"
    CITY = "city"
    NAME = "name"
    COMPANY = "company"
    OTHERS = "others"
    KIND = "kind"
    FORM = "form"
    SIGNED = "signed"
    VENUE = "venue"
    DISTRICT = "district"
    ADDRESS = "address"
    SEATS = "seats"
    JOBS = "jobs"
    INVESTMENT = "investment"
    DUE = "due"
    LOCAL_FIRST = "local_first"
    SUPPORT = "support"
    OUTCOME = "outcome"
    SOURCE = "source"
    DOCUMENT_NUMBER = "document_number"
    NOTE = "note"


MEANING_NAMES = {
    Meaning.NUMBER: "연번",
    Meaning.KEY: "관리번호",
    Meaning.CITY: "지자체",
    Meaning.NAME: "협약명",
    Meaning.COMPANY: "기업명",
    Meaning.OTHERS: "기타 당사자",
    Meaning.KIND: "종류",
    Meaning.FORM: "투자 형태",
    Meaning.SIGNED: "체결일",
    Meaning.VENUE: "체결 장소",
    Meaning.DISTRICT: "시·군·구",
    Meaning.ADDRESS: "위치",
    Meaning.SEATS: "상담석",
    Meaning.JOBS: "고용",
    Meaning.INVESTMENT: "투자액",
    Meaning.DUE: "이행 기한",
    Meaning.LOCAL_FIRST: "지역인재 우선채용",
    Meaning.SUPPORT: "지원 내용",
    Meaning.OUTCOME: "추진상황",
    Meaning.SOURCE: "출처",
    Meaning.DOCUMENT_NUMBER: "문서번호",
    Meaning.NOTE: "비고",
}

# The first that fits counts, so the narrower words stand before the wider. Spaces and dots are left out before.
WORDS: tuple[tuple[Meaning, str], ...] = (
    (Meaning.DOCUMENT_NUMBER, r"문서번호|공문번호"),
    (Meaning.NUMBER, r"^(연번|순번|번호|no|no\.|일련번호|구분번호)$"),
    (Meaning.KEY, r"관리번호|대장번호|agreementkey"),
    (Meaning.LOCAL_FIRST, r"지역인재|지역민|우선채용|우선고용|localhire"),
    (Meaning.SUPPORT, r"지원|인센티브|보조금|supportoffered"),
    (
        Meaning.OUTCOME,
        r"추진상황|추진현황|진행상황|이행여부|이행상황|이행현황|투자여부|현재상태|lateroutcome",
    ),
    (Meaning.SIGNED, r"체결일|협약일|체결연월|체결년월|체결시기|체결년도|체결연도|mou일|signedon"),
    (Meaning.VENUE, r"체결장소|협약장소"),
    (Meaning.NAME, r"협약명|협약건명|건명|협약명칭|협약제목"),
    (Meaning.COMPANY, r"기업명|업체명|회사명|상호|투자기업|협약기업|협약업체|투자사|^기업$|^업체$|^회사$|company"),
    (Meaning.OTHERS, r"기타당사자|참여기관|협력기관|공동참여|관계기관|otherparties"),
    (Meaning.FORM, r"투자형태|투자유형|투자구분|^형태$|^유형$|신증설|신설이전|신규이전|agreementkind"),
    (Meaning.KIND, r"협약종류|협약구분|협약유형|협약형식|^종류$|agreementtype"),
    (Meaning.DISTRICT, r"자치구|시군구|구군|군구|시군|^구$|관할구|district"),
    (Meaning.CITY, r"지자체|광역시도|^시도$|^시$|^도시$|^city$"),
    (Meaning.SEATS, r"상담석|좌석|석수|^석$|규모석|seats"),
    (Meaning.JOBS, r"고용|채용|일자리|창출인원|^인원|상담원수|상담사수|jobs"),
    (Meaning.INVESTMENT, r"투자액|투자금|투자규모|투자비|investment"),
    (Meaning.DUE, r"기한|완료예정|이행시기|준공예정|개소예정|운영개시"),
    (Meaning.ADDRESS, r"위치|소재지|입지|입주건물|건물|주소|사업장|buildingorsite"),
    (Meaning.SOURCE, r"출처|근거|sourceurl"),
    (Meaning.NOTE, r"비고|참고|특이사항|^note$"),
)
REACHED = re.compile(
    r"실적|달성|운영|이행률|실현율|현원|증감|누계|비율|%"
)  # what became of it is not what was promised
COUNTED = frozenset({Meaning.SEATS, Meaning.JOBS, Meaning.INVESTMENT})
UNIT = re.compile(r"(억원|백만원|천원|원)")
NEEDED = frozenset({Meaning.COMPANY, Meaning.SIGNED, Meaning.SEATS, Meaning.JOBS, Meaning.NAME})


@dataclass(frozen=True)
class Heading:
    """``first`` and ``last`` are its rows; for each column its words, what they seem to mean, and the unit of money."""

    first: int
    last: int
    words: tuple[str, ...]
    meanings: tuple[Meaning | None, ...]
    units: tuple[str, ...]

    def columns_of(self, meaning: Meaning) -> list[int]:
        return [column for column, found in enumerate(self.meanings) if found == meaning]

    def read_as(self, chosen: dict[int, Meaning | None]) -> "Heading":
        """With the columns a person chose otherwise."""
        meanings = tuple(chosen.get(column, found) for column, found in enumerate(self.meanings))
        return Heading(self.first, self.last, self.words, meanings, self.units)


def heading_of(grid: Grid) -> Heading | None:
    """The row, or up to three together, in which most columns have a meaning; None where nothing looks like one."""
    best: Heading | None = None
    for first in range(min(LOOKED_AT, len(grid.rows))):
        for last in range(first, min(first + 3, len(grid.rows))):
            if not _goes_together(grid, first, last):
                break
            found = _heading(grid, first, last)
            if _weight(found) > (_weight(best) if best else 1):
                best = found
    return best


def meaning_of(words: str) -> Meaning | None:
    """By the words themselves, else by what stands in brackets beside them, else by the unit they name."""
    words = words[:LONGEST]
    whole = _plain(words)
    bare = _plain(re.sub(r"\([^)]*\)|\[[^\]]*\]", "", unicodedata.normalize("NFKC", words)))
    meaning = _named(bare) or _named(whole) or _meant_by_unit(words)
    promised = meaning not in COUNTED or not REACHED.search(whole)
    return meaning if promised else None


def _named(plain: str) -> Meaning | None:
    return next((meaning for meaning, pattern in WORDS if plain and re.search(pattern, plain)), None)


def _meant_by_unit(words: str) -> Meaning | None:
    """규모(석), 계획(명): the unit tells what is counted."""
    found = re.search(r"\((석|명)\)", unicodedata.normalize("NFKC", words).replace(" ", ""))
    return {"석": Meaning.SEATS, "명": Meaning.JOBS}[found[1]] if found else None


def _plain(words: str) -> str:
    """Without spaces, dots and brackets, so that 상담석(석) and 상 담 석 begin alike."""
    return re.sub(r"[\s·ㆍ・/_,.~()\[\]-]+", "", unicodedata.normalize("NFKC", words).casefold())


def _goes_together(grid: Grid, first: int, last: int) -> bool:
    """A row belongs to the heading above it when it holds only words, and a cell above spans it or stands over it."""
    cells = [value for row in grid.rows[first : last + 1] for value in row if value is not None]
    if not cells or not all(isinstance(value, str) for value in cells):
        return False
    if first == last:
        return True
    return any(
        area.top >= first and area.top < last and (area.bottom >= last or area.right > area.left)
        for area in grid.merged
    ) or _has_gaps(grid, last)


def _has_gaps(grid: Grid, row: int) -> bool:
    """A second line of a heading fills only the columns that need it."""
    filled = sum(value is not None for value in grid.rows[row])
    return 0 < filled < grid.width


def _heading(grid: Grid, first: int, last: int) -> Heading:
    words = tuple(_words(grid, first, last, column) for column in range(grid.width))
    unit = _unit_above(grid, first)
    units = tuple(_unit(text) or unit for text in words)
    return Heading(first, last, words, tuple(_once(meaning_of(text) for text in words)), units)


def _words(grid: Grid, first: int, last: int, column: int) -> str:
    told = [in_text(grid.value(row, column)).replace("\n", " ") for row in range(first, last + 1)]
    return " ".join(dict.fromkeys(text for text in told if text))


def _once(meanings: Iterable[Meaning | None]) -> list[Meaning | None]:
    """The first column of a meaning keeps it; only companies and others may fill several."""
    seen: set[Meaning] = set()
    kept: list[Meaning | None] = []
    for meaning in meanings:
        again = meaning in seen and meaning not in {Meaning.COMPANY, Meaning.OTHERS}
        kept.append(None if again else meaning)
        if meaning:
            seen.add(meaning)
    return kept


def _weight(heading: Heading) -> float:
    """Distinct meanings; the needed ones count twice, and a heading of fewer rows goes before one of more."""
    found = {meaning for meaning in heading.meanings if meaning}
    return len(found) + len(found & NEEDED) - 0.1 * (heading.last - heading.first)


def _unit(words: str) -> str:
    found = UNIT.search(unicodedata.normalize("NFKC", words).replace(" ", ""))
    return found[1] if found else ""


def _unit_above(grid: Grid, first: int) -> str:
    """``(단위: 석, 명, 백만원)`` stands over the table."""
    told = [in_text(value) for row in grid.rows[:first] for value in row if value is not None]
    return next((_unit(text) for text in told if "단위" in text and _unit(text)), "")
