"""협약 대장, asked in every way its address can ask."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements import models as m
from agreements.filters import SORTS, AgreementFilter
from agreements.rules.progress import Progress
from agreements.standing import standings
from agreements.views import register as register_view
from tests.agreements.cast import (
    add_actual,
    add_outcome,
    add_party,
    add_pledge,
    cast,
    fact_of,
    make_agreement,
    make_district,
    make_organisation,
    source_of,
)

pytestmark = pytest.mark.django_db

URL = "/agreements/"
EVERY_SORT = {*SORTS, *(f"-{name}" for name in SORTS)}


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def officer(client, people):
    client.force_login(people.officer)
    return client


def ask(client, **asked):
    answer = client.get(URL, asked)
    assert answer.status_code == 200
    return answer


def keys(answer):
    return [row.standing.agreement.key for row in answer.context["rows"]]


def cells(answer, key):
    """The words of the row of one agreement, left to right."""
    body = answer.content.decode()
    row = next(part for part in re.findall(r"<tr.*?</tr>", body, re.S) if f"/agreements/{key}/" in part)
    return [" ".join(re.sub(r"<[^>]+>", " ", c).split()) for c in re.findall(r"<t[dh].*?</t[dh]>", row, re.S)]


def test_another_city_is_invisible(officer, people):
    make_agreement(people.incheon, "canary", company="카나리아", jobs=7777)
    make_agreement(people.gwangju, "ours", company="가나")
    answer = ask(officer)
    assert keys(answer) == ["ours"]
    assert "카나리아" not in answer.content.decode()
    assert keys(ask(officer, q="카나리아")) == []
    assert "목록에 없는 값입니다" not in ask(officer, municipality=people.incheon.pk).content.decode()
    assert keys(ask(officer, municipality=people.incheon.pk)) == ["ours"]


def test_a_national_reader_sees_all_and_chooses(client, people):
    client.force_login(people.reader)
    make_agreement(people.incheon, "b", company="나")
    make_agreement(people.gwangju, "a", company="가")
    assert sorted(keys(ask(client))) == ["a", "b"]
    assert keys(ask(client, municipality=people.incheon.pk)) == ["b"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_looking_is_all_there_is(officer, method):
    assert getattr(officer, method)(URL).status_code == 405


def test_nobody_looks_without_signing_in(client):
    assert client.get(URL).url == f"/sign-in/?next={URL}"


@pytest.mark.parametrize("words", ["흥국", "흥국생명", "흥국생명(주)", "㈜흥국 생명", "옛보험", "고객센터", "흥국타워"])
def test_words_find_names_present_and_former_agreements_and_buildings(officer, people, words):
    company = make_organisation(people.gwangju, "흥국생명(주)", former="옛보험")
    found = make_agreement(people.gwangju, "found", company=company, name="고객센터 협약")
    make_agreement(people.gwangju, "other", company="다른 회사", name="다른 협약")
    source = source_of(people.gwangju)
    tower = m.Building.objects.create(
        municipality=people.gwangju, name="흥국타워", folded_name="흥국타워", source=source
    )
    m.Centre.objects.create(
        municipality=people.gwangju, agreement=found, building=tower, name="센터", folded_name="센터", source=source
    )
    assert keys(ask(officer, q=words)) == ["found"]


def test_a_legal_form_alone_does_not_find_everything(officer, people):
    make_agreement(people.gwangju, "a", company="가", name="협약")
    assert keys(ask(officer, q="(주)")) == []


@pytest.mark.parametrize("words", ["%", "_", "'", "\\", "<b>", "😀", "가" * 100])
def test_odd_words_find_nothing_and_break_nothing(officer, people, words):
    make_agreement(people.gwangju, "a", company="가")
    answer = ask(officer, q=words)
    assert keys(answer) == []
    assert "찾는 조건에 맞는 협약이 없습니다" in answer.content.decode()
    assert "<b>" not in answer.content.decode().split("<table")[0].replace("<b>가</b>", "")


def test_each_question_narrows(officer, people):
    east = make_district(people.gwangju, "동구", "29110")
    make_agreement(people.gwangju, "a", company="가", signed=date(2020, 7, 16), district=east, kind="mou", form="moved")
    make_agreement(people.gwangju, "b", company="나", signed=date(2018, 1, 1), kind="investment", form="new")
    assert keys(ask(officer, district=east.pk)) == ["a"]
    assert keys(ask(officer, kind="mou")) == ["a"]
    assert keys(ask(officer, form="new")) == ["b"]
    assert keys(ask(officer, year_from="2019")) == ["a"]
    assert keys(ask(officer, year_to="2019")) == ["b"]
    assert keys(ask(officer, year_from="2018", year_to="2020")) == ["a", "b"]


def test_the_summary_tells_the_same_progress_as_the_standing(officer, people):
    today = timezone.localdate()
    make_agreement(people.gwangju, "no-due", company="가", jobs=10)
    for days in (-1, 0, 1):
        make_agreement(people.gwangju, f"due{days}", company="가", jobs=10, due=today + timedelta(days=days))
    for code in m.Outcome.Code:
        made = make_agreement(people.gwangju, f"decided-{code}", company="가", jobs=10)
        add_outcome(made, code, date(2022, 1, 1))
    every = standings(list(m.Agreement.objects.select_related("municipality")), as_of=today)
    for progress in Progress:
        told = {standing.agreement.key for standing in every if standing.progress == progress}
        assert told
        assert set(keys(ask(officer, progress=progress))) == told


def test_unchecked_for_a_year_and_never(officer, people):
    today = timezone.localdate()
    make_agreement(people.gwangju, "never", company="가", jobs=10)
    for key, days in (("old", 800), ("fresh", 30)):
        made = make_agreement(people.gwangju, key, company="가", jobs=10)
        add_actual(made, "insured", 5, today - timedelta(days=days))
    assert sorted(keys(ask(officer, checked="old"))) == ["never", "old"]
    assert keys(ask(officer, checked="never")) == ["never"]


def test_chips_say_what_is_set_and_lead_out_of_it(officer, people):
    answer = ask(officer, year_from="2018", year_to="2022", form="new", sort="name", page="3")
    labels = {chip.label: chip.query for chip in answer.context["question"].chips()}
    assert labels == {
        "체결연도: 2018~2022": "form=new&sort=name",
        "투자 형태: 신설": "year_from=2018&year_to=2022&sort=name",
    }


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"year_from": "20년"}, "연도를 네 자리로 적으십시오. 예: 2020"),
        ({"year_to": "99999999999"}, "연도를 네 자리로 적으십시오. 예: 2020"),
        ({"year_from": "2022", "year_to": "2018"}, "끝 연도가 시작 연도보다 빠릅니다."),
        ({"district": "999999"}, "목록에 없는 값입니다. 목록에서 고르십시오."),
        ({"district": "'; --"}, "목록에 없는 값입니다. 목록에서 고르십시오."),
        ({"kind": "nothing"}, "목록에 없는 값입니다. 목록에서 고르십시오."),
        ({"q": "가" * 101}, "100자까지 적을 수 있습니다."),
    ],
)
def test_a_bad_question_is_answered_at_its_field(officer, people, asked, sentence):
    make_agreement(people.gwangju, "a", company="가", signed=date(2020, 1, 1))
    body = ask(officer, **asked).content.decode()
    assert sentence in body
    assert 'aria-invalid="true"' in body
    assert "잘못 적은 조건은 빼고 찾았습니다." in body


def test_a_null_character_is_refused_in_korean(officer):
    assert re.search("[가-힣]", str(ask(officer, q="a\x00b").context["question"].errors["q"]))


@pytest.mark.parametrize("sort", [*sorted(EVERY_SORT), "", "nonsense", "-", "pk", "signed_on__year"])
def test_every_head_sorts_and_nonsense_sorts_by_signing(officer, people, sort):
    make_agreement(people.gwangju, "a", company="나", signed=date(2020, 1, 1), seats=10, jobs=5)
    make_agreement(people.gwangju, "b", company="가", signed=date(2021, 1, 1), seats=5, jobs=10)
    make_agreement(people.gwangju, "c")
    found = keys(ask(officer, sort=sort))
    assert sorted(found) == ["a", "b", "c"]
    if sort.removeprefix("-") in {"seats", "jobs", "signed"} or sort not in EVERY_SORT:
        assert found[-1] == "c", "what is not known comes last, either way"
    assert found[0] == {"seats": "b", "-seats": "a", "jobs": "a", "-jobs": "b", "": "b", "pk": "b"}.get(sort, found[0])


def test_a_head_turns_the_order_and_keeps_the_question(officer):
    heads = ask(officer, sort="-jobs", q="가").context["heads"]
    assert heads["jobs"] == {"query": "q=%EA%B0%80&sort=jobs", "order": "descending"}
    assert heads["seats"] == {"query": "q=%EA%B0%80&sort=seats", "order": ""}


def test_four_kinds_of_nothing_and_two_kinds_of_something(officer, people):
    pledged = {"signed": date(2020, 1, 1), "seats": 100, "jobs": 200}
    make_agreement(people.gwangju, "unknown", company="가", **pledged)
    make_agreement(people.gwangju, "nothing", company="나")
    confirmed = make_agreement(people.gwangju, "confirmed", company="다", **pledged)
    add_actual(confirmed, "insured", 0, date(2024, 1, 1))
    pressed = make_agreement(people.gwangju, "pressed", company="라", **pledged)
    add_actual(pressed, "seats_used", 50, date(2024, 1, 1), is_approved=False)
    add_actual(pressed, "staff", 50, date(2024, 1, 1), is_approved=False)
    answer = ask(officer)
    assert cells(answer, "unknown")[5:10] == ["100", "미확인", "200", "미확인", "미확인"]
    assert cells(answer, "nothing")[5:10] == ["-", "-", "-", "-", "-"]
    assert cells(answer, "confirmed")[5:10] == ["100", "미확인", "200", "0", "0.0"]
    assert cells(answer, "pressed")[5:10] == ["100", "50*", "200", "50*", "25.0*"]
    assert cells(answer, "nothing")[2] == "미상"
    assert cells(answer, "nothing")[10:] == ["자료에 없음", "미확인", "미확인", "미점검", "-"]


def test_a_row_names_companies_operator_money_and_the_star_of_a_reported_due(officer, people):
    made = make_agreement(people.gwangju, "a", company="가", signed=date(2018, 1, 1), signed_precision="year")
    m.Agreement.objects.filter(pk=made.pk).update(signed_words="30일 체결(월 미확인)", officer=people.officer)
    add_party(made, "나")
    add_party(made, "운영회사", role="operator")
    add_pledge(made, "jobs", 60, due=date(2021, 1, 1), due_precision="half", stage="announced")
    m.SubsidyPayment.objects.create(item="rent", amount_won=1_250_000_000, is_about=True, **fact_of(made))
    row = cells(ask(officer), "a")
    assert row[1] == "가 외 1곳 운영사 운영회사"
    assert row[2] == "2018년 30일 체결(월 미확인)"
    assert row[10] == "2021년 상반기*"
    assert row[12] == "약 12.5"
    assert row[14] == "gwangju-officer"


def test_a_line_of_the_whole_is_not_added_to_its_items(officer, people):
    made = make_agreement(people.gwangju, "a", company="가")
    for item, won in (("total", 300_000_000), ("rent", 200_000_000), ("training", 100_000_000)):
        m.SubsidyPayment.objects.create(item=item, amount_won=won, **fact_of(made))
    assert cells(ask(officer), "a")[12] == "3.0"


def test_the_total_is_of_everything_filtered(officer, people):
    make_agreement(people.gwangju, "a", company="가", seats=100, jobs=200)
    make_agreement(people.gwangju, "b", company="나", seats=50)
    made = make_agreement(people.gwangju, "c", company="다", jobs=300)
    add_actual(made, "insured", 90, date(2024, 1, 1))
    total = ask(officer).context["total"]
    assert (total.count, total.seats.pledged.low, total.jobs.pledged.low) == (3, 150, 500)
    assert (total.seats.confirmed, total.jobs.confirmed.low) == (None, 90)
    assert ask(officer, q="가").context["total"].jobs.pledged.low == 200


def test_what_will_be_signed_later_is_not_there_yet(officer, people):
    make_agreement(people.gwangju, "later", company="가", signed=timezone.localdate() + timedelta(days=1))
    assert ask(officer).context["total"].count == 0


def test_an_empty_register_and_an_empty_answer_say_different_things(officer, people):
    assert "아직 등록된 협약이 없습니다." in ask(officer).content.decode()
    make_agreement(people.gwangju, "a", company="가")
    assert "찾는 조건에 맞는 협약이 없습니다." in ask(officer, q="없음").content.decode()


def test_long_registers_are_paged_and_a_page_beyond_is_the_last(officer, people, monkeypatch):
    monkeypatch.setattr(register_view, "ON_A_PAGE", 2)
    monkeypatch.setattr(register_view, "ALL_ON_ONE_PAGE_UP_TO", 4)
    for n in range(4):
        make_agreement(people.gwangju, f"a{n}", company=f"회사{n}", jobs=10)
    assert len(keys(ask(officer))) == 4
    make_agreement(people.gwangju, "a4", company="회사4", jobs=10)
    first = ask(officer, sort="name", q="회사")
    assert keys(first) == ["a0", "a1"]
    assert "?sort=name&amp;q=%ED%9A%8C%EC%82%AC&amp;page=2" in first.content.decode()
    assert first.context["total"].jobs.pledged.low == 50
    for page in (3, 10**9, "9" * 5000):
        answer = ask(officer, sort="name", page=page)
        assert keys(answer) == (["a0", "a1"] if page == "9" * 5000 else ["a4"])
    assert keys(ask(officer, sort="name", page="-1")) == ["a4"]
    assert [row.number for row in ask(officer, sort="name", page=2).context["rows"]] == [3, 4]


def queries(client, **asked):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        ask(client, **asked)
    return len(caught)


def test_fifty_rows_cost_what_one_costs(officer, people):
    def grow(numbers):
        for n in numbers:
            made = make_agreement(
                people.gwangju,
                f"a{n}",
                company=f"회사{n}",
                signed=date(2020, 1, 1),
                seats=5,
                jobs=5,
                officer=people.officer,
            )
            add_actual(made, "insured", 3, date(2024, 1, 1))
            m.SubsidyPayment.objects.create(item="rent", amount_won=1, **fact_of(made))

    grow(range(1))
    few = queries(officer), queries(officer, q="회사", sort="rate", progress="no_due")
    grow(range(1, 50))
    assert (queries(officer), queries(officer, q="회사", sort="rate", progress="no_due")) == few
    assert max(few) <= 20


def test_a_city_is_not_offered_the_choice_of_cities(people, rf):
    request = rf.get(URL)
    request.user = people.officer
    rows = m.Agreement.objects.visible_to(people.officer.scope)
    asked = AgreementFilter(request.GET, queryset=rows, request=request, today=timezone.localdate())
    assert "municipality" not in asked.form.fields
    assert asked.form.fields["district"].label == "자치구"
