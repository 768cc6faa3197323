"""기업 entered, corrected, renamed, and described from its pages."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agreements import models as m
from tests.agreements.cast import cast, make_organisation, source_of

pytestmark = pytest.mark.django_db

ADD = "/records/organisation/add/"


@pytest.fixture
def c():
    return cast()


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def company(name: str) -> m.Organisation:
    return m.Organisation.objects.get(name=name)


def told(answer) -> str:
    return answer.content.decode()


def url(name: str, row) -> str:
    return reverse(f"agreements:{name}", args=[row.pk])


def edit(row, noun="organisation") -> str:
    return reverse("agreements:edit", args=[noun, row.pk])


def add_to(row, noun) -> str:
    return reverse("agreements:add_to", args=[noun, "organisation", row.pk])


def describe(row, c, **told) -> m.Statement:
    return m.Statement.objects.create(
        municipality=c.gwangju,
        organisation=row,
        topic="profile",
        recorded_by=c.officer,
        source=source_of(c.gwangju),
        **told,
    )


class TestAdded:
    def test_alone_with_its_numbers_as_digits(self, c):
        sent = {"name": " (주) 한빛  ", "kind": "company", "business_number": "123-45-67891"}
        answer = client_of(c.officer).post(ADD, {**sent, "corporate_number": "110111-0062432"})
        row = company("(주) 한빛")
        assert answer["Location"].startswith(url("company", row))
        assert (row.business_number, row.corporate_number) == ("1234567891", "1101110062432")
        assert row.municipality == c.gwangju

    @pytest.mark.parametrize(
        ("number", "sentence"),
        [
            ("123-45-67890", "검증 숫자가 맞지 않습니다"),
            ("123-45-6789", "숫자 10자리입니다"),
            ("가나다", "숫자 10자리"),
        ],
    )
    def test_a_number_that_cannot_be_is_refused_at_its_field(self, c, number, sentence):
        answer = client_of(c.officer).post(ADD, {"name": "한빛", "kind": "company", "business_number": number})
        assert sentence in str(answer.context["form"].errors["business_number"])
        assert f'value="{number}"' in told(answer)
        assert not m.Organisation.objects.exists()

    def test_an_unusual_corporate_number_is_only_warned_of(self, c):
        client = client_of(c.officer)
        sent = {"name": "한빛", "kind": "", "corporate_number": "110111-0062433"}
        assert "→ 110111-0062433 (검증 숫자가 맞지 않습니다" in told(client.post(ADD, sent))
        client.post(ADD, {**sent, "kind": "company"})
        row = company("한빛")
        assert row.corporate_number == "1101110062433"
        assert "검증 숫자가 맞지 않음" in told(client.get(url("company", row)))
        assert "검증 숫자가 맞지 않음" not in told(client.get(url("company", make_organisation(c.gwangju, "나"))))

    @pytest.mark.parametrize(("kind", "understood"), [("business", "123-45-67891"), ("corporate", "110111-0062432")])
    def test_what_is_understood_is_told_while_it_is_typed(self, c, kind, understood):
        answer = client_of(c.officer).get(f"/read/{kind}/", {"text": understood.replace("-", " ")})
        assert told(answer) == f"→ {understood}"

    def test_near_ones_are_offered_and_nothing_is_merged_in_silence(self, c):
        known = make_organisation(c.gwangju, "흥국생명(주)")
        client, sent = client_of(c.officer), {"name": "흥국생명보험", "kind": "company"}
        answer = client.post(ADD, sent)
        assert f'href="{url("company", known)}">흥국생명(주) (기업) 열기' in told(answer)
        assert m.Organisation.objects.count() == 1
        client.post(ADD, {**sent, "name_pick": "new"})
        assert {row.name for row in m.Organisation.objects.all()} == {"흥국생명(주)", "흥국생명보험"}

    def test_the_same_name_is_offered_too_and_refused_without_a_number_of_its_own(self, c):
        make_organisation(c.gwangju, "흥국생명(주)")
        answer = client_of(c.officer).post(ADD, {"name": "흥국생명 주식회사", "kind": "company", "name_pick": "new"})
        assert "같은 이름의 기업·기관이 이미 있습니다" in str(answer.context["form"].errors["name"])

    def test_a_name_in_another_register_is_no_hindrance_and_not_told(self, c):
        make_organisation(c.incheon, "흥국생명(주)")
        client_of(c.officer).post(ADD, {"name": "흥국생명", "kind": "company"})
        assert company("흥국생명").municipality == c.gwangju

    @pytest.mark.parametrize("name", ["(주)", "\u3164", "\x00"])
    def test_a_name_of_nothing_is_refused(self, c, name):
        answer = client_of(c.officer).post(ADD, {"name": name, "kind": "company"})
        assert answer.context["form"].errors["name"]
        assert not m.Organisation.objects.exists()


class TestCorrected:
    def sent(self, row, **more):
        return {"name": row.name, "kind": row.kind, "version": row.version, **more}

    def test_a_misspelling_with_a_reason_leaves_no_former_name(self, c):
        row = make_organisation(c.gwangju, "흥국셍명")
        page = client_of(c.officer).get(edit(row))
        assert "오기 정정" in told(page)
        assert "사명 변경" in told(page)
        client_of(c.officer).post(edit(row), self.sent(row, name="흥국생명", reason="오기"))
        row.refresh_from_db()
        assert (row.name, row.folded_name, row.former_names.count()) == ("흥국생명", "흥국생명", 0)
        assert m.ChangeRecord.objects.get().reason == "오기"

    def test_without_a_reason_it_is_not_corrected(self, c):
        row = make_organisation(c.gwangju, "흥국셍명")
        answer = client_of(c.officer).post(edit(row), self.sent(row, name="흥국생명"))
        assert "이유를 아래에 적으십시오" in told(answer)
        row.refresh_from_db()
        assert row.name == "흥국셍명"

    def test_other_columns_need_none(self, c):
        row = make_organisation(c.gwangju, "광주광역시")
        sent = self.sent(row, kind="municipality", represents=c.gwangju.pk, business_number="124 81 00998")
        client_of(c.officer).post(edit(row), sent)
        row.refresh_from_db()
        assert (row.kind, row.represents, row.business_number) == ("municipality", c.gwangju, "1248100998")

    def test_only_the_own_city_can_be_represented(self, c):
        row = make_organisation(c.gwangju, "가")
        answer = client_of(c.officer).post(edit(row), self.sent(row, represents=c.incheon.pk))
        assert "represents" in answer.context["form"].errors

    def test_its_numbers_come_back_as_they_are_written(self, c):
        row = make_organisation(c.gwangju, "가", business_number="1234567891", corporate_number="1101110062433")
        page = told(client_of(c.officer).get(edit(row)))
        assert 'value="123-45-67891"' in page
        assert 'value="110111-0062433"' in page

    def test_one_on_which_nothing_hangs_is_removed(self, c):
        row = make_organisation(c.gwangju, "가")
        address = reverse("agreements:remove", args=["organisation", row.pk])
        answer = client_of(c.officer).post(address, {"reason": "잘못 등록", "version": 1}, follow=True)
        assert answer.status_code == 200
        assert not m.Organisation.objects.exists()


class TestRenamed:
    def sent(self, c, **more):
        given = {"name": "DB손해보험", "until": "2017. 11. 1.", "source": source_of(c.gwangju).pk, "version": 1}
        return {**given, **more}

    def test_its_page_tells_the_names_through_time(self, c):
        row = make_organisation(c.gwangju, "동부화재")
        answer = client_of(c.officer).post(url("rename", row), self.sent(c, reason="상호 변경 등기"))
        assert answer["Location"] == url("company", row)
        page = told(client_of(c.officer).get(answer["Location"]))
        assert "2017. 11. 1.부터" in page
        assert "2017. 11. 1. 변경" in page
        assert "동부화재" in page

    def test_with_a_new_source(self, c):
        row = make_organisation(c.gwangju, "동부화재")
        client_of(c.officer).post(url("rename", row), self.sent(c, source="", source_publisher="관보"))
        assert row.former_names.get().source.publisher == "관보"

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"name": ""}, "name"),
            ({"name": "(주) 동부화재"}, "name"),
            ({"name": "한빛"}, "name"),
            ({"until": ""}, "until"),
            ({"until": "언젠가"}, "until"),
            ({"source": ""}, "source"),
            ({"version": 9}, "__all__"),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field_and_kept(self, c, wrong, field):
        make_organisation(c.gwangju, "한빛")
        row = make_organisation(c.gwangju, "동부화재")
        answer = client_of(c.officer).post(url("rename", row), self.sent(c, **wrong, reason="상호 변경 등기"))
        assert field in answer.context["form"].errors
        assert "상호 변경 등기" in told(answer)
        row.refresh_from_db()
        assert (row.name, row.former_names.count()) == ("동부화재", 0)


class TestDescribed:
    def test_a_fact_of_the_profile_with_its_value(self, c):
        row = make_organisation(c.gwangju, "가")
        sent = {"topic": "profile", "words": "자산 29조 4천억 원", "value": "29조 4천억 원", "as_of": "2019년"}
        answer = client_of(c.officer).post(add_to(row, "profile"), {**sent, "source": source_of(c.gwangju).pk})
        assert answer["Location"] == url("company", row) + "#profile"
        fact = row.statements.get()
        assert (fact.topic, fact.unit, int(fact.low), fact.as_of_on) == (
            "profile",
            "원",
            29_400_000_000_000,
            date(2019, 1, 1),
        )
        assert "자산 29조 4천억 원" in told(client_of(c.officer).get(url("company", row)))

    def test_it_is_corrected_with_a_reason_and_the_old_one_stays(self, c):
        row = make_organisation(c.gwangju, "가")
        fact = describe(row, c, words="1948년 설립", low=1948, high=1948, wording="exact", unit="년")
        client = client_of(c.officer)
        sent = {"topic": "profile", "words": "1949년 설립", "value": "1949년", "source": fact.source_id}
        assert 'value="1948년"' in told(client.get(edit(fact, "profile")))
        assert "정정하는 이유" in told(client.post(edit(fact, "profile"), sent))
        client.post(edit(fact, "profile"), {**sent, "reason": "등기부 확인"})
        assert [(s.words, int(s.low)) for s in row.statements.known_at(None)] == [("1949년 설립", 1949)]
        assert row.statements.count() == 2

    def test_a_number_may_have_a_decimal_part(self, c):
        row = make_organisation(c.gwangju, "가")
        fact = describe(row, c, words="점유율 5.4%", low="5.4", high="5.4", wording="exact", unit="%")
        sent = {"topic": "trade", "words": "시장 점유율 5.5%", "value": "5.5%"}
        sent |= {"source": fact.source_id, "reason": "오기"}
        assert 'value="5.4%"' in told(client_of(c.officer).get(edit(fact, "profile")))
        client_of(c.officer).post(edit(fact, "profile"), sent)
        found = row.statements.known_at(None).get()
        assert (str(found.low), found.topic) == ("5.50", "trade")

    def test_an_old_name_by_itself(self, c):
        row = make_organisation(c.gwangju, "SK브로드밴드")
        sent = {"name": "하나로텔레콤", "until": "2008년", "source": source_of(c.gwangju).pk}
        client_of(c.officer).post(add_to(row, "former_name"), sent)
        assert (row.former_names.get().name, str(row.former_names.get().until)) == ("하나로텔레콤", "2008년")
        answer = client_of(c.officer).post(add_to(row, "former_name"), sent)
        assert "같은 옛 이름이 이미 있습니다" in str(answer.context["form"].errors["name"])


class TestMembers:
    def sent(self, c, **more):
        given = {"relation": "member", "member_kind": "corporation", "count": 1, "source": source_of(c.gwangju).pk}
        return {**given, **more}

    def test_companies_by_name_and_people_by_number(self, c):
        union = make_organisation(c.gwangju, "협동조합", kind="cooperative")
        known = make_organisation(c.gwangju, "(주)가나")
        client = client_of(c.officer)
        client.post(add_to(union, "membership"), self.sent(c, member="가나 주식회사"))
        client.post(add_to(union, "membership"), self.sent(c, member="새로운상사"))
        client.post(add_to(union, "membership"), self.sent(c, member_kind="individual", count=2))
        assert [(row.member, row.member_kind, row.count) for row in union.memberships.all()] == [
            (known, "corporation", 1),
            (company("새로운상사"), "corporation", 1),
            (None, "individual", 2),
        ]

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"member": "가나", "member_kind": "individual"}, "count"),
            ({"member": "가나", "count": 3}, "count"),
            ({"count": 0}, "count"),
            ({"member": "협동조합"}, "member"),
            ({"relation": ""}, "relation"),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(self, c, wrong, field):
        union = make_organisation(c.gwangju, "협동조합", kind="cooperative")
        make_organisation(c.gwangju, "가나")
        answer = client_of(c.officer).post(add_to(union, "membership"), self.sent(c, **wrong))
        assert field in answer.context["form"].errors
        assert not m.Membership.objects.exists()

    def test_changed_and_removed(self, c):
        union = make_organisation(c.gwangju, "협동조합", kind="cooperative")
        row = m.Membership.objects.create(
            organisation=union, relation="member", member_kind="individual", count=2, source=source_of(c.gwangju)
        )
        client = client_of(c.officer)
        client.post(edit(row, "membership"), self.sent(c, member_kind="individual", count=3, version=1))
        row.refresh_from_db()
        assert (row.count, row.version) == (3, 2)
        client.post(reverse("agreements:remove", args=["membership", row.pk]), {"reason": "탈퇴", "version": 2})
        assert not union.memberships.exists()


def test_who_may_not_enter_sees_no_way_in(c):
    row = make_organisation(c.gwangju, "가", former="옛가")
    page = told(client_of(c.director).get(url("company", row)))
    assert "/records/" not in page
    assert url("rename", row) not in page
    assert url("merge", row) not in page
    assert url("merge", row) not in told(client_of(c.officer).get(url("company", row)))
    assert url("merge", row) in told(client_of(c.head).get(url("company", row)))
