"""The pages of a round: opened from the proposal, looked at, approved and closed, called and reminded."""

from datetime import date

import pytest

from accounts.models import AccessLog
from agreements import models as m
from agreements.actions.check_in import Submitted, submit_check_in
from agreements.rules.answered import Answered
from agreements.rules.metric import Rung
from agreements.rules.said import Said
from tests.agreements.cast import cast, make_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def c():
    return cast()


@pytest.fixture
def agreement(c):
    return make_agreement(c.gwangju, "gwangju-1", company="가나", signed=date(2020, 7, 16), jobs=100)


def as_(client, person):
    client.force_login(person)
    return client


def opened(client, c, agreement):
    form = as_(client, c.officer).get("/rounds/new/").context["form"]
    told = {name: form[name].value() for name in ("name", "observed_from", "observed_to", "opens_on", "due_on")}
    answer = client.post("/rounds/new/", {**told, "agreements": [agreement.pk]})
    assert answer.status_code == 302, answer.context["form"].errors
    return m.Round.objects.get()


def test_the_proposal_is_opened_with_one_button(client, c, agreement):
    made = opened(client, c, agreement)
    page = client.get(f"/rounds/{made.pk}/").content.decode()
    assert "가나 투자협약" in page
    assert "제출 전" in page
    assert made.name in client.get("/rounds/").content.decode()


def test_a_form_sent_twice_makes_one_round(client, c, agreement):
    form = as_(client, c.officer).get("/rounds/new/").context["form"]
    names = ("name", "observed_from", "observed_to", "opens_on", "due_on", "once")
    told = {**{name: form[name].value() for name in names}, "agreements": [agreement.pk]}
    for _ in range(2):
        assert client.post("/rounds/new/", told).status_code == 302
    assert m.Round.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"due_on": "2020. 1. 1."}, "제출 시작일보다 빠릅니다"),
        ({"observed_to": "2026. 9. 29."}, "조사 기간은"),
        ({"name": ""}, "이름: 적으십시오"),
        ({"agreements": []}, "하나 이상"),
        ({"agreements": ["x"]}, "목록에 있는"),
        ({"observed_from": "지난 분기"}, "날짜"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(client, c, agreement, told, words):
    right = {
        "name": "2026년 3분기 이행 점검",
        "observed_from": "2026. 7. 1.",
        "observed_to": "2026. 9. 30.",
        "opens_on": "2026. 10. 1.",
        "due_on": "2026. 10. 21.",
        "agreements": [agreement.pk],
    }
    answer = as_(client, c.officer).post("/rounds/new/", {**right, **told})
    assert words in str(answer.context["form"].errors)
    assert answer.context["form"]["opens_on"].value() == "2026. 10. 1."
    assert not m.Round.objects.exists()


def test_another_city_s_agreement_cannot_be_asked(client, c, agreement):
    theirs = make_agreement(c.incheon, "incheon-1", company="카나리아", signed=date(2020, 1, 1), jobs=5)
    page = as_(client, c.officer).get("/rounds/new/")
    assert "카나리아" not in page.content.decode()
    answer = client.post("/rounds/new/", {"agreements": [theirs.pk]})
    assert "목록에 있는" in str(answer.context["form"].errors)


class TestTheWhole:
    @pytest.fixture
    def made(self, client, c, agreement):
        made = opened(client, c, agreement)
        told = Submitted(via="paper", came_on=date(2026, 10, 12), answered=[Answered(Rung.STAFF, Said(40, 40))])
        submit_check_in(made.check_ins.get(), told, by=c.officer)
        return made

    def test_a_head_approves_then_closes(self, client, c, made):
        page = as_(client, c.head).get(f"/rounds/{made.pk}/").content.decode()
        assert "검토 중 1건 모두 승인" in page
        client.post(f"/rounds/{made.pk}/approve/", {"document_number": "일자리-1", "document_on": "2026. 10. 14."})
        assert m.ReceiptReview.objects.get().document_number == "일자리-1"
        client.post(f"/rounds/{made.pk}/close/", {"note": ""})
        assert m.RoundClosing.objects.get().closed_by == c.head
        assert "점검 마감" not in client.get(f"/rounds/{made.pk}/").content.decode()

    def test_a_number_needs_its_day(self, client, c, made):
        answer = as_(client, c.head).post(f"/rounds/{made.pk}/approve/", {"document_number": "일자리-1"})
        assert "결재일" in str(answer.context["approval"].errors)
        assert not m.ReceiptReview.objects.exists()

    def test_closing_over_what_waits_is_refused_in_words(self, client, c, made):
        answer = as_(client, c.head).post(f"/rounds/{made.pk}/close/", {})
        assert "1건 있습니다" in str(answer.context["closing"].errors)

    def test_an_officer_does_neither(self, client, c, made):
        for act in ("approve", "close"):
            assert as_(client, c.officer).post(f"/rounds/{made.pk}/{act}/").status_code == 403

    @pytest.mark.parametrize(("state", "shown"), [("submitted", True), ("waiting", False), ("nonsense", True)])
    def test_it_is_looked_at_by_state(self, client, c, made, state, shown):
        page = as_(client, c.officer).get(f"/rounds/{made.pk}/", {"state": state}).content.decode()
        assert ("가나 투자협약" in page) == shown

    def test_another_city_has_no_such_round(self, client, c, made):
        for path in ("", "reminders/", "calls/"):
            assert as_(client, c.incheon_officer).get(f"/rounds/{made.pk}/{path}").status_code == 404


class TestCalling:
    @pytest.fixture
    def made(self, client, c, agreement):
        who = agreement.parties.get().organisation
        m.Contact.objects.create(organisation=who, title="과장", name="홍길동", telephone="062-123-4567")
        return opened(client, c, agreement)

    def test_numbers_are_shown_for_a_reason_that_is_logged(self, client, c, made):
        url = f"/rounds/{made.pk}/calls/"
        masked = client.get(url).content.decode()
        assert "062-123-4567" not in masked
        assert "홍길동" not in masked
        assert "062-123-4567" not in client.post(url, {"reason": " "}).content.decode()
        assert not AccessLog.objects.filter(act=AccessLog.Act.CONTACT).exists()
        assert "062-123-4567" in client.post(url, {"reason": "3분기 독촉"}).content.decode()
        assert AccessLog.objects.get(act=AccessLog.Act.CONTACT).reason == "3분기 독촉"

    def test_days_are_added_and_dropped(self, client, c, made):
        url = f"/rounds/{made.pk}/reminders/"
        client.post(url, {"on": "2027. 1. 5."})
        row = m.Reminder.objects.get(on=date(2027, 1, 5))
        assert "이미 있습니다" in client.post(url, {"on": "2027. 1. 5."}).content.decode()
        client.post(url, {"drop": row.pk})
        assert not m.Reminder.objects.filter(pk=row.pk).exists()
        for bad in ("x", "9" * 30):
            assert client.post(url, {"drop": bad}).status_code == 404
