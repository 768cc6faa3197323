"""질문과 답, 요구자료 대장: asked by address, opened to what is behind, frozen, held against the last submitted."""

import csv
import re
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from accounts.models import AccessLog
from agreements import models as m
from agreements.answers import QUESTIONS
from agreements.answers.told import digest_of
from tests.agreements.cast import add_actual, cast, make_agreement

pytestmark = pytest.mark.django_db

URL = "/answers/by-year/"


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    made = make_agreement(people.gwangju, "gwangju-1", company="가나", signed=date(2020, 7, 16), seats=100, jobs=100)
    add_actual(made, "staff", 60, date(2025, 6, 30))
    make_agreement(people.incheon, "incheon-1", company="카나리아", signed=date(2020, 1, 1), jobs=999)
    return made


@pytest.fixture
def officer(client, people):
    client.force_login(people.officer)
    return client


@pytest.fixture
def inquiry(people):
    return m.Inquiry.objects.create(
        municipality=people.gwangju,
        asker_kind="council",
        asker="산업건설위원회",
        title="이행",
        asked_on=date(2026, 1, 5),
    )


def row(answer, label):
    [found] = [row for row in answer.context["told"]["tables"][0]["rows"] if row["label"] == label]
    columns = [column["key"] for column in answer.context["told"]["tables"][0]["columns"]]
    return dict(zip(columns, found["cells"], strict=True))


class TestAsking:
    def test_every_question_is_listed(self, officer):
        body = officer.get("/answers/").content.decode()
        assert all(f"/answers/{key}/" in body for key in QUESTIONS)

    def test_a_register_answers_for_itself(self, officer, agreement):
        answer = officer.get(URL)
        assert row(answer, "계")["jobs_confirmed"] == "60"
        assert "카나리아" not in answer.content.decode()

    def test_a_national_reader_chooses_the_register(self, client, people, agreement):
        client.force_login(people.reader)
        assert row(client.get(URL), "계")["count"] == "2"
        assert row(client.get(URL, {"municipality": people.incheon.pk}), "계")["jobs_pledged"] == "999"

    @pytest.mark.parametrize(
        ("asked", "count"),
        [
            ({"span": "term-7"}, "1"),
            ({"span": "term-8"}, "0"),
            ({"span": "free", "first": "2020. 7. 16.", "last": "2020-07-16"}, "1"),
            ({"span": "free", "first": "2020-07-17"}, "0"),
            ({"as_of": "2020. 7. 15."}, "0"),
        ],
    )
    def test_spans_count_their_edges(self, officer, agreement, asked, count):
        assert row(officer.get(URL, asked), "계")["count"] == count

    def test_known_on_an_earlier_day_leaves_out_what_came_later(self, officer, agreement):
        before = (timezone.localdate() - timedelta(days=1)).isoformat()
        assert row(officer.get(URL, {"known_on": before}), "계")["jobs_confirmed"] == "-"

    def test_another_definition_is_printed(self, officer, agreement):
        told = officer.get(URL, {"definition": "opened"}).context["told"]
        assert told["asked"]["이행 판정 기준"] == "개소"

    @pytest.mark.parametrize(
        ("asked", "words"),
        [
            ({"as_of": "어제"}, "날짜"),
            ({"as_of": "2199-01-01"}, "아직 오지 않은 날"),
            ({"first": "2021-01-01", "last": "2020-01-01"}, "끝나는 날"),
            ({"span": "terms"}, "목록에 있는 것"),
        ],
    )
    def test_what_cannot_be_asked_is_said_at_the_field(self, officer, agreement, asked, words):
        answer = officer.get(URL, asked)
        assert answer.status_code == 200
        assert words in str(answer.context["form"].errors)
        assert officer.get(f"{URL[:-1]}.xlsx", asked).status_code == 404

    def test_another_district_cannot_be_asked(self, officer, agreement, people):
        answer = officer.get(URL, {"district": people.incheon.region_id})
        assert "district" in answer.context["form"].errors


class TestBehind:
    def test_a_figure_opens_to_its_agreements_and_their_sources(self, officer, agreement):
        asked = {"table": "years", "row": "sum", "column": "jobs_confirmed"}
        body = officer.get(f"{URL}figure/", asked).content.decode()
        for words in ("가나 투자협약", "고용 근무 60명", "확인", "지역신문"):
            assert words in body

    @pytest.mark.parametrize("cell", [{"column": "x"}, {"table": "years", "row": "1999년", "column": "count"}])
    def test_a_figure_that_is_not_there_is_not_found(self, officer, agreement, cell):
        assert officer.get(f"{URL}figure/", cell).status_code == 404

    def test_no_question_of_that_name(self, officer):
        assert officer.get("/answers/by-moon/").status_code == 404


class TestSheets:
    def test_page_and_sheets_say_the_same(self, officer, agreement):
        page = officer.get(URL).context["told"]["tables"][0]
        content = officer.get(f"{URL[:-1]}.csv").content.decode("utf-8-sig")
        lines = list(csv.reader(StringIO(content)))
        book = CalamineWorkbook.from_filelike(BytesIO(officer.get(f"{URL[:-1]}.xlsx").content))
        cells = book.get_sheet_by_index(0).to_python()
        for shown in page["rows"]:
            [written] = [line for line in lines if line[0] == shown["label"]]
            [kept] = [line for line in cells if line[0] == shown["label"]]
            assert [plain(v) for v in written[1 : len(shown["cells"]) + 1]] == [plain(v) for v in shown["cells"]]
            assert [plain(v) for v in kept[1 : len(shown["cells"]) + 1]] == [plain(v) for v in shown["cells"]]

    def test_who_took_it_out_is_noted(self, officer, agreement, people):
        officer.get(f"{URL[:-1]}.csv")
        assert AccessLog.objects.get(act=AccessLog.Act.EXPORT).user == people.officer


def plain(value: object) -> str:
    """A sheet holds numbers, a page writes them."""
    text = str(value).replace(",", "")
    return text.removesuffix(".0")


class TestInquiries:
    def keep(self, client, inquiry, **asked):
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        answer = client.post(f"{URL}keep/?{query}", {"inquiry": inquiry.pk})
        assert answer.status_code == 302, answer.context["form"].errors
        return m.Reply.objects.latest("pk")

    def test_one_is_registered_answered_and_submitted(self, officer, agreement, people):
        told = {"title": "이행 현황", "asker_kind": "council", "asker": "산업건설위원회", "asked_on": "2026. 1. 5."}
        answer = officer.post("/records/inquiry/add/", told)
        inquiry = m.Inquiry.objects.get()
        assert answer["Location"].startswith(f"/inquiries/{inquiry.pk}/")
        reply = self.keep(officer, inquiry, as_of="2025-12-31")
        assert reply.digest == digest_of(reply.contents)
        assert m.ChangeRecord.objects.filter(subject_model="reply", subject_id=reply.pk).exists()
        assert "체결연도별 이행" in officer.get(f"/replies/{reply.pk}/").content.decode()
        assert "이행 현황" in officer.get("/inquiries/").content.decode()

    def test_drawn_again_it_takes_the_place_of_the_one_before(self, officer, agreement, inquiry):
        first = self.keep(officer, inquiry, as_of="2025-12-31")
        add_actual(agreement, "staff", 70, date(2025, 9, 30))
        second = self.keep(officer, inquiry, as_of="2025-12-31")
        assert second.replaces == first
        assert officer.get(f"/inquiries/{inquiry.pk}/").context["replies"][0][0] == second

    def test_what_was_submitted_stays(self, officer, agreement, inquiry):
        self.keep(officer, inquiry)
        m.Inquiry.objects.filter(pk=inquiry.pk).update(submitted_on=date(2026, 1, 9))
        answer = officer.post(f"{URL}keep/", {"inquiry": inquiry.pk})
        assert "목록에 있는 것" in str(answer.context["form"].errors)

    def test_asked_again_it_opens_with_what_differs_from_the_last_one_submitted(
        self, officer, agreement, inquiry, people
    ):
        self.keep(officer, inquiry, as_of="2025-12-31")
        m.Inquiry.objects.filter(pk=inquiry.pk).update(submitted_on=date(2026, 1, 9))
        add_actual(agreement, "staff", 70, date(2025, 9, 30))
        again = m.Inquiry.objects.create(
            municipality=people.gwangju, asker_kind="audit", asker="감사관", title="다시", asked_on=date(2026, 2, 1)
        )
        reply = self.keep(officer, again, as_of="2025-12-31")
        page = officer.get(f"/replies/{reply.pk}/")
        assert page.context["since_before"]["counted"] == [("지연 입력", 4)]
        assert page.context["since_then"]["differences"] == []
        body = page.content.decode()
        assert {"60", "70"} <= set(re.findall(r">\s*(\d+)\s*<", body))

    def test_the_page_costs_the_same_with_more_agreements(
        self, officer, agreement, inquiry, people, django_assert_max_num_queries
    ):
        reply = self.keep(officer, inquiry)
        for n in range(8):
            make_agreement(people.gwangju, f"gwangju-more-{n}", company=f"다라{n}", signed=date(2021, 1, 1), jobs=10)
        with django_assert_max_num_queries(70):
            officer.get(f"/replies/{reply.pk}/")

    def test_of_another_register_there_is_none(self, client, people, agreement, inquiry, officer):
        reply = self.keep(officer, inquiry)
        client.force_login(people.incheon_officer)
        for url in (f"/inquiries/{inquiry.pk}/", f"/replies/{reply.pk}/"):
            assert client.get(url).status_code == 404
        assert "inquiry" in client.post(f"{URL}keep/", {"inquiry": inquiry.pk}).context["form"].errors
        assert not client.get("/inquiries/").context["page"].object_list

    def test_who_only_reads_keeps_nothing(self, client, people, inquiry):
        client.force_login(people.director)
        assert client.post(f"{URL}keep/", {"inquiry": inquiry.pk}).status_code == 403


def test_what_was_submitted_stays_submitted(officer, inquiry):
    inquiry.submitted_on = date(2026, 1, 20)
    inquiry.save()
    typed = {"title": "이행", "asker_kind": "council", "asker": "위원회", "asked_on": "2026-01-05", "submitted_on": ""}
    answer = officer.post(f"/records/inquiry/{inquiry.pk}/edit/", {**typed, "version": "1"})
    assert "제출일은 비울 수 없습니다" in str(answer.context["form"].errors["submitted_on"])
    officer.post(f"/records/inquiry/{inquiry.pk}/edit/", {**typed, "submitted_on": "2026-01-21", "version": "1"})
    inquiry.refresh_from_db()
    assert inquiry.submitted_on == date(2026, 1, 21)


def test_a_chart_stands_above_its_table_and_says_what_it_counts(officer, agreement, people):
    make_agreement(people.gwangju, "gwangju-2", company="다라", signed=date(2021, 1, 1), jobs=30)
    page = officer.get(URL)
    chart = page.context["chart"]
    assert (chart.title, chart.rows) == ("체결연도별 고용", (("2020년", (100, 60, None)), ("2021년", (30, None, None))))
    body = page.content.decode()
    assert "기준, 단위: 명" in body
    assert "출처: 지역신문" in body


def test_one_line_is_not_drawn(officer, agreement):
    assert officer.get(URL).context["chart"] is None
