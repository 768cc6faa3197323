"""Papers that are zip files: hwpx, docx, xlsx. The list of what is inside is read, and two small entries of it."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from agreements.rules.paper.refusal import Unacceptable

MOST_ENTRIES = 2_000
LARGEST_WHOLE = 200 * 1024 * 1024  # unpacked
LARGEST_FREELY_PACKED = 1024 * 1024  # above it an entry may not be packed tighter than by TIGHTEST
TIGHTEST = 100
ENTRY = b"PK\x01\x02"  # each entry of the list of contents begins so
READ_AT_MOST = 1024 * 1024

BROKEN = (
    BadZipFile,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)

UNREADABLE = "파일이 깨져 있습니다. 원래 프로그램에서 다시 저장하여 올리십시오."
TOO_MUCH = "풀면 지나치게 커지는 파일이라 받지 않습니다. PDF로 저장하여 올리십시오."
MACRO = "매크로가 든 문서는 받지 않습니다. 매크로 없이 저장하거나 PDF로 저장하여 올리십시오."
LOCKED = "암호가 걸린 문서는 받지 않습니다. 암호를 풀고 다시 저장하여 올리십시오."


def check_archive(content: bytes, *, kind: str) -> None:
    """Refuses bombs, locked and broken files, paths that lead out, macros, and what is no ``kind`` inside."""
    if content.count(ENTRY) > MOST_ENTRIES:
        raise Unacceptable(TOO_MUCH)
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_entries(archive.infolist())
            is_kind = _is_hwpx(archive) if kind == "hwpx" else _is_office(archive, kind)
    except Unacceptable:
        raise
    except BROKEN as error:
        raise Unacceptable(UNREADABLE) from error
    if not is_kind:
        raise Unacceptable(f"{kind} 문서가 아닙니다. 원래 프로그램에서 다시 저장하여 올리십시오.")


def _check_entries(entries: list[ZipInfo]) -> None:
    names = [entry.orig_filename.replace("\\", "/") for entry in entries]
    if not entries or len(set(names)) < len(names) or min(entry.header_offset for entry in entries):
        raise Unacceptable(UNREADABLE)
    if any(_leads_out(name) for name in names):
        raise Unacceptable("바깥 폴더를 가리키는 파일이 들어 있어 받지 않습니다. PDF로 저장하여 올리십시오.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unacceptable(LOCKED)
    if any(entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for entry in entries):
        raise Unacceptable(UNREADABLE)
    if sum(entry.file_size for entry in entries) > LARGEST_WHOLE or any(_is_bomb(entry) for entry in entries):
        raise Unacceptable(TOO_MUCH)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or name[1:2] == ":" or ".." in name.split("/") or "\0" in name


def _is_bomb(entry: ZipInfo) -> bool:
    return entry.file_size > LARGEST_FREELY_PACKED and entry.file_size > TIGHTEST * entry.compress_size


def _is_hwpx(archive: ZipFile) -> bool:
    first = archive.infolist()[0]
    return first.filename == "mimetype" and _read(archive, first.filename).strip() == b"application/hwp+zip"


def _is_office(archive: ZipFile, kind: str) -> bool:
    names = [name.lower() for name in archive.namelist()]
    if "[content_types].xml" not in names:
        return False
    types = _read(archive, archive.namelist()[names.index("[content_types].xml")])
    told = types.replace(b"\0", b"").lower()  # in UTF-16 too
    runs = any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names)
    if runs or b"macroenabled" in told:
        raise Unacceptable(MACRO)
    folder = {"docx": "word/", "xlsx": "xl/"}[kind]
    return any(name.startswith(folder) for name in names)


def _read(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as entry:
        return entry.read(READ_AT_MOST)
