"""The editable form: every text in its place, set as paper.md says, whole for a word processor and for readers."""

from typing import Any

import pytest
import unhwp
from hwpx import HwpxDocument

from briefs.hwpx import make_hwpx
from briefs.kinds import KINDS
from briefs.layout import attachments
from briefs.ordering import order_brief
from briefs.rendering.faces import hwpx_of
from briefs.rendering.words import JOINER
from tests.briefs.hwpx_file import HP, MM, HwpxFile, cells, span, words_of
from tests.briefs.made import ordered
from tests.briefs.subjects import order_of_kind
from tests.briefs.test_hostile_words import every_block, everywhere
from tests.briefs.test_pdf import HEARD, VECTORS, address

__all__ = ["address"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

GIVEN = {"number": "2026-0041", "check_code": "3F9A-21C7", "written_on": "2026. 11. 22.(일)", "register": "광주광역시"}


def made(contents: dict[str, Any], *, is_draft: bool = False) -> bytes:
    return make_hwpx(contents, **GIVEN, is_draft=is_draft)


def read(contents: dict[str, Any], **values: Any) -> HwpxFile:
    return HwpxFile(made(contents, **values))


def told(contents: dict[str, Any]) -> list[str]:
    """Every text of the tree in the order of its page."""
    first, *others = contents["parts"]
    texts = [contents["disclosure"], contents["title"], contents["as_of"], *contents["summary"], *_of_part(first)]
    texts += [*contents["sources"], contents["contact"], *attachments(contents)]
    for part in others:
        texts += [part["title"], *_of_part(part)]
    return texts


def _of_part(part: dict[str, Any]) -> list[str]:
    return [text for block in part["blocks"] for text in _of_block(block)]


def _of_block(block: dict[str, Any]) -> list[str]:
    match block["block"]:
        case "heading":
            return [block["text"], block["beside"] or block["unit"]]
        case "lines":
            pairs = ((line, *line["subs"]) for line in block["lines"])
            return [text for first, *subs in pairs for text in (first["label"], first["text"], *_texts(subs))]
        case "notes":
            return _texts(block["notes"])
        case "table":
            return [cell["text"] + cell["mark"] for row in block["rows"] for cell in row["cells"]]
    return []


def _texts(told: list[dict[str, str]]) -> list[str]:
    return [one["text"] for one in told]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_is_there_in_its_order(heungkuk, kind):
    brief = order_brief(order_of_kind(heungkuk, kind), by=heungkuk.officer)
    spoken, at = squeezed(unhwp.parse_bytes(hwpx_of(brief)).plain_text), 0
    for text in map(squeezed, told(brief.contents)):
        place = spoken.find(text, at)
        assert place >= 0, text
        at = place + len(text)
    assert JOINER not in spoken


@pytest.mark.parametrize("kind", KINDS)
def test_the_library_and_the_schema_find_no_fault(heungkuk, kind):
    brief = order_brief(order_of_kind(heungkuk, kind), by=heungkuk.officer)
    assert HwpxDocument.open(hwpx_of(brief)).validate().issues == ()


SETTINGS = {
    "흥국": ("제목", "나눔고딕", 20, True, "CENTER"),
    "(기준일": ("기준일", "나눔고딕", 11, False, "RIGHT"),
    "◈": ("◈ 요약", "나눔명조", 13.5, True, "LEFT"),
    "□": ("□ 항목", "나눔고딕", 15, True, "LEFT"),
    "○ (작성": ("○ 내용", "나눔명조", 13.5, False, "LEFT"),
    "- 참석": ("- 세부", "나눔명조", 13.5, False, "LEFT"),
    "*": ("* 주", "나눔고딕", 11.5, False, "LEFT"),
    "※": ("※ 주", "나눔고딕", 11.5, False, "LEFT"),
    "구 분": ("표 머리", "나눔고딕", 11, True, "CENTER"),
}


@pytest.fixture
def agreement(heungkuk):
    return ordered(heungkuk).contents


@pytest.mark.parametrize("start", SETTINGS)
def test_each_line_has_a_style_of_its_own_and_the_size_of_the_law(agreement, start):
    file = read(agreement)
    found = file.setting(file.starting(start))
    assert (found.style, found.font, found.size, found.is_bold, found.align) == SETTINGS[start]


def test_what_follows_a_mark_hangs_under_its_first_letter(agreement):
    file = read(agreement)
    line, sub = file.setting(file.starting("○ (작성")), file.setting(file.starting("- 참석"))
    assert (line.left + line.hang, sub.left + sub.hang) == pytest.approx((9.6, 14.2), abs=0.1)
    assert file.setting(file.starting("○ 일시·장소")).hang > line.hang


def test_labels_stand_to_one_width(agreement):
    file = read(agreement)
    [first, second] = [file.starting(text) for text in ("○ 일시·장소", "○ 기 업")]
    assert words_of(first).startswith("○ 일시·장소\t: 2020. 7. 16.")
    widths = [int(one.find(f".//{HP}tab").get("width")) for one in (first, second)]
    assert widths[0] < widths[1]


def test_the_page_is_a4_with_the_margins_of_the_law(agreement):
    [section] = read(agreement).sections
    page, margin = section.find(f".//{HP}pagePr"), section.find(f".//{HP}pagePr/{HP}margin")
    assert (page.get("landscape"), page.get("width"), page.get("height")) == ("WIDELY", "59528", "84189")
    told = {name: round(int(value) / MM) for name, value in margin.attrib.items()}
    assert told == {"left": 20, "right": 20, "top": 15, "bottom": 15, "header": 10, "footer": 10, "gutter": 0}


def test_the_foot_has_a_number_and_a_code(agreement):
    [section] = read(agreement).sections
    assert [words_of(foot) for foot in section.iter(f"{HP}footer")] == ["자료번호 2026-0041 · 확인 3F9A-21C7"] * 2
    [shown] = section.iter(f"{HP}pageNum")
    assert (shown.get("pos"), shown.get("sideChar")) == ("BOTTOM_CENTER", "-")


@pytest.mark.parametrize("is_draft", [True, False])
def test_a_draft_says_so(agreement, is_draft):
    top = words_of(read(agreement, is_draft=is_draft).starting("공개 구분"))
    assert top == f"공개 구분: 미정\t{'초안 · ' if is_draft else ''}투자유치과 · 2026. 11. 22.(일)"


def test_units_stand_at_the_end_of_their_line(agreement):
    line = read(agreement).starting("□ 협약 내용")
    assert words_of(line) == "□ 협약 내용 및 이행 현황\t(단위: 석, 명, %)"


def test_an_attachment_has_a_page_of_its_own_and_a_wide_one_lies_across():
    contents = every_block()
    contents["parts"][1]["title"] = "이행표"
    file = read(contents)
    assert [section.find(f".//{HP}pagePr").get("landscape") for section in file.sections] == ["WIDELY", "NARROWLY"]
    titles = [file.setting(one) for one in file.paragraphs if words_of(one) == "붙임  이행표"]
    assert [(title.style, title.size) for title in titles] == [("붙임 제목", 16)]
    assert words_of(file.starting("붙임  이행표 1부.")) == "붙임  이행표 1부.  끝."
    widths = [int(table.find(f"{HP}sz").get("width")) / MM for table in file.tables]
    assert widths == pytest.approx([170, 267], abs=0.1)


def test_more_than_one_attachment_is_numbered():
    contents = every_block()
    contents["parts"] += [contents["parts"][1]]
    file = read(contents)
    assert words_of(file.starting("붙임  1.")) == "붙임  1. 붙임 1부."
    assert words_of(file.starting("2. 붙임 1부.")) == "2. 붙임 1부.  끝."
    assert file.setting(file.starting("붙임 2  붙임")).style == "붙임 제목"


def test_heads_are_merged_grey_and_stand_again_on_each_page():
    file = read(every_block())
    table = file.tables[0]
    upper, lower, row = cells(table)
    assert table.get("repeatHeader") == "1"
    assert [(words_of(cell), span(cell)) for cell in upper] == [("가", (2, 1)), ("다", (1, 2))]
    assert [(words_of(cell), span(cell)) for cell in lower] == [("나", (1, 1)), ("라", (1, 1))]
    assert {cell.get("header") for cell in (*upper, *lower)} == {"1"}
    assert {cell.get("header") for cell in row} == {"0"}
    fills = [file.border(cell).find(".//{*}winBrush") for cell in (upper[0], row[0])]
    assert (fills[0].get("faceColor"), fills[1]) == ("#E8E8E8", None)
    assert table.find(f"{HP}pos").get("treatAsChar") == "0"


def test_a_table_is_open_at_its_sides_and_closed_by_a_line():
    file = read(every_block())
    first, *_, last = cells(file.tables[0])[-1]
    kinds = [file.border(cell).find("{*}leftBorder").get("type") for cell in (first, last)]
    assert kinds == ["NONE", "SOLID"]
    assert file.border(last).find("{*}rightBorder").get("type") == "NONE"
    assert file.border(last).find("{*}bottomBorder").get("width") == "0.4 mm"


def test_figures_stand_at_the_right_and_their_digits_in_line():
    contents = every_block()
    table = next(block for block in contents["parts"][0]["blocks"] if block["block"] == "table")
    plain = {"text": "1,234", "mark": "", "refs": ""}
    table["rows"].append({**table["rows"][0], "cells": [plain, plain, plain], "is_total": True})
    file = read(contents)
    *_, marked, total = cells(file.tables[0])
    [one, other] = [cell.find(f".//{HP}p") for cell in (marked[1], total[1])]
    assert file.setting(other).align == "RIGHT"
    assert (file.setting(one).is_bold, file.setting(other).is_bold) == (False, True)
    assert file.right_of(one) == 0
    assert file.right_of(other) == pytest.approx((0.6 + 0.95 * 0.6) * 11 * 25.4 / 72, abs=0.1)


def test_rows_are_as_high_as_their_text_asks():
    contents = every_block()
    table = next(block for block in contents["parts"][0]["blocks"] if block["block"] == "table")
    table["rows"][0]["cells"][0]["text"] = "긴 이름 " * 30
    short, long = [int(cells(one)[-1][0].find(f"{HP}cellSz").get("height")) for one in reversed(read(contents).tables)]
    assert 5 * MM < short < 7 * MM
    assert long > 2 * short


@pytest.mark.parametrize(("letters", "breaks"), [(400, "TABLE"), (401, "CELL")])
def test_a_row_that_may_be_higher_than_a_page_breaks(letters, breaks):
    contents = every_block()
    table = next(block for block in contents["parts"][0]["blocks"] if block["block"] == "table")
    table["rows"][0]["cells"][0]["text"] = "가" * letters
    assert read(contents).tables[0].get("pageBreak") == breaks


def test_a_paper_of_one_page_is_set_closer_before_it_spills_over(agreement):
    far = {**agreement, "is_one_page": False}
    one, other = [file.setting(file.starting("○ (작성")) for file in (read(far), read(agreement))]
    assert (one.spacing, one.size) == (150, 13.5)
    assert 120 <= other.spacing < 150
    assert other.size == 13.5


def test_many_columns_are_set_smaller():
    contents = every_block()
    table = next(block for block in contents["parts"][0]["blocks"] if block["block"] == "table")
    table["columns"] *= 4
    table["rows"][0]["cells"] *= 4
    file = read(contents)
    assert file.setting(cells(file.tables[0])[-1][0].find(f".//{HP}p")).size == 10


@pytest.mark.parametrize("vector", VECTORS.values(), ids=list(VECTORS))
def test_whatever_people_write_stays_words(address, vector):
    words = vector.format(url=address)
    HEARD.clear()
    data = made(everywhere(words, every_block()))
    file = HwpxFile(data)
    assert HEARD == []
    assert squeezed(words) in squeezed(unhwp.parse_bytes(data).plain_text)
    assert not [name for name in file.names if name.startswith("BinData")]
    assert HwpxDocument.open(data).validate().issues == ()


NO_TEXT = "\x00\x01\x08\x0b\x0c\x1b\x7f\x85\ud800\udfff\ufffe\uffff\u202e\u200b\u2060\ufeff"


def test_what_is_no_text_is_left_out():
    data = made(everywhere(f"가{NO_TEXT}나\n다\t라", every_block()))
    assert " ".join(words_of(HwpxFile(data).starting("◈")).split()) == "◈ 가 나 다 라"
    assert HwpxDocument.open(data).validate().issues == ()
