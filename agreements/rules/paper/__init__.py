"""Which files are received: judged by name and content, without unpacking, drawing or running any of it."""

from dataclasses import dataclass

from agreements.rules.paper.archive import LOCKED, check_archive
from agreements.rules.paper.name import extension_of, file_name, stem_of
from agreements.rules.paper.picture import check_picture
from agreements.rules.paper.refusal import Unacceptable

__all__ = ["ACCEPT", "LARGEST", "Paper", "Unacceptable", "media_type_of", "paper_of", "stem_of"]

LARGEST = 20 * 1024 * 1024

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
ZIP_END = b"PK\x05\x06"
PDF = b"%PDF-"
PICTURES = {"jpg", "png"}
ARCHIVES = {"hwpx", "docx", "xlsx"}

BEGINS = {
    "pdf": PDF,
    "jpg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "hwp": OLE,
    "hwpx": ZIP,
    "docx": ZIP,
    "xlsx": ZIP,
}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "hwp": "application/x-hwp",
    "hwpx": "application/hwp+zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
EXTENSIONS = {**{kind: kind for kind in BEGINS}, "jpeg": "jpg"}
ACCEPT = ",".join(f".{extension}" for extension in EXTENSIONS)


@dataclass(frozen=True)
class Paper:
    kind: str
    name: str

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.kind]


def paper_of(name: str, content: bytes) -> Paper:
    """What kind of paper it is and how it is called; raises Unacceptable with a sentence for the one who sent it."""
    tidy = file_name(name)
    kind = EXTENSIONS.get(extension_of(tidy))
    if kind is None:
        raise Unacceptable("받지 않는 종류의 파일입니다. pdf, jpg, png, hwp, hwpx, docx, xlsx 파일을 고르십시오.")
    if not content:
        raise Unacceptable("빈 파일입니다. 내용이 있는 파일을 고르십시오.")
    if len(content) > LARGEST:
        raise Unacceptable("20MB보다 큰 파일은 받지 않습니다. 나누거나 줄여서 올리십시오.")
    _check_content(content, kind)
    return Paper(kind, tidy)


def media_type_of(name: str) -> str:
    """Of a paper that was received under this name."""
    return MEDIA_TYPES.get(EXTENSIONS.get(extension_of(name), ""), "application/octet-stream")


def _check_content(content: bytes, kind: str) -> None:
    if not content.startswith(BEGINS[kind]):
        raise Unacceptable(_why_not(content, kind))
    if (kind not in ARCHIVES and _ends_as_zip(content)) or (kind != "pdf" and PDF in content[:1024]):
        raise Unacceptable("다른 종류의 파일이 함께 든 파일이라 받지 않습니다. 원래 프로그램에서 다시 저장하십시오.")
    if kind in PICTURES:
        check_picture(content, kind=kind)
    elif kind in ARCHIVES:
        check_archive(content, kind=kind)
    elif kind == "hwp" and b"HWP Document File" not in content:
        raise Unacceptable("한글 문서가 아닙니다. 한글에서 다시 저장하여 올리십시오.")
    elif kind == "pdf" and b"%%EOF" not in content:
        raise Unacceptable("끝이 잘린 PDF입니다. 원래 프로그램에서 다시 저장하여 올리십시오.")


def _why_not(content: bytes, kind: str) -> str:
    """Word and Excel wrap a locked document in the old kind of file."""
    if content.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        return LOCKED
    return f"이름은 .{kind}이지만 내용은 그 종류의 파일이 아닙니다. 원래 프로그램에서 다시 저장하여 올리십시오."


def _ends_as_zip(content: bytes) -> bool:
    """An archive behind something else: the comment at its end reaches exactly to the end of the file."""
    at = content.rfind(ZIP_END, -65_557)
    return at >= 0 and at + 22 + int.from_bytes(content[at + 20 : at + 22], "little") == len(content)
