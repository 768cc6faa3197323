"""The ways from the page of an agreement to its forms: there for those who may enter, and only where a form is."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from agreements import models as m
from agreements.forms.nouns import NOUNS
from tests.agreements.cast import add_outcome, cast, fact_of, make_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def agreement(people):
    made = make_agreement(people.gwangju, "a", company="가나", signed=date(2020, 7, 16), jobs=100)
    given = {"stage": "signed", "source": made.source}
    m.Obligation.objects.create(agreement=made, code="rent", words="임차료 지원", **given)
    m.SubsidyPayment.objects.create(item="rent", amount_won=95_000_000, **fact_of(made))
    m.Matter.objects.create(agreement=made, kind="issue", what="지연", raised_on=date(2022, 1, 1))
    m.Step.objects.create(kind="opened", is_planned=True, on_words="같은 해 2월", **fact_of(made))
    add_outcome(made, "held", date(2022, 1, 1))
    return made


def page(user) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse("agreements:detail", args=["a"])).content.decode()


def ways(body: str) -> list[str]:
    """Addresses of forms in the page."""
    return [way for way in re.findall(r'href="(/[^"#]*)', body) if "/records/" in way or "/amend/" in way]


def test_every_way_leads_to_a_form(people, agreement):
    client = Client()
    client.force_login(people.officer)
    found = ways(page(people.officer))
    assert len(found) > 10
    for way in found:
        assert client.get(way).status_code == 200, way


def test_who_may_not_enter_sees_no_way(people, agreement):
    for user in (people.director, people.reader, people.admin):
        assert ways(page(user)) == [], user


def test_every_kind_of_row_has_its_way(people, agreement):
    nouns = {resolve(way.split("?")[0]).kwargs.get("noun") for way in ways(page(people.officer))}
    assert {"matter", "payment", "step", "outcome", "check", "centre"} <= nouns
    assert nouns - {None} <= set(NOUNS)


def test_a_way_names_its_row_to_those_who_cannot_see_it(people, agreement):
    body = page(people.officer)
    assert '정정<span class="unseen">: 임차료 95,000,000원</span>' in body
    assert '수정<span class="unseen">: 지연</span>' in body
    assert '확인<span class="unseen">: 임차료 지원</span>' in body


def test_ways_are_not_printed(people, agreement):
    for link in re.findall(r'<a class="act[^"]*"[^>]*>', page(people.officer)):
        assert "no-print" in link


def test_what_is_missing_leads_to_where_it_is_entered(people, agreement):
    block = page(people.officer).split('id="readiness-title"', 1)[1].split("</section>", 1)[0]
    assert "?kind=plan" in block
    assert f'<a href="{reverse("agreements:add_to", args=["actual", "agreement", agreement.pk])}">실적</a>' in block
    assert "<a" not in page(people.director).split('id="readiness-title"', 1)[1].split("</section>", 1)[0]


def test_an_unfilled_desk_is_told(people, agreement):
    assert "담당 미지정" in page(people.reader)
    m.Agreement.objects.update(officer=people.officer)
    assert reverse("agreements:handover", args=[people.officer.pk]) in page(people.reader)


def test_the_ways_cost_no_queries(people, agreement):
    def queries() -> int:
        client = Client()
        client.force_login(people.officer)
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("agreements:detail", args=["a"]))
        return len(caught)

    one = queries()
    for number in range(5):
        m.SubsidyPayment.objects.create(item="rent", amount_won=1, party=agreement.parties.get(), **fact_of(agreement))
        add_outcome(agreement, "held", date(2023, 1, number + 1))
        m.Obligation.objects.create(
            agreement=agreement, code="rent", words=f"{number}", stage="signed", source=agreement.source
        )
    assert queries() == one
