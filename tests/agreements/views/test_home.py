"""업무현황: an officer's own work first, the whole for everybody else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.access import note_access
from accounts.models import AccessLog
from agreements import models as m
from agreements.actions.check_in import Submitted, decide_receipt, submit_check_in
from agreements.actions.record import change
from agreements.actions.round import open_round
from agreements.rules.answered import Answered, Differing
from agreements.rules.metric import Rung
from agreements.rules.rhythm import Window
from agreements.rules.said import Said
from agreements.standing.home import home_of
from tests.agreements.cast import cast, make_agreement

pytestmark = pytest.mark.django_db

QUARTER = Window("2026년 3분기 이행 점검", date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 21))
LATER = date(2026, 11, 1)


@pytest.fixture
def c():
    return cast()


@pytest.fixture
def agreement(c):
    day = date(2020, 7, 16)
    return make_agreement(c.gwangju, "gwangju-1", company="가나", signed=day, jobs=100, officer=c.officer)


@pytest.fixture
def check_in(c, agreement):
    return open_round(c.gwangju, window=QUARTER, agreements=[agreement], by=c.officer).check_ins.get()


def handed_in(check_in, by, **more):
    told = Submitted(via="paper", came_on=date(2026, 10, 12), answered=[Answered(Rung.STAFF, Said(40, 40))], **more)
    return submit_check_in(check_in, told, by=by)


def test_what_was_not_handed_in_stands_first(client, c, check_in):
    client.force_login(c.officer)
    body = client.get("/").content.decode()
    assert "실적 미제출 현황" in body
    assert "가나 투자협약" in body
    found = home_of(c.officer, today=LATER)
    assert [one.days_late for one in found.missing] == [11]


def test_of_agreements_that_others_hold_nothing(client, c, check_in):
    m.Agreement.objects.update(officer=c.head)
    assert home_of(c.officer, today=LATER).lines == ()


def test_what_was_returned_is_seen_at_once(c, check_in):
    decide_receipt(handed_in(check_in, c.officer), "returned", note="명부를 붙일 것", by=c.head)
    found = home_of(c.officer, today=LATER)
    assert (len(found.returned), len(found.missing)) == (1, 0)


def test_requests_duties_matters_and_inquiries_have_their_days(c, check_in, agreement):
    handed_in(check_in, c.officer, differing=[Differing("pledge", "90명")])
    m.Matter.objects.create(
        agreement=agreement, kind="plan", what="현장 방문", raised_on=date(2026, 10, 1), until_on=date(2026, 10, 20)
    )
    m.Obligation.objects.create(
        agreement=agreement,
        code="centre",
        words="센터 설치",
        stage="signed",
        due_on=date(2026, 11, 1),
        due_precision="month",
        source=agreement.source,
    )
    told = {"asker_kind": "council", "asker": "위원회", "asked_on": date(2026, 10, 1), "officer": c.officer}
    m.Inquiry.objects.create(municipality=c.gwangju, title="현황", due_on=date(2026, 11, 5), **told)
    m.Inquiry.objects.create(municipality=c.gwangju, title="먼 뒤", due_on=date(2027, 5, 5), **told)
    found = home_of(c.officer, today=LATER)
    assert [one.words for one in found.requests] == ["90명"]
    assert [(due.on, due.is_late) for due in found.dues] == [
        (date(2026, 10, 20), True),
        (date(2026, 11, 5), False),
        (date(2026, 11, 30), False),
    ]


def test_what_others_changed_since_the_visit_before_is_told(rf, c, agreement):
    for _ in range(2):
        note_access(rf.get("/"), AccessLog.Act.SIGN_IN, username=c.officer.username, user=c.officer)
    change(agreement, {"venue": "시청"}, version=1, by=c.head)
    change(agreement, {"venue": "의회"}, version=2, by=c.officer)
    assert [one.by for one in home_of(c.officer, today=LATER).changes] == [c.head]


def test_a_head_sees_the_whole_and_what_waits(client, c, check_in):
    handed_in(check_in, c.officer)
    client.force_login(c.head)
    answer = client.get("/")
    assert "총괄현황" in answer.content.decode()
    assert [(one.pk, one.count) for one in answer.context["waiting"].submitted] == [(check_in.round_id, 1)]
    assert f'href="/rounds/{check_in.round_id}/?state=submitted"' in answer.content.decode()
    client.force_login(c.officer)
    assert "총괄현황" in client.get("/?whole=1").content.decode()


def test_it_costs_the_same_with_more_agreements(c, agreement, django_assert_num_queries):
    def cost(window, agreements):
        open_round(c.gwangju, window=window, agreements=agreements, by=c.officer)
        with django_assert_num_queries(11):
            home_of(c.officer, today=timezone.localdate() + timedelta(days=1))

    assert c.officer.registers  # asked once for a person
    cost(QUARTER, [agreement])
    day = date(2021, 1, 1)
    more = [make_agreement(c.gwangju, f"g-{n}", company=f"다{n}", signed=day, officer=c.officer) for n in range(12)]
    half = Window("2026년 상반기", date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 21))
    cost(half, [agreement, *more])


def test_a_request_to_correct_the_register_leads_a_head_to_its_check_in(client, c, check_in):
    handed_in(check_in, c.officer, differing=[Differing("pledge", "90명")])
    client.force_login(c.head)
    body = " ".join(client.get("/").content.decode().split())
    assert "처리할 정정 요청 <b>1</b>건" in body
    assert f'<a href="/check-ins/{check_in.pk}/">협약 수치: 90명</a>' in body


def test_what_others_changed_is_called_by_its_name(client, c, agreement):
    client.force_login(c.officer)
    change(agreement, {"venue": "시청"}, version=1, by=c.head)
    body = " ".join(client.get("/").content.decode().split())
    assert "gwangju-head: 협약 수정" in body
