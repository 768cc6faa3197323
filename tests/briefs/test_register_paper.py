"""협약 목록: a line for each agreement, the sums first, the sources named."""

from datetime import UTC, date, datetime

import page
import pytest
from pypdf import PdfReader

from accounts.capabilities import Role
from agreements import models as m
from briefs.contents import Order, draw
from briefs.contents.changed import what_changed
from briefs.contents.order import MOST_ROWS
from briefs.models import Brief
from briefs.ordering import order_brief
from briefs.rendering import render
from tests.agreements.cast import add_actual, make_agreement, make_municipality, make_person, make_source
from tests.agreements.rows import world
from tests.bench.generate import agreements
from tests.briefs.made import case
from tests.briefs.registers import AS_OF, drawn, small
from tests.briefs.tree import headings, notes, rows, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]


def register(city, **values):
    return drawn("register", city, **values)


def test_a_line_for_each_in_the_order_of_signing():
    told = rows(register(small()), "register")
    assert [row["name"] for row in told.values()] == ["5건", "가람", "나래", "다솜", "라온 외 2개사(공동)", "사랑"]
    assert list(told) == ["계", "1", "2", "3", "4", "5"]
    assert told["계"] == {
        "number": "계",
        "name": "5건",
        "signed": "",
        "district": "",
        "seats_pledged": "100",
        "seats_confirmed": "90",
        "jobs_pledged": "380",
        "jobs_confirmed": "200",
        "jobs_rate": "52.6",
        "due": "",
        "progress": "",
        "checked": "",
    }
    assert told["2"] == {
        "number": "2",
        "name": "나래",
        "signed": "2019. 3. 2.",
        "district": "동구",
        "seats_pledged": "-",
        "seats_confirmed": "-",
        "jobs_pledged": "200",
        "jobs_confirmed": "80",
        "jobs_rate": "40.0",
        "due": "2022. 12. 31.",
        "progress": "추진 중(기한 경과)",
        "checked": "2026. 6. 30.",
    }


def test_the_filter_decides_what_is_on_it_and_is_told():
    paper = register(small(), asked={"progress": "past_due"}, sort="-signed")
    assert [row["name"] for row in rows(paper, "register").values()] == ["2건", "다솜", "나래"]
    assert (
        paper["summary"][0] == "광주광역시 협약 2건(2개사), 체결 2019~2020. 3.(민선 7기), 추진상황 추진 중(기한 경과)"
    )


def test_each_row_leads_to_its_agreements_and_the_sum_to_all():
    city = small()
    behind = draw(Order(kind="register", municipality=city, as_of=AS_OF)).behind["register"]
    assert behind["late"] == [m.Agreement.objects.get(key="late").pk]
    assert sorted(behind["whole"]) == sorted(m.Agreement.objects.filter(municipality=city).values_list("pk", flat=True))


def test_one_source_stands_at_the_foot_without_numbers():
    paper = register(small())
    assert paper["sources"] == ["지역신문"]
    assert "sources" not in [column["key"] for column in table(paper, "register")["columns"]]


@pytest.mark.parametrize(("count", "is_attached"), [(3, False), (13, True)])
def test_sources_are_numbered_and_many_are_attached(count, is_attached):
    city = make_municipality("gwangju", "광주광역시", code="29")
    for number in range(count):
        made = make_agreement(city, f"a{number}", company=f"회사 {number}", signed=date(2020, 1, 1 + number), jobs=1)
        source = make_source(city, title=str(number), published_on=date(2020, 1, 1 + number), published_precision="day")
        m.Agreement.objects.filter(pk=made.pk).update(source=source)
    paper = register(city)
    found = [row["sources"] for row in rows(paper, "register").values()]
    if is_attached:
        assert paper["sources"] == ["붙임 출처 목록"]
        assert [part["title"] for part in paper["parts"]] == ["", "출처 목록"]
        assert len(rows(paper, "sources")) == count + 1
        assert found[1:3] == ["1, 2", "2, 3"]
    else:
        assert len(paper["sources"]) == count + 1
        assert found[1:3] == ["①②", "②③"]


def test_two_articles_of_one_day_are_told_apart_where_there_is_room():
    city = make_municipality("gwangju", "광주광역시", code="29")
    for number in range(26):
        made = make_agreement(city, f"a{number}", company=f"회사 {number}", signed=date(2020, 1, 1), jobs=1)
        day = {"published_on": date(2020, 1, 1 + number // 2), "published_precision": "day"}
        source = make_source(city, url=f"https://example.com/{number}", **day)
        m.Agreement.objects.filter(pk=made.pk).update(source=source)
    found = [row for row in rows(register(city), "sources").values() if row["where"] != "자료에 없음"]
    assert len({row["where"] for row in found}) == 26
    assert len({row["source"] for row in found}) == 13


def test_as_known_then_the_old_figures_come_back():
    then = case()
    then.pledge("jobs", 100)
    given = {"as_of": date(2026, 9, 30), "known_at": datetime(2020, 12, 31, tzinfo=UTC)}
    old = register(then.city, **given)
    add_actual(then.agreement, "staff", 70, date(2020, 12, 1))
    make_agreement(then.city, "entered-later", company="뒤에 적은 회사", signed=date(2019, 1, 1), jobs=40)
    assert register(then.city, **given) == old
    assert old["known_at"] == "2020. 12. 31."
    assert rows(old, "register")["1"]["jobs_confirmed"] == "미확인"
    now = rows(register(then.city), "register")
    assert now["계"]["jobs_confirmed"] == "70"
    assert now["계"]["name"] == "2건"


def test_of_nothing_and_of_one():
    city = make_municipality("empty", "빈광역시", code="93")
    assert headings(register(city))["협약 목록"]["beside"] == "해당 협약 없음"
    make_agreement(city, "only", company="가람", signed=date(2020, 1, 1))
    paper = register(city)
    assert paper["summary"] == [
        "빈광역시 협약 1건(1개사), 체결 2020. 1.(민선 7기)",
        "협약 1건 모두 이행 여부 미확인, 협약 수치 없음",
    ]
    assert [column["key"] for column in table(paper, "register")["columns"]] == [
        "number",
        "name",
        "signed",
        "due",
        "progress",
        "checked",
    ]


def test_a_long_name_goes_on_a_second_line_and_nothing_is_cut(tmp_path):
    city = make_municipality("gwangju", "광주광역시", code="29")
    name = "한국고용정보서비스 주식회사 호남권역 컨택센터운영본부 제2사업단 광주센터"
    make_agreement(city, "long", company=name, signed=date(2020, 1, 1), jobs=12_345, seats=10_000)
    made = render(order_brief(Order(kind="register", municipality=city, as_of=AS_OF), by=_person(city)))
    path = tmp_path / "paper.pdf"
    path.write_bytes(made.data)
    told = "".join(PdfReader(path).pages[0].extract_text().replace("\u2060", "").split())
    assert name.replace(" ", "") in told
    assert page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1).is_compliant


def _person(city):
    return make_person("orderer", Role.OFFICER, city)


def test_volumes_number_their_rows_on():
    made = world()
    agreements(made, MOST_ROWS)
    paper = register(made.municipality, volume=2)
    assert paper["title"] == "컨택센터 투자협약 목록(2/2권)"
    assert list(rows(paper, "register")) == ["계(전체)", "소계(제2권)", "501"]
    assert rows(paper, "register")["계(전체)"]["jobs_pledged"] == "50,000"
    assert register(made.municipality, asked={"q": "기업 0000"}, volume=1)["title"] == "컨택센터 투자협약 목록"


def test_what_changed_since_is_told_by_name_and_not_by_number():
    city = small()
    before = Brief(contents=register(city), as_of=AS_OF, ordered_at=datetime(2026, 10, 1, tzinfo=UTC), behind={})
    make_agreement(city, "first", company="맨 앞", signed=date(2010, 1, 1), jobs=10)
    order = Order(kind="register", municipality=city, as_of=AS_OF)
    found = what_changed(order, register(city), {}, before).found
    assert {one.row for one in found} == {"계", "맨 앞"}


def test_notes_say_what_the_rate_is_of():
    assert "이행률은 미확인 협약분도 분모에 넣은 값" in " ".join(notes(register(small())))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((date(2020, 2, 3), "day"), (date(2020, 9, 1), "month"), "체결 2020. 2.~2020. 9."),
        ((date(2019, 2, 3), "day"), (date(2020, 7, 1), "quarter"), "체결 2019~2020년 3분기"),
        ((date(2020, 7, 1), "quarter"), (date(2020, 7, 1), "quarter"), "체결 2020년 3분기"),
        ((date(2016, 1, 1), "year"), (date(2020, 1, 1), "year"), "체결 2016~2020년"),
    ],
)
def test_the_span_of_signing_is_told_as_it_is_known(first, last, words):
    city = make_municipality("gwangju", "광주광역시", code="29")
    for number, (on, precision) in enumerate((first, last)):
        row = make_agreement(city, f"a-{number}", company=f"가람{number}", signed=on)
        m.Agreement.objects.filter(pk=row.pk).update(signed_precision=precision)
    assert words in register(city)["summary"][0]
