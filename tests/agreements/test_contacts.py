"""A person to call: masked everywhere, shown only to somebody who says why, and then once."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AccessLog
from agreements import models as m
from agreements.actions.organisation import merge_organisations
from tests.agreements.cast import cast, make_agreement, make_organisation

pytestmark = pytest.mark.django_db

NAME, TELEPHONE, EMAIL = "홍카나리아동", "010-7531-9246", "canary@secret.example"
CANARIES = (NAME, TELEPHONE, "75319246", "-7531", "7531-", EMAIL, "secret.example")


@pytest.fixture
def c():
    return cast()


@pytest.fixture
def contact(c):
    company = make_organisation(c.gwangju, "가나상사")
    make_agreement(c.gwangju, "a", company=company)
    return m.Contact.objects.create(organisation=company, title="총무", name=NAME, telephone=TELEPHONE, email=EMAIL)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, row) -> str:
    return reverse(f"agreements:{name}", args=[row.pk])


def told(answer) -> str:
    return answer.content.decode()


def is_silent(answer) -> bool:
    return not any(canary in told(answer) for canary in CANARIES)


def typed(**more):
    return {"title": "총무", "name": "김새봄", "telephone": "062-111-2222", "email": "", "version": 1, **more}


def noted() -> str:
    return str(list(m.ChangeRecord.objects.values_list()))


class TestMasked:
    @pytest.mark.parametrize("role", ["officer", "head", "director", "reader"])
    def test_it_is_listed_for_everybody_who_sees_the_company(self, c, contact, role):
        page = client_of(getattr(c, role)).get(url("company", contact.organisation))
        assert "홍****동" in told(page)
        assert "010-****-9246" in told(page)
        assert "c***@…" in told(page)
        assert is_silent(page)

    @pytest.mark.parametrize("name", ["contact", "contact_destroy"])
    def test_its_own_pages_are_masked_too(self, c, contact, name):
        page = client_of(c.officer).get(url(name, contact))
        assert page.status_code == 200
        assert is_silent(page)
        assert not AccessLog.objects.filter(act=AccessLog.Act.CONTACT).exists()

    def test_no_other_page_knows_of_it(self, c, contact):
        client = client_of(c.officer)
        client_of(c.admin).get("/admin/agreements/contact/")
        pages = [
            "/companies/?q=가나",
            "/lookup/?q=가나",
            "/agreements/",
            "/agreements/a/",
            reverse("agreements:edit", args=["organisation", contact.organisation_id]),
            url("rename", contact.organisation),
        ]
        assert all(is_silent(client.get(page)) for page in pages)
        admin = client_of(c.admin)
        assert is_silent(admin.get("/admin/agreements/contact/"))
        assert is_silent(admin.get(f"/admin/agreements/contact/{contact.pk}/change/"))

    def test_it_is_not_searched_by(self, c, contact):
        answer = client_of(c.officer).get("/companies/", {"q": "카나리아"})
        assert list(answer.context["page"]) == []

    def test_the_page_of_a_merge_shows_it_masked(self, c, contact):
        into = make_organisation(c.gwangju, "다라상사")
        page = client_of(c.head).get(url("merge", into), {"other_pick": contact.organisation_id})
        assert "홍****동" in told(page)
        assert is_silent(page)

    def test_the_generic_pages_of_entry_do_not_know_it(self, c, contact):
        for name in ("edit", "remove"):
            assert client_of(c.officer).get(f"/records/contact/{contact.pk}/{name}/").status_code == 404


class TestShown:
    def test_with_a_reason_once_and_logged(self, c, contact):
        client = client_of(c.officer)
        answer = client.post(url("contact", contact), {"reason": "2분기 점검 자료 요청"})
        assert all(value in told(answer) for value in (NAME, TELEPHONE, EMAIL))
        assert answer["Cache-Control"] == "no-store, private"
        log = AccessLog.objects.get(act=AccessLog.Act.CONTACT)
        assert (log.user, log.reason) == (c.officer, "2분기 점검 자료 요청")
        assert log.subject == f"가나상사 총무 홍****동 (연락처 {contact.pk})"
        assert is_silent(client.get(url("contact", contact)))

    def test_each_showing_is_logged(self, c, contact):
        for _ in range(3):
            client_of(c.director).post(url("contact", contact), {"reason": "전화"})
        assert AccessLog.objects.filter(act=AccessLog.Act.CONTACT, user=c.director).count() == 3

    @pytest.mark.parametrize("reason", ["", "   "])
    def test_without_a_reason_nothing_is_shown_or_logged(self, c, contact, reason):
        answer = client_of(c.officer).post(url("contact", contact), {"reason": reason})
        assert "연락처를 보는 사유를 적으십시오." in told(answer)
        assert is_silent(answer)
        assert not AccessLog.objects.filter(act=AccessLog.Act.CONTACT).exists()

    def test_only_who_may_enter_is_given_the_form(self, c, contact):
        asked = {"reason": "전화"}
        assert "변경 저장" in told(client_of(c.officer).post(url("contact", contact), asked))
        assert "변경 저장" not in told(client_of(c.director).post(url("contact", contact), asked))

    def test_of_another_register_it_is_not_there(self, c, contact):
        answer = client_of(c.incheon_officer).post(url("contact", contact), {"reason": "전화"})
        assert answer.status_code == 404
        assert not AccessLog.objects.filter(act=AccessLog.Act.CONTACT).exists()

    def test_after_a_merge_it_is_shown_where_it_went(self, c, contact):
        into = make_organisation(c.gwangju, "다라상사")
        merge_organisations(into=into, gone=contact.organisation, reason="같은 회사", by=c.head)
        answer = client_of(c.officer).post(url("contact", contact), {"reason": "전화"})
        assert NAME in told(answer)
        assert AccessLog.objects.get(act=AccessLog.Act.CONTACT).subject.startswith("다라상사")


class TestChanged:
    def test_a_new_one(self, c, contact):
        answer = client_of(c.officer).post(url("contact_add", contact.organisation), typed(name="김새봄", version=""))
        assert answer["Location"] == url("company", contact.organisation) + "#contacts"
        assert contact.organisation.contacts.count() == 2
        note = m.ChangeRecord.objects.get(subject_model="contact")
        assert (note.action, note.before, note.after) == ("등록", {}, {})

    def test_sent_twice_it_is_one(self, c, contact):
        once = {"once": "00000000-0000-4000-8000-000000000001"}
        for _ in range(2):
            client_of(c.officer).post(url("contact_add", contact.organisation), typed(**once))
        assert contact.organisation.contacts.count() == 2

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"telephone": "", "email": ""}, "전화나 전자우편 가운데 하나는 적으십시오."),
            ({"telephone": "홍길동에게"}, "전화번호만 적으십시오."),
            ({"name": ""}, "이름: 적으십시오."),
            ({"email": "x"}, "올바른 이메일"),
        ],
    )
    def test_what_cannot_be_called_is_refused_at_the_field(self, c, contact, wrong, sentence):
        answer = client_of(c.officer).post(url("contact_add", contact.organisation), typed(**wrong))
        assert sentence in told(answer)
        assert contact.organisation.contacts.count() == 1

    def test_a_change_is_saved_and_noted_without_what_it_says(self, c, contact):
        answer = client_of(c.officer).post(url("contact_edit", contact), typed(reason="담당 교체"))
        assert answer.status_code == 302
        contact.refresh_from_db()
        assert (contact.name, contact.telephone, contact.email) == ("김새봄", "062-111-2222", "")
        note = m.ChangeRecord.objects.get(subject_model="contact")
        assert (note.action, note.reason, note.before, note.after) == ("수정", "담당 교체", {}, {})
        assert not any(value in noted() for value in (*CANARIES, "김새봄", "062-111-2222"))

    def test_a_refused_change_shows_only_what_was_typed(self, c, contact):
        answer = client_of(c.officer).post(url("contact_edit", contact), typed(telephone="모름"))
        assert "김새봄" in told(answer)
        assert is_silent(answer)

    def test_whoever_was_slower_is_not_shown_what_is_stored(self, c, contact):
        answer = client_of(c.officer).post(url("contact_edit", contact), typed(version=7))
        assert "그 사이 다른 사람이" in told(answer)
        assert is_silent(answer)
        contact.refresh_from_db()
        assert contact.name == NAME

    def test_an_end_is_noted_without_a_look(self, c, contact):
        answer = client_of(c.officer).post(url("contact_end", contact), {"valid_to": "2026. 3. 1.", "version": 1})
        assert answer.status_code == 302
        page = client_of(c.officer).get(answer["Location"])
        assert "2026. 3. 1." in told(page)
        assert is_silent(page)
        assert not AccessLog.objects.filter(act=AccessLog.Act.CONTACT).exists()

    @pytest.mark.parametrize("day", ["", "2026년", "모름"])
    def test_an_end_is_a_whole_day(self, c, contact, day):
        answer = client_of(c.officer).post(url("contact_end", contact), {"valid_to": day, "version": 1})
        assert answer.status_code == 200
        assert is_silent(answer)
        contact.refresh_from_db()
        assert contact.valid_to is None

    def test_what_is_needed_no_more_is_destroyed(self, c, contact):
        answer = client_of(c.officer).post(url("contact_destroy", contact), {"reason": "퇴사", "version": 1})
        assert answer.status_code == 302
        assert not m.Contact.objects.exists()
        note = m.ChangeRecord.objects.get(subject_model="contact")
        assert (note.action, note.reason, note.before) == ("삭제", "퇴사", {})
        assert not any(canary in noted() for canary in CANARIES)

    def test_not_without_a_reason_and_not_an_older_one(self, c, contact):
        for sent in ({"reason": "", "version": 1}, {"reason": "퇴사", "version": 9}):
            assert is_silent(client_of(c.officer).post(url("contact_destroy", contact), sent))
        assert m.Contact.objects.exists()

    @pytest.mark.parametrize("name", ["contact_edit", "contact_end", "contact_destroy"])
    def test_a_director_looks_and_changes_nothing(self, c, contact, name):
        answer = client_of(c.director).post(url(name, contact), typed(reason="x", valid_to="2026. 3. 1."))
        assert answer.status_code == 403
        contact.refresh_from_db()
        assert (contact.name, contact.valid_to) == (NAME, None)
