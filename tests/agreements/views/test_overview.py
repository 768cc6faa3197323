"""총괄현황: three series side by side, their charts and tables, and what needs somebody."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements.templatetags.charts import BarChart, side_by_side
from tests.agreements.cast import add_actual, add_outcome, cast, make_agreement, make_district

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def head(client, people):
    client.force_login(people.head)
    return client


def page(client):
    answer = client.get("/")
    assert answer.status_code == 200
    return answer


def groups(answer):
    return {group["name"]: group for group in answer.context["groups"]}


def test_another_city_is_in_no_figure(head, people):
    make_agreement(people.incheon, "canary", company="카나리아", seats=9999, jobs=9999)
    make_agreement(people.gwangju, "ours", company="가", seats=10, jobs=20)
    answer = page(head)
    assert (answer.context["total"].count, answer.context["total"].seats.pledged.low) == (1, 10)
    assert "카나리아" not in answer.content.decode()
    assert "9,999" not in answer.content.decode()


def test_a_national_reader_compares_cities(client, people):
    make_agreement(people.incheon, "b", company="나", jobs=5)
    make_agreement(people.gwangju, "a", company="가", jobs=7)
    client.force_login(people.reader)
    place = groups(page(client))["municipality"]
    assert [total.label for total in place["totals"]] == ["광주광역시", "인천광역시"]
    assert place["by"] == "지자체별"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_looking_is_all_there_is(head, method):
    assert getattr(head, method)("/").status_code == 405


def test_an_empty_register_says_so(head):
    assert "아직 등록된 협약이 없습니다." in page(head).content.decode()


def test_the_parts_of_each_table_add_up(head, people):
    east = make_district(people.gwangju, "동구", "29110")
    make_agreement(people.gwangju, "a", company="가", signed=date(2020, 1, 1), seats=10, jobs=20, district=east)
    make_agreement(people.gwangju, "b", company="나", signed=date(2021, 1, 1), seats=30)
    make_agreement(people.gwangju, "c", company="다", jobs=40)
    answer = page(head)
    for group in groups(answer).values():
        assert sum(total.count for total in group["totals"]) == 3
        assert sum(total.seats.pledged.low for total in group["totals"] if total.seats.pledged) == 40
        assert sum(total.jobs.pledged.low for total in group["totals"] if total.jobs.pledged) == 60
    assert [total.label for total in groups(answer)["year"]["totals"]] == ["2020년", "2021년", "연도 미상"]
    assert [total.label for total in groups(answer)["district"]["totals"]] == ["동구", "구역 미상"]


def test_confirmed_and_reported_stay_apart(head, people):
    one = make_agreement(people.gwangju, "a", company="가", signed=date(2020, 1, 1), jobs=100)
    two = make_agreement(people.gwangju, "b", company="나", signed=date(2020, 1, 1), jobs=100)
    add_actual(one, "insured", 60, date(2024, 1, 1))
    add_actual(two, "staff", 33, date(2024, 1, 1), is_approved=False)
    answer = page(head)
    body = re.sub(r"\s+", " ", answer.content.decode())
    assert "실적 60명 (1건 확인) · 보고 33명*" in body
    chart = groups(answer)["year"]["charts"][2]
    assert chart.rows == (("2020년", (200, 60, 33)),)


def test_what_is_late_is_told_the_longest_wait_first(head, people):
    today = timezone.localdate()
    for key, days in (("new", 1), ("old", 900), ("fine", -1)):
        make_agreement(people.gwangju, key, company=key, jobs=10, due=today - timedelta(days=days))
    done = make_agreement(people.gwangju, "done", company="끝", jobs=10, due=date(2020, 1, 1))
    add_outcome(done, "done", date(2021, 1, 1))
    reached = make_agreement(people.gwangju, "reached", company="달성", jobs=10, due=date(2020, 1, 1))
    add_actual(reached, "insured", 10, date(2021, 1, 1))
    answer = page(head)
    assert [late.standing.agreement.key for late in answer.context["overdue"]] == ["old", "new"]
    assert answer.context["overdue_count"] == 2


def test_unchecked_means_a_year(head, people):
    today = timezone.localdate()
    for key, days in (("fresh", 30), ("stale", 800)):
        made = make_agreement(people.gwangju, key, company=key, jobs=10)
        add_actual(made, "insured", 1, today - timedelta(days=days))
    make_agreement(people.gwangju, "never", company="가", jobs=10)
    answer = page(head)
    assert (answer.context["unchecked"], answer.context["total"].unchecked) == (2, 1)


def test_the_day_and_the_definition_stand_at_the_right_of_the_title(head, people):
    people.gwangju.fulfilment_definition = "opened"
    people.gwangju.save()
    body = page(head).content.decode()
    assert re.search(r"기준일 \d{4}\. \d{1,2}\. \d{1,2}\.\([월화수목금토일]\)", body)
    assert "이행 판정 기준: 개소" in body


def test_every_chart_has_a_title_a_description_and_its_own_names(head, people):
    make_agreement(people.gwangju, "a", company="가", signed=date(2020, 1, 1), seats=10, jobs=20)
    body = page(head).content.decode()
    assert body.count("<svg") - body.count('class="mark') == body.count('role="img"') == 6
    ids = re.findall(r'id="([^"]+)"', body)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-labelledby="(year-\w+-title year-\w+-desc)"', body))
    assert "style=" not in body


def test_bars_start_at_zero_and_what_is_not_known_has_none():
    chart = BarChart("n", "제목", "2026. 11. 22. 기준", ("협약", "확인"), (("가", (100, 50)), ("나", (None, None))))
    full, half = chart.groups[0].bars
    assert half.width * 2 == full.width
    assert [bar.words for bar in chart.groups[0].bars] == ["100", "확인 50"]
    assert chart.groups[1].bars == ()
    assert chart.description == "가 협약 100, 확인 50. 나 미확인"


def test_charts_of_nothing_and_of_zero_can_be_drawn():
    assert BarChart("n", "제목", "", ("협약",), ()).height > 0
    assert BarChart("n", "제목", "", ("협약",), (("가", (0,)),)).groups[0].bars[0].width == 0


def test_charts_side_by_side_share_their_lines():
    one = BarChart("a", "", "", ("협약", "확인"), (("가", (1, 1)), ("나", (1, None))))
    two = BarChart("b", "", "", ("협약", "확인"), (("가", (1, None)), ("나", (1, None))))
    first, second = side_by_side(one, two)
    assert [group.y for group in first.groups] == [group.y for group in second.groups]
    assert first.height == second.height


def test_fifty_agreements_cost_what_one_costs(head, people):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            page(head)
        return len(caught)

    make_agreement(people.gwangju, "a", company="가", signed=date(2020, 1, 1), jobs=5, due=date(2021, 1, 1))
    few = cost()
    for n in range(49):
        make_agreement(
            people.gwangju, f"b{n}", company=f"회사{n}", signed=date(2000 + n % 20, 1, 1), jobs=5, due=date(2021, 1, 1)
        )
    assert cost() == few <= 20


def test_long_names_have_room_left_of_the_bars():
    chart = BarChart("n", "제목", "", ("협약",), (("부산광역시 부산진구", (10,)),))
    [bar] = chart.groups[0].bars
    assert bar.x == chart.start > 9 * 12
    assert bar.text_x < 420
