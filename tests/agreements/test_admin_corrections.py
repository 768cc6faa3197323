"""Administrators correct records in Django's admin, through the actions, with a reason; nothing is deleted."""

import re
from html import unescape

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.capabilities import Role
from accounts.models import AccessLog, User
from agreements import models as m
from agreements.actions.record import change, correct, record
from agreements.models.fact import Fact
from agreements.rules.metric import RUNGS, Rung
from agreements.standing import standings
from tests.agreements.rows import receipt_of, valid
from tests.house.walk import CANARY, grounds

pytestmark = pytest.mark.django_db

EDITED = [
    m.Agreement,
    m.Attendee,
    m.Building,
    m.Centre,
    m.CentreRole,
    m.CentreSystem,
    m.Contact,
    m.Document,
    m.FormerName,
    m.Matter,
    m.Membership,
    m.Obligation,
    m.Offer,
    m.Organisation,
    m.Party,
    m.Programme,
    m.ProgrammeUse,
    m.Signatory,
    m.Source,
    m.Space,
]
FACTS = [m.Actual, m.ObligationCheck, m.Outcome, m.Pledge, m.Statement, m.Step, m.SubsidyPayment, m.Version]


@pytest.fixture
def g():
    return grounds()


@pytest.fixture
def client(g):
    """Of whoever administers this register alone."""
    client = Client()
    client.force_login(g.people[Role.ADMINISTRATOR])
    return client


@pytest.fixture
def national(g):
    person = User.objects.create(username="n", display_name="관리자", role=Role.ADMINISTRATOR, is_staff=True)
    client = Client()
    client.force_login(person)
    return client


def address(row, page: str = "change") -> str:
    return reverse(f"admin:agreements_{row._meta.model_name}_{page}", args=[row.pk])


def made(model, g):
    """A row of the register that is corrected, beside those of the world."""
    return record(model(**valid(model, g.ours)), by=g.ours.user)


def typed(client, row, **changes) -> dict[str, str]:
    """What a browser would send: the form as it stands, and what was typed over it."""
    form = client.get(address(row)).context["adminform"].form
    given = {name: form[name].value() for name in form.fields}
    management = client.get(address(row)).context["inline_admin_formsets"]
    for inline in management:
        given |= {
            f"{inline.formset.prefix}-{name}": value for name, value in inline.formset.management_form.initial.items()
        }
    return {
        name: str(value) for name, value in {**given, **changes}.items() if value is not None and value is not False
    }


def problems(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    found = re.findall(r'<ul class="errorlist[^>]*>(.*?)</ul>', answer.content.decode(), re.DOTALL)
    return unescape(" ".join(re.sub("<[^>]+>", " ", one) for one in found))


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model._meta.model_name)
def test_every_editable_row_opens_and_asks_for_a_reason(model, g, client):
    row = made(model, g)
    page = client.get(address(row)).content.decode()
    assert 'name="reason"' in page
    assert 'name="at_version"' in page
    for name in ("version", "struck_at", "recorded_by", "municipality", "agreement", "folded_name", "sha256"):
        assert f' name="{name}"' not in page
    answer = client.post(address(row), typed(client, row))
    assert "고치는 이유를 적으십시오." in problems(answer)
    answer = client.post(address(row), typed(client, row, reason="확인"))
    assert "바뀐 내용이 없습니다" in problems(answer)
    assert m.ChangeRecord.objects.filter(subject_model=model._meta.model_name, subject_id=row.pk).count() == 1


@pytest.mark.parametrize("model", FACTS, ids=lambda model: model._meta.model_name)
def test_every_fact_opens_and_a_correction_is_a_new_row(model, g, client):
    row = made(model, g)
    page = client.get(address(row)).content.decode()
    for name in ("recorded_by", "recorded_at", "replaces", "is_void"):
        assert f' name="{name}"' not in page
    another = record(m.Source(municipality=g.ours.municipality, kind="city", publisher="시청"), by=g.ours.user)
    answer = client.post(address(row), typed(client, row, source=another.pk, reason="출처 정정"), follow=True)
    new = model._base_manager.get(replaces=row)
    assert answer.redirect_chain == [(address(new), 302)]
    assert "앞선 기록은 그대로 남습니다" in answer.content.decode()
    assert (new.source, new.reason, new.recorded_by) == (another, "출처 정정", g.people[Role.ADMINISTRATOR])
    row.refresh_from_db()
    assert row.source != another
    assert m.ChangeRecord.objects.get(action="정정").subject_id == new.pk


def test_a_change_is_noted_with_its_reason_and_the_summary_follows(g, client):
    pledge = made(m.Pledge, g)
    client.post(address(pledge), typed(client, pledge, low="70", high="70", reason="협약서와 다름"))
    assert m.StandingSummary.objects.get(agreement=g.ours.agreement).jobs_pledged == 70
    matter = made(m.Matter, g)
    answer = client.post(address(matter), typed(client, matter, what="준공 지연", reason="표현 다듬음"))
    assert answer.status_code == 302
    matter.refresh_from_db()
    assert (matter.what, matter.version) == ("준공 지연", 2)
    noted = m.ChangeRecord.objects.order_by("number").last()
    assert (noted.action, noted.reason, noted.by) == ("수정", "표현 다듬음", g.people[Role.ADMINISTRATOR])
    assert (noted.before, noted.after) == ({"what": "지연"}, {"what": "준공 지연"})


def test_a_fact_is_taken_back_and_then_only_looked_at(g, client):
    pledge = made(m.Pledge, g)
    answer = client.post(
        address(pledge), typed(client, pledge, low="5", is_taken_back="on", reason="다른 협약"), follow=True
    )
    void = m.Pledge.objects.get(replaces=pledge)
    assert (void.is_void, void.low) == (True, 1)
    assert "거두었습니다" in answer.content.decode()
    for row in (pledge, void):
        page = client.get(address(row)).content.decode()
        assert 'name="reason"' not in page
        assert 'name="_save"' not in page
    assert client.post(address(void), {"reason": "다시"}).status_code == 403


def test_what_the_database_refuses_comes_back_to_the_form(g, client):
    pledge = made(m.Pledge, g)
    answer = client.post(address(pledge), typed(client, pledge, low="9", high="1", words="그대로 둘 말", reason="오기"))
    assert "하한이 상한보다 클 수 없습니다" in problems(answer)
    assert "그대로 둘 말" in answer.content.decode()
    assert m.Pledge.objects.filter(replaces=pledge).count() == 0
    firm = made(m.Organisation, g)
    answer = client.post(address(firm), typed(client, firm, business_number="1234567890", reason="등록증"))
    assert "검증 숫자가 맞지 않습니다" in problems(answer)
    answer = client.post(address(firm), typed(client, firm, name="나", reason="등록증"))
    assert "같은 이름의 기업·기관이 이미 있습니다" in problems(answer)
    firm.refresh_from_db()
    assert (firm.name, firm.version) == ("다", 1)


def test_what_cannot_be_read_comes_back_to_its_field(g, client):
    step = made(m.Step, g)
    answer = client.post(address(step), typed(client, step, on_on="그해 봄", reason="오기"))
    assert answer.context["adminform"].form.errors.keys() == {"on_on"}
    assert "그해 봄" in answer.content.decode()


def test_of_two_who_change_a_row_neither_is_lost(g, client):
    matter = made(m.Matter, g)
    mine = typed(client, matter, what="내 말", response="내 대응", reason="정리")
    change(matter, {"what": "그의 말"}, version=1, by=g.ours.user)
    answer = client.post(address(matter), mine)
    assert "그 사이 다른 사람이 고쳤습니다" in problems(answer)
    assert "그 사이 저장된 값: 그의 말" in problems(answer)
    page = answer.content.decode()
    assert "내 말" in page
    assert "내 대응" in page
    matter.refresh_from_db()
    assert matter.what == "그의 말"
    again = {name: str(value) for name, value in answer.context["adminform"].form.data.items()}
    assert client.post(address(matter), again).status_code == 302
    matter.refresh_from_db()
    assert (matter.what, matter.response, matter.version) == ("내 말", "내 대응", 3)


def test_of_two_who_correct_a_fact_the_second_is_told(g, client):
    pledge = made(m.Pledge, g)
    mine = typed(client, pledge, low="7", high="7", reason="오기")
    correct(pledge, {"low": 8, "high": 8}, reason="오기", by=g.ours.user)
    answer = client.post(address(pledge), mine)
    assert "그 사이 정정된 기록입니다" in problems(answer)
    assert m.Pledge.objects.get(replaces=pledge).low == 8


def test_choices_are_those_of_the_register_whoever_asks(g, national):
    m.Space.objects.create(building=g.theirs.building, name=f"{CANARY}층", source=g.theirs.source)
    for model in (*EDITED, *FACTS):
        page = national.get(address(made(model, g))).content.decode()
        assert CANARY not in page, model


def test_a_choice_of_another_register_is_refused(g, national):
    theirs = g.theirs.organisation
    party = made(m.Party, g)
    answer = national.post(address(party), typed(national, party, organisation=theirs.pk, reason="오기"))
    assert answer.context["adminform"].form.errors.keys() == {"organisation"}
    party.refresh_from_db()
    assert party.organisation != theirs


def looked_up(client, **asked) -> str:
    told = {"app_label": "agreements", "model_name": "party", "field_name": "organisation", "term": "", **asked}
    return client.get(reverse("admin:autocomplete"), told).content.decode("unicode_escape")


def test_looking_up_a_choice_stays_in_the_register(g, client, national):
    ours, theirs = g.ours.municipality.pk, g.theirs.municipality.pk
    party = made(m.Party, g)
    page = unescape(national.get(address(party)).content.decode())
    assert f'data-ajax--url="{reverse("admin:autocomplete")}?register={ours}"' in page
    assert CANARY not in looked_up(national, register=ours)
    assert '"results": [{' in looked_up(national, register=ours)
    assert CANARY in looked_up(national, register=theirs)
    assert looked_up(national, register="x").startswith('{"results": []')
    for asked in ({}, {"register": theirs}, {"field_name": "source"}, {"field_name": "source", "register": theirs}):
        assert CANARY not in looked_up(client, **asked)


def test_another_registers_record_is_not_there(g, client):
    for name in ("agreement", "organisation", "building", "centre", "source", "party"):
        theirs = getattr(g.theirs, name)
        answer = client.post(address(theirs), {"name": "x", "reason": "x"})
        assert (answer.status_code, answer["Location"]) == (302, reverse("admin:index"))
        assert CANARY in str(type(theirs)._base_manager.get(pk=theirs.pk))


def test_the_same_company_of_another_register_keeps_its_name(g, client, national):
    firm = g.ours.organisation
    change(firm, {"same_as": g.theirs.organisation}, version=1, by=g.ours.user)
    for page in (address(firm), reverse("admin:agreements_organisation_changelist")):
        assert CANARY not in client.get(page).content.decode()
    assert CANARY in national.get(address(firm)).content.decode()


def test_contact_details_are_masked_changed_blindly_and_noted_as_an_access(g, client):
    contact = made(m.Contact, g)
    m.Contact.objects.filter(pk=contact.pk).update(name="홍길동", telephone="010-1234-5678", email="hong@a.example")
    page = client.get(address(contact)).content.decode()
    for secret in ("길동", "1234", "ong@"):
        assert secret not in page
    assert "지금 홍*동. 비워 두면 그대로 둡니다." in page
    answer = client.post(address(contact), typed(client, contact, telephone="010-8765-4321", reason="번호 변경"))
    assert answer.status_code == 302
    contact.refresh_from_db()
    assert (contact.name, contact.telephone, contact.email) == ("홍길동", "010-8765-4321", "hong@a.example")
    access = AccessLog.objects.get(act=AccessLog.Act.CONTACT)
    assert (access.user, access.reason) == (g.people[Role.ADMINISTRATOR], "번호 변경")
    assert "8765-4321" not in str(list(m.ChangeRecord.objects.values_list())) + str(
        list(AccessLog.objects.values_list())
    )
    assert m.ChangeRecord.objects.filter(subject_model="contact", action="수정", reason="번호 변경").exists()


def test_two_who_change_a_contact_see_nothing_of_each_other(g, client):
    contact = made(m.Contact, g)
    mine = typed(client, contact, telephone="02-1111-2222", reason="변경")
    change(contact, {"telephone": "02-7777-8888"}, version=1, by=g.ours.user)
    answer = client.post(address(contact), mine)
    assert "그 사이 다른 사람이 고쳤습니다" in problems(answer)
    assert "7777-8888" not in answer.content.decode()


@pytest.mark.parametrize("model", [*EDITED, *FACTS], ids=lambda model: model._meta.model_name)
def test_nothing_is_added_or_deleted(model, g, client):
    row = made(model, g)
    assert client.get(reverse(f"admin:agreements_{model._meta.model_name}_add")).status_code == 403
    assert client.post(address(row, "delete"), {"post": "yes"}).status_code == 403
    assert "deletelink" not in client.get(address(row)).content.decode()
    assert model._base_manager.filter(pk=row.pk).exists()


def test_every_fact_and_every_editable_row_is_among_them():
    models = list(apps.get_app_config("agreements").get_models())
    assert {model for model in models if issubclass(model, Fact)} == set(FACTS)
    edited = {model for model in models if "version" in {field.name for field in model._meta.concrete_fields}}
    on_pages = {m.CheckIn, m.Reminder, m.Invitation, m.CorrectionRequest, m.Inquiry}
    assert edited - on_pages == set(EDITED)


def test_an_approved_value_corrected_is_not_approved_and_no_longer_the_companys(g, client):
    receipt = receipt_of(g.ours)
    actual = record(m.Actual(**{**valid(m.Actual, g.ours), "receipt": receipt}), by=g.ours.user)
    m.ReceiptReview.objects.create(receipt=receipt, decision="approved", reviewed_by=g.ours.user)
    [before] = standings([g.ours.agreement], as_of=timezone.localdate())
    assert before.metrics[RUNGS[Rung(actual.rung)].metric].confirmed
    client.post(address(actual), typed(client, actual, low="999", high="999", reason="다름"))
    new = m.Actual.objects.get(replaces=actual)
    assert (new.low, new.receipt) == (999, None)
    [after] = standings([g.ours.agreement], as_of=timezone.localdate())
    assert after.metrics[RUNGS[Rung(actual.rung)].metric].confirmed is None


def test_an_amendment_is_taken_back_with_its_figures(g, client):
    first = m.Version.objects.get(agreement=g.ours.agreement, number=0)
    answer = client.post(address(first), typed(client, first, is_taken_back="on", reason="오류"))
    assert "당초 협약은 거둘 수 없습니다" in problems(answer)
