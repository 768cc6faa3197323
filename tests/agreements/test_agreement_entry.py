"""What hangs on an agreement, entered and put right after it was registered."""

from datetime import date, time

import pytest
from django.urls import reverse

from agreements import models as m
from agreements.actions.agreement import strike_agreement
from tests.agreements.cast import add_party, add_pledge, cast, make_agreement, make_district, make_organisation
from tests.agreements.filling import errors_of, send, shown_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def c():
    return cast()


@pytest.fixture
def officer(client, c):
    client.force_login(c.officer)
    return client


@pytest.fixture
def agreement(c):
    return make_agreement(c.gwangju, "a", company="가나", signed=date(2020, 7, 16), seats=100)


def add(noun: str, parent) -> str:
    return reverse("agreements:add_to", args=[noun, parent._meta.model_name, parent.pk])


def edit(noun: str, row) -> str:
    return reverse("agreements:edit", args=[noun, row.pk])


class TestTheAgreementItself:
    def test_every_column_is_changed_and_comes_back_as_it_was(self, officer, c, agreement):
        district = make_district(c.gwangju, "동구", "29110")
        typed = {
            "name": "새 이름",
            "kind": "mou",
            "form": "moved",
            "signed": "2020. 7.",
            "venue": "시청",
            "is_by_post": "on",
            "district": district.pk,
            "sector": "보험업",
            "valid_until": "2022년",
            "is_binding": "False",
            "is_confidential": "True",
            "disclosure": "closed",
            "disclosure_article": "제9조",
            "reported_to_council_on": "2020. 8. 1.",
            "published_on": "2020. 8. 2.",
        }
        answer = send(officer, edit("agreement", agreement), **typed, reason="협약서 확인")
        assert answer["Location"].startswith(reverse("agreements:detail", args=["a"]))
        before = m.Agreement.objects.get(pk=agreement.pk)
        assert (before.name, before.kind, before.form, before.is_by_post) == ("새 이름", "mou", "moved", True)
        assert (str(before.signed), before.district, str(before.valid_until)) == ("2020. 7.", district, "2022년")
        assert (before.is_binding, before.is_confidential, before.disclosure) == (False, True, "closed")
        assert (before.department, before.officer) == (None, None)  # passed on by 인계 alone
        send(officer, edit("agreement", agreement), reason="그대로")
        assert m.Agreement.objects.get(pk=agreement.pk).version == before.version

    @pytest.mark.parametrize(
        ("field", "typed", "sentence"),
        [
            ("name", {"name": ""}, "적으십시오"),
            ("signed", {"signed": "2099년"}, "아직 오지 않은 날"),
            ("signed_hour", {"signed": "2020년", "signed_hour": "16:00"}, "체결한 날을 알 때만"),
            ("disclosure_article", {"disclosure": "partly"}, "근거 조항"),
        ],
    )
    def test_it_is_refused_at_the_field(self, officer, agreement, field, typed, sentence):
        assert sentence in errors_of(send(officer, edit("agreement", agreement), **typed))[field][0]

    def test_the_hour_is_read_and_written_back(self, officer, agreement):
        send(officer, edit("agreement", agreement), signed_hour="오후 4시")
        assert m.Agreement.objects.get().signed_hour == time(16, 0)
        assert shown_in(officer, edit("agreement", agreement))["signed_hour"] == "16:00"

    def test_it_is_not_removed_but_struck(self, officer, agreement):
        assert officer.get(reverse("agreements:remove", args=["agreement", agreement.pk])).status_code == 404
        assert reverse("agreements:strike", args=["a"]) in officer.get(edit("agreement", agreement)).content.decode()


class TestParties:
    def test_one_is_added_with_its_people(self, officer, agreement):
        send(officer, add("party", agreement), role="partner", organisation="새협회", organisation_kind="association")
        party = m.Party.objects.get(role="partner")
        assert (party.organisation.name, party.organisation.kind) == ("새협회", "association")
        assert (party.position, party.source, party.is_signatory) == (2, agreement.source, None)
        send(officer, add("signatory", party), title="회장", name="홍길동")
        send(officer, add("attendee", party), title="사무국장")
        assert (str(party.signatories.get()), str(party.attendees.get())) == ("회장 홍길동", "사무국장")

    def test_whether_it_signed_comes_back_as_it_was(self, officer, agreement):
        party = agreement.parties.get()
        for told, kept in (("True", True), ("False", False), ("", None)):
            send(officer, edit("party", party), is_signatory=told)
            assert m.Party.objects.get().is_signatory is kept
            assert shown_in(officer, edit("party", party))["is_signatory"] == ("" if kept is None else str(kept))

    @pytest.mark.parametrize(
        ("field", "typed", "sentence"),
        [
            ("organisation", {"organisation": "가나"}, "같은 기업·기관이 같은 역할로 이미"),
            ("organisation", {"organisation": ""}, "적으십시오"),
            ("organisation_kind", {"role": "partner", "organisation": "새협회"}, "종류를 고르십시오"),
            ("role", {"role": ""}, "고르십시오"),
        ],
    )
    def test_it_is_refused_at_the_field(self, officer, agreement, field, typed, sentence):
        given = {"role": "company", "organisation": "다라", **typed}
        assert sentence in errors_of(send(officer, add("party", agreement), **given))[field][0]
        assert m.Party.objects.count() == 1

    def test_people_are_kept_once(self, officer, agreement):
        party = agreement.parties.get()
        for noun, typed in (("signatory", {"title": "대표이사", "name": "홍길동"}), ("attendee", {"title": "상무"})):
            assert send(officer, add(noun, party), **typed).status_code == 302
            errors = errors_of(send(officer, add(noun, party), **typed))
            assert any("이미 있습니다" in error for told in errors.values() for error in told)


class TestPledges:
    def test_one_is_added_to_the_first_version_unless_told_otherwise(self, officer, agreement):
        company = agreement.parties.get()
        typed = {
            "metric": "jobs",
            "value": "120~150명",
            "due": "2021년 상반기",
            "stage": "announced",
            "origin": "moved_in",
        }
        answer = send(officer, add("pledge", agreement), **typed, party=company.pk, words="40명 추가")
        assert answer["Location"].endswith("#figures")
        pledge = m.Pledge.objects.get(metric="jobs")
        assert (pledge.low, pledge.high, pledge.wording, str(pledge.due)) == (120, 150, "range", "2021년 상반기")
        assert (pledge.version_of.number, pledge.party, pledge.words) == (0, company, "40명 추가")

    def test_one_of_an_amendment_is_entered_for_it(self, officer, agreement):
        fact = {"source": agreement.source, "recorded_by_id": agreement.versions.get().recorded_by_id}
        first = m.Version.objects.create(agreement=agreement, number=1, reason_code="plan", **fact)
        send(officer, add("pledge", agreement), metric="seats", value="150석", stage="signed", version_of=first.pk)
        assert m.Pledge.objects.get(low=150).version_of == first

    def test_the_value_of_another_source_is_set_aside_with_a_reason(self, officer, agreement):
        adopted = agreement.pledges.get()
        typed = {"metric": "seats", "value": "80석", "stage": "signed", "disputes": adopted.pk}
        answer = send(officer, add("pledge", agreement), **typed)
        assert "이유를 적어야" in str(errors_of(answer))
        send(officer, add("pledge", agreement), **typed, dispute_reason="다른 보도")
        assert m.Pledge.objects.get(low=80).disputes == adopted

    def test_a_correction_keeps_what_it_does_not_touch(self, officer, agreement):
        pledge = add_pledge(agreement, "jobs", 60, due=date(2020, 12, 31), words="말까지")
        shown = shown_in(officer, edit("pledge", pledge))
        assert (shown["value"], shown["due"], shown["version_of"]) == (
            "60명",
            "2020. 12. 31.",
            str(pledge.version_of_id),
        )
        send(officer, edit("pledge", pledge), value="70명", reason="오기")
        now = m.Pledge.objects.get(replaces=pledge)
        assert (now.low, now.due_on, now.words, now.version_of) == (70, date(2020, 12, 31), "말까지", pledge.version_of)

    def test_what_it_hangs_on_may_have_been_corrected_since(self, officer, agreement):
        adopted = agreement.pledges.get()
        other = add_pledge(agreement, "seats", 80, disputes=adopted, dispute_reason="다른 보도")
        send(officer, edit("pledge", adopted), value="110석", reason="오기")
        send(officer, edit("version", agreement.versions.get()), words="서명", reason="보충")
        assert send(officer, edit("pledge", other), words="원문", reason="보충").status_code == 302
        now = m.Pledge.objects.get(replaces=other)
        assert (now.disputes.low, now.version_of.words) == (110, "서명")

    @pytest.mark.parametrize(
        ("field", "typed", "sentence"),
        [
            ("value", {"value": "100명"}, "바꾸어 세지 않습니다"),
            ("value", {"value": ""}, "적으십시오"),
            ("metric", {"metric": ""}, "고르십시오"),
            ("origin", {"origin": "new"}, "고용에만"),
            ("due", {"due": "곧"}, "날짜로 읽을 수 없습니다"),
        ],
    )
    def test_it_is_refused_at_the_field(self, officer, agreement, field, typed, sentence):
        given = {"metric": "seats", "value": "100석", "stage": "signed", **typed}
        answer = send(officer, add("pledge", agreement), **given)
        assert sentence in errors_of(answer)[field][0]
        assert m.Pledge.objects.count() == 1

    def test_only_what_belongs_to_the_agreement_is_offered(self, officer, c, agreement):
        other = make_agreement(c.gwangju, "b", company="다라", seats=5)
        form = officer.get(add("pledge", agreement)).context["form"]
        offered = {name: set(form.fields[name].queryset) for name in ("version_of", "party", "disputes")}
        assert offered["version_of"] == {agreement.versions.get()}
        assert offered["party"] == set(agreement.parties.all())
        assert offered["disputes"] == set(agreement.pledges.all())
        assert not offered["party"] & set(other.parties.all())


class TestDuties:
    def test_one_of_the_city_with_its_ordinance(self, officer, agreement):
        city = add_party(
            agreement, make_organisation(agreement.municipality, "광주광역시", kind="municipality"), "city"
        )
        typed = {"code": "rent", "words": "임차료 50%", "rate_percent": "50%", "cap_won": "3억 원", "due": "2021년"}
        send(officer, add("obligation", agreement), party=city.pk, basis="조례 제9조", **typed)
        duty = m.Obligation.objects.get()
        assert (duty.party, duty.rate_percent, duty.cap_won, duty.basis) == (city, 50, 300_000_000, "조례 제9조")
        assert (duty.stage, duty.position, str(duty.due)) == ("signed", 1, "2021년")
        assert shown_in(officer, edit("obligation", duty))["rate_percent"] == "50"

    @pytest.mark.parametrize(
        ("field", "typed", "sentence"),
        [
            ("words", {"words": ""}, "적으십시오"),
            ("rate_percent", {"rate_percent": "101"}, "100 이하"),
            ("cap_won", {"cap_won": "0원"}, "0원보다"),
        ],
    )
    def test_it_is_refused_at_the_field(self, officer, agreement, field, typed, sentence):
        given = {"code": "rent", "words": "임차료", "stage": "signed", **typed}
        assert sentence in errors_of(send(officer, add("obligation", agreement), **given))[field][0]


class TestStatements:
    @pytest.mark.parametrize(
        ("value", "kept"),
        [
            ("84.1%", ("84.10", "84.10", "exact", "%")),
            ("최대 3만 명", ("30000.00", "30000.00", "at_most", "명")),
            ("130만~600만 원", ("1300000.00", "6000000.00", "range", "원")),
        ],
    )
    def test_a_value_is_kept_as_it_was_said(self, officer, agreement, value, kept):
        send(officer, add("statement", agreement), topic="trade", words="업계", value=value, as_of="2019년 말")
        statement = m.Statement.objects.get()
        assert (str(statement.low), str(statement.high), statement.wording, statement.unit) == kept
        assert (statement.municipality, statement.as_of_words) == (agreement.municipality, "2019년 말")
        send(officer, edit("statement", statement), reason="그대로")
        again = m.Statement.objects.get(replaces=statement)
        assert (str(again.low), str(again.high), again.wording, again.unit) == kept

    def test_it_may_be_words_alone(self, officer, agreement):
        send(officer, add("statement", agreement), topic="net_new", words="일부 재배치")
        assert m.Statement.objects.get().low is None


def test_what_hangs_on_a_struck_agreement_is_not_there(officer, c):
    agreement = make_agreement(c.gwangju, "z", company="하나", jobs=5)
    pledge, party = agreement.pledges.get(), agreement.parties.get()
    strike_agreement(agreement, reason="오기", version=1, by=c.head)
    addresses = [edit("pledge", pledge), edit("party", party), add("signatory", party), add("pledge", agreement)]
    assert {officer.get(address).status_code for address in addresses} == {404}
