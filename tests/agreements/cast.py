"""A small cast for pages: two cities, a person in every role, and short ways to make what they look at.

Plain functions; each returns the row it made. Every agreement made here has its summary, as the actions would leave it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.capabilities import Role
from accounts.models import Municipality, Region, User
from agreements import models as m
from agreements.actions.summary import refresh_summary
from agreements.rules.name import fold


@dataclass
class Cast:
    gwangju: Municipality
    incheon: Municipality
    officer: User
    head: User
    director: User
    incheon_officer: User
    reader: User
    admin: User


def cast() -> Cast:
    gwangju = make_municipality("gwangju", "광주광역시", code="29", district_word="자치구")
    incheon = make_municipality("incheon", "인천광역시", code="28", district_word="군·구")
    return Cast(
        gwangju=gwangju,
        incheon=incheon,
        officer=make_person("gwangju-officer", Role.OFFICER, gwangju),
        head=make_person("gwangju-head", Role.TEAM_HEAD, gwangju),
        director=make_person("gwangju-director", Role.DIRECTOR, gwangju),
        incheon_officer=make_person("incheon-officer", Role.OFFICER, incheon),
        reader=make_person("reader", Role.READER),
        admin=make_person("admin", Role.ADMINISTRATOR),
    )


def make_municipality(key: str, name: str, *, code: str, **settings: Any) -> Municipality:
    region = Region.objects.create(name=name, level="province", code=code)
    city = Municipality.objects.create(key=key, name=name, region=region, **settings)
    make_source(city)
    return city


def make_person(username: str, role: Role, municipality: Municipality | None = None, **more: Any) -> User:
    return User.objects.create_user(
        username=username,
        password="right-horse-2026",
        display_name=username,
        role=role,
        municipality=municipality,
        is_staff=role == Role.ADMINISTRATOR,
        **more,
    )


def make_district(municipality: Municipality, name: str, code: str) -> Region:
    return Region.objects.create(name=name, level="district", code=code, parent=municipality.region)


def make_source(municipality: Municipality, **more: Any) -> m.Source:
    return m.Source.objects.create(municipality=municipality, kind="press", publisher="지역신문", **more)


def source_of(municipality: Municipality) -> m.Source:
    return m.Source.objects.filter(municipality=municipality).order_by("pk")[0]


def make_organisation(municipality: Municipality, name: str, *, former: str = "", **more: Any) -> m.Organisation:
    made = m.Organisation.objects.create(
        municipality=municipality, name=name, folded_name=fold(name), kind=more.pop("kind", "company"), **more
    )
    if former:
        m.FormerName.objects.create(
            organisation=made, name=former, folded_name=fold(former), source=source_of(municipality)
        )
    return made


def make_agreement(
    municipality: Municipality,
    key: str,
    *,
    company: str | m.Organisation = "",
    signed: date | None = None,
    seats: int | None = None,
    jobs: int | None = None,
    due: date | None = None,
    **more: Any,
) -> m.Agreement:
    """``company`` '' leaves the agreement without a party; ``more`` goes to the agreement."""
    days = {"signed_on": signed, "signed_precision": more.pop("signed_precision", "day")} if signed else {}
    named = {"name": more.pop("name", f"{company} 투자협약".strip()), "kind": more.pop("kind", "investment")}
    made = m.Agreement.objects.create(
        municipality=municipality, key=key, source=source_of(municipality), **named, **days, **more
    )
    m.Version.objects.create(agreement=made, recorded_by=recorder(), source=made.source)
    if company:
        add_party(made, company)
    for metric, value in (("seats", seats), ("jobs", jobs)):
        if value is not None:
            add_pledge(made, metric, value, due=due)
    refresh_summary(made)
    return made


def add_party(agreement: m.Agreement, who: str | m.Organisation, role: str = "company", **more: Any) -> m.Party:
    city = agreement.municipality
    if isinstance(who, str):
        found = m.Organisation.objects.filter(municipality=city, folded_name=fold(who)).first()
        who = found or make_organisation(city, who)
    made = m.Party.objects.create(agreement=agreement, organisation=who, role=role, source=agreement.source, **more)
    refresh_summary(agreement)
    return made


def add_pledge(
    agreement: m.Agreement, metric: str, value: int, *, due: date | None = None, stage: str = "signed", **more: Any
) -> m.Pledge:
    days = {"due_on": due, "due_precision": more.pop("due_precision", "day")} if due else {}
    made = m.Pledge.objects.create(
        version_of=more.pop("version_of", None) or agreement.versions.get(number=0),
        metric=metric,
        low=value,
        high=more.pop("high", value),
        stage=stage,
        **fact_of(agreement),
        **days,
        **more,
    )
    refresh_summary(agreement)
    return made


def add_actual(
    agreement: m.Agreement, rung: str, value: int, on: date, *, is_approved: bool = True, **more: Any
) -> m.Actual:
    """Approved unless told otherwise; an unapproved one is what the press or the company says."""
    made = m.Actual.objects.create(
        rung=rung,
        low=value,
        high=value,
        as_of_on=on,
        as_of_precision=more.pop("as_of_precision", "day"),
        source_kind=more.pop("source_kind", "visit" if is_approved else "press"),
        **fact_of(agreement),
        **more,
    )
    if is_approved:
        m.Review.objects.create(actual=made, decision="approved", reviewed_by=recorder())
    refresh_summary(agreement)
    return made


def add_outcome(agreement: m.Agreement, code: str, on: date, **more: Any) -> m.Outcome:
    made = m.Outcome.objects.create(
        code=code,
        on_on=on,
        on_precision="day",
        reason_code=more.pop("reason_code", "other"),
        **fact_of(agreement),
        **more,
    )
    refresh_summary(agreement)
    return made


def fact_of(agreement: m.Agreement) -> dict[str, Any]:
    return {"agreement": agreement, "source": agreement.source, "recorded_by": recorder()}


def recorder() -> User:
    """Whoever was made first writes the facts; where nobody was, somebody is."""
    return User.objects.order_by("pk").first() or make_person("recorder", Role.READER)
