"""담당 현황 and 인계 목록: who sees, who may pass on, what a refusal keeps."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.capabilities import Role
from accounts.models import AccessLog, Department
from agreements import models as m
from tests.agreements.cast import cast, make_agreement, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def successor(people):
    return make_person("successor", Role.OFFICER, people.gwangju)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def held(people, key: str, **more) -> m.Agreement:
    more = {"officer": people.officer, **more}
    return make_agreement(people.gwangju, key, company="가나", signed=date(2020, 7, 16), **more)


def address(person) -> str:
    return reverse("agreements:handover", args=[person.pk])


def test_one_passes_on_ones_own(people, successor):
    first, second = held(people, "a"), held(people, "b")
    client = client_of(people.officer)
    typed = {"to": successor.pk, "reason": "인사 이동", "agreements": [first.pk]}
    answer = client.post(address(people.officer), typed, follow=True)
    assert "successor에게 1건을 넘겼습니다." in answer.content.decode()
    assert set(m.Agreement.objects.values_list("key", "officer__username")) == {
        ("a", "successor"),
        ("b", "gwangju-officer"),
    }
    assert second.pk in {row.pk for row in answer.context["holdings"].agreements}


def test_a_double_click_passes_on_once(people, successor):
    made = held(people, "a")
    typed = {"to": successor.pk, "reason": "이동", "agreements": [made.pk], "once": str(uuid4())}
    client = client_of(people.officer)
    for _ in range(2):
        assert client.post(address(people.officer), typed).status_code == 302
    assert m.ChangeRecord.objects.filter(action="수정").count() == 1


def test_a_refusal_keeps_what_was_typed_and_ticked(people, successor):
    first, second = held(people, "a"), held(people, "b")
    answer = client_of(people.officer).post(address(people.officer), {"agreements": [first.pk], "reason": "이동"})
    assert answer.context["form"].errors["to"] == ["받는 사람을 고르십시오."]
    assert answer.context["ticked"]["agreements"] == {str(first.pk)}
    assert 'value="이동"' in answer.content.decode()
    assert m.Agreement.objects.get(pk=second.pk).officer == people.officer


@pytest.mark.parametrize(
    ("typed", "told"),
    [({}, "넘길 것을 하나 이상 고르십시오."), ({"agreements": ["0"]}, "목록이 그 사이 바뀌었습니다.")],
)
def test_nothing_or_something_else_chosen_is_told(people, successor, typed, told):
    held(people, "a")
    answer = client_of(people.officer).post(address(people.officer), {"to": successor.pk, "reason": "이동", **typed})
    assert told in answer.content.decode()


def test_nobody_of_another_register_can_be_chosen(people):
    made = held(people, "a")
    typed = {"to": people.incheon_officer.pk, "reason": "이동", "agreements": [made.pk]}
    answer = client_of(people.officer).post(address(people.officer), typed)
    assert answer.context["form"].errors["to"] == ["이 대장의 담당 주무관이나 팀장 가운데 고르십시오."]


def test_heads_and_administrators_pass_on_for_everybody_others_look(people, successor):
    held(people, "a")
    for user, status in ((people.head, 200), (people.admin, 200), (successor, 403), (people.director, 403)):
        client = client_of(user)
        assert client.get(address(people.officer)).status_code == 200
        assert ("고른 것 넘기기" in client.get(address(people.officer)).content.decode()) is (status == 200)
        assert client.post(address(people.officer), {}).status_code == status


def test_what_nobody_holds_is_given_out_by_the_head(people, successor):
    office = Department.objects.create(municipality=people.gwangju, name="투자유치과")
    there, elsewhere = held(people, "a", officer=None, department=office), held(people, "b", officer=None)
    where = f"{reverse('agreements:unassigned', args=[people.gwangju.pk])}?department={office.pk}"
    answer = client_of(people.head).get(where)
    assert list(answer.context["holdings"].agreements) == [there]
    typed = {"to": successor.pk, "reason": "담당 지정", "agreements": [there.pk]}
    assert client_of(people.officer).post(where, typed).status_code == 403
    assert client_of(people.head).post(where, typed).status_code == 302
    there.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (there.officer, elsewhere.officer) == (successor, None)


def test_the_list_of_everybody_leads_to_each(people):
    held(people, "a")
    held(people, "b", officer=None)
    page = client_of(people.head).get(reverse("agreements:handovers")).content.decode()
    assert address(people.officer) in page
    assert reverse("agreements:unassigned", args=[people.gwangju.pk]) in page
    assert "incheon-officer" not in page


def test_another_register_is_not_there(people):
    client = client_of(people.head)
    assert client.get(address(people.incheon_officer)).status_code == 404
    assert client.post(address(people.incheon_officer), {}).status_code == 404
    assert client.get(reverse("agreements:unassigned", args=[people.incheon.pk])).status_code == 404
    assert client.get(address(people.reader)).status_code == 404
    assert client.get(reverse("agreements:handover", args=[999_999])).status_code == 404
    assert client.put(address(people.officer)).status_code == 405


def test_a_long_list_costs_the_same(people):
    def queries() -> int:
        client = client_of(people.head)
        with CaptureQueriesContext(connection) as caught:
            client.get(address(people.officer))
            client.get(reverse("agreements:handovers"))
        return len(caught)

    def grow(*numbers: int) -> None:
        for number in numbers:
            made = held(people, f"a-{number}")
            m.Matter.objects.create(agreement=made, kind="issue", what="지연", raised_on=date(2024, 1, 1))
            m.Draft.objects.create(municipality=people.gwangju, by=people.officer)

    grow(0)
    one = queries()
    grow(*range(1, 20))
    assert queries() == one


def test_a_draft_is_named_within_its_department_only_and_its_passing_is_noted(people, successor):
    office = Department.objects.create(municipality=people.gwangju, name="일자리과")
    draft = m.Draft.objects.create(municipality=people.gwangju, department=office, by=people.officer, title="비밀 유치")
    for looker in (people.head, people.director, people.reader, people.admin, successor):
        page = client_of(looker).get(address(people.officer)).content.decode()
        assert "비밀 유치" not in page
        assert "다른 부서에서 작성 중인 협약" in page
    client = client_of(people.officer)
    assert "비밀 유치" in client.get(address(people.officer)).content.decode()
    client.post(address(people.officer), {"to": successor.pk, "reason": "인사 이동", "drafts": [draft.pk]})
    noted = AccessLog.objects.get(act="drafts")
    assert (noted.user, noted.subject, noted.reason) == (people.officer, "successor에게 1건", "인사 이동")
