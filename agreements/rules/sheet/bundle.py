"""Many files as one zip, handed on while it is made: never more in memory than one of them."""

from collections.abc import Iterable, Iterator
from io import RawIOBase
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from agreements.rules.paper.name import file_name


class Outlet(RawIOBase):
    """Keeps what is written until it is taken. It cannot be gone back in, which ZipFile can do without."""

    def __init__(self) -> None:
        self.held: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self.held.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        data, self.held = b"".join(self.held), []
        return data


def zipped(entries: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Names that are not ASCII are marked as UTF-8, as zip programs expect."""
    outlet = Outlet()
    with ZipFile(outlet, "w", ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
            yield outlet.taken()
    yield outlet.taken()


def named(*parts: str, extension: str) -> str:
    """``003_가나_이행실적 조사표.xlsx``: without what a file system refuses."""
    return file_name(f"{'_'.join(parts).replace('/', ' ').replace(chr(92), ' ')}.{extension}")
