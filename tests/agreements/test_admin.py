"""Django's admin: every noun, in Korean, within the scope of whoever looks. Corrections: test_admin_corrections.py."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.capabilities import Role
from accounts.models import User
from agreements import models as m
from agreements.actions.change import note_change
from briefs.models import Brief
from tests.house.walk import CANARY, grounds

pytestmark = pytest.mark.django_db

OURS = {"accounts", "agreements", "briefs"}
ADMINS = {model: one for model, one in admin.site._registry.items() if model._meta.app_label in OURS}
MODELS = list(ADMINS)
LOOKED_AT = [model for model, one in ADMINS.items() if getattr(one, "is_kept", False)]
# Text still being typed, files on their way, one's own columns: nobody else's to see.
PRIVATE = {m.Draft, m.Upload, m.Submission, m.SheetLayout}
# These stand within the page of what they belong to.
INSIDE = {
    m.SheetRow,
    m.ActualPart,
    m.Enclosure,
    m.CorrectionRequest,
    m.ReceiptReview,
    m.Reminder,
    m.RoundClosing,
    m.Reply,
}


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def g():
    return grounds()


@pytest.fixture
def national(g):
    person = User.objects.create(username="n", display_name="관리자", role=Role.ADMINISTRATOR, is_staff=True)
    return client_of(person)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_noun_is_listed_searched_and_looked_at(model, national):
    listed = national.get(address(model, "changelist"), {"q": "가"})
    assert listed.status_code == 200
    assert re.search("[가-힣]", str(model._meta.verbose_name_plural))
    row = model._default_manager.first()
    if row is not None:
        assert national.get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("model", LOOKED_AT, ids=lambda model: model._meta.label)
def test_what_is_only_looked_at_is_not_changed(model, national):
    row = model._default_manager.first()
    if row is not None:
        assert national.post(address(model, "change", row.pk), {}).status_code == 403


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_nothing_is_deleted_here(model, national):
    row = model._default_manager.first()
    if row is not None:
        assert national.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
        assert model._default_manager.filter(pk=row.pk).exists()


def test_every_noun_of_the_register_is_there_but_what_is_private():
    assert {*apps.get_app_config("agreements").get_models()} - {*MODELS} == PRIVATE | INSIDE
    assert {m.ChangeRecord, m.StandingSummary, m.CheckIn, m.Sheet} <= {*LOOKED_AT}


def test_the_history_names_people_and_regions_too(g, national):
    for row in (g.ours.user, g.ours.province, g.ours.agreement):
        note_change("수정", row, municipality=g.ours.municipality, by=g.ours.user)
    page = national.get(address(m.ChangeRecord, "changelist")).content.decode()
    assert all(f">{noun}<" in page for noun in ("사용자", "행정구역", "협약"))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_who_administers_one_register_sees_no_other(model, g):
    answer = client_of(g.people[Role.ADMINISTRATOR]).get(address(model, "changelist"))
    assert answer.status_code == 200
    assert CANARY not in answer.content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_other_roles_are_sent_away(role, g):
    answer = client_of(g.people[role]).get(reverse("admin:index"))
    assert answer.status_code == 302


def test_a_person_is_made_with_a_password_and_a_role(national, g):
    given = {
        "username": "new-officer",
        "password": "long-enough-words-26",
        "display_name": "담당 주무관",
        "role": Role.OFFICER,
        "municipality": g.ours.municipality.pk,
    }
    answer = national.post(address(User, "add"), given)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    made = User.objects.get(username="new-officer")
    assert made.municipality == g.ours.municipality
    assert made.check_password("long-enough-words-26")


def test_who_administers_one_register_makes_nobody_national(g):
    given = {
        "username": "climber",
        "password": "long-enough-words-26",
        "display_name": "관리자",
        "role": Role.ADMINISTRATOR,
        "municipality": "",
    }
    answer = client_of(g.people[Role.ADMINISTRATOR]).post(address(User, "add"), given)
    assert answer.status_code == 200
    assert not User.objects.filter(username="climber").exists()


def test_the_admin_speaks_korean(national):
    page = national.get(reverse("admin:index")).content.decode()
    assert "투자협약 대장 시스템 관리" in page
    assert "협약 수치" in page


def test_a_list_is_titled_by_its_noun(national):
    page = national.get(address(m.Pledge, "changelist")).content.decode()
    assert "<h1>협약 수치</h1>" in page
    assert "css/admin.css" in page


@pytest.mark.parametrize(
    ("model", "asked"),
    [
        (m.Contact, "telephone__startswith=062"),
        (m.Contact, "email__contains=@"),
        (m.Contact, "name=홍길동"),
        (User, "password__regex=^a"),
        (User, "password=x"),
        (m.Mail, "text__contains=a"),
        (m.Invitation, "nonce__startswith=a"),
        (m.Document, "file__startswith=a"),
        (m.Organisation, "same_as=1"),
        (m.Party, "organisation__contacts__telephone__startswith=0"),
    ],
    ids=str,
)
def test_what_a_list_does_not_offer_is_not_guessed_by_its_address(g, model, asked):
    client = client_of(g.people[Role.ADMINISTRATOR])
    assert client.get(f"{address(model, 'changelist')}?{asked}").status_code == 400


def test_what_a_list_offers_is_found_by_it(g):
    client = client_of(g.people[Role.ADMINISTRATOR])
    for model, one in ADMINS.items():
        page = client.get(address(model, "changelist")).content.decode()
        for asked in set(re.findall(r'href="(\?[^"]*__[^"]+)"', page)):
            query = asked.replace("&amp;", "&")
            assert client.get(address(model, "changelist") + query).status_code == 200, (model, one, query)


def test_a_paper_is_not_given_out_past_its_own_page(g):
    request = RequestFactory().get("/")
    request.user = g.people[Role.ADMINISTRATOR]
    assert not {"file", "token"} & set(ADMINS[Brief].get_fields(request, None))
