"""The named styles of an editable paper, by the law of paper.md: whoever edits it alters a style, not every line."""

import unicodedata
from copy import deepcopy
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

MM, PT = 7200 / 25.4, 100  # in the word processor's units
POINT = 25.4 / 72  # in millimetres
GOTHIC, MYEONGJO = "나눔고딕", "나눔명조"
SUBSTITUTES = {GOTHIC: "함초롬돋움", MYEONGJO: "함초롬바탕"}  # where Nanum is not installed
HEAD = "{http://www.hancom.co.kr/hwpml/2011/head}"
HAIRLINE, LINE, NO_LINE = "0.12 mm", "0.4 mm", ""
FULL, HALF, SPACE, POINTED = 0.95, 0.6, 0.5, 0.38  # ems of Nanum; a space at its widest
REFERENCES = 0.6  # of the size of what they stand behind
KOREAN = 1042


@dataclass(frozen=True)
class Style:
    """``text_at``: where its text stands, in mm; ``mark``: how far before it its mark does, in ems.

    ``tab``, in mm; with ``to_the_end`` what follows a tab stands at the right end of the line.
    """

    font: str
    size: float
    is_bold: bool = False
    align: str = "LEFT"
    text_at: float = 0
    mark: float = 0
    spacing: int = 150
    before: float = 0
    after: float = 0
    tab: float = 0
    to_the_end: bool = False
    keeps_with_next: bool = False

    @property
    def hang(self) -> float:
        """In millimetres."""
        return self.size * self.mark * POINT

    @property
    def left(self) -> float:
        return max(0, self.text_at - self.hang)


BODY, SMALL, LINES_AT, SUBS_AT, LABELS_END = 13.5, 11.5, 9.6, 14.2, 30.1
CIRCLE, DASH, REFERENCE, STAR, COLON = 1.25, 0.94, 1.22, 0.89, 0.71  # a mark and its space, in ems of Nanum
LABELLED = CIRCLE + COLON + (LABELS_END - LINES_AT) / POINT / BODY

STYLES = {
    "머리줄": Style(GOTHIC, 10.5, spacing=140, after=3, to_the_end=True),
    "제목": Style(GOTHIC, 20, is_bold=True, align="CENTER", spacing=130),
    "붙임 제목": Style(GOTHIC, 16, is_bold=True, align="CENTER", spacing=130),
    "기준일": Style(GOTHIC, 11, align="RIGHT", spacing=140, before=2, after=2),
    "◈ 요약": Style(MYEONGJO, BODY, is_bold=True, mark=CIRCLE),
    "□ 항목": Style(GOTHIC, 15, is_bold=True, mark=REFERENCE, before=5, to_the_end=True, keeps_with_next=True),
    "○ 내용": Style(MYEONGJO, BODY, text_at=LINES_AT, mark=CIRCLE),
    "○ 이름: 내용": Style(MYEONGJO, BODY, text_at=LABELS_END + 3.38, mark=LABELLED, tab=LABELS_END),
    "- 세부": Style(MYEONGJO, BODY, text_at=SUBS_AT, mark=DASH),
    "※ 주": Style(GOTHIC, SMALL, text_at=LINES_AT, mark=REFERENCE, spacing=140),
    "* 주": Style(GOTHIC, SMALL, text_at=LINES_AT, mark=STAR, spacing=140),
    "담당": Style(GOTHIC, SMALL, align="RIGHT", spacing=140),
    "목차": Style(MYEONGJO, BODY, text_at=LINES_AT),
    "붙임": Style(MYEONGJO, 12, mark=2.5, before=5),
    "붙임 다음": Style(MYEONGJO, 12, text_at=10.58),
    "표 자리": Style(GOTHIC, 1, spacing=100, after=2),
    "표 머리": Style(GOTHIC, 11, is_bold=True, align="CENTER", spacing=130),
    "표 낱말": Style(GOTHIC, 11, align="CENTER", spacing=130),
    "표 글": Style(GOTHIC, 11, spacing=130),
    "표 숫자": Style(GOTHIC, 11, align="RIGHT", spacing=130),
    "꼬리말": Style(GOTHIC, 7, align="RIGHT", spacing=130),
    "쪽 번호": Style(GOTHIC, 10.5),
}
SMALLER = {name: f"{name}(작게)" for name in ("표 머리", "표 낱말", "표 글", "표 숫자")}
STYLES |= {smaller: replace(STYLES[name], size=10) for name, smaller in SMALLER.items()}


def ems(text: str) -> float:
    """How wide a text is at most, in ems of Nanum."""
    return sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    if letter == " ":
        return SPACE
    if letter in ".,:;·()'/":
        return POINTED
    return FULL if unicodedata.east_asian_width(letter) in {"W", "F", "A"} else HALF


@dataclass(frozen=True)
class Look:
    """What a paragraph names: a style, its setting and its letters."""

    style: str
    para: str
    char: str


@dataclass(frozen=True)
class Closeness:
    """Lines stand ``lines`` times as far apart, letters ``letters`` hundredths of their size closer."""

    lines: float = 1
    letters: int = 0


class Styles:
    """``head`` is the part of the document that declares them."""

    def __init__(self, head: Any, closeness: Closeness) -> None:
        self.head, self.closeness = head, closeness
        self.borders: dict[tuple[str, ...], str] = {}
        self.known: dict[tuple[Any, ...], str] = {}
        for font, other in SUBSTITUTES.items():
            head.ensure_font(font, subst_face=other, subst_type="TTF")
        # All others are made after the first: words break at spaces only, and a space is as wide as its font has it.
        head.element.find(f".//{HEAD}paraPr/{HEAD}breakSetting").set("breakNonLatinWord", "KEEP_WORD")
        head.element.find(f".//{HEAD}charPr").set("useFontSpace", "1")
        self.looks = {name: self._declared(name, style) for name, style in STYLES.items()}

    def __getitem__(self, name: str) -> Look:
        return self.looks[name]

    def height(self, name: str, text: str = "", width: float = 0) -> float:
        """In mm, of a text set so wide; of one line where none is given."""
        style = STYLES[name]
        room = max(width - style.left - style.hang, style.size * POINT)
        wide = (ems(text) - len(text) * self.closeness.letters / 100) * style.size * POINT
        lines = max(1, ceil((wide - style.hang) / room))
        return style.before * POINT + lines * style.size * self._spacing(style) / 100 * POINT + style.after * POINT

    def letters(self, name: str, **other: Any) -> str:
        """Those of the style, or ``other`` than it says."""
        key = (name, *other.items())
        if key not in self.known:
            style = replace(STYLES[name], **other)
            given = {"font": style.font, "size": style.size, "bold": style.is_bold}
            spacing = -self.closeness.letters
            self.known[key] = str(self.head.document.ensure_run_style(**given, letter_spacing=spacing))
        return self.known[key]

    def references(self, name: str) -> str:
        """Letters for the numbers of sources: small, and not raised, as word processors differ in how far."""
        return self.letters(name, size=round(STYLES[name].size * REFERENCES, 1), is_bold=False)

    def with_room(self, name: str, right: float) -> Look:
        """The style, so many millimetres short of its right edge."""
        return replace(self[name], para=self._setting(STYLES[name], right=right))

    def border(self, *, left: str = "", right: str = "", top: str = "", bottom: str = "", fill: str = "") -> str:
        """Widths of lines, '' for none."""
        key = (left, right, top, bottom, fill)
        if key not in self.borders:
            self.borders[key] = self._drawn({"left": left, "right": right, "top": top, "bottom": bottom}, fill)
        return self.borders[key]

    def _spacing(self, style: Style) -> int:
        return max(100, round(style.spacing * self.closeness.lines))

    def _declared(self, name: str, style: Style) -> Look:
        look = Look("", self._setting(style), self.letters(name))
        given = {"para_pr_id_ref": look.para, "char_pr_id_ref": look.char, "lang_id": KOREAN}
        declared = str(self.head.ensure_style(name, **given))
        self.head.ensure_style(name, next_style_id_ref=declared)
        return replace(look, style=declared)

    def _setting(self, style: Style, right: float = 0) -> str:
        margins = {
            "left": style.left * MM,
            "intent": -style.hang * MM,
            "right": right * MM,
            "prev": style.before * PT,
            "next": style.after * PT,
        }
        stops = [{"pos": round(style.tab * MM), "type": "LEFT"}] if style.tab else []
        return str(
            self.head.ensure_paragraph_format(
                alignment=style.align,
                line_spacing_percent=self._spacing(style),
                margins={name: round(value) for name, value in margins.items()},
                break_setting={"keep_with_next": style.keeps_with_next, "widow_orphan": True},
                tab_pr_id_ref=self.head.ensure_tab_definition(tab_stops=stops, auto_tab_right=style.to_the_end),
            )
        )

    def _drawn(self, widths: dict[str, str], fill: str) -> str:
        like = self.head.ensure_border_fill(border_color="#000000", border_width=HAIRLINE, fill_color=fill or None)
        listed = self.head.element.find(f".//{HEAD}borderFills")
        drawn = deepcopy(listed.find(f"{HEAD}borderFill[@id='{like}']"))
        for side, width in widths.items():
            line = drawn.find(f"{HEAD}{side}Border")
            line.set("type", "SOLID" if width else "NONE")
            line.set("width", width or HAIRLINE)
        drawn.set("id", str(1 + max(int(one.get("id")) for one in listed)))
        listed.append(drawn)
        listed.set("itemCnt", str(len(listed)))
        return str(drawn.get("id"))
