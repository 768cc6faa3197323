"""시장 현황: what was counted is told beside every count, and different counts are never drawn together."""

import re
from datetime import date

import pytest
from django.urls import reverse

from agreements import models as m
from tests.agreements.cast import cast, source_of

pytestmark = pytest.mark.django_db

URL = reverse("agreements:market")


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def officer(client, people):
    client.force_login(people.officer)
    return client


@pytest.fixture
def add(people):
    def add(place: str, year: int, basis: str = "운영 중", **counted):
        return m.MarketFigure.objects.create(
            place=place,
            as_of_on=date(year, 1, 1),
            as_of_precision="year",
            count_basis=basis,
            source=source_of(people.incheon),
            **counted,
        )

    return add


def ask(client, **asked):
    answer = client.get(URL, asked)
    assert answer.status_code == 200
    return answer


def drawn(answer) -> list[tuple[str, list[str], list[int]]]:
    return [
        (chart.title, [label for label, _ in chart.rows], [values[0] for _, values in chart.rows])
        for chart in answer.context["charts"]
    ]


def test_a_chart_is_drawn_for_each_thing_counted_and_each_basis(officer, add):
    add("광주광역시", 2002, centres=13, seats=2293)
    add("광주광역시", 2003, centres=17, seats=3000)
    add("광주광역시", 2006, basis="누적 유치", seats=4530)
    add("광주광역시", 2018, centres=55, agents=7000)
    add("대전광역시", 2018, centres=99, seats=99, agents=99)
    assert drawn(ask(officer, place="광주광역시")) == [
        ("광주광역시 센터 수(운영 중)", ["2002년", "2003년", "2018년"], [13, 17, 55]),
        ("광주광역시 상담석 수(운영 중)", ["2002년", "2003년"], [2293, 3000]),
    ]


def test_without_a_place_nothing_is_drawn(officer, add):
    for year in (2002, 2003):
        add("광주광역시", year, seats=1)
    assert drawn(ask(officer)) == []
    assert len(ask(officer).context["figures"]) == 2


@pytest.mark.parametrize("place", ["없는 곳", "<b>", "'; --", "가" * 500])
def test_a_place_that_is_not_there_shows_all(officer, add, place):
    add("광주광역시", 2002, seats=1)
    answer = ask(officer, place=place)
    assert len(answer.context["figures"]) == 1
    assert "<b>" not in answer.content.decode()


def test_a_count_that_was_not_told_is_not_zero(officer, add):
    add("광주광역시", 2002, seats=0)
    cells = re.findall(r'<td class="n"[^>]*>(.*?)</td>', ask(officer).content.decode(), re.DOTALL)
    assert [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells] == ["자료에 없음", "0", "자료에 없음"]


def test_every_row_names_its_basis_and_its_source(officer, add):
    add("광주광역시", 2002, basis="2년간 유치", agents=3700)
    body = ask(officer).content.decode()
    assert "2년간 유치" in body
    assert "지역신문" in body
    assert "우리 협약의 실적이 아니며 집계에 넣지 않습니다." in body


def test_an_empty_market_says_so(officer):
    assert "등록된 시장 현황이 없습니다." in ask(officer).content.decode()
