"""The sample data: real agreements with their sources, demo registers and demo people.

One transaction for the ground, one for each register and one for each agreement. What is already there, or was and
bears another name now, is left alone entirely: loading twice changes nothing and no correction is undone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from accounts.capabilities import Role
from accounts.demo import DEMO_PASSWORD, DEMO_PEOPLE, DemoPerson
from accounts.models import Department, Municipality, Region, User
from agreements import models as m
from agreements.actions.change import note_change
from agreements.actions.record import record
from agreements.actions.sample_rows import Line, build, lines, lines_of, partial
from agreements.actions.summary import refresh_summary
from agreements.rules.name import fold

NATIONAL = "national"
[ADMINISTRATOR] = (person for person in DEMO_PEOPLE if person.role == Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Table:
    """A file of facts about one agreement. Later lines may name its rows, as ``linked_as``, by the column ``by``."""

    file: str
    model: type[models.Model]
    linked_as: str = ""
    by: str = ""


OF_AN_AGREEMENT = (
    Table("parties", m.Party, "party", by="organisation"),
    Table("signatories", m.Signatory),
    Table("attendees", m.Attendee),
    Table("pledges", m.Pledge, "disputes", by="label"),
    Table("obligations", m.Obligation),
    Table("statements", m.Statement),
    Table("centres", m.Centre, "centre", by="name"),
    Table("centre_roles", m.CentreRole),
    Table("steps", m.Step),
    Table("actuals", m.Actual),
    Table("outcomes", m.Outcome),
    Table("payments", m.SubsidyPayment),
)
OF_AN_ORGANISATION = (
    Table("former_names", m.FormerName),
    Table("memberships", m.Membership),
    Table("organisation_statements", m.Statement),
    Table("programmes", m.Programme),
)


def known(model: type[models.Model], column: str, **scope: Any) -> dict[str, Any]:
    """Rows by what they are called and, before that, by what they were first recorded as."""
    rows = {row.pk: row for row in model._base_manager.filter(**scope)}
    first = m.ChangeRecord.objects.filter(action="등록", subject_model=model._meta.model_name, **scope)
    names = {note.after.get(column): rows[note.subject_id] for note in first if note.subject_id in rows}
    return {**{getattr(row, column): row for row in rows.values()}, **names}


def folded(rows: dict[str, Any]) -> dict[str, Any]:
    return {fold(name): row for name, row in rows.items()}


class Register:
    """One municipality's register while it is loaded: what the names in the files stand for."""

    def __init__(self, key: str, municipality: Municipality, *, by: User) -> None:
        self.key, self.municipality, self.by = key, municipality, by
        officer = demo_officer(key)
        desk = {"officer": officer, "department": officer.department if officer else None}
        self.given: dict[str, Any] = {"municipality": municipality, "recorded_by": by, **desk}
        self.sources: dict[str, m.Source] = {}
        self.regions = known(Region, "code")
        self.organisations = folded(known(m.Organisation, "name", municipality=municipality))
        self.buildings = folded(known(m.Building, "name", municipality=municipality))
        self.spaces: dict[str, m.Space] = {}
        self.links: dict[str, Callable[[str], Any]] = {
            "municipality": lambda key: self.municipality,
            "represents": lambda key: self.municipality,
            "source": self.source,
            "same_as": same_organisation,
            "region": self.regions.__getitem__,
            "district": self.regions.__getitem__,
            "organisation": self.organisation,
            "member": self.organisation,
            "operator": self.organisation,
            "building": lambda name: self.buildings[fold(name)],
            "space": self.spaces.__getitem__,
        }

    def add(self, model: type[models.Model], line: Line) -> Any:
        row = build(model, line, self.links, self.given)
        record(row, municipality=self.municipality, by=self.by)
        return row

    def organisation(self, name: str) -> m.Organisation:
        return self.organisations[fold(name)]

    def source(self, key: str) -> m.Source:
        """The register's own row for it, made when the first fact cites it."""
        if key not in self.sources:
            [line] = lines_of("sources", "key", key)
            names = ("url",) if line["url"] else ("publisher", "title")
            own = m.Source.objects.filter(municipality=self.municipality, **{name: line[name] for name in names})
            self.sources[key] = own.first() or self.add(m.Source, line)
        return self.sources[key]


class AgreementFacts:
    """One new agreement while its facts are added."""

    def __init__(self, register: Register, agreement: m.Agreement) -> None:
        self.register, self.agreement = register, agreement
        self.links = {**register.links, "agreement": lambda key: agreement}
        self.given = dict(register.given)

    def add_version(self, line: Line) -> None:
        """What was signed: the day is the agreement's own."""
        told = {"source": line["source"], "signed": line["signed"], "signed_words": line["signed_words"]}
        self.given["version_of"] = self.add(m.Version, {"agreement": line["key"], **told})

    def add_all(self, table: Table) -> None:
        rows: dict[str, Any] = {}
        if table.linked_as:
            self.links[table.linked_as] = rows.__getitem__
        for line in lines_of(table.file, "agreement", self.agreement.key):
            rows[line.get(table.by, "")] = self.add(table.model, line)

    def add(self, model: type[models.Model], line: Line) -> Any:
        row = build(model, line, self.links, self.given)
        record(row, municipality=self.register.municipality, agreement=self.agreement, by=self.register.by)
        return row


def load_sample() -> None:
    with transaction.atomic():
        there = known(User, "username")
        by = there.get(ADMINISTRATOR.username) or save_person(ADMINISTRATOR, None, None)
        registers = add_registers(by=by)
        add_people(registers, there, by=by)
    for line in lines("municipalities"):
        load_register(line["key"], registers[line["key"]], by=by)


def add_registers(*, by: User) -> dict[str, Municipality]:
    """The registers by the key in their file; the national one comes first and notes the regions."""
    registers, regions = known(Municipality, "key"), known(Region, "code")
    for line in lines("municipalities"):
        if line["key"] not in registers:
            registers[line["key"]] = add_municipality(line, regions, by=by)
        if line["key"] == NATIONAL:
            add_regions(registers[NATIONAL], regions, by=by)
    return registers


def add_municipality(line: Line, regions: dict[str, Region], *, by: User) -> Municipality:
    row: Any = build(Municipality, line, {"region": regions.__getitem__}, {})
    record(row, municipality=row, by=by)
    return row


def add_regions(national: Municipality, regions: dict[str, Region], *, by: User) -> None:
    links = {"parent": regions.__getitem__, "successor": regions.__getitem__}
    for line in lines("regions"):
        if line["code"] not in regions:
            row: Any = build(Region, line, links, {})
            record(row, municipality=national, by=by)
            regions[row.code] = row


def add_people(registers: dict[str, Municipality], there: dict[str, User], *, by: User) -> None:
    """Departments and demo people. The administrator was saved before anything else and is noted here."""
    departments = {key: add_departments(key, registers[key], by=by) for key in registers}
    for person in DEMO_PEOPLE:
        if person.username not in there:
            key = person.municipality_key
            city, department = (registers[key], departments[key]) if key else (None, None)
            user = by if person is ADMINISTRATOR else save_person(person, city, department)
            note_person(user, city or registers[NATIONAL], by=by)


def demo_officer(key: str) -> User | None:
    """Who keeps the agreements of a register, where a demo person does."""
    names = [one.username for one in DEMO_PEOPLE if one.role == Role.OFFICER and one.municipality_key == key]
    return User.objects.filter(username__in=names, is_active=True).select_related("department").first()


def add_departments(key: str, municipality: Municipality, *, by: User) -> Department | None:
    """Returns the first of them."""
    departments = known(Department, "name", municipality=municipality)
    for line in lines_of("departments", "municipality", key):
        if line["name"] not in departments:
            departments[line["name"]] = Department(municipality=municipality, name=line["name"])
            record(departments[line["name"]], municipality=municipality, by=by)
    return next(iter(departments.values()), None)


def save_person(person: DemoPerson, city: Municipality | None, department: Department | None) -> User:
    user = User(
        username=person.username,
        display_name=person.label,
        role=person.role.value,
        municipality=city,
        department=department,
        is_staff=person.role == Role.ADMINISTRATOR,
    )
    user.set_password(DEMO_PASSWORD)
    user.full_clean()
    user.save(force_insert=True)
    return user


def note_person(user: User, municipality: Municipality, *, by: User) -> None:
    """The change record names the account and never holds its password."""
    told = {"username": user.username, "display_name": user.display_name, "role": user.role}
    note_change("등록", user, municipality=municipality, after=told, by=by)


def load_register(key: str, municipality: Municipality, *, by: User) -> None:
    with transaction.atomic():
        register = Register(key, municipality, by=by)
        add_organisations(register)
        add_buildings(register)
        if municipality.is_national:
            add_market_figures(register)
    there = known(m.Agreement, "key")
    for line in lines_of("agreements", "municipality", register.key):
        if line["key"] not in there:
            add_agreement(register, line)


def add_organisations(register: Register) -> None:
    fresh = set()
    for line in lines_of("organisations", "municipality", register.key):
        if fold(line["name"]) not in register.organisations:
            row = register.add(m.Organisation, line)
            register.organisations[row.folded_name] = row
            fresh.add(line["name"])
    for table in OF_AN_ORGANISATION:
        for line in lines_of(table.file, "municipality", register.key):
            if line.get("organisation", line.get("operator")) in fresh:
                register.add(table.model, line)


def same_organisation(path: str) -> m.Organisation | None:
    """``gwangju/라이나생명``: the row of an earlier register, where it still bears that name."""
    key, _, name = path.partition("/")
    return m.Organisation.objects.filter(municipality__key=key, folded_name=fold(name)).first()


def add_buildings(register: Register) -> None:
    fresh = set()
    for line in lines_of("buildings", "municipality", register.key):
        if fold(line["name"]) not in register.buildings:
            row = register.add(m.Building, line)
            register.buildings[row.folded_name] = row
            fresh.add(line["name"])
    for line in lines_of("spaces", "municipality", register.key):
        there = register.buildings[fold(line["building"])].spaces.filter(name=line["name"]).first()
        space = register.add(m.Space, line) if line["building"] in fresh else there
        register.spaces[f"{line['building']} {line['name']}"] = space


def add_market_figures(register: Register) -> None:
    """Public figures; their sources belong to the national register."""
    names = ("place", "as_of_on", "as_of_precision", "count_basis", "source__url")
    there = set(m.MarketFigure.objects.values_list(*names))
    urls = {line["key"]: line["url"] for line in lines("sources")}
    for line in lines("market_figures"):
        if (line["place"], *partial(line["as_of"]), line["count_basis"], urls[line["source"]]) not in there:
            register.add(m.MarketFigure, line)


@transaction.atomic
def add_agreement(register: Register, line: Line) -> None:
    agreement: Any = build(m.Agreement, line, register.links, register.given)
    record(agreement, municipality=register.municipality, agreement=agreement, by=register.by)
    facts = AgreementFacts(register, agreement)
    facts.add_version(line)
    for table in OF_AN_AGREEMENT:
        facts.add_all(table)
    refresh_summary(agreement)
