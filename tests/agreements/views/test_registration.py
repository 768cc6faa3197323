"""협약 등록: the page as people fill it in."""

from datetime import date, time

import pytest
from django.urls import reverse

from accounts.capabilities import Role
from accounts.models import Municipality
from agreements import models as m
from agreements.forms.registration_part import PARTS
from tests.agreements.cast import cast, make_district, make_organisation, make_person, make_source
from tests.agreements.registering import PAGE, lines, opened, press, refused, standing_in

pytestmark = pytest.mark.django_db

SHORT = {
    "name": "가나생명(주) 고객센터 투자협약",
    "signed": "2020. 7. 16.(목)",
    "venue": "시청 비즈니스룸",
    "companies": "가나생명(주)",
    "form": "new",
    "address": "동구 가나빌딩",
    "seats": "100석",
    "jobs": "120~150명",
    "investment": "22억 원",
    "due": "2022년까지",
}


@pytest.fixture
def c():
    return cast()


@pytest.fixture
def officer(client, c):
    client.force_login(c.officer)
    return client


def registered(answer) -> m.Agreement:
    assert answer.status_code == 302, refused(answer)
    found = m.Agreement.objects.order_by("-pk").first()
    assert answer["Location"] == reverse("agreements:detail", args=[found.key])
    return found


class TestTheShortForm:
    def test_it_is_twelve_fields(self):
        assert sum(len(part.front) for part in PARTS) == 12

    def test_it_makes_a_whole_agreement(self, officer, c):
        district = make_district(c.gwangju, "동구", "29110")
        agreement = registered(press(officer, "save", {**SHORT, "district": district.pk}))
        assert agreement.key == "gwangju-20200716-1"
        assert (agreement.name, agreement.kind, agreement.form) == (SHORT["name"], "investment", "new")
        assert (agreement.signed_on, agreement.signed_precision) == (date(2020, 7, 16), "day")
        assert (agreement.venue, agreement.district, agreement.officer) == ("시청 비즈니스룸", district, c.officer)
        parties = [(str(one.organisation), one.role, one.is_signatory) for one in agreement.parties.all()]
        assert parties == [("광주광역시", "city", True), ("가나생명(주)", "company", True)]
        pledges = {one.metric: (one.low, one.high, one.wording, one.stage) for one in agreement.pledges.all()}
        assert pledges == {
            "seats": (100, 100, "exact", "signed"),
            "jobs": (120, 150, "range", "signed"),
            "investment": (2_200_000_000, 2_200_000_000, "exact", "signed"),
        }
        assert {str(one.due) for one in agreement.pledges.all()} == {"2022년"}
        centre = agreement.centres.get()
        assert (centre.name, centre.address) == ("가나생명(주) 컨택센터", "동구 가나빌딩")
        assert (centre.place_stage, centre.district) == ("signed", district)
        assert agreement.versions.get().signed_on == date(2020, 7, 16)

    def test_the_signed_paper_is_the_source(self, officer, c):
        agreement = registered(press(officer, "save", SHORT))
        source = agreement.source
        assert (source.kind, source.publisher) == ("paper", "광주광역시")
        assert source.title == "가나생명(주) 고객센터 투자협약 협약서"
        assert source.published_on == date(2020, 7, 16)
        assert {one.source for one in agreement.pledges.all()} == {source}

    def test_a_name_that_nobody_typed_follows_from_the_company(self, officer, c):
        agreement = registered(press(officer, "save", {"companies": "가나생명(주)"}))
        assert agreement.name == "가나생명(주) 컨택센터 투자협약"
        assert (agreement.key, str(agreement.signed)) == ("gwangju-nodate-1", "")

    def test_ten_names_pasted_make_ten_parties(self, officer, c):
        names = [f"{word}컨택(주)" for word in "가나다라마바사아자차"]
        agreement = registered(press(officer, "save", {"companies": "\r\n".join(names), "kind": "mou"}))
        assert [str(one.organisation) for one in agreement.parties.all()] == ["광주광역시", *names]
        assert [one.position for one in agreement.parties.all()] == list(range(1, 12))
        assert agreement.name == "가컨택(주) 등 10개사 컨택센터 양해각서(MOU)"

    def test_the_city_is_made_once(self, officer, c):
        for name in ("가나", "다라"):
            registered(press(officer, "save", {"companies": name}))
        city = m.Organisation.objects.get(kind="municipality")
        assert (city.name, city.represents, city.parties.count()) == ("광주광역시", c.gwangju, 2)

    def test_a_company_that_is_known_is_found_however_spelt(self, officer, c):
        known = make_organisation(c.gwangju, "DB손해보험", former="동부화재")
        agreement = registered(press(officer, "save", {"companies": "동부 화재"}))
        assert agreement.parties.get(role="company").organisation == known

    def test_the_national_register_has_no_city(self, client, c):
        national = Municipality.objects.create(key="national", name="전국 공통 대장", is_national=True)
        client.force_login(make_person("national", Role.OFFICER, national))
        partners = [
            {"role": "partner", "organisation": name, "organisation_kind": "agency"}
            for name in ("가나공단", "다라진흥원")
        ]
        agreement = registered(press(client, "save", {"name": "3자 업무협약", **lines("party", *partners)}))
        assert [str(one) for one in agreement.parties.all()] == ["가나공단 (협력 기관)", "다라진흥원 (협력 기관)"]
        assert (agreement.key, agreement.source.publisher) == ("national-nodate-1", "가나공단")


class TestNames:
    def test_a_near_name_is_offered_and_never_taken_in_silence(self, officer, c):
        known = make_organisation(c.gwangju, "흥국생명보험(주)")
        answer = press(officer, "save", {**SHORT, "companies": "흥국생명"})
        assert "비슷한 이름" in refused(answer)["companies"][0]
        assert "흥국생명보험(주)" in answer.content.decode()
        assert not m.Agreement.objects.exists()
        agreement = registered(press(officer, "save", {**SHORT, "companies": "흥국생명", "pick-흥국생명": known.pk}))
        assert agreement.parties.get(role="company").organisation == known

    def test_the_answer_may_be_that_it_is_another(self, officer, c):
        make_organisation(c.gwangju, "흥국생명보험(주)")
        agreement = registered(press(officer, "save", {**SHORT, "companies": "흥국생명", "pick-흥국생명": "new"}))
        assert agreement.parties.get(role="company").organisation.name == "흥국생명"

    def test_an_answer_belongs_to_the_name_it_was_given_for(self, officer, c):
        known = make_organisation(c.gwangju, "흥국생명보험(주)")
        agreement = registered(press(officer, "save", {**SHORT, "companies": "전혀다른곳", "pick-흥국생명": known.pk}))
        assert agreement.parties.get(role="company").organisation.name == "전혀다른곳"

    def test_an_answer_goes_along_when_a_line_is_added(self, officer, c):
        make_organisation(c.gwangju, "흥국생명보험(주)")
        typed = {**SHORT, "companies": "흥국생명", "pick-흥국생명": "new"}
        answer = press(officer, "", typed, add="pledge")
        assert standing_in(answer)["pick-흥국생명"] == "new"

    def test_one_new_name_in_several_lines_is_one_company(self, officer, c):
        party = lines(
            "party", {"role": "operator", "organisation": "새 운영(주)"}, {"role": "client", "organisation": "㈜새운영"}
        )
        agreement = registered(press(officer, "save", {**SHORT, **party}))
        assert m.Organisation.objects.filter(folded_name="새운영").count() == 1
        assert agreement.parties.count() == 4

    def test_another_register_has_names_of_its_own(self, officer, c):
        theirs = make_organisation(c.incheon, "가나생명(주)")
        agreement = registered(press(officer, "save", {**SHORT, "pick-가나생명": theirs.pk}))
        company = agreement.parties.get(role="company").organisation
        assert (company.municipality, company == theirs) == (c.gwangju, False)


class TestTheWholePaper:
    def test_everything_that_hangs_on_it(self, officer, c):
        press_source = make_source(c.gwangju, url="https://press.example/1")
        typed = {
            **SHORT,
            "due": "",
            "signed_hour": "오후 4시",
            "sector": "보험업",
            "valid_until": "2022. 7. 15.",
            "is_binding": "False",
            "is_confidential": "True",
            "disclosure": "partly",
            "disclosure_article": "정보공개법 제9조제1항제7호",
            "reported_to_council_on": "2020. 8. 3.",
            "published_on": "2020. 7. 20.",
            "centre_name": "가나생명(주) 고객센터",
            "work_type": "inbound",
            "place_stage": "announced",
            "place_source": press_source.pk,
            "opening": "2020. 9.",
            **lines(
                "party",
                {"role": "city", "organisation": "광주광역시", "attendees": "일자리경제실장\n일자리정책관"},
                {"role": "company", "organisation": "가나생명", "note": "본사 서울", "is_signatory": "True"},
                {
                    "role": "partner",
                    "organisation": "(사)컨택센터협회",
                    "organisation_kind": "association",
                    "is_signatory": "",
                },
            ),
            **lines("party-0-signatory", {"title": "시장", "name": "홍길동"}),
            **lines(
                "party-1-signatory", {"title": "대표이사", "name": "임꺽정"}, {"title": "부사장", "name": "장길산"}
            ),
            **lines(
                "pledge",
                {
                    "metric": "jobs",
                    "value": "60명",
                    "due": "2020년 말",
                    "stage": "announced",
                    "source": press_source.pk,
                },
                {"metric": "jobs", "value": "40명", "origin": "moved_in", "whose": "가나생명(주)", "stage": "signed"},
                {
                    "metric": "seats",
                    "value": "80석",
                    "dispute_reason": "협약서와 다른 보도",
                    "stage": "signed",
                    "source": "new-0",
                },
            ),
            **lines("company_duty", {"code": "local_first", "words": "지역인재 우선채용", "stage": "signed"}),
            **lines(
                "city_duty",
                {
                    "code": "rent",
                    "words": "임차료 50%",
                    "rate_percent": "50%",
                    "cap_won": "3억 원",
                    "basis": "조례 제9조",
                    "stage": "announced",
                    "due": "2021년",
                },
            ),
            **lines(
                "joint_duty",
                {"code": "cooperation", "words": "실무 협의", "stage": "signed"},
                {"code": "training", "words": "인력양성", "whose": "(사)컨택센터협회", "stage": "signed"},
            ),
            **lines(
                "statement",
                {"topic": "trade", "words": "인바운드 84.1%", "value": "84.1%", "as_of": "2019년", "source": "new-0"},
            ),
            **lines("document", {"kind": "letter", "document_number": "투자과-12", "dated_on": "2020. 7. 1."}),
            **lines(
                "source",
                {
                    "kind": "press",
                    "publisher": "다른신문",
                    "url": "https://press.example/2",
                    "published": "2020. 7. 17.",
                },
            ),
        }
        agreement = registered(press(officer, "save", typed))
        self.is_itself(agreement)
        self.has_its_people(agreement)
        self.has_its_figures(agreement, press_source)
        self.has_its_duties(agreement)
        self.has_what_was_said(agreement, press_source)

    def is_itself(self, agreement):
        assert (agreement.signed_hour, agreement.sector) == (time(16, 0), "보험업")
        assert (str(agreement.valid_until), agreement.is_binding, agreement.is_confidential) == (
            "2022. 7. 15.",
            False,
            True,
        )
        assert (agreement.disclosure, agreement.disclosure_article) == ("partly", "정보공개법 제9조제1항제7호")
        assert (agreement.reported_to_council_on, agreement.published_on) == (date(2020, 8, 3), date(2020, 7, 20))

    def has_its_people(self, agreement):
        city, company, partner = agreement.parties.all()
        assert [(one.role, one.is_signatory) for one in (city, company, partner)] == [
            ("city", True),
            ("company", True),
            ("partner", None),
        ]
        assert (company.note, partner.organisation.kind) == ("본사 서울", "association")
        assert [str(one) for one in city.signatories.all()] == ["시장 홍길동"]
        assert [str(one) for one in company.signatories.all()] == ["대표이사 임꺽정", "부사장 장길산"]
        assert [one.title for one in city.attendees.all()] == ["일자리경제실장", "일자리정책관"]

    def has_its_figures(self, agreement, press_source):
        seats = agreement.pledges.get(metric="seats", disputes=None)
        other = agreement.pledges.get(disputes=seats)
        assert (other.low, other.dispute_reason, other.source.publisher) == (80, "협약서와 다른 보도", "다른신문")
        phase = agreement.pledges.get(metric="jobs", low=60)
        assert (phase.due_words, phase.stage, phase.source) == ("2020년 말", "announced", press_source)
        moved = agreement.pledges.get(origin="moved_in")
        assert str(moved.party.organisation) == "가나생명(주)"
        assert agreement.pledges.count() == 6

    def has_its_duties(self, agreement):
        told = [(one.position, one.words, one.party and one.party.role) for one in agreement.obligations.all()]
        assert told == [
            (1, "지역인재 우선채용", "company"),
            (2, "임차료 50%", "city"),
            (3, "실무 협의", None),
            (4, "인력양성", "partner"),
        ]
        rent = agreement.obligations.get(code="rent")
        assert (rent.rate_percent, rent.cap_won, rent.basis) == (50, 300_000_000, "조례 제9조")
        assert (rent.stage, str(rent.due)) == ("announced", "2021년")

    def has_what_was_said(self, agreement, press_source):
        statement = agreement.statements.get()
        assert (str(statement.low), statement.unit, str(statement.as_of)) == ("84.10", "%", "2019년")
        assert m.Source.objects.filter(url="https://press.example/2").count() == 1
        centre, step, document = agreement.centres.get(), agreement.steps.get(), agreement.documents.get()
        assert (centre.place_stage, centre.source, centre.work_type) == ("announced", press_source, "inbound")
        assert (step.kind, step.is_planned, str(step.on), step.centre) == ("opened", True, "2020. 9.", centre)
        assert (document.document_number, document.kind) == ("투자과-12", "letter")
        assert document.title == "가나생명(주) 고객센터 투자협약 공문"

    def test_empty_lines_are_not_there(self, officer, c):
        agreement = registered(press(officer, "save", SHORT))
        assert (agreement.obligations.count(), agreement.statements.count(), agreement.documents.count()) == (0, 0, 0)
        assert m.Signatory.objects.count() == 0

    def test_a_known_source_typed_again_is_not_made_twice(self, officer, c):
        known = make_source(c.gwangju, url="https://press.example/1")
        typed = lines("source", {"kind": "press", "publisher": "지역신문", "url": "https://press.example/1"})
        agreement = registered(press(officer, "save", {**SHORT, **typed, "source": "new-0"}))
        assert agreement.source == known

    def test_another_article_of_the_same_paper_is_another_source(self, officer, c):
        known = make_source(c.gwangju, url="https://press.example/1")
        typed = lines("source", {"kind": "press", "publisher": known.publisher, "published": "2020. 7. 17."})
        agreement = registered(press(officer, "save", {**SHORT, **typed, "source": "new-0"}))
        assert (agreement.source != known, str(agreement.source)) == (True, "지역신문 2020. 7. 17.")

    def test_the_companies_go_into_lines_of_their_own(self, officer, c):
        answer = press(officer, "spread", {**SHORT, "companies": "가나\n다라"})
        told = standing_in(answer)
        assert told["companies"] == ""
        assert [told[f"party-{n}-organisation"] for n in range(3)] == ["광주광역시", "가나", "다라"]
        agreement = registered(officer.post(PAGE, {**told, "step": "save"}))
        assert [one.role for one in agreement.parties.all()] == ["city", "company", "company"]


def test_the_page_opens_at_its_first_field(officer):
    assert 'name="name"' in next(tag for tag in officer.get(PAGE).content.decode().split("<") if "autofocus" in tag)
    assert opened(officer)["kind"] == "investment"
