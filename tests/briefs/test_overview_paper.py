"""총괄 이행 현황: the published figures, the small register by hand, the filter, and the page itself."""

from datetime import UTC, date, datetime

import page
import pytest
from pypdf import PdfReader

from accounts.capabilities import Role
from agreements import models as m
from agreements.rules.metric import Metric
from agreements.standing import standings, total_of
from briefs.contents import Order
from briefs.ordering import order_brief
from briefs.rendering import render
from briefs.rendering.words import JOINER
from tests.agreements.cast import add_outcome, add_pledge, make_agreement, make_municipality, make_person
from tests.briefs.made import case
from tests.briefs.registers import AS_OF, drawn, published, small
from tests.briefs.tree import headings, lines, notes, rows, said, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]
WRITTEN = {"issues": "채용 지연\n- 현지 확인", "plans": "2026. 12.까지 현지 확인\n2027. 1.까지 의회 보고"}


def overview(city, **values):
    return drawn("overview", city, **values)


def pdf_of(city, tmp_path, **values):
    """The verdict on it and the text of its pages."""
    person = make_person("orderer", Role.OFFICER, city)
    order = Order(**({"kind": "overview", "municipality": city, "as_of": AS_OF} | values))
    path = tmp_path / "paper.pdf"
    path.write_bytes(render(order_brief(order, by=person)).data)
    verdict = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
    told = [" ".join(one.extract_text().replace(JOINER, "").split()) for one in PdfReader(path).pages]
    return verdict, told


class TestPublished:
    @pytest.fixture
    def paper(self):
        return overview(published(), as_of=date(2020, 9, 30))

    def test_the_rates_are_those_the_council_was_told(self, paper):
        told = rows(paper, "whole")
        assert {name: row["rate"] for name, row in told.items()} == {
            "건수(건)": "42.4",
            "고용(명)": "21.1",
            "투자액(억원)": "31.2",
        }
        assert (told["투자액(억원)"]["pledged"], told["투자액(억원)"]["confirmed"]) == ("16,970.0", "5,303.0")
        assert paper["summary"][0] == "협약 238건 중 이행 101건(42.4%), 고용 협약 7,676명 중 확인 1,617명(21.1%)"

    def test_the_parts_are_proven_to_be_the_whole(self, paper):
        parts = "이행 완료 101 + 추진 중 82(기한 내 41·기한 경과 41) + 계획 변경 38 + 타 지역 9 + 폐업·철수 8"
        assert f"검산: {parts} = 계 238" in notes(paper)

    def test_years_are_judged_after_two(self, paper):
        told = rows(paper, "years")
        assert list(told) == ["계", "2016년(4년)", "2017년(3년)", "2018년(2년)", "2019년(1년)", "2020년(당해)"]
        assert told["2019년(1년)"]["jobs_rate"] == told["2020년(당해)"]["jobs_rate"] == "판단 유보"
        assert (told["2018년(2년)"]["jobs_rate"], told["계"]["jobs_rate"]) == ("19.9", "21.1")
        assert "판단 유보: 체결 2년 미만" in " ".join(notes(paper))

    def test_every_year_stands_in_the_attachment_beside_its_chart(self, paper):
        told = rows(paper, "year_figures")
        assert [name for name in told if name != "계"] == [f"{year}년" for year in range(2016, 2021)]
        [chart] = [block for part in paper["parts"] for block in part["blocks"] if block["block"] == "chart"]
        assert chart["series"] == ["협약", "확인"]
        assert [(label, f"{values[0]:,}") for label, values in chart["rows"]] == [
            (name, row["jobs_pledged"]) for name, row in told.items() if name != "계"
        ]

    def test_the_worst_are_five_of_those_past_due(self, paper):
        assert paper["summary"][1].startswith("기한 경과 미이행 41건, 12개월 이상 미점검 137건")
        assert "기한 경과 미이행 상위 5건" in headings(paper)
        assert len(rows(paper, "late")) == 5

    def test_it_is_one_page_and_its_tables_are_attached(self, tmp_path):
        verdict, told = pdf_of(published(), tmp_path, as_of=date(2020, 9, 30), **WRITTEN)
        assert verdict.is_compliant, [failure.message for failure in verdict.failures]
        for words in ("42.4", "31.2", "21.1", "= 계 238", "향후 계획", "각 1부. 끝."):
            assert words in told[0]
        assert ["붙임 1 체결연도별 이행표" in one for one in told[:2]] == [False, True]


class TestSmall:
    @pytest.fixture
    def city(self):
        return small()

    def test_its_figures_are_those_counted_by_hand(self, city):
        told = rows(overview(city), "whole")
        assert told["건수(건)"] == {
            "label": "건수(건)",
            "pledged": "5",
            "confirmed": "1",
            "rate": "20.0",
            "unchecked": "3",
        }
        assert list(told["고용(명)"].values())[1:] == ["380", "200", "52.6", "80"]
        assert list(told["상담석(석)"].values())[1:] == ["100", "90", "90.0", "0"]
        assert set(told) == {"건수(건)", "상담석(석)", "고용(명)"}

    def test_they_are_the_totals_of_the_house(self, city):
        found = m.Agreement.objects.filter(municipality=city).select_related("municipality")
        whole = total_of("계", standings(list(found), as_of=AS_OF))
        told = rows(overview(city), "whole")["고용(명)"]
        jobs = whole.metrics[Metric.JOBS]
        assert [told[key] for key in ("pledged", "confirmed", "rate", "unchecked")] == [
            str(value) for value in (jobs.pledged, jobs.confirmed, jobs.rate, jobs.unchecked)
        ]

    def test_states_that_do_not_occur_have_no_column(self, city):
        columns = [column["key"] for column in table(overview(city), "years")["columns"]]
        assert columns == [
            "year",
            "count",
            "done",
            "within_due",
            "past_due",
            "no_due",
            "jobs_pledged",
            "jobs_confirmed",
            "jobs_rate",
        ]

    def test_legends_stand_only_where_they_are_needed(self, city):
        told = " ".join(notes({"parts": overview(city)["parts"][:1]}))
        assert "공동협약 수치는 협약 단위로만 집계" in told
        assert "보도·제출 후 확인 전(실적에서 제외): 고용 25명*" in told
        assert "반올림" not in told
        m.Party.objects.filter(agreement__key="joint", position__gt=1).delete()
        assert "공동협약" not in " ".join(notes(overview(city)))

    def test_the_late_ones_stand_with_what_people_wrote(self, city):
        plain = overview(city)
        assert [column["key"] for column in table(plain, "late")["columns"]][-1] == "due"
        assert list(rows(plain, "late")) == ["나래", "다솜"]
        late = m.Agreement.objects.get(key="late")
        given = {"raised_on": date(2026, 9, 1), "until_on": date(2026, 12, 31)}
        m.Matter.objects.create(agreement=late, kind="issue", what="임대차 지연", response="대안 건물", **given)
        told = rows(overview(city), "late")
        assert (told["다솜"]["why"], told["다솜"]["what"]) == ("임대차 지연", "대안 건물(2026. 12. 31.까지)")
        assert (told["나래"]["why"], told["나래"]["confirmed"]) == ("미확인", "80")

    def test_what_was_paid_by_then(self, city):
        assert headings(overview(city))["보조금"]["beside"] == "1건에 2억 원 지급(지급 기록이 있는 협약)"

    def test_what_people_typed_makes_it_more_than_a_draft(self, city):
        assert overview(city)["is_draft"]
        paper = overview(city, **WRITTEN)
        assert not paper["is_draft"]
        assert said(lines(paper, "향후 계획")) == ["2026. 12.까지 현지 확인", "2027. 1.까지 의회 보고"]
        assert paper["summary"][1] == "기한 경과 미이행 2건, 12개월 이상 미점검 3건 → 2026. 12.까지 현지 확인"
        assert overview(city, plans="해당 없음")["summary"][1].endswith("미점검 3건")

    def test_another_definition_judges_otherwise_and_says_so(self, city):
        paper = overview(city, definition="seats")
        assert rows(paper, "whole")["건수(건)"]["confirmed"] == "0"
        assert "이행 판정 상담석" in said(lines(paper, "대상 및 기준"))[1]
        assert "이행은 판정 기준, 이행 완료는 시의 결정에 따른 수" in " ".join(notes(paper))

    def test_the_filter_is_told_and_kept_to(self, city):
        paper = overview(city, asked={"year_from": "2019", "year_to": "2020"})
        assert said(lines(paper, "대상 및 기준"))[0] == (
            "(대상) 광주광역시 협약 2건(2개사), 체결 2019~2020. 3.(민선 7기), 체결연도 2019~2020"
        )
        assert rows(paper, "whole")["고용(명)"]["pledged"] == "250"

    def test_a_closed_agreement_closes_the_paper(self, city):
        assert overview(city)["disclosure"] == "미정"
        m.Agreement.objects.filter(key="late").update(disclosure="closed", disclosure_article="제9조")
        assert overview(city)["disclosure"] == "비공개"

    def test_it_is_one_page(self, city, tmp_path):
        verdict, told = pdf_of(city, tmp_path, **WRITTEN)
        assert verdict.is_compliant, [failure.message for failure in verdict.failures]
        assert "붙임" in told[0]
        assert ["붙임 1 체결연도별 이행표" in one for one in told[:2]] == [False, True]
        assert "남의 회사" not in " ".join(told)


def test_as_known_then_the_old_figures_come_back():
    then = case()
    then.pledge("jobs", 100)
    then.actual("staff", 40, date(2020, 7, 20))
    before = datetime(2020, 12, 31, tzinfo=UTC)
    old = overview(then.city, as_of=date(2020, 12, 31), known_at=before)
    add_pledge(then.agreement, "seats", 70)
    add_outcome(then.agreement, "done", date(2020, 12, 1))
    make_agreement(then.city, "entered-later", company="뒤에 적은 회사", signed=date(2019, 1, 1), jobs=40)
    assert overview(then.city, as_of=date(2020, 12, 31), known_at=before) == old
    assert rows(old, "whole")["고용(명)"]["rate"] == "40.0"
    assert rows(overview(then.city, as_of=date(2020, 12, 31)), "whole")["고용(명)"]["pledged"] == "140"


def test_of_nothing_it_says_so(tmp_path):
    paper = overview(city := make_municipality("empty", "빈광역시", code="93"))
    assert paper["summary"] == ["해당 협약 없음"]
    assert headings(paper)["총괄"]["beside"] == "해당 협약 없음"
    verdict, told = pdf_of(city, tmp_path)
    assert verdict.is_compliant
    assert len(told) == 1


def test_many_years_fold_so_that_the_page_stays_one(tmp_path):
    city = make_municipality("old", "오랜광역시", code="94")
    for year in range(2004, 2026):
        due = date(year + 1, 1, 1)
        make_agreement(
            city, f"y{year}", company=f"{year}년에 온 회사", signed=date(year, 5, 1), jobs=10, seats=9, due=due
        )
    verdict, told = pdf_of(city, tmp_path, **WRITTEN)
    assert verdict.is_compliant
    assert ["붙임 1 체결연도별 이행표" in one for one in told[:2]] == [False, True]
    paper = overview(city, **WRITTEN)
    assert list(rows(paper, "years"))[:2] == ["계", "2020년 이전"]
    assert len(rows(paper, "year_figures")) == 1 + 22
