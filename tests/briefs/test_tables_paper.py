"""자치구별·기업별 이행표: sums first, parts that add up, columns that fall away, volumes."""

from datetime import date

import page
import pytest

from accounts.capabilities import Role
from agreements import models as m
from briefs.contents import NotYetError, Order
from briefs.contents.order import MOST_ROWS
from briefs.ordering import order_brief
from briefs.rendering import render
from tests.agreements.cast import add_party, make_agreement, make_municipality, make_person
from tests.agreements.rows import world
from tests.bench.generate import agreements
from tests.briefs.registers import AS_OF, drawn, published, small
from tests.briefs.tree import headings, notes, rows, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]


@pytest.fixture
def city():
    return small()


def tables(city, **values):
    return drawn("tables", city, **values)


def by_company(contents):
    """By the name, as the first column only numbers."""
    found = table(contents, "companies")
    keys = [column["key"] for column in found["columns"]]
    told = [
        dict(zip(keys, [cell["text"] + cell["mark"] for cell in row["cells"]], strict=True)) for row in found["rows"]
    ]
    return {row["name"]: row for row in told}


def test_districts_add_up_to_their_sum(city):
    told = rows(tables(city), "district_figures")
    assert list(told) == ["계", "동구", "서구", "구역 미상"]
    assert [row["count"] for row in told.values()] == ["5", "2", "1", "2"]
    assert [row["jobs_pledged"] for row in told.values()] == ["380", "300", "50", "30"]
    assert [row["jobs_confirmed"] for row in told.values()] == ["200", "200", "미확인", "미확인"]
    assert [row["jobs_difference"] for row in told.values()] == ["△100", "△100", "미확인", "미확인"]
    states = rows(tables(city), "district_states")
    for key in ("done", "within_due", "past_due", "no_due", "fulfilled", "unchecked"):
        whole, *parts = [int(row[key]) for row in states.values()]
        assert whole == sum(parts)


def test_the_published_whole_is_the_sum_of_its_districts():
    told = rows(tables(published(), as_of=date(2020, 9, 30)), "district_figures")["계"]
    assert (told["count"], told["jobs_rate"], told["investment_rate"]) == ("238", "21.1", "31.2")
    assert (told["investment_pledged"], told["investment_confirmed"]) == ("16,970.0", "5,303.0")


def test_companies_stand_by_name_and_the_sum_first(city):
    told = by_company(tables(city))
    assert list(told) == ["5건", "가람", "나래", "다솜", "라온 외 2개사(공동)", "사랑"]
    assert told["5건"]["jobs_rate"] == "52.6"
    assert told["가람"]["jobs_difference"] == "20"
    assert told["나래"]["jobs_difference"] == "△120"
    assert (told["라온 외 2개사(공동)"]["jobs_pledged"], told["라온 외 2개사(공동)"]["progress"]) == (
        "30*",
        "추진 중(기한 내)",
    )
    assert (told["사랑"]["jobs_pledged"], told["사랑"]["signed"], told["사랑"]["due"]) == ("-", "미상", "자료에 없음")


def test_what_was_never_promised_has_no_columns(city):
    keys = {column["key"] for column in table(tables(city), "companies")["columns"]}
    assert not [key for key in keys if key.startswith("investment")]
    few = {column["key"] for column in table(tables(city, asked={"year_from": "2020"}), "companies")["columns"]}
    assert not [key for key in few if key.startswith("seats") or key.endswith("difference")]


def test_legends_stand_where_their_words_do(city):
    told = " ".join(notes(tables(city)))
    for words in (
        "미확인은 0이 아님",
        "-: 해당 없음",
        "미상: 자료에 없음",
        "증감: 실적이 확인된 협약",
        "이행 판정 기준: 고용",
    ):
        assert words in told
    bare = " ".join(notes(tables(city, asked={"q": "가람"})))
    assert "-: 해당 없음" not in bare
    assert "미확인은" not in bare


def test_two_companies_are_both_named(city):
    add_party(m.Agreement.objects.get(key="late"), "하늘", position=2)
    assert "다솜, 하늘" in by_company(tables(city))


def test_the_register_names_its_districts():
    city = make_municipality("incheon", "인천광역시", code="28", district_word="군·구")
    make_agreement(city, "one", company="가람", signed=date(2020, 1, 1), jobs=5)
    paper = tables(city)
    assert paper["title"] == "컨택센터 투자협약 군·구별·기업별 이행표"
    assert "군·구별 협약과 실적" in headings(paper)


def test_of_nothing_it_says_so():
    paper = tables(make_municipality("empty", "빈광역시", code="93"))
    assert paper["summary"] == ["빈광역시 해당 협약 없음"]
    assert headings(paper)["시·군·구별·기업별 이행표"]["beside"] == "해당 협약 없음"


def test_volumes_hold_their_share_and_name_both_sums():
    made = world()
    agreements(made, MOST_ROWS)  # and the one of the world
    first, second = (tables(made.municipality, volume=number) for number in (1, 2))
    assert first["title"].endswith("이행표(1/2권)")
    assert second["title"].endswith("이행표(2/2권)")
    assert [len(table(paper, "companies")["rows"]) for paper in (first, second)] == [MOST_ROWS + 2, 1 + 2]
    told = rows(second, "companies")
    assert list(told) == ["계(전체)", "소계(제2권)", "501"]
    assert (told["계(전체)"]["jobs_pledged"], told["소계(제2권)"]["jobs_pledged"]) == ("50,000", "100")
    assert table(first, "district_figures")
    assert table(second, "district_figures") is None
    with pytest.raises(NotYetError, match="제3권은 없습니다"):
        tables(made.municipality, volume=3)


def test_many_rows_ask_no_more_than_few(city, django_assert_max_num_queries):
    made = world()
    agreements(made, 60)
    with django_assert_max_num_queries(12):
        tables(city)
    with django_assert_max_num_queries(12):
        tables(made.municipality)


def test_the_paper_is_accessible(city, tmp_path):
    order = Order(kind="tables", municipality=city, as_of=AS_OF)
    made = render(order_brief(order, by=make_person("orderer", Role.OFFICER, city)))
    path = tmp_path / "paper.pdf"
    path.write_bytes(made.data)
    assert made.pages == 2
    verdict = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
    assert verdict.is_compliant, [failure.message for failure in verdict.failures]
