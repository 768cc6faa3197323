"""질문과 답: the page's own answer on paper, with the same figures."""

from datetime import UTC, date, datetime

import pytest

from agreements import models as m
from agreements.answers import QUESTIONS
from agreements.answers.told import told as told_answer
from briefs.contents import NotYetError, Order, draw
from briefs.contents.answer import asked_of
from briefs.rendering import render
from tests.agreements.cast import make_agreement, make_district, make_municipality
from tests.briefs.made import order, ordered
from tests.briefs.registers import AS_OF, small
from tests.briefs.test_rendering import is_accessible, words_of
from tests.briefs.tree import headings, lines, notes, rows, said, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]


def of(made, key, *, as_of=None, known_at=None, **asked):
    when = {"as_of": as_of} if as_of else {}
    return order(made, kind="answer", subject=None, known_at=known_at, asked={"question": key, **asked}, **when)


def of_register(city, key, **asked):
    return Order("answer", city, AS_OF, asked={"question": key, **asked})


def without_empty_columns(shown) -> list[list[str]]:
    """As the paper has it: what says nothing of any row is left out."""
    columns = zip(*(row["cells"] for row in shown["rows"]), strict=True)
    kept = [cells for cells in columns if any(cell not in {"-", ""} for cell in cells)]
    labels = [row["label"] for row in shown["rows"]]
    return [list(row) for row in zip(labels, *kept, strict=True)]


def charts(contents):
    return [block for part in contents["parts"] for block in part["blocks"] if block["block"] == "chart"]


def is_same(asked: Order) -> bool:
    drawn, question = draw(asked).contents, QUESTIONS[asked.asked["question"]]
    page = told_answer(question, asked_of(asked, question), question.answer(asked_of(asked, question)))
    for shown in page["tables"]:
        printed = table(drawn, shown["key"])
        cells = [[f"{c['text']}{c['mark']}" for c in row["cells"]] for row in printed["rows"]]
        assert cells == without_empty_columns(shown) or not shown["rows"]
        assert printed["title"] == shown["title"]
    return bool(page["tables"])


@pytest.mark.parametrize("key", sorted(QUESTIONS))
def test_every_question_says_on_paper_what_its_page_says(heungkuk, key):
    assert is_same(of(heungkuk, key))


@pytest.mark.parametrize("key", sorted(QUESTIONS))
def test_every_question_says_it_of_many_and_never_of_others(key):
    asked = of_register(small(), key)
    assert is_same(asked)
    assert "남의 회사" not in str(draw(asked).contents)


def test_its_conditions_and_its_sum_are_told(heungkuk):
    paper = draw(of(heungkuk, "by-company")).contents
    assert paper["title"] == "기업별 약속과 실적은?"
    assert paper["summary"] == [
        "상담석 협약 100석 중 실적 미확인, 고용 협약 100명 중 실적 미확인",
        "12개월 이상 미점검 1건",
    ]
    assert said(lines(paper, "대상 및 기준")) == [
        "(대상) 광주광역시, 협약 1건",
        "(기준) 기준일 2026. 11. 22., 이행 판정 기준 고용",
    ]
    assert "검산: 부분의 합 = 계" in notes(paper)
    assert rows(paper, "companies")["흥국생명(주)"]["jobs_pledged"] == "100"


def test_the_conditions_of_the_address_are_those_of_the_page():
    paper = draw(of_register(small(), "by-company", span="free", first="2018-01-01", last="2018-12-31")).contents
    assert said(lines(paper, "대상 및 기준"))[0] == "(대상) 광주광역시, 2018. 1. 1.~2018. 12. 31., 협약 1건"
    assert set(rows(paper, "companies")) == {"계", "가람"}


def test_the_definition_of_the_order_is_the_one_that_counts(heungkuk):
    asked = of(heungkuk, "by-year", definition="seats")
    assert "이행 판정 기준 상담석" in said(lines(draw(asked).contents, "대상 및 기준"))[1]


def test_the_agreements_behind_a_row_are_kept_beside_it(heungkuk):
    assert draw(of(heungkuk, "by-company")).behind["companies"]["sum"] == [heungkuk.agreement.pk]


def test_as_known_before_a_figure_came_it_is_not_there(heungkuk):
    heungkuk.actual("insured", 40, date(2026, 9, 30), recorded_at=datetime(2026, 11, 1, tzinfo=UTC))
    before = draw(of(heungkuk, "by-company", known_at=datetime(2026, 10, 1, tzinfo=UTC))).contents
    assert rows(before, "companies")["계"]["jobs_confirmed"] == "미확인"
    assert "자료 확정 2026. 10. 1." in said(lines(before, "대상 및 기준"))[1]
    assert rows(draw(of(heungkuk, "by-company")).contents, "companies")["계"]["jobs_confirmed"] == "40"


def test_wide_tables_lie_across_and_the_chart_stands_under_its_own():
    city = small()
    paper = draw(of_register(city, "by-year")).contents
    [part] = paper["parts"]
    assert part["is_landscape"]
    kinds = [block["block"] for block in part["blocks"]]
    assert kinds.index("chart") == kinds.index("table") + 3  # its proof, its legend
    assert not draw(of_register(city, "outcomes")).contents["parts"][0]["is_landscape"]


def test_of_many_years_the_last_are_drawn_and_of_many_others_none():
    city = make_municipality("gwangju", "광주광역시", code="29")
    for year in range(1996, 2022):
        make_agreement(city, f"a{year}", company=f"회사 {year}", signed=date(year, 3, 2), jobs=10)
    [chart] = charts(draw(of_register(city, "by-year")).contents)
    assert chart["title"].endswith("(2002년~2021년)")
    assert [label for label, _ in chart["rows"]] == [f"{year}년" for year in range(2002, 2022)]
    assert len(rows(draw(of_register(city, "by-year")).contents, "years")) == 27
    for number in range(25):
        district = make_district(city, f"{number}구", f"29{number:03}")
        m.Agreement.objects.filter(key=f"a{1996 + number}").update(district=district)
    assert charts(draw(of_register(city, "by-district")).contents) == []


def test_it_is_shown_to_nobody_who_may_not_see_one_of_its_agreements():
    city = small()
    m.Agreement.objects.filter(key="late").update(disclosure="closed", disclosure_article="제9조")
    assert draw(of_register(city, "by-year")).contents["disclosure"] == "비공개"


def test_its_sources_are_those_of_what_it_looks_at(heungkuk):
    assert any("전자신문" in text for text in draw(of(heungkuk, "by-year")).contents["sources"])
    assert draw(of(heungkuk, "market")).contents["sources"] == []


def test_nothing_found_is_told_as_nothing(heungkuk):
    paper = draw(of(heungkuk, "by-company", span="free", first="1999-01-01", last="1999-12-31")).contents
    assert paper["summary"] == ["해당 없음"]
    assert headings(paper)["기업별 협약과 실적"]
    assert "해당 없음" in rows(paper, "companies")


@pytest.mark.parametrize("asked", [{}, {"question": "poem"}, {"question": "by-year", "span": "soon"}])
def test_what_cannot_be_asked_is_said_in_a_sentence(heungkuk, asked):
    with pytest.raises(NotYetError, match="다시 요청하십시오"):
        draw(order(heungkuk, kind="answer", subject=None, asked=asked))


@pytest.mark.parametrize("key", ["by-year", "evidence", "status-report", "market"])
def test_it_is_accessible(heungkuk, key, tmp_path):
    made = render(ordered(heungkuk, kind="answer", subject=None, asked={"question": key}))
    assert is_accessible(made, tmp_path)
    assert QUESTIONS[key].title in words_of(made.data)
