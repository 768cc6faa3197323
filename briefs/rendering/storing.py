"""A paper is stored under its own digest."""

import hashlib

from agreements.actions.storing import keep


def store(data: bytes) -> tuple[str, str]:
    """The name and the digest. Storing the same bytes twice keeps one file."""
    digest = hashlib.sha256(data).hexdigest()
    name = f"briefs/{digest}.pdf"
    keep(name, data)
    return name, digest
