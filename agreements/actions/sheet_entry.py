"""What one agreement of a sheet says, as rows that are not saved yet, or the cells that could not be read."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from accounts.models import Region
from agreements import models as m
from agreements.actions.arrival import Arrival, Fault, Intake
from agreements.periods import UNKNOWN, PartialDate
from agreements.rules.metric import METRIC_UNITS, Metric
from agreements.rules.name import fold, tidy
from agreements.rules.reading import Unreadable, read_day, read_said, read_said_won
from agreements.rules.said import Said
from agreements.rules.sheet import MEANING_NAMES, Entry, Meaning
from agreements.rules.sheet.body import Told

Value = TypeVar("Value")

NOTHING = {"", "-", "–", "—", "없음", "미정", "해당없음", "x", "n", "no"}
YES = {"y", "yes", "o", "○", "◯", "●", "예", "있음", "유", "true"}
FORMS = {fold(label): value for value, label in m.Agreement.Form.choices} | {
    fold("신설+이전"): "new_moved",
    fold("신설·이전·증설(묶음)"): "mixed",
    fold("신규"): "new",
}
KINDS = {fold(label): value for value, label in m.Agreement.Kind.choices} | {
    fold("MOU"): "mou",
    fold("양해각서"): "mou",
    fold("투자"): "investment",
    fold("업무협약(MOU)"): "business",
}
ROLES = {"운영": "operator", "발주": "client", "모회사": "parent", "투자사": "investor"}


def arrival_of(entry: Entry, intake: Intake) -> Arrival:
    return _Reader(entry, intake).read()


class _Reader:
    def __init__(self, entry: Entry, intake: Intake) -> None:
        self.entry, self.intake = entry, intake
        self.faults: list[Fault] = []
        self.source = self._source()

    def read(self) -> Arrival:
        arrival = Arrival(self.entry, self._agreement())
        for fill in (self._parties, self._pledges, self._obligations, self._statements, self._places, self._papers):
            fill(arrival)
        if not arrival.companies:
            told = self.entry.first(Meaning.NAME) or self.entry.first(Meaning.SIGNED)
            self._refuse(told, Meaning.COMPANY, "기업명이 없습니다.")
        arrival.faults = self.faults
        return arrival

    def _agreement(self) -> m.Agreement:
        signed: PartialDate = self._read(Meaning.SIGNED, _day) or UNKNOWN
        companies = self._companies()
        kind = self._coded(Meaning.KIND, KINDS) or self.intake.kind
        return m.Agreement(
            municipality=self.intake.municipality,
            name=self._text(Meaning.NAME) or _called(companies, kind),
            kind=kind,
            form=self._coded(Meaning.FORM, FORMS) or "",
            signed_on=signed.on,
            signed_precision=signed.precision,
            signed_words=signed.words,
            venue=self._text(Meaning.VENUE),
            district=self._district(),
            source=self.source,
        )

    def _companies(self) -> list[str]:
        return [name for text in self.entry.texts(Meaning.COMPANY) for name in _names(text)]

    def _parties(self, arrival: Arrival) -> None:
        city = self._city()
        roles = [(city, m.Party.Role.CITY.value)] if city else []
        roles += [(self.intake.organisation(name), m.Party.Role.COMPANY.value) for name in self._companies()]
        roles += [self._other(name) for text in self.entry.texts(Meaning.OTHERS) for name in _names(text)]
        for position, (organisation, role) in enumerate(_each_once(roles), start=1):
            arrival.parties.append(
                m.Party(
                    agreement=arrival.agreement,
                    organisation=organisation,
                    role=role,
                    position=position,
                    source=self.source,
                )
            )

    def _other(self, name: str) -> tuple[m.Organisation, str]:
        """``(주)씨아이씨코리아(운영사)``: the role stands behind the name."""
        found = re.fullmatch(r"(.+?)\(([^()]+)\)", name)
        role = next((role for word, role in ROLES.items() if found and word in found[2]), "")
        plain = found[1] if found and role else name
        return self.intake.organisation(plain, "company" if role else "agency"), role or m.Party.Role.PARTNER.value

    def _city(self) -> m.Organisation | None:
        """The city of the register; of another city only in the national register, which has none of its own."""
        told = self.entry.first(Meaning.CITY)
        own = self.intake.municipality
        if own.is_national:
            return self.intake.organisation(told.text, "municipality") if told else None
        if told and fold(told.text) != fold(own.name):
            self._refuse(told, Meaning.CITY, f"{own} 대장에는 {own}의 협약만 가져옵니다. 이 행을 지우고 올리십시오.")
        return self.intake.organisation(own.name, "municipality")

    def _pledges(self, arrival: Arrival) -> None:
        due: PartialDate = self._read(Meaning.DUE, _day) or UNKNOWN
        for meaning, metric in ((Meaning.SEATS, Metric.SEATS), (Meaning.JOBS, Metric.JOBS)):
            self._pledge(arrival, meaning, metric, due)
        self._pledge(arrival, Meaning.INVESTMENT, Metric.INVESTMENT, due)

    def _pledge(self, arrival: Arrival, meaning: Meaning, metric: Metric, due: PartialDate) -> None:
        """One value for all companies together, or one for each when the sheet gives each its own."""
        cells = [told for told in self.entry.told.get(meaning, []) if fold(told.text) not in NOTHING]
        each = zip(self.entry.told.get(Meaning.COMPANY, []), arrival.company_parties, strict=False)
        own = {told.row: party for told, party in each}
        for told in cells:
            said = self._try(told, meaning, lambda one: _said(one, metric))
            if said is None:
                continue
            arrival.pledges.append(
                m.Pledge(
                    agreement=arrival.agreement,
                    metric=metric.value,
                    low=said.low,
                    high=said.high,
                    wording=said.wording,
                    stage=self.intake.stage,
                    party=own.get(told.row) if len(cells) > 1 else None,
                    due_on=due.on,
                    due_precision=due.precision,
                    due_words=due.words,
                    source=self.source,
                    recorded_by=self.intake.by,
                )
            )

    def _obligations(self, arrival: Arrival) -> None:
        local, support = self._text(Meaning.LOCAL_FIRST), self._text(Meaning.SUPPORT)
        if local and fold(local) not in NOTHING:
            words = "지역인재 우선채용" if fold(local) in YES else local
            self._obligation(arrival, "local_first", words, m.Party.Role.COMPANY)
        if support and fold(support) not in NOTHING:
            self._obligation(arrival, "financial", support, m.Party.Role.CITY)

    def _obligation(self, arrival: Arrival, code: str, words: str, role: str) -> None:
        """Of the one party in that role; of several it is nobody's own."""
        parties = [party for party in arrival.parties if party.role == role]
        arrival.obligations.append(
            m.Obligation(
                agreement=arrival.agreement,
                party=parties[0] if len(parties) == 1 else None,
                code=code,
                words=words[:200],
                stage=self.intake.stage,
                position=len(arrival.obligations) + 1,
                source=self.source,
            )
        )

    def _statements(self, arrival: Arrival) -> None:
        """What became of it and the remarks stay words: a sheet's word for an outcome is not yet a decided one."""
        for meaning in (Meaning.OUTCOME, Meaning.NOTE):
            for text in self.entry.texts(meaning):
                if fold(text) not in NOTHING:
                    arrival.statements.append(
                        m.Statement(
                            municipality=self.intake.municipality,
                            agreement=arrival.agreement,
                            topic=m.Statement.Topic.CONTEXT,
                            words=f"{MEANING_NAMES[meaning]}: {text}"[:400],
                            source=self.source,
                            recorded_by=self.intake.by,
                        )
                    )

    def _places(self, arrival: Arrival) -> None:
        address = self._text(Meaning.ADDRESS)
        if not address or fold(address) in NOTHING or not arrival.companies:
            return
        arrival.centres.append(
            m.Centre(
                municipality=self.intake.municipality,
                agreement=arrival.agreement,
                name=f"{arrival.companies[0].name} 컨택센터"[:100],
                district=arrival.agreement.district,
                address=address[:200],
                place_stage=self.intake.stage,
                source=self.source,
            )
        )

    def _papers(self, arrival: Arrival) -> None:
        if number := self._text(Meaning.DOCUMENT_NUMBER):
            arrival.documents.append(
                m.Document(
                    municipality=self.intake.municipality,
                    agreement=arrival.agreement,
                    kind=m.Document.Kind.AGREEMENT,
                    title=f"{arrival.agreement.name} 협약서"[:200],
                    document_number=number[:80],
                )
            )

    def _source(self) -> m.Source:
        """The address the row gives, else the sheet itself."""
        told = self._text(Meaning.SOURCE)
        if not told:
            return self.intake.source
        if told not in self.intake.sources:
            host = _host(told)
            kind = m.Source.Kind.PRESS if host else m.Source.Kind.PAPER
            self.intake.sources[told] = m.Source(
                municipality=self.intake.municipality,
                kind=kind,
                publisher=(host or told)[:80],
                url=told if host else "",
            )
        return self.intake.sources[told]

    def _district(self) -> Region | None:
        told = self.entry.first(Meaning.DISTRICT)
        if told is None or fold(told.text) in NOTHING:
            return None
        found = self.intake.districts.get(fold(told.text))
        if found is None:
            self._refuse(
                told, Meaning.DISTRICT, "이 이름의 시·군·구가 없습니다. 지금의 정식 이름을 적으십시오. 예: 동구"
            )
        return found

    def _coded(self, meaning: Meaning, codes: dict[str, str]) -> str | None:
        told = self.entry.first(meaning)
        if told is None or fold(told.text) in NOTHING:
            return None
        found = codes.get(fold(told.text))
        if found is None:
            labels = ", ".join(_labels(meaning))
            self._refuse(told, meaning, f"다음 가운데 하나로 적으십시오: {labels}")
        return found

    def _text(self, meaning: Meaning) -> str:
        return " ".join(self.entry.texts(meaning)).strip()

    def _read(self, meaning: Meaning, read: Callable[[Told], Value]) -> Value | None:
        told = self.entry.first(meaning)
        if told is None or fold(told.text) in NOTHING:
            return None
        return self._try(told, meaning, read)

    def _try(self, told: Told, meaning: Meaning, read: Callable[[Told], Value]) -> Value | None:
        try:
            return read(told)
        except Unreadable as error:
            self._refuse(told, meaning, str(error))
            return None

    def _refuse(self, told: Told | None, meaning: Meaning, sentence: str) -> None:
        where = told.where if told else f"{self.entry.row}행"
        self.faults.append(Fault(where, MEANING_NAMES[meaning], told.text if told else "", sentence))


def _each_once(roles: list[tuple[m.Organisation, str]]) -> list[tuple[m.Organisation, str]]:
    """A company that is not saved yet is itself and nobody else."""
    return list({(id(organisation), role): (organisation, role) for organisation, role in roles}.values())


def _day(told: Told) -> PartialDate:
    """A number with a point cannot be told apart: 2020.1 may have been typed as 2020.10."""
    if isinstance(told.value, float) and not told.value.is_integer():
        raise Unreadable(
            "숫자로 저장된 날짜라 2020.1과 2020.10을 구별할 수 없습니다. 글자로 바꾸어 적으십시오. 예: 2020. 10."
        )
    return read_day(told.text)


def _said(told: Told, metric: Metric) -> Said:
    if metric == Metric.INVESTMENT:
        return read_said_won(told.text, told.unit or "원")
    return read_said(told.text, METRIC_UNITS[metric])


def _names(text: str) -> list[str]:
    return [tidy(part) for part in re.split(r"[\n;]", text) if tidy(part)]


def _called(companies: Iterable[str], kind: str) -> str:
    names = list(companies)
    others = f" 등 {len(names)}개사" if len(names) > 1 else ""
    label: Any = m.Agreement.Kind(kind).label
    return f"{names[0]}{others} 컨택센터 {label}"[:200] if names else ""


def _labels(meaning: Meaning) -> list[str]:
    choices: Any = m.Agreement.Kind if meaning == Meaning.KIND else m.Agreement.Form
    return [str(label) for label in choices.labels]


def _host(told: str) -> str | None:
    """Of an address; None where it is a title, or looks like an address and is none: http://[단독]기사."""
    try:
        return urlsplit(told).hostname if told.startswith(("http://", "https://")) else None
    except ValueError:
        return None
