"""The hash chain of change records: each hash covers the row and the hash before it.

Moments are hashed as epoch microseconds, never as formatted text, so that no database or locale can alter them.
"""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)


def link(previous_hash: str, row: dict[str, Any]) -> str:
    """Hex SHA-256. ``row`` holds only JSON values."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous_hash}\n{text}".encode()).hexdigest()
