"""Two registers and a person in every role, so that each address can be tried by each of them on each register."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.capabilities import Role
from accounts.models import Municipality, User
from agreements import models as m
from agreements.actions.summary import refresh_summary
from briefs.models import Brief
from briefs.ordering import order_brief
from briefs.rendering import store
from tests.agreements.rows import World, world

CANARY = "카나리아"


@dataclass
class Grounds:
    """``ours`` holds the people; ``theirs`` is another city's register, full of names that must never be seen."""

    ours: World
    theirs: dict[str, Any]
    people: dict[Role, User]
    paper: Brief

    def own(self, kind: str) -> Any:
        return {
            "brief": self.paper,
            "agreement": self.ours.agreement,
            "organisation": self.ours.organisation,
            "building": self.ours.building,
            "centre": self.ours.centre,
        }[kind]


def grounds() -> Grounds:
    w = world()
    refresh_summary(w.agreement)
    people = {role: _person(role, w.municipality) for role in Role}
    theirs = _another_register(w)
    theirs["brief"] = _paper(theirs["agreement"])
    return Grounds(ours=w, theirs=theirs, people=people, paper=_paper(w.agreement))


def _paper(agreement: m.Agreement) -> Brief:
    """Ready, with a file of a few bytes: what a page needs, without setting a paper."""
    reader = User.objects.filter(municipality=None, role=Role.READER).first() or User.objects.create(
        username="walk-reader-of-all", display_name="전체 조회", role=Role.READER
    )
    brief = order_brief(kind=Brief.Kind.AGREEMENT, subject=agreement, as_of=date(2026, 11, 22), by=reader)
    name, digest = store(f"%PDF {agreement.name}".encode())
    Brief.objects.filter(pk=brief.pk).update(
        state=Brief.State.READY, file=name, file_sha256=digest, pages=1, size=9, finished_at=timezone.now()
    )
    return brief


def _person(role: Role, municipality: Municipality) -> User:
    return User.objects.create(
        username=f"walk-{role}",
        display_name=role,
        role=role,
        municipality=municipality,
        is_staff=role == Role.ADMINISTRATOR,
    )


def _another_register(w: World) -> dict[str, Any]:
    city = Municipality.objects.create(key="dara", name=f"{CANARY}시", region=w.province)
    source = m.Source.objects.create(municipality=city, kind="press", publisher=f"{CANARY}신문")
    given = {"municipality": city, "source": source}
    agreement = m.Agreement.objects.create(key="theirs", name=f"{CANARY} 협약", kind="mou", **given)
    organisation = m.Organisation.objects.create(
        municipality=city, kind="company", name=f"{CANARY}상사", folded_name=f"{CANARY}상사"
    )
    m.Party.objects.create(agreement=agreement, organisation=organisation, role="company", source=source)
    m.Version.objects.create(agreement=agreement, recorded_by=w.user, source=source)
    refresh_summary(agreement)
    return {
        "agreement": agreement,
        "organisation": organisation,
        "building": m.Building.objects.create(name=f"{CANARY}빌딩", folded_name=f"{CANARY}빌딩", **given),
        "centre": m.Centre.objects.create(name=f"{CANARY}센터", folded_name=f"{CANARY}센터", **given),
    }
