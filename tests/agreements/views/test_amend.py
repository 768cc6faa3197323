"""The pages of an amendment: typed, compared, gone back from, saved; and who is turned away."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from agreements import models as m
from tests.agreements.cast import add_party, add_pledge, cast, make_agreement

pytestmark = pytest.mark.django_db

WHERE = "agreements:amend"


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    made = make_agreement(people.gwangju, "a", company="가나", signed=date(2020, 7, 16), seats=100, jobs=100)
    add_pledge(made, "jobs", 60, due=date(2020, 12, 31), stage="announced", words="원문 그대로")
    return made


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def typed(client, agreement, **more):
    """What the page sends when only ``more`` is changed on it."""
    shown = client.get(reverse(WHERE, args=[agreement.key])).context["amendment"]
    fields = {field.html_name: field.value() for field in shown.hidden}
    told = {name: "" if value is None else str(value) for name, value in fields.items()}
    return {**told, "signed": "2021. 3. 2.", "reason_code": "plan", "source": str(agreement.source_id), **more}


def post(client, agreement, step, data):
    return client.post(reverse(WHERE, args=[agreement.key]), {**data, "step": step})


def cells(answer, caption: str) -> list[list[str]]:
    """The rows of the table below a heading."""
    table = answer.content.decode().split(caption, 1)[1].split("</table>", 1)[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1], re.DOTALL)
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in found]


def test_the_page_starts_from_what_is_in_force(people, agreement):
    data = typed(client_of(people.officer), agreement)
    assert (data["seats-0-value"], data["jobs-0-value"], data["jobs-1-value"]) == ("100석", "100명", "60명")
    assert data["jobs-2-value"] == ""
    assert data["number"] == "1"


def test_three_values_stand_side_by_side_with_the_difference(people, agreement):
    client = client_of(people.officer)
    answer = post(
        client, agreement, "check", typed(client, agreement, **{"jobs-0-value": "80", "investment-0-value": "12억"})
    )
    assert cells(answer, "변경 전후") == [
        ["상담석", "100", "100", "그대로", "-"],
        ["고용", "100", "100", "80", "△20"],
        ["투자액", "-", "-", "12.0", "-"],
    ]
    assert cells(answer, "고친 줄") == [
        ["고용 · 협약 전체", "100", "80", "△20"],
        ["투자액 새 줄", "-", "12.0", "-"],
    ]
    assert m.Version.objects.filter(number=1).count() == 0


def test_going_back_keeps_what_was_typed(people, agreement):
    client = client_of(people.officer)
    data = typed(client, agreement, **{"jobs-0-value": "80", "words": "경영 여건"})
    answer = post(client, agreement, "back", data)
    form = answer.context["amendment"]
    assert form.form["words"].value() == "경영 여건"
    assert form.lines["jobs"][0]["value"].value() == "80"
    assert m.Version.objects.filter(number=1).count() == 0


def test_what_was_compared_is_saved_and_untouched_lines_stay_as_they_were_said(people, agreement):
    client = client_of(people.officer)
    answer = post(client, agreement, "save", typed(client, agreement, **{"jobs-0-value": "80명 이상"}))
    assert answer["Location"] == reverse("agreements:detail", args=["a"])
    version = m.Version.objects.get(number=1)
    told = {(p.low, p.wording, p.stage, p.words) for p in version.pledges.all()}
    assert told == {(80, "at_least", "signed", ""), (60, "exact", "announced", "원문 그대로")}
    assert {p.metric for p in version.pledges.all()} == {"jobs"}


def test_the_page_then_shows_both(people, agreement):
    client = client_of(people.officer)
    post(client, agreement, "save", typed(client, agreement, **{"seats-0-value": "50"}))
    page = client.get(reverse("agreements:detail", args=["a"])).content.decode()
    assert "변경</th>" in page
    assert "협약 1차 변경" in page


def test_a_line_that_falls_away_and_a_metric_that_may_not(people, agreement):
    client = client_of(people.officer)
    answer = post(client, agreement, "check", typed(client, agreement, **{"jobs-1-value": ""}))
    assert cells(answer, "고친 줄") == [
        ["고용 · 협약 전체 · 2020. 12. 31. · 발표·보도", "60 2020. 12. 31.", "빠짐", "-"]
    ]
    answer = post(client, agreement, "check", typed(client, agreement, **{"seats-0-value": ""}))
    assert "모두 비울 수 없습니다. 없어진 수치는 0으로 적으십시오." in answer.content.decode()


def test_more_lines_are_given_and_typed_ones_stay(people, agreement):
    client = client_of(people.officer)
    answer = post(client, agreement, "more", typed(client, agreement, **{"jobs-0-value": "80"}))
    form = answer.context["amendment"]
    assert [len(lines) for lines in form.lines.values()] == [3, 4, 2]
    assert not form.form.errors
    assert form.lines["jobs"][0]["value"].value() == "80"


def test_what_cannot_be_read_is_told_at_its_line(people, agreement):
    client = client_of(people.officer)
    answer = post(client, agreement, "check", typed(client, agreement, **{"jobs-0-value": "여든 명쯤"}))
    assert answer.templates[0].name == "agreements/version_form.html"
    assert answer.context["amendment"].lines["jobs"][0].errors["value"]
    assert "여든 명쯤" in answer.content.decode()
    assert "저장하지 않았습니다. 아래 협약 수치에서" in answer.content.decode()


def test_a_half_typed_new_line_is_told(people, agreement):
    client = client_of(people.officer)
    answer = post(client, agreement, "check", typed(client, agreement, **{"investment-0-due": "2022년"}))
    assert "값을 적거나 이 줄을 모두 비우십시오." in answer.content.decode()


def test_nothing_changed_and_nothing_said_is_refused(people, agreement):
    client = client_of(people.officer)
    answer = post(client, agreement, "check", typed(client, agreement))
    assert answer.context["form"].errors["words"] == ["바뀐 수치가 없으면 무엇이 바뀌었는지 적으십시오."]


def test_a_double_click_makes_one(people, agreement):
    client = client_of(people.officer)
    data = typed(client, agreement, **{"jobs-0-value": "80", "once": str(uuid4())})
    for _ in range(2):
        assert post(client, agreement, "save", data).status_code == 302
    assert m.Version.objects.filter(number__gt=0).count() == 1


def test_the_second_of_two_is_told_loses_nothing_and_may_follow(people, agreement):
    first, second = client_of(people.officer), client_of(people.head)
    theirs = typed(second, agreement, **{"jobs-0-value": "70", "words": "둘째"})
    post(first, agreement, "save", typed(first, agreement, **{"jobs-0-value": "80"}))
    answer = post(second, agreement, "save", theirs)
    assert "그 사이 다른 사람이 1차 변경 협약을 저장했습니다. 이 변경은 2차가 됩니다." in answer.content.decode()
    form = answer.context["amendment"]
    assert form.lines["jobs"][0]["value"].value() == "70"
    again = {**theirs, "number": str(form.form["number"].value())}
    answer = post(second, agreement, "check", again)
    assert cells(answer, "변경 전후")[1] == ["고용", "100", "80", "70", "△10"]
    assert post(second, agreement, "save", again).status_code == 302
    assert m.Version.objects.filter(number=2).count() == 1


def test_the_party_of_another_agreement_is_no_choice(people, agreement):
    other = make_agreement(people.gwangju, "b")
    stranger = add_party(other, "다라")
    client = client_of(people.officer)
    answer = post(client, agreement, "check", typed(client, agreement, **{"jobs-0-party": str(stranger.pk)}))
    assert answer.context["amendment"].lines["jobs"][0].errors["party"]


@pytest.mark.parametrize("bad", ["", "x", "-1", "99999999999999999999"])
def test_numbers_that_the_page_never_sent_do_no_harm(people, agreement, bad):
    client = client_of(people.officer)
    answer = post(client, agreement, "check", typed(client, agreement, blanks=bad, base=bad, number=bad, once=bad))
    assert answer.status_code == 200


def test_it_is_taken_back_with_its_figures(people, agreement):
    client = client_of(people.officer)
    post(client, agreement, "save", typed(client, agreement, **{"jobs-0-value": "80"}))
    version = m.Version.objects.get(number=1)
    where = reverse("agreements:remove", args=["version", version.pk])
    assert client.post(where, {"reason": "오기", "version": "1"}).status_code == 302
    assert "변경</th>" not in client.get(reverse("agreements:detail", args=["a"])).content.decode()


def test_who_is_turned_away(people, agreement):
    where = reverse(WHERE, args=["a"])
    for user, status in ((people.director, 403), (people.reader, 403), (people.incheon_officer, 404)):
        assert client_of(user).get(where).status_code == status
        assert client_of(user).post(where, {"step": "save"}).status_code == status
    assert client_of(people.officer).put(where).status_code == 405
    assert client_of(people.officer).get(reverse(WHERE, args=["no-such"])).status_code == 404
