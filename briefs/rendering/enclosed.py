"""What an issued paper carries inside its form for keeping: its contents as JSON, its tables as CSV."""

import json
from datetime import UTC, datetime
from typing import Any

from agreements.rules.sheet.writing import in_csv
from briefs.layout import rows_of, tables_of
from briefs.models import Brief
from briefs.pdf import Enclosed


def enclosures(brief: Brief) -> tuple[Enclosed, ...]:
    """Dated by what was known, so that the same contents give the same bytes."""
    known = (brief.known_at or brief.ordered_at).astimezone(UTC)  # the press calls every hour it is given UTC
    frozen = json.dumps(brief.contents, ensure_ascii=False, sort_keys=True, indent=1)
    found = [Enclosed("contents.json", "보고자료의 내용", frozen.encode(), known)]
    return (*found, *(_table(table, number, known) for number, table in enumerate(tables_of(brief.contents), start=1)))


def _table(table: dict[str, Any], number: int, known: datetime) -> Enclosed:
    return Enclosed(f"{number:02}-{table['key']}.csv", table["title"], in_csv(rows_of(table)), known)
