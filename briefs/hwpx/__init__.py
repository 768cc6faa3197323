"""Contents → HWPX, which officials edit before a paper goes out: the one door to python-hwpx.

Charts are left out; the table that each is drawn from is there. Bytes differ from run to run, words never do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hwpx import HwpxDocument

from briefs.hwpx.page import TAB, Page, Run, clean
from briefs.hwpx.styles import Closeness, Styles
from briefs.hwpx.tables import add_table
from briefs.layout import attachments, entries, labels

GREY = "#F2F2F2"
DAY = "(기준일: {})"
DAYS = "(기준일: {} / 자료 확정: {})"
# A paper of one page that would spill over it is set closer, as the PDF is; its letters keep their size.
CLOSENESS = (Closeness(), Closeness(0.95), Closeness(0.91, 3), Closeness(0.86, 5), Closeness(0.8, 8))


@dataclass(frozen=True)
class Issue:
    """What stands on a paper and is not in its contents."""

    number: str
    check_code: str
    written_on: str
    register: str
    is_draft: bool


def make_hwpx(
    contents: dict[str, Any], *, number: str, check_code: str, written_on: str, register: str, is_draft: bool
) -> bytes:
    """``written_on`` as printed."""
    issue = Issue(number, check_code, written_on, register, is_draft)
    for closeness in CLOSENESS if contents["is_one_page"] else CLOSENESS[:1]:
        document, styles = _begun(contents, issue, closeness)
        if _add_part(document, styles, contents, issue, 0).left >= 0:
            break
    for at in range(1, len(contents["parts"])):
        _add_part(document, styles, contents, issue, at)
    return document.to_bytes()


def _begun(contents: dict[str, Any], issue: Issue, closeness: Closeness) -> tuple[HwpxDocument, Styles]:
    document = HwpxDocument.new()
    document.parts.clear_preview()
    document.parts.clear_document_metadata()
    document.parts.set_document_metadata(title=clean(contents["title"]), creator=clean(issue.register))
    return document, Styles(document.parts.headers[0], closeness)


def _add_part(document: HwpxDocument, styles: Styles, contents: dict[str, Any], issue: Issue, at: int) -> Page:
    part = contents["parts"][at]
    section = document.add_section() if at else document.sections[0]
    page = Page(document, section, styles, is_landscape=part["is_landscape"])
    page.foot(f"자료번호 {issue.number} · 확인 {issue.check_code}")
    if at:
        _add_title(page, contents, at)
    else:
        _add_head(page, contents, issue)
    for block in part["blocks"]:
        BLOCKS[block["block"]](page, block, numbered=len(contents["sources"]) > 1)
    if not at:
        _add_foot(page, contents)
    return page


def _add_head(page: Page, contents: dict[str, Any], issue: Issue) -> None:
    plain, bold = (page.styles.letters("머리줄", is_bold=is_bold) for is_bold in (False, True))
    disclosure = f"공개 구분: {contents['disclosure']}" if contents["disclosure"] else issue.register
    draft = [("초안", bold), (" · ", plain)] if issue.is_draft else []
    by = " · ".join(filter(None, (contents["department"], issue.written_on)))
    page.line("머리줄", (disclosure, plain), (TAB, plain), *draft, (by, plain))
    page.box("제목", [contents["title"]])
    as_of, known_at = contents["as_of"], contents["known_at"]
    page.text("기준일", DAYS.format(as_of, known_at) if known_at else DAY.format(as_of))
    page.box("◈ 요약", [f"◈ {line}" for line in contents["summary"]], fill=GREY)
    if contents["has_contents_list"]:
        page.text("□ 항목", "□ 목 차")
        for entry in entries(contents):
            page.text("목차", entry.words)


def _add_title(page: Page, contents: dict[str, Any], at: int) -> None:
    part = contents["parts"][at]
    page.box("붙임 제목", ["  ".join(filter(None, (labels(contents)[at], part["title"])))])
    page.text("기준일", DAY.format(part.get("as_of") or contents["as_of"]))


def _add_heading(page: Page, block: dict[str, Any], *, numbered: bool) -> None:
    runs = [(f"□ {block['text']}", page.styles["□ 항목"].char)]
    if block["beside"]:
        runs.append((f"  {block['beside']}", page.styles["○ 내용"].char))
    elif block["unit"]:
        plain = page.styles["표 글"].char
        runs += [(TAB, plain), (f"(단위: {block['unit']})", plain)]
    page.line("□ 항목", *runs)


def _add_lines(page: Page, block: dict[str, Any], *, numbered: bool) -> None:
    for line in block["lines"]:
        is_labelled = bool(block["is_labelled"] and line["label"])
        style = "○ 이름: 내용" if is_labelled else "○ 내용"
        char = page.styles[style].char
        if is_labelled:
            runs = [(f"○ {line['label']}", char), (TAB, char), (f": {line['text']}", char)]
        else:
            runs = [(" ".join(filter(None, ("○", line["label"], line["text"]))), char)]
        page.line(style, *runs, *_refs(page, style, line, numbered))
        for sub in line["subs"]:
            page.line("- 세부", (f"- {sub['text']}", char), *_refs(page, "- 세부", sub, numbered))


def _add_notes(page: Page, block: dict[str, Any], *, numbered: bool) -> None:
    for note in block["notes"]:
        mark = "*" if note["mark"] == "*" else "※"
        style = f"{mark} 주"
        page.line(style, (f"{mark} {note['text']}", page.styles[style].char), *_refs(page, style, note, numbered))


def _refs(page: Page, style: str, told: dict[str, Any], numbered: bool) -> list[Run]:
    """Numbers of sources."""
    return [(told["refs"], page.styles.references(style))] if numbered and told["refs"] else []


def _add_foot(page: Page, contents: dict[str, Any]) -> None:
    if contents["sources"]:
        page.text("※ 주", f"※ 출처: {' '.join(contents['sources'])}")
    if contents["contact"]:
        page.text("담당", f"담당: {contents['contact']}")
    told = attachments(contents)
    for at, words in enumerate(told, start=1):
        number = f"{at}. " if len(told) > 1 else ""
        page.text("붙임" if at == 1 else "붙임 다음", f"{'붙임  ' if at == 1 else ''}{number}{words}")


def _leave_out(page: Page, block: dict[str, Any], *, numbered: bool) -> None:
    """A chart: its table is beside it."""


BLOCKS: dict[str, Callable[..., None]] = {
    "heading": _add_heading,
    "lines": _add_lines,
    "notes": _add_notes,
    "table": add_table,
    "chart": _leave_out,
}
