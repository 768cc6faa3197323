"""Two registers and a person in every role, so that each address can be tried by each of them on each register."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField

from accounts.capabilities import Role
from accounts.models import Municipality, User
from agreements import models as m
from agreements.actions.storing import keep
from agreements.actions.summary import refresh_summary
from agreements.forms.nouns import NOUNS
from briefs.contents import Order
from briefs.models import Batch, Brief, SavedOrder
from briefs.ordering import order_brief
from briefs.pdf import Pdf
from briefs.rendering import store
from briefs.tasks import deliver, take
from tests.agreements.rows import World, check_in_of, receipt_of, valid, world

CANARY = "카나리아"
# Records with a page of their own that no form of nouns.py enters.
OTHERS: dict[str, Any] = {"contact": m.Contact, "reply": m.Reply, "correction_request": m.CorrectionRequest}
# Made when they are needed, as an agreement that was asked is another thing.
MADE = {"check_in": check_in_of, "receipt": receipt_of}


@dataclass
class Grounds:
    """``ours`` holds the people; ``theirs`` is another city's register, full of names that must never be seen."""

    ours: World
    theirs: World
    people: dict[Role, User]
    papers: dict[str, Brief]
    made: dict[tuple[str, str], Any] = field(default_factory=dict)

    def own(self, kind: str) -> Any:
        return self._paper("ours", kind) if kind in PAPERS else self._once("ours", kind, self.ours)

    def their(self, kind: str) -> Any:
        return self._paper("theirs", kind) if kind in PAPERS else self._once("theirs", kind, self.theirs, mark=CANARY)

    def _paper(self, side: str, kind: str) -> Any:
        if (side, kind) not in self.made:
            self.made[side, kind] = PAPERS[kind](self.papers[side])
        return self.made[side, kind]

    def _once(self, side: str, kind: str, w: World, *, mark: str = "") -> Any:
        if (side, kind) not in self.made:
            self.made[side, kind] = row_of(kind, w, mark=mark)
        return self.made[side, kind]


def row_of(kind: str, w: World, *, mark: str = "") -> Any:
    """The row of that noun in a world, made where the world has none."""
    if hasattr(w, kind):
        return getattr(w, kind)
    if kind in MADE:
        return MADE[kind](w)
    model = NOUNS[kind].model if kind in NOUNS else OTHERS[kind]
    return model._base_manager.create(**marked(model, valid(model, w), mark))


def marked(model: Any, values: dict[str, Any], mark: str) -> dict[str, Any]:
    """The free texts of a row begin with the mark; what a constraint or a choice governs stays."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    free = {
        name
        for name, value in values.items()
        if type(fields[name]) is CharField and not fields[name].choices and isinstance(value, str)
    }
    return {
        name: f"{mark}{value}" if name in free - {"hash", "digest", "nonce"} else value
        for name, value in values.items()
    }


def grounds() -> Grounds:
    w = world()
    refresh_summary(w.agreement)
    other = world("dara", f"{CANARY}시", "92", mark=CANARY, region="다라도")
    refresh_summary(other.agreement)
    people = {role: _person(role, w.municipality) for role in Role}
    for document in (w.document, other.document):
        _give_file(document)
    for sheet in (w.sheet, other.sheet):
        keep(sheet.file.name, f"기업명,체결일\n{sheet.original_name},2020\n".encode())
    papers = {"ours": _paper(w.agreement), "theirs": _paper(other.agreement)}
    return Grounds(ours=w, theirs=other, people=people, papers=papers)


def _give_file(document: m.Document) -> None:
    stored = store(Pdf(f"%PDF {document}".encode(), 1))
    document.file, document.original_name, document.sha256 = stored.name, f"{document}.pdf", stored.digest
    document.save()


def _paper(agreement: m.Agreement) -> Brief:
    """Ready, with a file of a few bytes: what a page needs, without setting a paper."""
    reader = User.objects.filter(municipality=None, role=Role.READER).first() or User.objects.create(
        username="walk-reader-of-all", display_name="전체 조회", role=Role.READER
    )
    brief = order_brief(Order("agreement", agreement.municipality, date(2026, 11, 22), subject=agreement), by=reader)
    deliver(
        brief.pk, str(take(brief.pk)), made := Pdf(f"%PDF {agreement.name}".encode(), 1), store(made), milliseconds=1
    )
    return brief


def _batch(paper: Brief) -> Batch:
    """Drawn, with its paper in it."""
    now = paper.ordered_at
    batch = Batch.objects.create(
        municipality=paper.municipality,
        kind="agreement",
        title=f"{paper.agreement} 묶음",
        as_of=paper.as_of,
        known_at=now,
        ordered_by=paper.ordered_by,
        ordered_at=now,
        count=2,
        drawn_at=now,
        failure="작성 요청을 취소했습니다.",
    )
    batch.briefs.add(paper)
    return batch


def _saved_order(paper: Brief) -> SavedOrder:
    saved = SavedOrder.objects.create(
        municipality=paper.municipality,
        kind="agreement",
        agreement=paper.agreement,
        owner=paper.ordered_by,
        name=f"{paper.agreement} 즐겨찾기",
    )
    saved.briefs.add(paper)
    return saved


def _issued(paper: Brief) -> Brief:
    """With its form for keeping."""
    kept = store(Pdf(b"%PDF", 1, archive=f"%PDF {paper.agreement.name}".encode()))
    given = {"archive": kept.archive, "archive_sha256": kept.archive_digest}
    Brief.objects.filter(pk=paper.pk).update(is_draft=False, **given)
    return paper


PAPERS = {"brief": lambda paper: paper, "issued": _issued, "batch": _batch, "saved_order": _saved_order}


def _person(role: Role, municipality: Municipality) -> User:
    return User.objects.create(
        username=f"walk-{role}",
        display_name=role,
        role=role,
        municipality=municipality,
        is_staff=role == Role.ADMINISTRATOR,
    )
