"""An HWPX as its XML says it: which paragraph is set how, which cell covers what."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
HH = "{http://www.hancom.co.kr/hwpml/2011/head}"
HC = "{http://www.hancom.co.kr/hwpml/2011/core}"
MM, PT = 7200 / 25.4, 100


@dataclass(frozen=True)
class Setting:
    """Of a paragraph and its first letters; sizes in points, the rest in mm."""

    style: str
    font: str
    size: float
    is_bold: bool
    align: str
    spacing: int
    left: float
    hang: float


class HwpxFile:
    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as package:
            self.names = package.namelist()
            self.head = etree.fromstring(package.read("Contents/header.xml"))
            names = sorted(name for name in self.names if name.startswith("Contents/section"))
            self.sections = [etree.fromstring(package.read(name)) for name in names]

    @property
    def paragraphs(self) -> list[Any]:
        """In their order, those of cells too; without those of the foot."""
        return [
            one
            for section in self.sections
            for one in section.iter(f"{HP}p")
            if next(one.iterancestors(f"{HP}footer"), None) is None
        ]

    @property
    def tables(self) -> list[Any]:
        """Those of more than one cell."""
        found = (table for section in self.sections for table in section.iter(f"{HP}tbl"))
        return [table for table in found if table.get("rowCnt") != "1" or table.get("colCnt") != "1"]

    def starting(self, text: str) -> Any:
        return next(one for one in self.paragraphs if words_of(one).startswith(text))

    def setting(self, paragraph: Any) -> Setting:
        run = next(one for one in paragraph.iterchildren(f"{HP}run") if words_of(one))
        char, para = self._named("charPr", run.get("charPrIDRef")), self._named("paraPr", paragraph.get("paraPrIDRef"))
        margin = para.find(f".//{HP}case/{HH}margin")
        return Setting(
            style=self._named("style", paragraph.get("styleIDRef")).get("name"),
            font=self._font(char.find(f"{HH}fontRef").get("hangul")),
            size=int(char.get("height")) / PT,
            is_bold=char.find(f"{HH}bold") is not None,
            align=para.find(f"{HH}align").get("horizontal"),
            spacing=int(para.find(f".//{HP}case/{HH}lineSpacing").get("value")),
            left=round(int(margin.find(f"{HC}left").get("value")) / MM, 1),
            hang=round(-int(margin.find(f"{HC}intent").get("value")) / MM, 1),
        )

    def border(self, cell: Any) -> Any:
        return self._named("borderFill", cell.get("borderFillIDRef"))

    def right_of(self, paragraph: Any) -> float:
        """How far short of the right edge it ends, in mm."""
        para = self._named("paraPr", paragraph.get("paraPrIDRef"))
        return int(para.find(f".//{HP}case/{HH}margin/{HC}right").get("value")) / MM

    def _named(self, tag: str, key: str) -> Any:
        return self.head.find(f".//{HH}{tag}[@id='{key}']")

    def _font(self, key: str) -> str:
        return str(self.head.find(f".//{HH}fontface[@lang='HANGUL']/{HH}font[@id='{key}']").get("face"))


def words_of(element: Any) -> str:
    """Its own text, without that of a table in it; a tab as one."""
    parts = []
    for text in element.iter(f"{HP}t"):
        inner = next(text.iterancestors(f"{HP}p"), None)
        if element.tag != f"{HP}p" or inner is element:
            parts.append(text.text or "")
            parts += [("\t" if child.tag == f"{HP}tab" else "") + (child.tail or "") for child in text]
    return "".join(parts)


def cells(table: Any) -> list[list[Any]]:
    return [list(row.iterchildren(f"{HP}tc")) for row in table.iterchildren(f"{HP}tr")]


def span(cell: Any) -> tuple[int, int]:
    """Rows and columns."""
    found = cell.find(f"{HP}cellSpan")
    return int(found.get("rowSpan")), int(found.get("colSpan"))
