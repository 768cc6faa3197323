"""What the page that enters an agreement means: rows that are not saved yet and name each other.

What does not fit together is refused at the line that says it.
"""

from typing import Any

from agreements.forms.fields import DayField, SaidField
from agreements.forms.obligation import ObligationLine
from agreements.forms.party import PartyLine
from agreements.forms.pledge import PledgeLine
from agreements.forms.registration import Registration
from agreements.models import (
    Agreement,
    Attendee,
    Centre,
    Document,
    Organisation,
    Party,
    Pledge,
    Signatory,
    Step,
    Upload,
)
from agreements.rules.metric import Metric
from agreements.rules.name import fold
from agreements.rules.paper import stem_of

TWICE = "같은 곳이 같은 역할로 두 번 있습니다. 한 줄을 비우십시오."
NOBODY = "기업을 적으십시오. 기업이 없는 협약이면 더 입력의 ‘당사자’에 기관을 적으십시오."
NO_PARTY = "③ 당사자에 없는 이름입니다. 거기에 적은 이름을 적으십시오."
NONE_ADOPTED = "채택한 값이 없습니다. 같은 구분의 채택한 값을 먼저 적으십시오."


class Rows:
    """Only for a page whose every field could be read."""

    def __init__(self, registration: Registration) -> None:
        self.page, self.told = registration, registration.form.cleaned_data
        self.signatories: list[Signatory] = []
        self.attendees: list[Attendee] = []
        self.agreement = self._agreement()
        self.given: dict[str, Any] = {"agreement": self.agreement}
        self.parties = self._parties()
        self._name_paper()
        if self.agreement.name:
            registration.form.refuse_unless_whole(self.agreement)
        self.pledges = self._pledges()
        self.obligations = self._obligations()
        self.statements: list[Any] = self._plain("statement")
        self.centres = self._centres()
        self.steps = self._steps()
        self.documents, self.papers = self._papers()

    def values(self) -> dict[str, Any]:
        """As an action takes them."""
        kept_apart = {"page", "told", "given"}
        return {name: rows for name, rows in vars(self).items() if name not in kept_apart}

    def _agreement(self) -> Agreement:
        row: Any = self.page.form.row()
        return row

    def _parties(self) -> list[Party]:
        """The city by itself, the companies of the short form, then the lines, which may say more of either."""
        found: dict[tuple[int, str], Party] = {}
        if self.page.city:
            found[key_of(self.page.city, Party.Role.CITY)] = self._party(self.page.city, Party.Role.CITY)
        for company in self.told["companies"]:
            found[key_of(company, Party.Role.COMPANY)] = self._party(company, Party.Role.COMPANY)
        lines: set[tuple[int, str]] = set()
        for line in self.page.parties.told:
            key = key_of(line.cleaned_data["organisation"], line.cleaned_data["role"])
            found[key] = self._of_line(line)
            if key in lines:
                line.add_error("organisation", TWICE)
            lines.add(key)
        if not any(role != Party.Role.CITY for _, role in found):
            self.page.form.add_error("companies", NOBODY)
        for position, party in enumerate(found.values(), start=1):
            party.position = position
        return list(found.values())

    def _party(self, organisation: Organisation, role: Party.Role) -> Party:
        """Whoever is named on the paper that was signed has signed it."""
        source = self.page.sources.main
        return Party(organisation=organisation, role=role.value, is_signatory=True, source=source, **self.given)

    def _of_line(self, line: PartyLine) -> Party:
        party: Any = line.row(**self.given)
        line.refuse_unless_whole(party)
        for one in line.signatories.told:
            signatory: Any = one.row(party=party, source=party.source)
            one.refuse_unless_whole(signatory)
            self.signatories.append(signatory)
        self.attendees += line.attendees_of(party)
        return party

    def _name_paper(self) -> None:
        """Nothing else named, the signed paper is the source; an agreement without a title is called by its parties."""
        others = [party.organisation for party in self.parties if party.role != Party.Role.CITY]
        companies = [party.organisation for party in self.parties if party.role == Party.Role.COMPANY] or others
        agreement, paper = self.agreement, self.page.sources.paper
        if not agreement.name and companies:
            more = f" 등 {len(companies)}개사" if len(companies) > 1 else ""
            agreement.name = f"{companies[0]}{more} 컨택센터 {agreement.get_kind_display()}"[:200]
        publisher = self.page.city or next(iter(others), None) or self.page.around.municipality
        paper.publisher, paper.title = str(publisher)[:80], f"{agreement.name} 협약서"[:200]
        for part in ("on", "precision", "words"):
            setattr(paper, f"published_{part}", getattr(agreement, f"signed_{part}"))

    def _pledges(self) -> list[Pledge]:
        due = DayField().spread(self.told.get("due"))
        days = dict(zip(DayField().columns("due"), due, strict=True))
        whole = {metric: self.told.get(metric) for metric in Metric}
        pledges = [self._whole(metric, said, days) for metric, said in whole.items() if said is not None]
        lines = [(line, self._pledge(line)) for line in self.page.lines["pledge"].told]
        pledges += [pledge for _, pledge in lines]
        for line, pledge in lines:
            if pledge.dispute_reason:
                pledge.disputes = self._adopted(line, pledge, pledges)
        return pledges

    def _whole(self, metric: Metric, said: Any, days: dict[str, Any]) -> Pledge:
        values = zip(("low", "high", "wording"), SaidField(metric=metric).spread(said), strict=True)
        told = {"metric": metric.value, "stage": Pledge.Stage.SIGNED.value, "source": self.page.sources.main}
        return Pledge(**dict(values), **told, **days, recorded_by=self.page.around.user, **self.given)

    def _pledge(self, line: PledgeLine) -> Pledge:
        pledge: Any = line.row(party=self._whose(line, None), **self.given)
        line.refuse_unless_whole(pledge)
        return pledge

    def _adopted(self, line: PledgeLine, pledge: Pledge, pledges: list[Pledge]) -> Pledge | None:
        """Of the same thing at the same due; else the first value of the same thing."""
        beside = [one for one in pledges if one.metric == pledge.metric and not one.dispute_reason]
        beside = [one for one in beside if one.party is pledge.party] or beside
        if not beside:
            line.add_error("dispute_reason", NONE_ADOPTED)
        return next((one for one in beside if one.due_on == pledge.due_on), beside[0] if beside else None)

    def _obligations(self) -> list[Any]:
        """Without a name: of the one company, of the city, of all together."""
        companies = [party for party in self.parties if party.role == Party.Role.COMPANY]
        cities = [party for party in self.parties if party.role == Party.Role.CITY]
        defaults = {
            "company_duty": companies[0] if len(companies) == 1 else None,
            "city_duty": cities[0] if cities else None,
            "joint_duty": None,
        }
        lines = [(line, default) for name, default in defaults.items() for line in self.page.lines[name].told]
        found = []
        for position, (line, default) in enumerate(lines, start=1):
            found.append(line.row(party=self._whose(line, default), position=position, **self.given))
            line.refuse_unless_whole(found[-1])
        return found

    def _whose(self, line: PledgeLine | ObligationLine, default: Party | None) -> Party | None:
        name = line.cleaned_data.get("whose")
        if not name:
            return default
        meant = self.page.names.found.get(fold(name))
        called = [one for one in self.parties if one.organisation is meant or fold(one.organisation.name) == fold(name)]
        if not called:
            line.add_error("whose", NO_PARTY)
        return called[0] if called else None

    def _plain(self, name: str) -> list[Any]:
        found = []
        for line in self.page.lines[name].told:
            found.append(line.row(**self.given))
            line.refuse_unless_whole(found[-1])
        return found

    def _centres(self) -> list[Centre]:
        told = self.told
        if not self.page.form.has_place:
            return []
        others = [party.organisation.name for party in self.parties if party.role != Party.Role.CITY]
        stage = told["place_stage"] or Pledge.Stage.SIGNED.value
        names = ("building", "address", "area_m2", "work_type", "sourcing", "district")
        centre = Centre(
            municipality=self.page.around.municipality,
            name=(told["centre_name"] or f"{others[0] if others else ''} 컨택센터")[:100],
            place_stage=stage if told["address"] else "",
            source=told["place_source"],
            **{name: told[name] for name in names},
            **self.given,
        )
        self.page.form.refuse_unless_whole(centre)
        return [centre]

    def _steps(self) -> list[Step]:
        day = self.told.get("opening")
        if day is None:
            return []
        days = dict(zip(DayField().columns("on"), DayField().spread(day), strict=True))
        centre = self.centres[0] if self.centres else None
        told = {"kind": Step.Kind.OPENED.value, "is_planned": True, "recorded_by": self.page.around.user}
        return [Step(centre=centre, source=self.page.sources.main, **told, **days, **self.given)]

    def _papers(self) -> tuple[list[Document], list[tuple[Document, Upload]]]:
        documents, papers = [], []
        for line in self.page.lines["document"].told:
            upload, document = line.cleaned_data["paper"], line.row(**self.given)
            named = stem_of(upload.original_name) if upload else f"{self.agreement} {document.get_kind_display()}"
            document.title = (document.title or named)[:200]
            line.refuse_unless_whole(document)
            if upload:
                papers.append((document, upload))
            else:
                documents.append(document)
        return documents, papers


def key_of(organisation: Organisation, role: str) -> tuple[int, str]:
    """Of one that is not saved yet there is one row for all lines of the page (Names)."""
    return organisation.pk or -id(organisation), str(role)


def read(registration: Registration) -> Rows | None:
    """The rows, where every field could be read and everything fits together."""
    refused = [form for form in registration.forms if not form.is_valid()]
    if refused:
        return None
    rows = Rows(registration)
    return None if any(form.errors for form in registration.forms) else rows
