"""What the page that enters an agreement refuses, and that nothing typed is lost by it."""

import pytest
from django.urls import reverse

from agreements import models as m
from tests.agreements.cast import cast, make_agreement, make_organisation, make_source
from tests.agreements.registering import PAGE, lines, press, refused, standing_in

pytestmark = pytest.mark.django_db

SHORT = {"name": "가나 투자협약", "signed": "2020. 7. 16.", "companies": "가나", "seats": "100석"}
PLEDGE = {"metric": "jobs", "value": "60명", "stage": "signed"}
DUTY = {"code": "rent", "words": "임차료", "stage": "signed"}


@pytest.fixture
def c():
    return cast()


@pytest.fixture
def officer(client, c):
    client.force_login(c.officer)
    return client


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("signed", {"signed": "7월 16일"}, "날짜로 읽을 수 없습니다."),
        ("signed", {"signed": "2099. 1. 1."}, "아직 오지 않은 날"),
        ("signed_hour", {"signed_hour": "4시"}, "오전인지 오후인지"),
        ("signed_hour", {"signed": "2020. 7.", "signed_hour": "16:00"}, "체결한 날을 알 때만"),
        ("seats", {"seats": "100명"}, "석과 명은 서로 바꾸어 세지 않습니다."),
        ("jobs", {"jobs": "100석"}, "석과 명은 서로 바꾸어 세지 않습니다."),
        ("investment", {"investment": "5천"}, "만·억이나 원까지"),
        ("due", {"due": "언젠가"}, "날짜로 읽을 수 없습니다."),
        ("due", {"seats": "", "due": "2022년"}, "상담석·고용·투자액 가운데 하나"),
        ("companies", {"companies": ""}, "기업을 적으십시오."),
        ("companies", {"companies": "가나, 다라"}, "한 줄에 한 곳씩"),
        ("area_m2", {"area_m2": "넓음"}, "숫자로 적으십시오"),
        ("opening", {"opening": "곧"}, "날짜로 읽을 수 없습니다."),
        ("valid_until", {"valid_until": "2년"}, "날짜로 읽을 수 없습니다."),
        ("disclosure_article", {"disclosure": "closed"}, "근거 조항"),
        ("reported_to_council_on", {"reported_to_council_on": "2020년"}, "연·월·일을 모두"),
        ("kind", {"kind": ""}, "고르십시오"),
        ("source", {"source": "999999"}, "올바르게 선택"),
        ("party-0-role", lines("party", {"role": "", "organisation": "다라"}), "고르십시오"),
        ("party-1-organisation", lines("party", {}, {"role": "client", "note": "발주"}), "적으십시오"),
        ("party-1-organisation_kind", lines("party", {}, {"role": "partner", "organisation": "새협회"}), "종류를 고르"),
        ("party-2-organisation", lines("party", {}, *[{"role": "client", "organisation": "다라"}] * 2), "두 번"),
        ("party-0-signatory-0-title", lines("party-0-signatory", {"name": "홍길동"}), "적으십시오"),
        ("pledge-0-metric", lines("pledge", {**PLEDGE, "metric": ""}), "고르십시오"),
        ("pledge-0-value", lines("pledge", {**PLEDGE, "value": ""}), "적으십시오"),
        ("pledge-0-value", lines("pledge", {**PLEDGE, "value": "60석"}), "바꾸어 세지 않습니다"),
        ("pledge-0-value", lines("pledge", {**PLEDGE, "metric": "investment"}), "예: 22억 원"),
        ("pledge-0-due", lines("pledge", {**PLEDGE, "due": "곧"}), "날짜로 읽을 수 없습니다."),
        (
            "pledge-0-origin",
            lines("pledge", {**PLEDGE, "metric": "seats", "value": "60석", "origin": "new"}),
            "고용에만",
        ),
        ("pledge-0-whose", lines("pledge", {**PLEDGE, "whose": "모르는 곳"}), "③ 당사자에 없는 이름"),
        ("pledge-0-dispute_reason", lines("pledge", {**PLEDGE, "dispute_reason": "다른 보도"}), "채택한 값이 없습니다"),
        ("city_duty-0-words", lines("city_duty", {**DUTY, "words": "", "basis": "조례"}), "적으십시오"),
        ("city_duty-0-rate_percent", lines("city_duty", {**DUTY, "rate_percent": "120"}), "100 이하"),
        ("city_duty-0-rate_percent", lines("city_duty", {**DUTY, "rate_percent": "절반"}), "숫자로 적으십시오"),
        ("city_duty-0-cap_won", lines("city_duty", {**DUTY, "cap_won": "3천"}), "만·억이나 원까지"),
        ("joint_duty-0-whose", lines("joint_duty", {**DUTY, "whose": "모르는 곳"}), "③ 당사자에 없는 이름"),
        ("statement-0-words", lines("statement", {"topic": "trade", "value": "3만 명"}), "적으십시오"),
        ("statement-0-value", lines("statement", {"topic": "trade", "words": "업계", "value": "많음"}), "수와 단위"),
        ("document-0-dated_on", lines("document", {"kind": "letter", "dated_on": "2020년"}), "연·월·일을 모두"),
        ("source-0-publisher", lines("source", {"kind": "press", "title": "제목뿐"}), "적으십시오"),
        ("source-0-url", lines("source", {"kind": "press", "publisher": "신문", "url": "x y"}), "URL"),
    ],
)
@pytest.mark.parametrize("step", ["check", "save"])
def test_it_is_refused_at_its_field_and_stays(officer, field, typed, sentence, step):
    answer = press(officer, step, {**SHORT, **typed})
    errors = refused(answer)
    assert sentence in errors[field][0]
    assert list(errors) == [field]
    assert {**SHORT, **typed}.items() <= {**dict.fromkeys(typed, ""), **standing_in(answer)}.items()
    assert not m.Agreement.objects.exists()


def test_several_are_told_at_once_counted_in_the_side_list_and_the_first_has_the_focus(officer):
    typed = {**SHORT, "signed": "어제", "seats": "100명", **lines("statement", {"topic": "trade", "value": "많음"})}
    answer = press(officer, "check", typed)
    refusals = {shown.part.key: shown.refused for shown in answer.context["page"].parts if shown.refused}
    assert refusals == {"signing": 1, "plan": 1, "hopes": 2}
    body = answer.content.decode()
    assert "고칠 곳이 4곳 있습니다" in body
    assert 'name="signed"' in next(tag for tag in body.split("<") if "autofocus" in tag)
    assert {shown.part.key for shown in answer.context["page"].parts if shown.is_open} == {"hopes"}


def test_the_side_list_says_what_is_still_empty(officer):
    page = press(officer, "check", {**SHORT, "seats": "100명"}).context["page"]
    missing = {shown.part.key: shown.missing for shown in page.parts if shown.missing}
    assert missing == {
        "signing": ["체결 장소"],
        "plan": ["투자 형태", "시·군·구", "위치", "고용", "투자액", "이행 기한"],
    }


def test_a_line_is_added_and_one_is_cleared_and_nothing_else_changes(officer):
    typed = {**SHORT, **lines("pledge", PLEDGE, {**PLEDGE, "value": "70명"}), "seats": "읽을 수 없는 말"}
    told = standing_in(press(officer, "", typed, add="pledge"))
    assert told.items() >= typed.items()
    assert told["pledge-2-stage"] == "signed"
    assert "pledge-2-value" not in told
    told = standing_in(officer.post(PAGE, {**told, "clear": "pledge-0"}))
    assert "pledge-0-value" not in told
    assert (told["pledge-1-value"], told["seats"]) == ("70명", "읽을 수 없는 말")
    assert not m.Agreement.objects.exists()


def test_a_line_within_a_line_is_added(officer):
    told = standing_in(press(officer, "", {**SHORT, "party-0-signatory-0-title": "시장"}, add="party-0-signatory"))
    assert told["party-0-signatory-0-title"] == "시장"
    page = officer.post(PAGE, {**told, "add": "party-0-signatory"}).context["page"]
    assert [one.prefix for one in page.parties.forms[0].signatories] == [f"party-0-signatory-{n}" for n in range(2)]


def test_what_the_register_alone_can_refuse_is_told_above(officer, c):
    """Two records bear the name, one with a number: the page asks, and 새로 등록 meets the rule of the database."""
    make_organisation(c.gwangju, "가나", business_number="1234567891")
    make_organisation(c.gwangju, "가나")
    answer = press(officer, "save", {**SHORT, "pick-가나": "new"})
    assert "같은 이름의 기업·기관이 이미 있습니다." in refused(answer)[""][0]
    assert standing_in(answer).items() >= SHORT.items()
    assert not m.Agreement.objects.exists()


def test_what_another_register_keeps_cannot_be_picked(officer, c):
    source = make_source(c.incheon, url="https://press.example/9")
    assert "올바르게 선택" in refused(press(officer, "save", {**SHORT, "source": source.pk}))["source"][0]
    building = m.Building.objects.create(municipality=c.incheon, name="남", folded_name="남", source=source)
    assert "올바르게 선택" in refused(press(officer, "save", {**SHORT, "building": building.pk}))["building"][0]
    assert "올바르게 선택" in refused(press(officer, "save", {**SHORT, "officer": c.incheon_officer.pk}))["officer"][0]


def test_the_same_page_sent_twice_makes_one_agreement(officer):
    first = press(officer, "save", SHORT, once="6a9c2c52-3a0f-4ef5-9a5c-6b9cfbdbd0a1")
    again = press(officer, "save", SHORT, once="6a9c2c52-3a0f-4ef5-9a5c-6b9cfbdbd0a1")
    assert first["Location"] == again["Location"]
    assert m.Agreement.objects.count() == 1


class TestWhoMay:
    @pytest.mark.parametrize("role", ["director", "reader", "admin"])
    def test_who_may_not_enter_is_refused(self, client, c, role):
        client.force_login(getattr(c, role))
        assert client.get(PAGE).status_code == 403
        assert client.post(PAGE, {**SHORT, "step": "save"}).status_code == 403
        assert not m.Agreement.objects.exists()

    @pytest.mark.parametrize("role", ["officer", "head"])
    def test_who_enters_may(self, client, c, role):
        client.force_login(getattr(c, role))
        assert press(client, "save", SHORT).status_code == 302

    def test_other_methods_are_refused(self, officer):
        assert officer.put(PAGE).status_code == 405


class TestStriking:
    def page(self, agreement):
        return reverse("agreements:strike", args=[agreement.key])

    def test_the_officer_in_charge_strikes_what_was_entered_by_mistake(self, officer, c):
        agreement = make_agreement(c.gwangju, "a", company="가나", officer=c.officer)
        assert "말소" in officer.get(self.page(agreement)).content.decode()
        answer = officer.post(self.page(agreement), {"reason": "두 번 등록", "version": 1})
        assert answer["Location"] == reverse("agreements:register")
        assert officer.get(reverse("agreements:detail", args=["a"])).status_code == 404
        noted = m.ChangeRecord.objects.get(agreement=agreement)
        assert (noted.reason, noted.by) == ("두 번 등록", c.officer)

    def test_a_colleague_may_look_and_not_strike(self, officer, c):
        agreement = make_agreement(c.gwangju, "a", company="가나", officer=c.head)
        assert "담당자나 팀장만" in officer.get(self.page(agreement)).content.decode()
        assert officer.post(self.page(agreement), {"reason": "x", "version": 1}).status_code == 403

    def test_what_hangs_on_it_goes_out_of_sight_too(self, officer, c):
        agreement = make_agreement(c.gwangju, "a", company="가나", seats=100, officer=c.officer)
        pledge, party = agreement.pledges.get(), agreement.parties.get()
        officer.post(self.page(agreement), {"reason": "두 번 등록", "version": 1})
        assert officer.get(reverse("agreements:edit", args=["pledge", pledge.pk])).status_code == 404
        assert officer.get(reverse("agreements:add_to", args=["signatory", "party", party.pk])).status_code == 404

    def test_it_asks_why_and_tells_who_was_faster(self, officer, c):
        agreement = make_agreement(c.gwangju, "a", company="가나", officer=c.officer)
        assert "이유를 적으십시오." in officer.post(self.page(agreement), {"version": 1}).content.decode()
        answer = officer.post(self.page(agreement), {"reason": "x", "version": 7})
        assert "그 사이 다른 사람이 고쳤습니다" in answer.content.decode()
