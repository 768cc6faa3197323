"""The agreement of case 1 as rows, written by hand, and short ways to add what becomes of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from accounts.capabilities import Role
from accounts.models import Department, Municipality, Region, User
from agreements import models as m
from agreements.actions.change import note_change
from briefs.contents import Order
from briefs.models import Brief
from briefs.ordering import order_brief

TODAY = date(2026, 11, 22)
SIGNED = date(2020, 7, 16)
RECORDED = datetime(2020, 8, 1, tzinfo=UTC)


@dataclass
class Case:
    """One agreement and the rows that others hang on."""

    city: Municipality
    officer: User
    paper: m.Source
    press: m.Source
    company: m.Organisation
    agreement: m.Agreement
    version: m.Version
    of_city: m.Party
    of_company: m.Party

    def fact(self, model: Any, **values: Any) -> Any:
        given = {"agreement": self.agreement, "recorded_by": self.officer, "source": self.paper} | values
        return model.objects.create(**({"recorded_at": RECORDED} | given))

    def pledge(self, metric: str, value: int, **values: Any) -> m.Pledge:
        given = {"version_of": self.version, "metric": metric, "low": value, "high": value, "stage": "signed"}
        return self.fact(m.Pledge, **(given | values))

    def actual(self, rung: str, value: int, on: date, *, approved: bool = True, **values: Any) -> m.Actual:
        given = {"rung": rung, "low": value, "high": value, "as_of_on": on, "as_of_precision": "day"}
        row = self.fact(m.Actual, **(given | {"source_kind": "visit"} | values))
        if approved:
            decided = {"reviewed_by": self.officer, "reviewed_at": values.get("recorded_at", RECORDED)}
            m.Review.objects.create(actual=row, decision="approved", **decided)
        return row

    def duty(self, party: m.Party | None, code: str, words: str, **values: Any) -> m.Obligation:
        given = {"party": party, "code": code, "words": words, "stage": "signed", "source": self.paper}
        return m.Obligation.objects.create(agreement=self.agreement, **(given | values))

    def statement(self, topic: str, words: str, **values: Any) -> m.Statement:
        given = {"municipality": self.city, "topic": topic, "words": words, "recorded_by": self.officer}
        hangs = {} if "organisation" in values else {"agreement": self.agreement}
        return m.Statement.objects.create(**(given | hangs | {"source": self.press, "recorded_at": RECORDED} | values))

    def note(self) -> None:
        """As every action leaves it in the chain of changes."""
        note_change("등록", self.agreement, municipality=self.city, agreement=self.agreement, by=self.officer)

    def matter(self, kind: str, what: str = "", **values: Any) -> m.Matter:
        given = {"kind": kind, "what": what, "is_none": not what, "raised_on": date(2026, 9, 1)}
        return m.Matter.objects.create(agreement=self.agreement, **(given | values))


def order(made: Case, **values: Any) -> Order:
    """Of its agreement, as of TODAY, unless said otherwise."""
    given = {"kind": "agreement", "subject": made.agreement, "municipality": made.city, "as_of": TODAY}
    return Order(**(given | values))


def ordered(made: Case, **values: Any) -> Brief:
    return order_brief(order(made, **values), by=made.officer)


def case(key: str = "case-1") -> Case:
    region = Region.objects.create(name="광주광역시", level="province", code="29")
    city = Municipality.objects.create(key="gwangju", name="광주광역시", region=region)
    officer = person("officer", Role.OFFICER, city)
    paper = _source(city, "광주일등뉴스")
    company = _organisation(city, "흥국생명(주)")
    agreement = m.Agreement.objects.create(
        municipality=city,
        key=key,
        name="흥국생명(주) 고객센터 투자협약",
        kind="investment",
        form="new",
        signed_on=SIGNED,
        signed_precision="day",
        signed_hour=time(16),
        venue="시청 비즈니스룸",
        department=Department.objects.create(municipality=city, name="투자유치과"),
        source=paper,
    )
    given = {"agreement": agreement, "source": paper}
    return Case(
        city=city,
        officer=officer,
        paper=paper,
        press=_source(city, "전자신문"),
        company=company,
        agreement=agreement,
        version=m.Version.objects.create(recorded_by=officer, recorded_at=RECORDED, **given),
        of_city=m.Party.objects.create(organisation=_organisation(city, "광주광역시"), role="city", **given),
        of_company=m.Party.objects.create(organisation=company, role="company", position=2, **given),
    )


def heungkuk() -> Case:
    """Case 1 as its sources tell it."""
    made = case()
    _people(made)
    announced = {"stage": "announced", "source": made.press, "due_precision": "year", "due_on": date(2020, 1, 1)}
    made.pledge("seats", 100)
    made.pledge("jobs", 100)
    made.pledge("jobs", 60, **announced, due_words="2020년 말")
    made.pledge("jobs", 100, **(announced | {"due_precision": "half", "due_on": date(2021, 1, 1)}))
    made.duty(made.of_company, "centre", "고객상담형 센터 100석 설치")
    made.duty(made.of_company, "local_first", "지역인재 우선채용(비율·인원 명시 없음)")
    made.duty(made.of_city, "administrative", "원활한 센터 운영을 위한 행정지원")
    made.duty(made.of_city, "financial", "설비비 일부·고용보조금·교육훈련보조금", stage="announced", source=made.press)
    made.statement("net_new", "서울 센터 인력 일부 재배치와 신규 채용 보도 병존")
    made.statement("profile", "1949년 설립", organisation=made.company)
    assets = {"as_of_on": date(2019, 12, 31), "as_of_precision": "day", "as_of_words": "2019년 말"}
    made.statement("profile", "자산 29조 4천억 원", organisation=made.company, **assets)
    _around(made)
    return made


def _people(made: Case) -> None:
    m.Signatory.objects.create(party=made.of_city, title="시장", name="이용섭", source=made.paper)
    m.Signatory.objects.create(party=made.of_company, title="대표이사", name="조병익", source=made.paper)
    titles = {made.of_city: ("일자리경제실장", "일자리정책관"), made.of_company: ("상무", "CS사업본부장")}
    for party, present in titles.items():
        for title in present:
            m.Attendee.objects.create(party=party, title=title, source=made.paper)


def _around(made: Case) -> None:
    m.Centre.objects.create(
        municipality=made.city,
        agreement=made.agreement,
        name="흥국생명 고객센터",
        folded_name="흥국생명고객센터",
        address="동구 흥국생명빌딩",
        place_stage="announced",
        source=made.press,
    )
    m.MarketFigure.objects.create(
        region=made.city.region,
        place="광주광역시",
        as_of_on=date(2020, 7, 1),
        as_of_precision="month",
        centres=68,
        agents=7306,
        count_basis="운영 중",
        source=made.press,
    )


def person(username: str, role: Role, city: Municipality | None) -> User:
    return User.objects.create(username=username, display_name="주무관", role=role, municipality=city)


def _source(city: Municipality, publisher: str) -> m.Source:
    return m.Source.objects.create(
        municipality=city, kind="press", publisher=publisher, published_on=SIGNED, published_precision="day"
    )


def _organisation(city: Municipality, name: str) -> m.Organisation:
    row = m.Organisation(municipality=city, kind="company", name=name)
    row.full_clean()
    row.save()
    return row
