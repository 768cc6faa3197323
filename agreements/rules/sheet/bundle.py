"""Many files as one zip, handed on while it is made: never more in memory than one of them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO, RawIOBase
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from agreements.rules.paper.name import file_name

READABLE = 0o644 << 16


class Outlet(RawIOBase):
    """Keeps what is written until it is taken. It can be gone back in as far as that: to the head of the last file."""

    def __init__(self) -> None:
        self.held, self.gone = BytesIO(), 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        return self.held.write(data)

    def tell(self) -> int:
        return self.gone + self.held.tell()

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self.gone + self.held.seek(offset - (0 if whence else self.gone), whence)

    def taken(self) -> bytes:
        data = self.held.getvalue()
        self.held, self.gone = BytesIO(), self.gone + len(data)
        return data


def zipped(
    entries: Iterable[tuple[str, bytes]], *, dated: datetime | None = None, is_packed: bool = True
) -> Iterator[bytes]:
    """Names that are not ASCII are marked as UTF-8, as zip programs expect.

    The same entries under one date are the same bytes. Files that are packed already need no packing.
    """
    outlet = Outlet()
    with ZipFile(outlet, "w", ZIP_DEFLATED if is_packed else ZIP_STORED) as archive:
        for name, content in entries:
            archive.writestr(_about(name, dated) if dated else name, content, archive.compression)
            yield outlet.taken()
    yield outlet.taken()


def _about(name: str, dated: datetime) -> ZipInfo:
    about = ZipInfo(name, dated.timetuple()[:6])
    about.external_attr = READABLE
    return about


def named(*parts: str, extension: str) -> str:
    """``003_가나_이행실적 조사표.xlsx``: without what a file system refuses."""
    return file_name(f"{'_'.join(parts).replace('/', ' ').replace(chr(92), ' ')}.{extension}")
