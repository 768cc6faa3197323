"""A file is kept whole or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def keep(name: str, data: bytes) -> None:
    """Under a name that says what is in it, or that nothing else has."""
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:  # a store of objects, which are put whole
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(data))
    else:
        put_whole(path, data)


def put_whole(path: Path, data: bytes) -> None:
    """Written aside, flushed to the disk, then named: a full disk or a killed process leaves no half file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as part:
        try:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
            os.chmod(part.name, getattr(default_storage, "file_permissions_mode", None) or 0o640)
            os.replace(part.name, path)
        except BaseException:
            os.unlink(part.name)
            raise
