"""Registers that papers on many agreements speak of: the published one of 광주, and a small one made by hand."""

from datetime import date
from typing import Any

from accounts.models import Municipality
from agreements import models as m
from briefs.contents import Order, draw
from tests.agreements.cast import (
    add_actual,
    add_outcome,
    add_party,
    add_pledge,
    fact_of,
    make_agreement,
    make_district,
    make_municipality,
)
from tests.agreements.standing.register import EOK, Made, make_register, shares

AS_OF = date(2026, 9, 30)


def drawn(kind: str, city: Municipality, **values: Any) -> dict[str, Any]:
    return draw(Order(**({"kind": kind, "municipality": city, "as_of": AS_OF} | values))).contents


def published() -> Municipality:
    """238 of 2016~2020. 9. as the council was told (tests/agreements/standing/test_published.py)."""
    city = make_municipality("gwangju", "광주광역시", code="29", fulfilment_definition="opened", district_word="자치구")
    codes = ("done",) * 101 + ("",) * 82 + ("changed",) * 38 + ("elsewhere",) * 9 + ("closed",) * 8
    money, jobs, spent, hired = (
        shares(whole, count) for whole, count in ((16_970 * EOK, 238), (7_676, 238), (5_303 * EOK, 101), (1_617, 101))
    )
    made = [
        Made(
            signed=date(2016 + number % 5, 1 + number % 9, 15),
            pledged={"investment": money[number], "jobs": jobs[number]},
            confirmed={"invested": spent[number], "staff": hired[number]} if code == "done" else {},
            checked=date(2020, 9, 30),
            opened=date(2020, 6, 1) if code == "done" else None,
            outcome=code,
            decided=date(2020, 9, 1),
            due=date(2020, 6, 30) if number % 2 else date(2021, 6, 30),
        )
        for number, code in enumerate(codes)
    ]
    make_register(city, [*made, Made(date(2020, 10, 5), {"jobs": 500}, {"staff": 400}, date(2020, 10, 6))])
    return city


def small() -> Municipality:
    """Five: reached, short and late, late and unchecked, joint and reported only, and one without a figure or a day.

    Jobs 100 + 200 + 50 + 30 = 380, confirmed 120 + 80 = 200; seats 100, confirmed 90; another register's count nowhere.
    """
    city = make_municipality("gwangju", "광주광역시", code="29", district_word="자치구")
    dong, seo = make_district(city, "동구", "29110"), make_district(city, "서구", "29140")
    due = date(2022, 12, 31)
    reached = make_agreement(
        city, "reached", company="가람", signed=date(2018, 3, 2), seats=100, jobs=100, district=dong
    )
    add_actual(reached, "seats_used", 90, date(2026, 6, 30))
    add_actual(reached, "staff", 120, date(2026, 6, 30))
    add_outcome(reached, "done", date(2026, 7, 1))
    short = make_agreement(city, "short", company="나래", signed=date(2019, 3, 2), jobs=200, due=due, district=dong)
    add_actual(short, "staff", 80, date(2026, 6, 30))
    make_agreement(city, "late", company="다솜", signed=date(2020, 3, 2), jobs=50, due=due, district=seo)
    joint = make_agreement(city, "joint", company="라온", signed=date(2025, 3, 2))
    add_party(joint, "마루", position=2)
    add_party(joint, "바다", position=3)
    add_pledge(joint, "jobs", 30, due=date(2027, 12, 31), stage="announced")
    add_actual(joint, "staff", 25, date(2026, 6, 30), is_approved=False)
    make_agreement(city, "plain", company="사랑")
    m.SubsidyPayment.objects.create(item="rent", amount_won=2 * EOK, **fact_of(reached))
    other = make_municipality("busan", "부산광역시", code="26")
    make_agreement(other, "other", company="남의 회사", signed=date(2018, 1, 1), jobs=9_999)
    return city
