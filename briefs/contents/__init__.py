"""What a paper says: a tree of plain values drawn from the register, frozen as JSON, named by its digest."""

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from typing import Any

from briefs.blocks import Paper
from briefs.contents.changed import what_changed
from briefs.contents.order import MOST_ROWS, NotYetError, Order, order_of
from briefs.kinds import KINDS
from briefs.models import Brief

__all__ = ["MOST_ROWS", "Drawn", "NotYetError", "Order", "digest_of", "draw", "order_of"]

PAPERS = {key: import_module(f"briefs.contents.{key}").paper for key in KINDS}
LOST = "이 보고자료가 다루던 것이 대장에 없습니다. 지워졌거나 다른 대장으로 옮겨졌으니 목록에서 다시 고르십시오."
Behind = dict[str, dict[str, list[int]]]


@dataclass(frozen=True)
class Drawn:
    """``said`` is the digest of what the register says: without what changed since the paper before.

    ``behind``: table → row → the agreements behind it.
    """

    contents: dict[str, Any]
    digest: str
    said: str
    behind: Behind
    title: str
    is_draft: bool


def draw(order: Order, *, previous: Brief | None = None) -> Drawn:
    """Raises NotYetError where there is nothing to report on that day, or no more of what it is about."""
    _refuse_lost(order)
    paper: Paper = PAPERS[order.kind](order)
    contents, behind = frozen(paper)
    said = digest_of(contents)
    if previous is not None:
        told = what_changed(order, contents, behind, previous)
        contents, _ = frozen(replace(paper, parts=told.into(paper.parts)))
    return Drawn(contents, digest_of(contents), said, behind, paper.title, paper.is_draft)


def _refuse_lost(order: Order) -> None:
    """Struck, merged, or of another register by now."""
    subject = order.subject
    if subject is not None and not type(subject).objects.visible_to(order.scope).filter(pk=subject.pk).exists():
        raise NotYetError(LOST)


def frozen(paper: Paper) -> tuple[dict[str, Any], Behind]:
    contents = json.loads(json.dumps(asdict(paper), ensure_ascii=False))
    behind: Behind = {}
    for part in contents["parts"]:
        for table in part["blocks"]:
            if table["block"] == "table":
                rows = {row["key"]: row.pop("agreements") for row in table["rows"]}
                behind[table["key"]] = {key: found for key, found in rows.items() if found}
    return contents, behind


def digest_of(contents: dict[str, Any]) -> str:
    text = json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
