"""HWPX, XLSX, CSV and the form for keeping: who gets them, of which papers, under which name."""

from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.capabilities import Role
from accounts.models import AccessLog, Municipality
from briefs import tasks
from briefs.models import Brief
from briefs.pdf import Pdf
from briefs.rendering.limits import LONGEST_TEXT
from tests.briefs.made import ordered, person
from tests.briefs.tree import lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

FORMS = {
    "hwpx": "application/hwp+zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
NAME = "흥국생명(주) 고객센터 투자협약 이행 현황"


@pytest.fixture
def officer(client, heungkuk):
    client.force_login(heungkuk.officer)
    return client


@pytest.fixture
def brief(heungkuk):
    return ordered(heungkuk)


@pytest.fixture
def issued(heungkuk, monkeypatch):
    monkeypatch.setattr(tasks, "render", lambda brief: Pdf(b"%PDF made", 1, archive=b"%PDF kept"))
    heungkuk.matter("issue")
    heungkuk.matter("plan")
    made = ordered(heungkuk)
    tasks.take_and_render(made.pk)
    made.refresh_from_db()
    return made


def url(brief, form=""):
    return reverse("briefs:form", args=[brief.pk, form]) if form else reverse("briefs:archive", args=[brief.pk])


def name_of(answer):
    return unquote(answer["Content-Disposition"].partition("''")[2])


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_named_logged_and_not_sniffed(officer, brief, form):
    answer = officer.get(url(brief, form))
    assert answer.status_code == 200
    assert answer["Content-Type"] == FORMS[form]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert name_of(answer) == f"{NAME}_{brief.number}.{form}"
    assert AccessLog.objects.get(act=AccessLog.Act.DOWNLOAD).subject.startswith(f"{brief.number} {form.upper()} ")


def test_they_are_what_they_say(officer, brief):
    with ZipFile(BytesIO(officer.get(url(brief, "hwpx")).content)) as package:
        assert package.read("mimetype") == b"application/hwp+zip"
    with ZipFile(BytesIO(officer.get(url(brief, "xlsx")).content)) as book:
        assert "xl/workbook.xml" in book.namelist()
    assert NAME in officer.get(url(brief, "csv")).content.decode("utf-8-sig")


@pytest.mark.parametrize("state", ["queued", "cancelled", "failed"])
@pytest.mark.parametrize("form", FORMS)
def test_a_paper_in_any_state_has_them(officer, brief, form, state):
    failure = "제목이 200자를 넘습니다." if state == "failed" else ""
    ended = None if state == "queued" else timezone.now()
    Brief.objects.filter(pk=brief.pk).update(state=state, failure=failure, finished_at=ended)
    assert officer.get(url(brief, form)).status_code == 200


def test_the_form_for_keeping_is_that_of_an_issued_paper(officer, issued):
    answer = officer.get(url(issued))
    assert b"".join(answer.streaming_content) == b"%PDF kept"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert name_of(answer) == f"{NAME}_{issued.number}_보존용.pdf"
    assert AccessLog.objects.get(act=AccessLog.Act.DOWNLOAD).subject.startswith(f"{issued.number} PDF/A-3 ")


def test_a_draft_has_no_form_for_keeping(officer, brief):
    assert officer.get(url(brief)).status_code == 404


@pytest.mark.parametrize("form", ["pdf", "docx", "HWPX", "hwpx-2"])
def test_a_form_that_never_was_is_not_there(officer, brief, form):
    assert officer.get(url(brief, form)).status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_a_paper_of_the_first_layout_has_none(officer, brief, form):
    Brief.objects.filter(pk=brief.pk).update(contents={"title": NAME})
    assert officer.get(url(brief, form)).status_code == 404


def test_what_is_too_much_for_a_page_is_told_in_a_sentence_and_given_as_a_sheet(officer, brief):
    lines(brief.contents, "협약 개요")[0]["text"] = "가" * (LONGEST_TEXT + 1)
    Brief.objects.filter(pk=brief.pk).update(contents=brief.contents)
    answer = officer.get(url(brief, "hwpx"), follow=True)
    assert answer.redirect_chain == [(reverse("briefs:detail", args=[brief.pk]), 302)]
    assert "한 항목의 글이 4,000자를 넘습니다" in answer.content.decode()
    assert officer.get(url(brief, "xlsx")).status_code == 200


@pytest.mark.parametrize("form", ["", *FORMS])
def test_someone_elses_paper_is_not_there(client, heungkuk, issued, form):
    city = Municipality.objects.create(key="incheon", name="인천광역시", region=heungkuk.city.region)
    client.force_login(person("stranger", Role.ADMINISTRATOR, city))
    assert client.get(url(issued, form)).status_code == 404
    assert not AccessLog.objects.filter(act=AccessLog.Act.DOWNLOAD).exists()


@pytest.mark.parametrize("form", ["", *FORMS])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_other_methods_are_refused(officer, issued, form, method):
    assert getattr(officer, method)(url(issued, form)).status_code == 405


@pytest.mark.parametrize("form", ["", *FORMS])
def test_nobody_gets_one_without_signing_in(client, issued, form):
    assert client.get(url(issued, form)).status_code == 302


def test_the_page_leads_to_each(officer, brief, issued):
    page = officer.get(reverse("briefs:detail", args=[issued.pk])).content.decode()
    assert all(url(issued, form) in page for form in ["", *FORMS])
    draft = officer.get(reverse("briefs:detail", args=[brief.pk])).content.decode()
    assert all(url(brief, form) in draft for form in FORMS)
    assert url(brief) not in draft
    Brief.objects.filter(pk=issued.pk).update(renderer="1")
    assert url(issued, "hwpx") not in officer.get(reverse("briefs:detail", args=[issued.pk])).content.decode()
