"""A paper is stored under its own digest."""

import hashlib
from dataclasses import dataclass

from agreements.actions.storing import keep
from briefs.pdf import Pdf


@dataclass(frozen=True)
class Stored:
    """Names and digests; of the form for keeping '' where there is none."""

    name: str
    digest: str
    archive: str = ""
    archive_digest: str = ""


def store(made: Pdf) -> Stored:
    """Storing the same bytes twice keeps one file."""
    name, digest = _keep(made.data)
    archive, archive_digest = _keep(made.archive) if made.archive else ("", "")
    return Stored(name, digest, archive, archive_digest)


def _keep(data: bytes) -> tuple[str, str]:
    digest = hashlib.sha256(data).hexdigest()
    name = f"briefs/{digest}.pdf"
    keep(name, data)
    return name, digest
