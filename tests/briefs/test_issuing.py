"""A draft is issued by what a person writes on its page; what is what is told apart in lists too."""

import pytest
from django.urls import reverse

from accounts.capabilities import CAPABILITIES, Role
from briefs import tasks
from briefs.models import Brief
from briefs.ordering import issue_brief, issued_as, order_brief, texts_before
from briefs.pdf import Pdf
from tests.briefs.made import order, ordered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

TEXTS = {"issues": "채용 지연: 서면 점검\n- 12월까지 현지 확인", "plans": "해당 없음"}


@pytest.fixture
def officer(client, heungkuk):
    client.force_login(heungkuk.officer)
    return client


def of_register(heungkuk, **values):
    given = {"kind": "overview", "subject": None, "asked": {"year_from": "2019"}}
    return order(heungkuk, **(given | values))


@pytest.fixture
def draft(heungkuk):
    return order_brief(of_register(heungkuk), by=heungkuk.officer)


def ready(brief, monkeypatch):
    monkeypatch.setattr(tasks, "render", lambda brief: Pdf(b"%PDF", 1, None if brief.is_draft else b"%PDF archive"))
    tasks.take_and_render(brief.pk)
    brief.refresh_from_db()
    return brief


def page(client, brief):
    return client.get(reverse("briefs:detail", args=[brief.pk])).content.decode()


def issue(client, brief, **values):
    return client.post(reverse("briefs:issue", args=[brief.pk]), TEXTS | values)


def test_what_is_written_issues_the_same_order(officer, draft):
    assert draft.is_draft
    answer = issue(officer, draft)
    issued = Brief.objects.exclude(pk=draft.pk).get()
    assert answer.url == reverse("briefs:detail", args=[issued.pk])
    same = ("kind", "asked", "as_of", "known_at", "definition", "municipality", "volume")
    assert [getattr(issued, name) for name in same] == [getattr(draft, name) for name in same]
    assert (issued.is_draft, issued.issues.replace("\r", ""), issued.plans) == (False, *TEXTS.values())
    draft.refresh_from_db()
    assert (draft.is_draft, draft.issues) == (True, "")


@pytest.mark.parametrize("name", TEXTS)
def test_both_must_be_written_and_nothing_typed_is_lost(officer, draft, name):
    answer = issue(officer, draft, **{name: "  "})
    assert answer.status_code == 200
    told = answer.content.decode()
    assert "적어야 발행합니다" in told
    other = next(text for key, text in TEXTS.items() if key != name)
    assert other in told
    assert Brief.objects.count() == 1


def test_the_form_brings_what_the_last_issued_paper_said(officer, draft, heungkuk, monkeypatch):
    assert texts_before(draft) == {"issues": "", "plans": ""}
    last = issue_brief(brief=draft, **TEXTS, by=heungkuk.officer)
    assert texts_before(draft)["plans"] == ""
    ready(last, monkeypatch)
    assert texts_before(draft) == TEXTS
    assert "12월까지 현지 확인</textarea>" in page(officer, draft)
    half = order_brief(of_register(heungkuk, plans="새 계획"), by=heungkuk.officer)
    assert texts_before(half) == {"issues": TEXTS["issues"], "plans": "새 계획"}
    other = order_brief(of_register(heungkuk, asked={}), by=heungkuk.officer)
    assert texts_before(other) == {"issues": "", "plans": ""}


def test_the_draft_leads_to_what_was_issued_of_it(officer, draft, heungkuk, monkeypatch):
    assert issued_as(draft) is None
    last = ready(issue_brief(brief=draft, **TEXTS, by=heungkuk.officer), monkeypatch)
    assert issued_as(draft) == last
    assert last.number in page(officer, draft)


def test_an_issued_paper_offers_no_issuing(officer, draft, heungkuk):
    issued = issue_brief(brief=draft, **TEXTS, by=heungkuk.officer)
    assert reverse("briefs:issue", args=[issued.pk]) not in page(officer, issued)
    assert issue(officer, issued).status_code == 404


def test_of_an_agreement_people_write_in_the_register(officer, heungkuk):
    brief = ordered(heungkuk)
    told = page(officer, brief)
    assert f"{reverse('agreements:detail', args=[heungkuk.agreement.key])}#matters" in told
    assert reverse("briefs:issue", args=[brief.pk]) not in told
    assert issue(officer, brief).status_code == 404


def test_who_may_not_order_may_not_issue(officer, draft, monkeypatch):
    monkeypatch.setitem(CAPABILITIES, Role.OFFICER, frozenset())
    assert issue(officer, draft).status_code == 403
    assert "id_issues" not in page(officer, draft)


def test_issued_and_drafts_are_told_apart(officer, draft, heungkuk, monkeypatch):
    issued = ready(issue_brief(brief=draft, **TEXTS, by=heungkuk.officer), monkeypatch)
    assert 'class="issue-of draft">초안' in page(officer, draft)
    assert 'class="issue-of">발행본' in page(officer, issued)
    listed = officer.get(reverse("briefs:list")).content.decode()
    assert listed.count("issue-of draft") == listed.count('issue-of"') == 1
    only = officer.get(reverse("briefs:list"), {"issued": "on"}).content.decode()
    assert issued.number in only
    assert draft.number not in only


def test_of_a_paper_as_known_on_a_day_newer_data_are_told_too(officer, heungkuk, monkeypatch):
    known_at = heungkuk.agreement.versions.get().recorded_at
    brief = ready(ordered(heungkuk, known_at=known_at), monkeypatch)
    words = "자료 확정일 뒤에 자료가 바뀌었습니다"
    assert words not in page(officer, brief)
    heungkuk.pledge("seats", 200, stage="announced", recorded_at=brief.ordered_at)
    heungkuk.note()
    assert words in page(officer, brief)
