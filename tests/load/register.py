"""A register of 200 agreements, each with its companies, contacts and promises; nobody's. Made inside the house."""

import json
from datetime import date, timedelta
from typing import Any

from accounts.capabilities import Role
from accounts.models import Municipality, Region, User
from agreements import models as m
from agreements.actions.record import record
from agreements.rules.name import fold
from tests.bench.generate import summarise
from tests.load.answer import COUNT, address_of, agreement_name, company_name, company_of, key_of, metrics_of

PASSWORD = "right-horse-2026"
PROMISED = {"seats": 100, "jobs": 120, "investment": 1_200_000_000}


def make() -> None:
    """Every row through the chain of changes, as a person would have entered it."""
    province = Region.objects.create(name="가나광역시", level="province", code="91")
    city = Municipality.objects.create(key="gana", name="가나광역시", region=province, asks_by_link=True)
    officer = person("officer", Role.OFFICER, city)
    person("head", Role.TEAM_HEAD, city)
    districts = [
        Region.objects.create(name=f"{n}구", level="district", code=f"91{n}10", parent=province) for n in "123"
    ]
    source = record(m.Source(municipality=city, kind="city", publisher=city.name, title="투자협약서"), by=officer)
    told = {"municipality": city, "source": source, "officer": officer}
    companies: dict[int, m.Organisation] = {}
    for number in range(COUNT):
        whose = company_of(number)
        companies[whose] = companies.get(whose) or company(number, city, officer)
        agreement(number, companies[whose], {**told, "district": districts[number % 3]})
    summarise(list(m.Agreement.objects.select_related("municipality", "source")))
    print(json.dumps({"agreements": COUNT, "companies": len(companies)}))


def person(username: str, role: Role, city: Municipality) -> User:
    return User.objects.create_user(
        username=username,
        password=PASSWORD,
        display_name="담당 주무관" if role == Role.OFFICER else "팀장",
        role=role,
        municipality=city,
        email=f"{username}@city.example",
    )


def company(number: int, city: Municipality, officer: User) -> m.Organisation:
    name = company_name(number)
    made = record(m.Organisation(municipality=city, kind="company", name=name, folded_name=fold(name)), by=officer)
    telephone = f"062-555-{number:04}"
    reached = {"telephone": telephone, "email": address_of(number)}
    record(m.Contact(organisation=made, title="총무팀 담당", name="김새봄", **reached), by=officer)
    return made


def agreement(number: int, whose: m.Organisation, told: dict[str, Any]) -> None:
    by, source = told["officer"], told["source"]
    row = m.Agreement(
        key=key_of(number),
        name=agreement_name(number),
        kind="investment",
        form="new",
        signed_on=date(2021, 1, 4) + timedelta(days=number * 7),
        signed_precision="day",
        **told,
    )
    home = {"municipality": row.municipality, "agreement": row, "by": by}
    record(row, **home)
    record(m.Party(agreement=row, organisation=whose, role="company", source=source), **home)
    fact = {"agreement": row, "source": source, "recorded_by": by}
    version = record(m.Version(**fact), **home)
    for metric in metrics_of(number):
        value = PROMISED[metric] + number
        promise = {"metric": metric, "stage": "signed", "low": value, "high": value}
        record(m.Pledge(version_of=version, **promise, **fact), **home)
