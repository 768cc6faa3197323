"""추진상황 제안: what the facts suggest, decided by a person with a reason; refused, nothing typed is lost."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements import models as m
from agreements.actions.outcome import MEANWHILE, decide_outcome
from agreements.standing.proposal import last_outcomes
from tests.agreements.cast import add_actual, add_outcome, cast, make_agreement

pytestmark = pytest.mark.django_db

DECIDED = {"code": "partial", "reason_code": "term", "words": "기한이 지남"}


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    """Past due and short of it: 일부 이행."""
    made = make_agreement(
        people.gwangju,
        "a",
        company="가",
        signed=date(2020, 7, 16),
        jobs=100,
        due=date(2021, 7, 15),
        officer=people.officer,
    )
    add_actual(made, "staff", 60, date(2026, 6, 30))
    return made


@pytest.fixture
def officer(client, people):
    client.force_login(people.officer)
    return client


def body_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def page(client, address="/proposals/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer


def sent(client, agreement, **changes) -> dict[str, str]:
    """What the form on the list sends as it stands there, with these changes."""
    line = next(line for line in page(client).context["lines"] if line.proposal.counted.agreement.pk == agreement.pk)
    form = line.form
    return {name: str(form[name].value() or "") for name in form.fields} | changes


def decide(client, agreement, data, **more):
    return client.post(f"/proposals/{agreement.key}/decide/", data, **more)


def test_a_proposal_says_what_now_and_why(officer, agreement):
    body = body_of(page(officer))
    assert "추진 중(기한 경과)" in body
    assert "기한(2021. 7. 15.)이 지남, 이행 판정 기준에 못 미치거나 미확인: 고용 협약 100명, 확인 60명(△40명)" in body
    assert 'href="/agreements/a/"' in body


def test_it_is_decided_as_it_stands_and_then_is_no_more_proposed(officer, people, agreement):
    answer = decide(officer, agreement, sent(officer, agreement), follow=True)
    row = m.Outcome.objects.get()
    assert (row.code, row.on.on, row.recorded_by) == ("partial", timezone.localdate(), people.officer)
    assert (row.source.publisher, row.source.title) == ("광주광역시", "추진상황 결정")
    assert "정했습니다" in body_of(answer)
    assert answer.context["count"] == 0
    assert agreement.changes.filter(subject_model="outcome", subject_id=row.pk, by=people.officer).exists()


def test_it_may_be_decided_otherwise(officer, agreement):
    decide(officer, agreement, sent(officer, agreement, code="held", reason_code="funding", words="자금 협의 중"))
    assert m.Outcome.objects.values_list("code", "reason_code", "words").get() == ("held", "funding", "자금 협의 중")


def test_decided_on_the_page_of_the_agreement_one_stays_there(officer, agreement):
    assert "추진상황 제안: 일부 이행" in body_of(page(officer, "/agreements/a/"))
    answer = decide(officer, agreement, sent(officer, agreement, next="/agreements/a/"))
    assert answer["Location"] == "/agreements/a/"
    assert "추진상황 제안" not in body_of(page(officer, "/agreements/a/")).split("<main")[1]


def test_another_house_is_not_gone_to(officer, agreement):
    answer = decide(officer, agreement, sent(officer, agreement, next="https://example.com/"))
    assert answer["Location"] == "/proposals/"


REFUSED = [
    ({"words": ""}, "그렇게 정하는 이유를 적으십시오."),
    ({"words": "   "}, "그렇게 정하는 이유를 적으십시오."),
    ({"words": "가" * 5000}, "400"),
    ({"on": f"{timezone.localdate() + timedelta(days=9)}"}, "아직 오지 않은 날입니다."),
    ({"on": "2026"}, "연·월·일을 모두 적으십시오."),
    ({"on": "곧"}, "날짜로 읽을 수 없습니다"),
    ({"code": "nonsense"}, "목록에 있는 것을 고르십시오."),
    ({"reason_code": ""}, "사유를 고르십시오."),
]


def test_what_is_refused_is_said_and_nothing_typed_is_lost(officer, agreement):
    for changes, words in REFUSED:
        typed = sent(officer, agreement, **{"words": "내가 적은 이유", **changes})
        answer = decide(officer, agreement, typed)
        assert answer.status_code == 200
        assert words in body_of(answer)
        assert typed["words"].strip() in answer.content.decode()
    assert not m.Outcome.objects.exists()


def test_a_double_click_decides_once(officer, agreement):
    data = sent(officer, agreement)
    for _ in range(2):
        assert decide(officer, agreement, data).status_code == 302
    assert m.Outcome.objects.count() == 1


def test_the_same_page_with_other_words_is_not_taken_for_a_double_click(officer, agreement):
    data = sent(officer, agreement)
    decide(officer, agreement, data)
    answer = decide(officer, agreement, data | {"code": "held"})
    assert MEANWHILE in body_of(answer)
    assert m.Outcome.objects.get().code == "partial"


def test_whoever_was_slower_is_told(officer, agreement):
    data = sent(officer, agreement)
    add_outcome(agreement, "held", date(2026, 1, 1))
    assert MEANWHILE in body_of(decide(officer, agreement, data))
    assert m.Outcome.objects.count() == 1


@pytest.mark.parametrize("who", ["director", "reader"])
def test_whoever_may_not_enter_sees_and_does_not_decide(client, people, agreement, who):
    client.force_login(getattr(people, who))
    answer = page(client)
    assert answer.context["count"] == 1
    assert [line.form for line in answer.context["lines"]] == [None]
    assert decide(client, agreement, DECIDED).status_code == 403


def test_of_another_city_there_is_nothing(client, people, agreement):
    client.force_login(people.incheon_officer)
    assert page(client).context["count"] == 0
    assert decide(client, agreement, DECIDED).status_code == 404
    assert client.post("/proposals/no-such-key/decide/", DECIDED).status_code == 404


def test_deciding_is_no_looking(officer, agreement):
    assert officer.get("/proposals/a/decide/").status_code == 405
    assert officer.post("/proposals/").status_code == 405


def test_one_outcome_and_only_mine_may_be_asked_for(officer, people, agreement):
    make_agreement(people.gwangju, "b", company="나", signed=date(2020, 1, 1), jobs=9, due=date(2021, 1, 1))
    assert page(officer).context["count"] == 2
    assert [line.name for line in page(officer, "/proposals/?code=held").context["lines"]] == ["나"]
    assert [line.name for line in page(officer, "/proposals/?mine=1").context["lines"]] == ["가"]
    assert len(page(officer, "/proposals/?code=nonsense&page=abc").context["lines"]) == 2
    assert 'href="/proposals/?mine=1">1건</a>' in body_of(page(officer, "/"))


def test_forty_cost_what_two_cost(officer, people):
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            page(officer)
        return len(caught)

    def make(numbers):
        for n in numbers:
            made = make_agreement(
                people.gwangju, f"g{n}", company=f"회사{n}", signed=date(2020, 1, 1), jobs=5, due=date(2021, 1, 1)
            )
            add_outcome(made, "going", date(2020, 2, 1))
            add_actual(made, "staff", 1, date(2024, 1, 1))

    make(range(2))
    few = cost()
    make(range(2, 40))
    assert cost() == few <= 20


def told(**changes):
    return {**DECIDED, "on": date(2026, 11, 1), "last": 0, **changes}


def test_the_action_refuses_what_was_not_seen_and_what_has_no_reason(people, agreement):
    for wrong in ({"last": 99}, {"words": " "}, {"code": "nonsense"}):
        with pytest.raises(ValidationError):
            decide_outcome(agreement, **told(**wrong), by=people.head)
    assert not m.Outcome.objects.exists()
    assert not m.Source.objects.filter(title="추진상황 결정").exists()


def test_decisions_of_a_city_share_one_source_and_follow_each_other(people, agreement):
    first = decide_outcome(agreement, **told(), by=people.head)
    assert last_outcomes([agreement.pk]) == {agreement.pk: first.pk}
    second = decide_outcome(agreement, **told(code="held", last=first.pk), by=people.head)
    assert first.source == second.source
    assert agreement.summary.__class__.objects.get(agreement=agreement).outcome == "held"
