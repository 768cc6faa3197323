"""The pages of papers: entered, given out to those who may and to nobody else, changed, removed."""

import re
from datetime import date
from unicodedata import normalize
from urllib.parse import quote, unquote
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.capabilities import CAPABILITIES, Capability, Role
from accounts.models import AccessLog
from agreements import models as m
from agreements.actions.document import keep_document, receive_upload
from agreements.actions.record import change
from tests.agreements.cast import cast, make_agreement, make_organisation, make_person
from tests.agreements.papers import PLAIN, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]


@pytest.fixture
def c():
    return cast()


@pytest.fixture
def agreement(c):
    return make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 7, 16))


@pytest.fixture
def document(c, agreement):
    upload = receive_upload(name="협약서.pdf", content=pdf(b"signed"), by=c.officer)
    return keep_document(of=agreement, kind="agreement", title="투자협약서", upload=upload, by=c.officer)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name: str, *args) -> str:
    return reverse(f"agreements:{name}", args=args)


def sent(name: str = "협약서.pdf", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or pdf(), content_type="text/html")


def typed(**values) -> dict:
    return {"kind": "agreement", "title": "", "document_number": "", "dated_on": "", "once": str(uuid4())} | values


def told(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def content_of(answer) -> bytes:
    """Read to the end, which closes the file."""
    return b"".join(answer.streaming_content)


def test_a_paper_is_sent_shown_and_given_out(c, agreement):
    client = client_of(c.officer)
    given = typed(title="투자협약서", document_number="투자유치과-123", dated_on="2020. 7. 16.", paper=sent())
    answer = client.post(url("document_add", "a"), given, follow=True)
    document = m.Document.objects.get()
    assert answer.redirect_chain == [(f"{url('detail', 'a')}#documents", 302)]
    page = told(answer)
    for words in ("저장했습니다", "투자협약서", "투자유치과-123", "2020. 7. 16.", url("document_file", document.pk)):
        assert words in page
    assert content_of(client.get(url("document_file", document.pk))) == pdf()


def test_a_company_has_papers_too(c):
    company = make_organisation(c.gwangju, "다라상사")
    client = client_of(c.officer)
    assert "등록된 문서가 없습니다" in told(client.get(url("company", company.pk)))
    page = told(
        client.post(
            url("company_document_add", company.pk), typed(paper=sent("회신.hwp", PLAIN["협약서.hwp"]())), follow=True
        )
    )
    assert ">회신<" in page
    assert m.Document.objects.get().organisation == company


def test_a_number_and_a_day_are_enough(c, agreement):
    given = typed(title="공문", document_number="투자유치과-7", dated_on="2020년 7월 16일")
    client_of(c.officer).post(url("document_add", "a"), given)
    document = m.Document.objects.get()
    assert (document.file.name, document.dated_on) == ("", date(2020, 7, 16))


def test_a_name_from_a_mac_comes_back_composed(c, agreement):
    client = client_of(c.officer)
    client.post(url("document_add", "a"), typed(paper=sent(normalize("NFD", "빛고을 투자협약서(최종).pdf"))))
    answer = client.get(url("document_file", m.Document.objects.get().pk))
    assert content_of(answer) == pdf()
    name = re.search(r"filename\*=utf-8''(\S+)", answer["Content-Disposition"], re.IGNORECASE)[1]
    assert unquote(name) == "빛고을 투자협약서(최종).pdf"


def test_a_paper_is_given_out_to_be_saved_and_noted(c, document):
    answer = client_of(c.director).get(url("document_file", document.pk))
    assert content_of(answer) == pdf(b"signed")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('협약서.pdf')}"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert set(answer["Cache-Control"].split(", ")) == {"private", "no-store"}
    noted = AccessLog.objects.get(act=AccessLog.Act.FILE)
    assert (noted.user, noted.subject) == (c.director, f"{document.pk} 협약서.pdf")


def test_its_size_may_be_asked_alone(c, document):
    answer = client_of(c.officer).head(url("document_file", document.pk))
    assert answer.status_code == 200
    assert int(answer["Content-Length"]) == len(pdf(b"signed"))
    answer.close()


def test_permission_is_asked_again_at_each_download(c, document):
    client = client_of(c.officer)
    assert content_of(client.get(url("document_file", document.pk)))
    c.officer.municipality = c.incheon
    c.officer.save()
    assert client.get(url("document_file", document.pk)).status_code in {302, 404}
    assert client_of(c.officer).get(url("document_file", document.pk)).status_code == 404


def test_a_file_that_the_store_lost_is_told_in_words(c, document, files):
    (files / document.file.name).unlink()
    answer = client_of(c.officer).get(url("document_file", document.pk))
    assert answer.status_code == 404
    assert "보관소에 없습니다" in told(answer)
    assert not AccessLog.objects.filter(act=AccessLog.Act.FILE).exists()


def test_a_document_without_a_file_says_so(c, agreement):
    document = keep_document(of=agreement, kind="letter", title="공문", by=c.officer)
    answer = client_of(c.officer).get(url("document_file", document.pk))
    assert answer.status_code == 404
    assert "파일 없이 등록되었습니다" in told(answer)
    assert url("document_file", document.pk) not in told(client_of(c.officer).get(url("detail", "a")))


def test_a_document_is_changed(c, document):
    client = client_of(c.officer)
    page = told(client.get(url("document_edit", document.pk)))
    assert 'value="투자협약서"' in page
    given = {"kind": "other", "title": "합의서", "dated_on": "2020.7.16", "version": "1", "reason": "제목 오기"}
    assert client.post(url("document_edit", document.pk), given).status_code == 302
    document.refresh_from_db()
    assert (document.kind, document.title, document.dated_on) == ("other", "합의서", date(2020, 7, 16))
    assert m.ChangeRecord.objects.latest("pk").reason == "제목 오기"


def test_a_change_over_another_shows_both(c, document):
    change(document, {"title": "먼저 고친 제목"}, version=1, by=c.head)
    given = {"kind": "agreement", "title": "나중 제목", "version": "1"}
    page = told(client_of(c.officer).post(url("document_edit", document.pk), given))
    assert "그 사이 저장된 값: <b>먼저 고친 제목</b>" in page
    assert 'value="나중 제목"' in page
    document.refresh_from_db()
    assert document.title == "먼저 고친 제목"


def test_a_change_that_is_refused_keeps_what_was_typed(c, document):
    given = {"kind": "agreement", "title": "", "document_number": "총무-1", "dated_on": "2020년 7월", "version": "1"}
    page = told(client_of(c.officer).post(url("document_edit", document.pk), given))
    assert "연·월·일을 모두 적으십시오" in page
    assert "총무-1" in page


def test_a_document_is_removed_with_a_reason(c, document):
    client = client_of(c.officer)
    assert "파일도 함께 지워지며" in told(client.get(url("document_remove", document.pk)))
    page = told(client.post(url("document_remove", document.pk), {"version": "1", "reason": ""}))
    assert "이유를 적으십시오" in page
    change(document, {"title": "고친 제목"}, version=1, by=c.head)
    page = told(client.post(url("document_remove", document.pk), {"version": "1", "reason": "착오"}))
    assert "그 사이 다른 사람이 고쳤습니다" in page
    answer = client.post(url("document_remove", document.pk), {"version": "2", "reason": "착오"}, follow=True)
    assert "지웠습니다" in told(answer)
    assert not m.Document.objects.exists()


def test_a_document_that_others_rest_on_stays(c, document, agreement):
    m.SubsidyPayment.objects.create(
        agreement=agreement,
        item="rent",
        amount_won=1,
        document=document,
        source=agreement.source,
        recorded_by=c.officer,
    )
    page = told(client_of(c.officer).post(url("document_remove", document.pk), {"version": "1", "reason": "착오"}))
    assert "딸린 자료가 있어 지울 수 없습니다" in page


@pytest.mark.parametrize("name", ["document_edit", "document_remove", "document_file"])
def test_another_citys_document_is_not_there(c, document, name):
    client = client_of(c.incheon_officer)
    assert client.get(url(name, document.pk)).status_code == 404
    assert client.post(url(name, document.pk)).status_code in {404, 405}
    assert client.get(url(name, 999_999)).status_code == 404


def test_nothing_is_added_to_another_city(c, agreement):
    client, company = client_of(c.incheon_officer), m.Organisation.objects.get(name="가나")
    for address in (url("document_add", "a"), url("company_document_add", company.pk), url("document_add", "none")):
        assert client.get(address).status_code == 404
        assert client.post(address, typed(paper=sent())).status_code == 404
    assert not m.Upload.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if Capability.ENTER not in CAPABILITIES[role]])
def test_who_only_looks_enters_nothing(c, document, role):
    client = client_of(make_person("looker", role, c.gwangju))
    for address in (url("document_add", "a"), url("document_edit", document.pk), url("document_remove", document.pk)):
        assert client.get(address).status_code == 403
        assert client.post(address, typed(paper=sent())).status_code == 403
    assert content_of(client.get(url("document_file", document.pk)))
    page = told(client.get(url("detail", "a")))
    assert "문서 등록" not in page
    assert url("document_edit", document.pk) not in page


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(c, document, method):
    for address in (url("document_add", "a"), url("document_file", document.pk), url("document_edit", document.pk)):
        assert getattr(client_of(c.officer), method)(address).status_code == 405
