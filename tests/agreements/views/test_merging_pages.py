"""Two records merged from the page of the one that stays: what is seen first, who may, where it leads."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements import models as m
from agreements.actions.organisation import merge_organisations
from tests.agreements.cast import add_party, cast, make_agreement, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def c():
    return cast()


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def told(answer) -> str:
    return answer.content.decode()


def url(name: str, row) -> str:
    return reverse(f"agreements:{name}", args=[row.pk])


def edit(row) -> str:
    return reverse("agreements:edit", args=["organisation", row.pk])


class TestMerged:
    def test_what_both_say_is_seen_first(self, c):
        into, gone = make_organisation(c.gwangju, "DB손해보험"), make_organisation(c.gwangju, "동부화재")
        make_agreement(c.gwangju, "a", company=gone)
        page = told(client_of(c.head).get(url("merge", into), {"other": "동부 화재"}))
        assert "동부화재 투자협약: 동부화재 (기업)" in page
        assert "남는 기록을 바꾸어 비교하기" in page
        assert m.Organisation.objects.standing().count() == 2

    def test_near_ones_are_proposed_and_an_unknown_name_says_what_to_do(self, c):
        into = make_organisation(c.gwangju, "라이나생명")
        make_organisation(c.gwangju, "라이나생명보험")
        client = client_of(c.head)
        assert "라이나생명보험" in told(client.get(url("merge", into)))
        assert "이름의 일부나 옛 이름으로" in told(client.get(url("merge", into), {"other": "없는 이름"}))
        assert "이름의 일부나 옛 이름으로" in told(client.get(url("merge", into), {"other_pick": into.pk}))

    def test_then_the_old_address_leads_to_the_one_that_stays(self, c):
        into, gone = make_organisation(c.gwangju, "DB손해보험"), make_organisation(c.gwangju, "동부화재")
        sent = {"other_pick": gone.pk, "reason": "2017년 상호 변경", "is_sure": "on"}
        answer = client_of(c.head).post(url("merge", into), sent)
        assert answer["Location"] == url("company", into)
        assert client_of(c.officer).get(url("company", gone))["Location"] == url("company", into)
        assert client_of(c.reader).get(url("company", gone))["Location"] == url("company", into)
        assert client_of(c.incheon_officer).get(url("company", gone)).status_code == 404
        again = client_of(c.head).post(url("merge", into), sent)
        assert again["Location"] == url("company", into)

    def test_it_is_gone_from_every_list(self, c):
        into, gone = make_organisation(c.gwangju, "가나"), make_organisation(c.gwangju, "다라")
        make_agreement(c.gwangju, "a", company=gone)
        merge_organisations(into=into, gone=gone, reason="같은 회사", by=c.head)
        client = client_of(c.officer)
        page = client.get("/companies/")
        assert [(row.name, row.agreements) for row in page.context["page"]] == [("가나", 1)]
        assert [row.name for row in client.get("/companies/", {"q": "다라"}).context["page"]] == ["가나"]
        assert "가나" in told(client.get("/agreements/", {"q": "다라"}))
        assert client.get(edit(gone)).status_code == 404
        assert gone.pk not in [
            pk for pk, _ in _choices(client_of(c.officer).get(reverse("briefs:order", args=["organisation"])))
        ]

    @pytest.mark.parametrize("missing", ["reason", "is_sure"])
    def test_not_without_a_reason_and_a_sure_hand(self, c, missing):
        into, gone = make_organisation(c.gwangju, "가나"), make_organisation(c.gwangju, "다라")
        sent = {"other_pick": gone.pk, "reason": "같은 회사", "is_sure": "on", missing: ""}
        answer = client_of(c.head).post(url("merge", into), sent)
        assert missing in answer.context["form"].errors
        assert m.Organisation.objects.standing().count() == 2

    def test_a_hindrance_is_told_with_the_agreement_and_nothing_can_be_sent(self, c):
        into, gone = make_organisation(c.gwangju, "가나"), make_organisation(c.gwangju, "다라")
        add_party(make_agreement(c.gwangju, "a", company=into, name="공동 협약"), gone)
        page = told(client_of(c.head).get(url("merge", into), {"other_pick": gone.pk}))
        assert "공동 협약" in page
        assert "합치는 이유" not in page
        answer = client_of(c.head).post(
            url("merge", into), {"other_pick": gone.pk, "reason": "같은 회사", "is_sure": "on"}
        )
        assert "공동 협약" in told(answer)
        assert m.Organisation.objects.standing().count() == 2

    def test_only_a_team_head_merges(self, c):
        into = make_organisation(c.gwangju, "가나")
        for person in (c.officer, c.director, c.reader, c.admin):
            assert client_of(person).get(url("merge", into)).status_code == 403

    def test_one_of_another_register_cannot_be_picked(self, c):
        into, other = make_organisation(c.gwangju, "가나"), make_organisation(c.incheon, "인천상사")
        page = told(client_of(c.head).get(url("merge", into), {"other_pick": other.pk}))
        assert "인천상사" not in page


def _choices(answer) -> list[tuple[object, str]]:
    """The companies that a paper can be ordered of."""
    form = answer.context["form"]
    return [(row.pk, row.name) for row in form.fields["subject"].queryset]
