"""Django's admin: every noun, in Korean, to look at, within the scope of whoever looks."""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.capabilities import Role
from accounts.models import User
from agreements.models import Pledge
from tests.house.walk import CANARY, grounds

pytestmark = pytest.mark.django_db

MODELS = [model for model in admin.site._registry if model._meta.app_label in {"accounts", "agreements", "briefs"}]
FACTS = [model for model in MODELS if model is not User]


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


@pytest.mark.parametrize("model", FACTS, ids=lambda model: model._meta.label)
def test_nothing_is_added_changed_or_deleted_here(model, national):
    assert national.get(address(model, "add")).status_code == 403
    row = model._default_manager.first()
    if row is not None:
        assert national.post(address(model, "change", row.pk), {}).status_code == 403
        assert national.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
        assert model._default_manager.filter(pk=row.pk).exists()


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
        "password1": "long-enough-words-26",
        "password2": "long-enough-words-26",
        "usable_password": "true",
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
        "password1": "long-enough-words-26",
        "password2": "long-enough-words-26",
        "usable_password": "true",
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
    page = national.get(address(Pledge, "changelist")).content.decode()
    assert "<h1>협약 수치</h1>" in page
    assert "css/admin.css" in page
