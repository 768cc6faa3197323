"""Files as they are sent: plain ones of every kind that is received, and odd ones, each with a word on what it is."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from unicodedata import normalize
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

TYPES = "[Content_Types].xml"
OFFICE_TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CENTRAL = b"PK\x01\x02"
LIMIT = 20 * 1024 * 1024


def pdf(body: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n" + body + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def png(width: int = 2, height: int = 2, *, first: bytes = b"IHDR", after: bytes = b"") -> bytes:
    head = first + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + after


def jpg(width: int = 2, height: int = 2, *, before: bytes = b"") -> bytes:
    sized = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + before + sized + b"\xff\xd9"


def ole(inside: bytes) -> bytes:
    return OLE + bytes(504) + inside + bytes(512)


def hwp() -> bytes:
    return ole(b"HWP Document File" + bytes(15))


def packed(*entries: tuple[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", method) as archive:
        for name, data in entries:
            archive.writestr(ZipInfo(name), data, compress_type=method)
    return made.getvalue()


def hwpx(mimetype: bytes = b"application/hwp+zip") -> bytes:
    return packed(("mimetype", mimetype), ("version.xml", b"<v/>"), ("Contents/section0.xml", b"<s/>"))


def docx(*more: tuple[str, bytes], types: bytes = OFFICE_TYPES, method: int = ZIP_DEFLATED) -> bytes:
    return packed((TYPES, types), ("word/document.xml", b"<w/>"), *more, method=method)


def xlsx(*more: tuple[str, bytes], types: bytes = OFFICE_TYPES) -> bytes:
    return packed((TYPES, types), ("xl/workbook.xml", b"<x/>"), *more)


def forged(content: bytes, at: int, value: bytes) -> bytes:
    """``value`` at this place of the last entry in the list of what is inside."""
    start = content.rindex(CENTRAL) + at
    return content[:start] + value + content[start + len(value) :]


def with_a_locked_entry() -> bytes:
    return forged(docx(), 8, b"\x01\x00")


def with_a_declared_size(size: int) -> bytes:
    return forged(docx(("word/media/a.bin", bytes(64)), method=ZIP_STORED), 24, struct.pack("<I", size))


def with_many_forged_entries() -> bytes:
    entry = CENTRAL + bytes(42)
    count = 200_000
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff\xff\xff" + struct.pack("<IIH", count * len(entry), 4, 0)
    return b"PK\x03\x04" + entry * count + end


def with_an_endless_list() -> bytes:
    content = docx()
    end = content.rindex(b"PK\x05\x06")
    return content[: end + 12] + b"\xff\xff\xff\x7f" + content[end + 16 :]


def with_the_same_name_twice() -> bytes:
    return docx(("word/second12.xml", b"<w/>")).replace(b"word/second12.xml", b"word/document.xml")


LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;&b;&b;</l>'
MACRO_TYPES = b'<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
EXE = b"MZ\x90\x00" + bytes(200)
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
OLD_HWP = b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05" + bytes(100)


@dataclass(frozen=True)
class Odd:
    word: str
    name: str
    content: Callable[[], bytes]
    kept: str = ""  # the name under which it is kept and does no harm; '' where it is refused


def odd(word: str, name: str, content: bytes | Callable[[], bytes], kept: str = "") -> Odd:
    return Odd(word, name, content if callable(content) else partial(bytes, content), kept)


ODD = [
    odd("an empty file", "협약서.pdf", b""),
    odd("blanks only", "협약서.pdf", b"   \n"),
    odd("text under the name of a PDF", "협약서.pdf", "협약서".encode()),
    odd("a page under the name of a PDF", "협약서.pdf", HTML),
    odd("a page", "협약서.html", HTML),
    odd("a drawing that runs", "로고.svg", SVG),
    odd("a drawing under the name of a picture", "로고.png", SVG),
    odd("a program", "setup.exe", EXE),
    odd("a program under the name of a PDF", "협약서.pdf", EXE),
    odd("a PDF that would start as a program", "협약서.pdf.exe", pdf),
    odd("a program by a name written backwards", "협약서\u202efdp.exe", EXE),
    odd("a program hidden behind a dot", "협약서.pdf.exe.", EXE),
    odd("the test file of virus scanners", "협약서.pdf", EICAR),
    odd("a script", "실행.js", b"alert(1)"),
    odd("a link of Windows", "협약서.pdf.lnk", b"L\x00\x00\x00"),
    odd("no extension", "협약서", pdf),
    odd("the start of a PDF without its end", "협약서.pdf", b"%PDF-1.7\n1 0 obj"),
    odd("a PDF with something before it", "협약서.pdf", b"GIF89a" + pdf()),
    odd("an archive behind a PDF", "협약서.pdf", lambda: pdf() + packed(("a.exe", EXE))),
    odd("an archive behind a picture", "현장.jpg", lambda: jpg() + packed(("a.exe", EXE))),
    odd("an archive behind a Hangul document", "협약서.hwp", lambda: hwp() + packed(("a.exe", EXE))),
    odd("a picture that is a PDF too", "현장.jpg", lambda: jpg(before=b"\xff\xfe\x00\x20" + b"%PDF-1.7".ljust(30))),
    odd("more than 20 MB", "협약서.pdf", lambda: pdf(bytes(LIMIT))),
    odd("a PNG under the name of a JPG", "현장.jpg", png),
    odd("a JPG under the name of a PNG", "현장.png", jpg),
    odd("a kind of picture that is not received", "현장.gif", b"GIF89a" + bytes(20)),
    odd("a PNG of 3.6 billion pixels", "현장.png", lambda: png(60_000, 60_000)),
    odd("a JPG of 4 billion pixels", "현장.jpg", lambda: jpg(65_000, 65_000)),
    odd("a PNG without width", "현장.png", lambda: png(0, 5)),
    odd("a PNG that begins with another part", "현장.png", lambda: png(first=b"tEXt")),
    odd("the signature of a PNG alone", "현장.png", png()[:8]),
    odd("a JPG cut before its size", "현장.jpg", jpg()[:20]),
    odd("a JPG of nothing but filling", "현장.jpg", b"\xff\xd8" + b"\xff" * (LIMIT - 2)),
    odd("a JPG of five million empty parts", "현장.jpg", b"\xff\xd8" + b"\xff\xe1\x00\x02" * (LIMIT // 4 - 1)),
    odd("an old Word document under the name of Hangul", "협약서.hwp", lambda: ole(b"Word.Document.8")),
    odd("a Hangul document of 1992", "협약서.hwp", OLD_HWP),
    odd("an old Word document", "협약서.doc", lambda: ole(b"Word.Document.8")),
    odd("a Word document under a password", "협약서.docx", lambda: ole("EncryptedPackage".encode("utf-16-le"))),
    odd("an archive", "자료.zip", lambda: packed(("a.txt", b"a"))),
    odd("an archive under the name of Word", "협약서.docx", lambda: packed(("a.txt", b"a"))),
    odd("an archive of nothing", "협약서.docx", lambda: packed()),
    odd("Word under the name of Excel", "실적.xlsx", docx),
    odd("Excel under the name of Hangul", "협약서.hwpx", xlsx),
    odd("Hangul that says it is something else", "협약서.hwpx", lambda: hwpx(b"application/epub+zip")),
    odd("Word with macros", "협약서.docm", lambda: docx(("word/vbaProject.bin", b"a"))),
    odd("macros under the name of Word", "협약서.docx", lambda: docx(("word/vbaProject.bin", b"a"))),
    odd("macros elsewhere in the file", "협약서.docx", lambda: docx(("custom/VBAPROJECT.BIN", b"a"))),
    odd("macros by their type alone", "협약서.docx", lambda: docx(types=MACRO_TYPES)),
    odd("macros by their type in UTF-16", "협약서.docx", lambda: docx(types=MACRO_TYPES.decode().encode("utf-16"))),
    odd("macros of Excel 4", "실적.xlsx", lambda: xlsx(("xl/macrosheets/sheet1.xml", b"a"))),
    odd("a path that leads out", "협약서.docx", lambda: docx(("../../etc/cron.d/a", b"a"))),
    odd("a path that leads out, the Windows way", "협약서.docx", lambda: docx(("word\\..\\..\\a", b"a"))),
    odd("a path from the root", "협약서.docx", lambda: docx(("/etc/passwd", b"a"))),
    odd("a path to a drive", "협약서.docx", lambda: docx(("C:/a.dll", b"a"))),
    odd("30 MB of zeros in 30 KB", "협약서.docx", lambda: docx(("word/media/a.bin", bytes(30_000_000)))),
    odd("300 MB as it says itself", "협약서.docx", partial(with_a_declared_size, 300_000_000)),
    odd("4 GB as it says itself", "협약서.docx", partial(with_a_declared_size, 0xFFFFFFF0)),
    odd("three thousand entries", "협약서.docx", lambda: docx(*((f"word/{n}", b"") for n in range(3_000)))),
    odd("two hundred thousand entries", "협약서.docx", with_many_forged_entries),
    odd("an entry under a password", "협약서.docx", with_a_locked_entry),
    odd("half of an archive", "협약서.docx", docx()[:150]),
    odd("a list of entries longer than the file", "협약서.docx", with_an_endless_list),
    odd("an archive with something before it", "협약서.docx", lambda: b"PK\x03\x04" + docx()),
    odd("a way of packing that Word does not use", "협약서.docx", lambda: docx(method=ZIP_BZIP2)),
    odd("one name twice", "협약서.docx", with_the_same_name_twice),
    odd("entities within entities", "협약서.docx", lambda: docx(("word/a.xml", LAUGHS)), kept="협약서.docx"),
    odd("a script within a picture", "현장.png", lambda: png(after=b"<?php system('id'); ?>"), kept="현장.png"),
    odd("a path of a server", "../../../etc/passwd.pdf", pdf, kept="passwd.pdf"),
    odd("a path of Windows", "C:\\Users\\kim\\협약서.pdf", pdf, kept="협약서.pdf"),
    odd("a NUL in the name", "협약서.exe\x00.pdf", pdf, kept="협약서.exe.pdf"),
    odd("a name that is markup", '"><script>alert(1)<b>.pdf', pdf, kept="script alert(1) b.pdf"),
    odd("a name of a dot and a kind", ".pdf", pdf, kept="문서.pdf"),
    odd("a name of three hundred letters", f"{'가' * 300}.pdf", pdf, kept=f"{'가' * 83}.pdf"),
    odd("letters of Hangul apart, as a Mac writes them", normalize("NFD", "협약서.pdf"), pdf, kept="협약서.pdf"),
    odd("letters too wide for the eye", "협\u200b약\ufeff서.PDF", pdf, kept="협약서.pdf"),
]

PLAIN = {
    "협약서.pdf": pdf,
    "현장 사진.jpg": jpg,
    "현장 사진.jpeg": jpg,
    "현장 사진.png": png,
    "협약서.hwp": hwp,
    "협약서.hwpx": hwpx,
    "협약서.docx": docx,
    "실적.xlsx": xlsx,
}
