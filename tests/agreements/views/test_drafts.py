"""작성 중인 협약: saved while one types, brought back, private, ended by registering."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Department
from agreements import models as m
from tests.agreements.cast import cast
from tests.agreements.registering import PAGE, lines, opened, press, standing_in

pytestmark = pytest.mark.django_db

SAVE, LIST = reverse("agreements:draft_save"), reverse("agreements:drafts")
TYPED = {"name": "가나 투자협약", "companies": "가나", "seats": "백 석쯤", **lines("pledge", {}, {"value": "60명"})}
READABLE = {"seats": "100석", "pledge-1-metric": "jobs", "pledge-1-stage": "signed"}


@pytest.fixture
def c():
    made = cast()
    department = Department.objects.create(municipality=made.gwangju, name="투자과")
    for person in (made.officer, made.head):
        person.department = department
        person.save()
    return made


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def officer(c):
    return signed_in(c.officer)


def saved(client, **more):
    """A draft as the script of the page saves it; what the page then knows of it."""
    page = {**opened(client), **TYPED, **more}
    answer = client.post(SAVE, page)
    assert answer.status_code == 200, answer.content
    return {**page, "draft_saved": answer.json()["saved"]}


def test_opening_the_page_keeps_nothing(officer):
    opened(officer)
    assert not m.Draft.objects.exists()


def test_what_is_typed_is_kept_readable_or_not_and_brought_back(officer, c):
    page = saved(officer)
    draft = m.Draft.objects.get()
    assert (str(draft.key), draft.title, draft.by) == (page["draft"], "가나 투자협약", c.officer)
    assert {"csrfmiddlewaretoken", "draft", "draft_saved", "step"}.isdisjoint(draft.typed)
    back = opened(officer, draft=page["draft"])
    assert back.items() >= TYPED.items()
    assert back["draft_saved"] == page["draft_saved"]
    assert back["once"] != page["once"]


def test_the_page_is_told_when_it_was_saved(officer):
    answer = officer.post(SAVE, {**opened(officer), **TYPED})
    assert re.fullmatch(r"\d\d:\d\d 임시 저장", answer.json()["told"])


def test_without_script_a_button_keeps_it(officer):
    answer = press(officer, "draft", TYPED)
    draft = m.Draft.objects.get()
    assert answer["Location"] == f"{PAGE}?draft={draft.key}"
    assert opened(officer, draft=str(draft.key)).items() >= TYPED.items()


def test_after_the_end_of_a_session_the_sign_in_leads_back(c):
    page = saved(signed_in(c.officer))
    answer = Client().get(PAGE, {"draft": page["draft"]})
    assert f"next={PAGE}%3Fdraft%3D{page['draft']}" in answer["Location"]


def test_of_two_the_second_is_told_and_may_go_on_apart(officer, c):
    mine = saved(officer)
    head = signed_in(c.head)
    theirs = {**opened(head, draft=mine["draft"]), "venue": "시장실"}
    assert head.post(SAVE, theirs).status_code == 200
    answer = officer.post(SAVE, {**mine, "venue": "회의실"})
    assert answer.status_code == 409
    assert answer.json()["theirs"] == f"{PAGE}?draft={mine['draft']}"
    assert officer.post(SAVE, {**mine, "venue": "회의실", "draft": str(uuid4()), "draft_saved": ""}).status_code == 200
    assert {draft.typed["venue"][0] for draft in m.Draft.objects.all()} == {"시장실", "회의실"}


def test_registering_ends_it(officer):
    page = saved(officer, **READABLE)
    answer = officer.post(PAGE, {**page, "step": "save"})
    assert answer.status_code == 302, standing_in(answer)
    assert not m.Draft.objects.exists()
    assert officer.get(PAGE, {"draft": page["draft"]}).status_code == 404


def test_whoever_registers_over_a_colleagues_text_is_asked_first(officer, c):
    mine = saved(officer, **READABLE)
    head = signed_in(c.head)
    assert head.post(SAVE, {**opened(head, draft=mine["draft"]), "venue": "시장실"}).status_code == 200
    answer = officer.post(PAGE, {**mine, "step": "save"})
    assert "그 사이 다른 사람이 이 작성 중인 협약을 고쳤습니다" in answer.content.decode()
    assert not m.Agreement.objects.exists()
    again = standing_in(answer)
    assert (again["draft"] != mine["draft"], again["draft_saved"]) == (True, "")
    assert officer.post(PAGE, {**again, "step": "save"}).status_code == 302
    assert m.Draft.objects.get().typed["venue"] == ["시장실"]


def test_what_a_colleague_registered_is_not_registered_again(officer, c):
    mine = saved(officer, **READABLE)
    head = signed_in(c.head)
    assert head.post(PAGE, {**opened(head, draft=mine["draft"]), "step": "save"}).status_code == 302
    answer = officer.post(PAGE, {**mine, "step": "save"})
    assert "그 사이 등록되었거나" in answer.content.decode()
    assert m.Agreement.objects.count() == 1


class TestPrivacy:
    def test_the_department_sees_it_and_may_go_on_with_it(self, officer, c):
        page = saved(officer)
        head = signed_in(c.head)
        assert "가나 투자협약" in head.get(LIST).content.decode()
        assert opened(head, draft=page["draft"])["name"] == "가나 투자협약"

    @pytest.mark.parametrize("who", ["stranger", "incheon_officer"])
    def test_another_department_and_another_register_do_not(self, officer, c, who):
        c.stranger = type(c.officer).objects.create_user(
            username="other", role="officer", municipality=c.gwangju, password="right-horse-2026"
        )
        page, other = saved(officer), signed_in(getattr(c, who))
        assert "가나" not in other.get(LIST).content.decode()
        assert other.get(PAGE, {"draft": page["draft"]}).status_code == 404
        assert other.get(LIST, {"remove": page["draft"]}).status_code == 404
        assert other.post(LIST, {"draft": page["draft"]}).status_code == 404
        assert m.Draft.objects.get().title == "가나 투자협약"

    @pytest.mark.parametrize("role", ["director", "reader", "admin"])
    def test_who_may_not_enter_has_none(self, c, role):
        client = signed_in(getattr(c, role))
        assert client.get(LIST).status_code == 403
        assert client.post(SAVE, {"draft": str(uuid4())}).status_code == 403

    @pytest.mark.parametrize("key", ["", "x", str(uuid4())])
    def test_a_key_that_was_never_given_is_not_there(self, officer, key):
        assert officer.get(PAGE, {"draft": key}).status_code == 404
        assert officer.post(LIST, {"draft": key}).status_code == 404


class TestThrowingAway:
    def test_it_is_asked_for_once_more(self, officer):
        page = saved(officer)
        assert "되살릴 수 없습니다" in officer.get(LIST, {"remove": page["draft"]}).content.decode()
        assert m.Draft.objects.exists()
        assert officer.post(LIST, {"draft": page["draft"]})["Location"] == LIST
        assert not m.Draft.objects.exists()

    def test_other_methods_are_refused(self, officer):
        assert officer.put(LIST).status_code == 405
        assert officer.get(SAVE).status_code == 405


def test_the_register_says_how_many_there_are(officer):
    register = reverse("agreements:register")
    assert "작성 중" not in officer.get(register).content.decode()
    saved(officer)
    assert "작성 중 1건" in officer.get(register).content.decode()


def test_who_may_not_enter_is_offered_no_page_of_entry(c):
    body = signed_in(c.director).get(reverse("agreements:register")).content.decode()
    assert PAGE not in body


def test_a_text_without_end_is_refused_in_words(officer):
    answer = officer.post(SAVE, {**opened(officer), "name": "가" * 200_000})
    assert answer.status_code == 400
    assert "길이를 넘었습니다" in answer.json()["told"]
