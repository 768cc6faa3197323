"""A section of an editable paper: lines, boxes and tables, one below the other."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from briefs.hwpx.styles import LINE, MM, POINT, STYLES, Look, Styles, ems

OF_TEXT = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
MARGINS = {"top": 15, "bottom": 15, "left": 20, "right": 20, "header": 10, "footer": 10}
ACROSS = {"left": 15, "right": 15}
WIDTH, HEIGHT = 210, 297
BOX_SIDE, BOX_ABOVE = 3, 1
PLACE = "표 자리"
TAB = "\t"
NO_TEXT = {"Cc", "Cf", "Cs", "Cn"}  # controls, marks of direction, halves of letters, what is no letter
Run = tuple[str, str]  # a text, and the letters it is set in


def clean(text: str) -> str:
    """As it is, but for what is no text."""
    spaced = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    return "".join(char for char in spaced if unicodedata.category(char) not in NO_TEXT)


class Page:
    """``section`` is a new one; the empty paragraph that holds its set-up is as good as none. ``left``: in mm."""

    def __init__(self, document: Any, section: Any, styles: Styles, *, is_landscape: bool) -> None:
        self.document, self.section, self.styles = document, section, styles
        self.first = section.paragraphs[0]
        self._set(self.first, PLACE)
        self.first.char_pr_id_ref = styles[PLACE].char
        margins = MARGINS | (ACROSS if is_landscape else {})
        width, height = (HEIGHT, WIDTH) if is_landscape else (WIDTH, HEIGHT)
        self.width: float = width - margins["left"] - margins["right"]
        self.left: float = height - sum(margins[name] for name in ("top", "bottom", "header", "footer"))
        orientation = "LANDSCAPE" if is_landscape else "PORTRAIT"
        document.page.setup(paper_size="A4", orientation=orientation, margins_mm=margins, section=section)

    def foot(self, words: str) -> None:
        """``words`` at the right; - 1 - in the middle, as the word processor itself numbers pages."""
        look, run = self.styles["꼬리말"], self.first.element.find(f"{OF_TEXT}run")
        control = run.makeelement(f"{OF_TEXT}ctrl", {})
        shown = {"pos": "BOTTOM_CENTER", "formatType": "DIGIT", "sideChar": "-"}
        control.append(control.makeelement(f"{OF_TEXT}pageNum", shown))
        run.append(control)
        self.document.page.set_footer(text=clean(words), section=self.section)
        for paragraph in self.section.element.iterfind(f".//{OF_TEXT}footer//{OF_TEXT}p"):
            paragraph.set("paraPrIDRef", look.para)
            paragraph.set("styleIDRef", look.style)
            paragraph.find(f"{OF_TEXT}run").set("charPrIDRef", look.char)

    def line(self, style: str, *runs: Run) -> None:
        paragraph = self._paragraph(style)
        _fill(paragraph, runs)
        text = "".join(text for text, _ in runs)
        self.left -= self.styles.height(style, text, self.width)
        if STYLES[style].tab:
            _measure_tab(paragraph, style, before=text.split(TAB)[0])

    def text(self, style: str, text: str) -> None:
        self.line(style, (text, self.styles[style].char))

    def box(self, style: str, texts: Sequence[str], *, fill: str = "") -> None:
        """A table of one cell, which stands on its line as a letter does."""
        look, table = self.styles[style], self.table(1, 1)
        table.set_treat_as_char(True)
        cell = table.rows[0].cells[0]
        cell.element.set("borderFillIDRef", self.styles.border(left=LINE, right=LINE, top=LINE, bottom=LINE, fill=fill))
        side, above = round(BOX_SIDE * MM), round(BOX_ABOVE * MM)
        cell.set_margins(left=side, right=side, top=above, bottom=above)
        first, *others = texts
        put(cell, look, [(first, look.char)])
        for text in others:
            given = {"para_pr_id_ref": look.para, "style_id_ref": look.style, "char_pr_id_ref": look.char}
            cell.add_paragraph(clean(text), **given)
        room = self.width - 2 * BOX_SIDE
        height = sum(self.styles.height(style, text, room) for text in texts) + 2 * BOX_ABOVE
        cell.set_size(height=round(height * MM))
        self.set_height(table, height)

    def table(self, rows: int, columns: int) -> Any:
        """As wide as the page. Its place is a line that is as good as none; from there it breaks over pages."""
        place = self._paragraph(PLACE)
        table = place.add_table(rows, columns, width=round(self.width * MM), char_pr_id_ref=self.styles[PLACE].char)
        table.set_treat_as_char(False)
        return table

    def set_height(self, table: Any, height: float) -> None:
        table.element.find(f"{OF_TEXT}sz").set("height", str(round(height * MM)))
        self.left -= height

    def _paragraph(self, style: str) -> Any:
        return self._set(self.section.add_paragraph(include_run=False, inherit_style=False), style)

    def _set(self, paragraph: Any, style: str) -> Any:
        paragraph.para_pr_id_ref, paragraph.style_id_ref = self.styles[style].para, self.styles[style].style
        return paragraph


def put(cell: Any, look: Look, runs: Sequence[Run]) -> None:
    """Into a cell of a new table."""
    paragraph = cell.paragraphs[0]
    paragraph.runs[0].remove()
    paragraph.para_pr_id_ref, paragraph.style_id_ref = look.para, look.style
    _fill(paragraph, runs)


def _fill(paragraph: Any, runs: Sequence[Run]) -> None:
    for text, letters in runs:
        paragraph.add_run(text if text == TAB else clean(text), char_pr_id_ref=letters)


def _measure_tab(paragraph: Any, style: str, *, before: str) -> None:
    """The word processor measures it anew; what only shows the file does not."""
    told = STYLES[style]
    width = told.tab - told.left - ems(before) * told.size * POINT
    for tab in paragraph.element.iter(f"{OF_TEXT}tab"):
        tab.attrib.update({"width": str(max(0, round(width * MM))), "leader": "0", "type": "1"})
