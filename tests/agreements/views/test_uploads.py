"""A file that comes with a form: received before the form is looked at, kept while it is refused, nobody else's."""

import re
from datetime import date
from time import perf_counter
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agreements import models as m
from agreements.actions.document import receive_upload
from siting.receiving import LARGEST
from tests.agreements.cast import cast, make_agreement
from tests.agreements.papers import ODD, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]


@pytest.fixture
def c():
    found = cast()
    make_agreement(found.gwangju, "a", company="가나", signed=date(2020, 7, 16))
    return found


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(client, values):
    return client.post(reverse("agreements:document_add", args=["a"]), values)


def sent(name: str = "협약서.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if content is None else content, content_type="text/html")


def typed(**values) -> dict:
    return {"kind": "agreement", "title": "", "document_number": "", "dated_on": "", "once": str(uuid4())} | values


def told(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def key_in(page: str) -> str:
    return re.search(r'name="paper_key" value="([^"]+)"', page)[1]


def test_a_refused_form_keeps_the_file_and_what_was_typed(c, files):
    client = client_of(c.officer)
    given = typed(document_number="투자유치과-123", dated_on="2020. 13. 45.", paper=sent("투자협약서.pdf"))
    page = told(post(client, given))
    for words in ("저장하지 않았습니다", "받은 파일: <b>투자협약서.pdf</b>", "투자유치과-123", "2020. 13. 45."):
        assert words in page
    assert not m.Document.objects.exists()
    post(client, typed(dated_on="2020. 7. 16.", paper_key=key_in(page)))
    document = m.Document.objects.get()
    assert (document.title, document.original_name) == ("투자협약서", "투자협약서.pdf")
    assert not m.Upload.objects.exists()
    assert (files / document.file.name).read_bytes() == pdf()


def test_another_file_takes_the_place_of_the_first(c):
    client = client_of(c.officer)
    first = told(post(client, typed(kind="", paper=sent("첫째.pdf"))))
    second = told(post(client, typed(kind="", paper_key=key_in(first), paper=sent("둘째.pdf"))))
    assert "둘째.pdf" in second
    assert m.Upload.objects.get().original_name == "둘째.pdf"


def test_another_file_that_is_refused_leaves_the_first(c):
    client = client_of(c.officer)
    first = told(post(client, typed(kind="", paper=sent("첫째.pdf"))))
    second = told(post(client, typed(paper_key=key_in(first), paper=sent("둘째.exe", b"MZ"))))
    assert "받지 않는 종류의 파일입니다" in second
    assert "받은 파일: <b>첫째.pdf</b>" in second
    assert not m.Document.objects.exists()


def test_a_file_may_be_taken_out_again(c):
    client = client_of(c.officer)
    page = told(post(client, typed(kind="", paper=sent())))
    post(client, typed(title="공문", paper_key=key_in(page), paper_drop="1"))
    assert m.Document.objects.get().file.name == ""
    assert not m.Upload.objects.exists()


def test_a_paper_without_a_name_and_without_a_file_is_none(c):
    page = told(post(client_of(c.officer), typed()))
    assert "제목을 적거나 파일을 고르십시오" in page
    refused = told(post(client_of(c.officer), typed(paper=sent("a.exe", b"MZ"))))
    assert "제목을 적거나" not in refused


def test_a_double_click_makes_one(c):
    client, given = client_of(c.officer), typed(title="투자협약서")
    for _ in range(2):
        answer = post(client, given | {"paper": sent()})
        assert answer.status_code == 302
    assert m.Document.objects.count() == 1


def test_a_double_click_on_a_form_that_kept_its_file_makes_one(c):
    client = client_of(c.officer)
    page = told(post(client, typed(kind="", paper=sent())))
    given = typed(paper_key=key_in(page))
    assert [post(client, given).status_code for _ in range(2)] == [302, 302]
    assert m.Document.objects.count() == 1


@pytest.mark.parametrize("key", ["theirs", "no such key", str(uuid4())])
def test_a_key_that_is_not_ones_own_leads_nowhere(c, key):
    upload = receive_upload(name="남의 문서.pdf", content=pdf(), by=c.head)
    given = typed(title="협약서", paper_key=str(upload.key) if key == "theirs" else key, paper_drop="")
    page = told(post(client_of(c.officer), given))
    assert "받은 파일을 더는 찾을 수 없습니다" in page
    assert "남의 문서" not in page
    assert not m.Document.objects.exists()
    post(client_of(c.officer), given | {"paper_drop": "1"})
    assert m.Upload.objects.get() == upload


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.word)
def test_an_odd_file_is_refused_at_its_field_or_stored_inert(c, odd):
    client, paper = client_of(c.officer), sent(odd.name, odd.content())
    began = perf_counter()
    answer = post(client, typed(title="공문", paper=paper))
    assert perf_counter() - began < 2
    if odd.kept:
        document = m.Document.objects.get()
        answer = client.get(reverse("agreements:document_file", args=[document.pk]))
        assert b"".join(answer.streaming_content) == odd.content()
        assert answer["Content-Disposition"].startswith("attachment;")
        assert "sandbox" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
    else:
        assert answer.status_code == 200
        assert re.search(r'id="id_paper_error"> ?<li>[^<]*십시오\.</li>', told(answer))
        assert not m.Document.objects.exists()


def test_a_file_without_end_is_not_kept_whole(c):
    page = told(post(client_of(c.officer), typed(paper=sent(content=bytes(LARGEST + 5_000_000)))))
    assert "20MB보다 큰 파일은 받지 않습니다" in page
