"""What was typed, looked over once more before it is registered; and the papers that come along."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements import models as m
from tests.agreements.cast import cast, make_organisation
from tests.agreements.papers import pdf
from tests.agreements.registering import PAGE, lines, press, refused, standing_in
from tests.agreements.views.test_registration import SHORT, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def c():
    return cast()


@pytest.fixture
def officer(client, c):
    client.force_login(c.officer)
    return client


def test_who_is_known_and_who_is_new_is_told_before_it_is_registered(officer, c):
    make_organisation(c.gwangju, "가나생명(주)")
    answer = press(
        officer, "check", {**SHORT, "companies": "가나생명\n다라(주)", "seats": "백석"} | {"seats": "100석 이상"}
    )
    body = answer.content.decode()
    assert "아직 등록하지 않았습니다" in body
    assert "다라(주) (기업)" in body
    assert "대장에 새로 등록: 기업" in body
    assert "100석 이상" in body
    assert not m.Agreement.objects.exists()
    told = {**dict(answer.context["page"].typed.hidden()), "once": answer.context["once"]}
    agreement = registered(officer.post(PAGE, {**told, "step": "save"}))
    assert agreement.parties.count() == 3


class TestItsPapers:
    def paper(self):
        return SimpleUploadedFile("서명본.pdf", pdf(), content_type="application/pdf")

    def test_a_file_comes_along_through_the_check(self, officer, c, files):
        typed = {**SHORT, **lines("document", {"kind": "agreement", "document_number": "투자과-1"})}
        answer = press(officer, "check", typed, **{"document-0-paper": self.paper()})
        assert "서명본.pdf" in answer.content.decode()
        told = {**dict(answer.context["page"].typed.hidden()), "once": answer.context["once"]}
        agreement = registered(officer.post(PAGE, {**told, "step": "save"}))
        paper = agreement.documents.get()
        assert (paper.title, paper.original_name, paper.document_number) == ("서명본", "서명본.pdf", "투자과-1")
        assert (files / str(paper.file)).read_bytes() == pdf()
        assert agreement.versions.get().document == paper

    def test_a_refused_page_keeps_it(self, officer, c, files):
        answer = press(officer, "save", {**SHORT, "seats": "100명"}, **{"document-0-paper": self.paper()})
        assert "받은 파일: <b>서명본.pdf</b>" in answer.content.decode()
        assert m.Upload.objects.get().by == c.officer

    def test_what_is_no_paper_is_refused_at_its_field(self, officer, files):
        answer = press(officer, "save", SHORT, **{"document-0-paper": SimpleUploadedFile("a.exe", b"MZ")})
        assert list(refused(answer)) == ["document-0-paper"]
        assert not m.Agreement.objects.exists()


def test_from_the_check_one_goes_back_to_what_was_typed(officer, c):
    answer = press(officer, "check", SHORT)
    told = dict(answer.context["page"].typed.hidden())
    again = officer.post(PAGE, {**told, "step": "edit"})
    assert standing_in(again).items() >= SHORT.items()
    assert refused(again) == {}
