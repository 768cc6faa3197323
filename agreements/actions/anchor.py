"""The journal outside the database: after each commit, the new heads of a register's chain.

Whoever can write to the database can write a whole chain anew, hashes and all; this file then tells another story.
Lines may arrive in any order. A disk that fails is logged and breaks nobody's work: the journal is behind until then.
"""

import fcntl
import logging
import os
import re
from collections import defaultdict
from pathlib import Path

from django.conf import settings

from agreements.models import ChangeRecord

LINE = re.compile(r"\S+\t([0-9]+)\t([0-9a-f]{64})\t\S+")

log = logging.getLogger(__name__)


def journal_of(key: str) -> Path:
    return Path(settings.ANCHOR_DIR) / f"{key}.log"


def anchor(key: str, change: ChangeRecord) -> None:
    """To be called once ``change`` is committed; ``key`` is that of its register."""
    line = f"{key}\t{change.number}\t{change.hash}\t{change.at.isoformat()}\n"
    try:
        _append(journal_of(key), line.encode())
    except OSError:
        log.exception("change %s of %s is not in the journal", change.number, key)


def _append(path: Path, line: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        os.write(file, line)
    finally:
        os.close(file)


def anchors_of(key: str) -> dict[int, set[str]]:
    """The hashes in the journal by number; more than one where a chain was written twice. Torn lines are left out."""
    found: dict[int, set[str]] = defaultdict(set)
    path = journal_of(key)
    if path.exists():
        with open(path, encoding="ascii", errors="replace") as lines:
            for line in lines:
                if told := LINE.fullmatch(line.rstrip("\n")):
                    found[int(told[1])].add(told[2])
    return dict(found)
