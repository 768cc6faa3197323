"""An agreement that arrives in a sheet: rows that are not saved yet, and the register they come into."""

from dataclasses import dataclass, field

from accounts.models import Municipality, Region, User
from agreements import models as m
from agreements.rules.name import fold, tidy
from agreements.rules.sheet import Entry


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be taken: where it stands, what its column means, what it holds and what to write instead."""

    where: str
    column: str
    value: str
    sentence: str


@dataclass
class Intake:
    """The register that a sheet comes into, and what stands for its names."""

    municipality: Municipality
    by: User
    source: m.Source
    kind: str
    stage: str = m.Pledge.Stage.SIGNED.value
    districts: dict[str, Region] = field(default_factory=dict)
    organisations: dict[str, m.Organisation] = field(default_factory=dict)
    sources: dict[str, m.Source] = field(default_factory=dict)

    def organisation(self, name: str, kind: str = "company") -> m.Organisation:
        """The one so called, now or once; else a new one, the same for every row of the sheet."""
        key = fold(name)
        if key not in self.organisations:
            self.organisations[key] = m.Organisation(municipality=self.municipality, name=tidy(name), kind=kind)
        return self.organisations[key]


@dataclass
class Arrival:
    """The rows of one agreement. ``faults`` is empty when all of it could be read."""

    entry: Entry
    agreement: m.Agreement
    parties: list[m.Party] = field(default_factory=list)
    pledges: list[m.Pledge] = field(default_factory=list)
    obligations: list[m.Obligation] = field(default_factory=list)
    statements: list[m.Statement] = field(default_factory=list)
    centres: list[m.Centre] = field(default_factory=list)
    documents: list[m.Document] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def company_parties(self) -> list[m.Party]:
        return [party for party in self.parties if party.role == m.Party.Role.COMPANY]

    @property
    def companies(self) -> list[m.Organisation]:
        return [party.organisation for party in self.company_parties]
