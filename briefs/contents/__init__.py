"""What a paper says: plain values drawn from the register, frozen as JSON, named by their digest."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from agreements.models import Agreement, Organisation
from briefs.contents.agreement import agreement_paper
from briefs.contents.gathered import NotYetSignedError
from briefs.contents.organisation import organisation_paper
from briefs.models import Brief

__all__ = ["PAPERS", "Drawn", "NotYetSignedError", "digest_of", "draw"]

PAPERS: dict[str, Callable[..., Any]] = {
    Brief.Kind.AGREEMENT: agreement_paper,
    Brief.Kind.ORGANISATION: organisation_paper,
}


@dataclass(frozen=True)
class Drawn:
    contents: dict[str, Any]
    digest: str
    title: str
    definition: str
    is_draft: bool


def draw(kind: str, subject: Agreement | Organisation, *, as_of: date, known_at: datetime | None = None) -> Drawn:
    paper = PAPERS[kind](subject, as_of=as_of, known_at=known_at)
    contents = json.loads(json.dumps(asdict(paper), ensure_ascii=False))
    return Drawn(contents, digest_of(contents), paper.title, paper.definition, paper.is_draft)


def digest_of(contents: dict[str, Any]) -> str:
    text = json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
