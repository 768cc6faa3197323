"""A round, an agreement asked in it, and short ways to hand something in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from agreements import models as m
from agreements.actions.check_in import submit_check_in
from agreements.rules.answered import Answered, Submitted
from agreements.rules.metric import Rung
from agreements.rules.said import Said
from agreements.standing import standings
from tests.agreements.cast import Cast, cast, make_agreement

BASE_DAY = date(2026, 9, 30)
TODAY = date(2026, 10, 8)


@dataclass
class Asked:
    c: Cast
    agreement: m.Agreement
    round: m.Round
    check_in: m.CheckIn


def asked() -> Asked:
    """120 jobs and 100 seats, asked for the third quarter of 2026."""
    c = cast()
    agreement = make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 7, 16), seats=100, jobs=120)
    made = make_round(c.gwangju)
    return Asked(c, agreement, made, m.CheckIn.objects.create(round=made, agreement=agreement))


def make_round(municipality: Any, name: str = "2026년 3분기 이행 점검") -> m.Round:
    days = {"observed_from": date(2026, 7, 1), "observed_to": BASE_DAY}
    until = {"opens_on": date(2026, 10, 1), "due_on": date(2026, 10, 21)}
    return m.Round.objects.create(municipality=municipality, name=name, **days, **until)


def close(round: m.Round, by: Any) -> None:
    m.RoundClosing.objects.create(round=round, closed_by=by)


def answered(rung: Rung, number: int, **more: Any) -> Answered:
    return Answered(rung, Said(number, number), **more)


def came(*told: Answered, **more: Any) -> Submitted:
    return Submitted(**{"via": "paper", "came_on": TODAY, "answered": told, **more})


def hand_in(a: Asked, *told: Answered, **more: Any) -> m.Receipt:
    return submit_check_in(a.check_in, came(*told, **more), by=a.c.officer)


def stood(a: Asked, on: date = TODAY) -> Any:
    """The standing of the jobs."""
    return standings([a.agreement], as_of=on)[0].jobs


def facts(a: Asked, rung: str = "staff") -> list[m.Actual]:
    return list(m.Actual.objects.filter(agreement=a.agreement, rung=rung).order_by("pk"))
