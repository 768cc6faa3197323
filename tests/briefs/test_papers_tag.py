"""What another app's page shows of an agreement's papers."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from tests.briefs.made import ordered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]


def shown(made, subject, user):
    request = RequestFactory().get("/")
    request.user = user
    context = Context({"request": request, "subject": subject, "csrf_token": "t" * 32})
    return Template("{% load papers %}{% papers_of subject %}").render(context)


def test_the_papers_of_an_agreement_and_the_button(heungkuk):
    assert "아직 만든 보고자료가 없습니다" in shown(heungkuk, heungkuk.agreement, heungkuk.officer)
    brief = ordered(heungkuk)
    page = shown(heungkuk, heungkuk.agreement, heungkuk.officer)
    assert brief.number in page
    assert f'name="subject" type="hidden" value="{heungkuk.agreement.pk}"' in page
    assert "csrfmiddlewaretoken" in page


def test_an_organisation_has_a_card_of_its_own(heungkuk):
    page = shown(heungkuk, heungkuk.company, heungkuk.officer)
    assert 'action="/briefs/order/organisation/"' in page


def test_whoever_may_not_order_sees_no_button(heungkuk):
    heungkuk.officer.is_active = False
    assert "보고자료 작성</button>" not in shown(heungkuk, heungkuk.agreement, heungkuk.officer)
