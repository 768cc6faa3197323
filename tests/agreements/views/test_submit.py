"""실적 제출: the page behind a link, for people without an account, and for those who try what is not theirs."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from agreements import models as m
from agreements.standing.invitation import token_of
from tests.agreements.asking import MORNING, TODAY, add_check_in, add_contact, approve, asking
from tests.agreements.cast import add_actual, add_party

pytestmark = pytest.mark.django_db

CANARY = "카나리아"


@pytest.fixture(autouse=True)
def morning(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def a():
    return asking()


@pytest.fixture
def company():
    """A browser that never signed in and sends what its forms carry."""
    return Client(enforce_csrf_checks=True)


def page(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, path: str, **typed):
    """As the page's own form: with the token it was given."""
    client.get(path)
    cookie = client.cookies["csrftoken"].value
    data = {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(path, {**data, "csrfmiddlewaretoken": cookie})


def handed_in(client, path: str, **typed):
    return send(client, path, **{"submit": "1", **typed})


class TestLooking:
    def test_it_asks_for_what_was_promised_beside_what_was_confirmed_last(self, a, company):
        add_actual(a.check_in.agreement, "staff", 97, date(2026, 6, 30))
        text = page(company, a.link())
        assert all(words in text for words in ("하나", "2026년 3분기 이행 점검", "협약 120명", "최근 확인 97명"))
        assert "2026. 9. 30. 현재 근무 인원" in text
        assert 'name="invested-value"' not in text

    def test_of_parts_only_its_own_are_asked(self, a, company):
        text = page(company, a.link(parts=("seats",)))
        assert 'name="seats_used-value"' in text
        assert 'name="staff-value"' not in text
        assert "맡은 부분: 상담석" in text

    def test_nobody_keeps_it_or_finds_it_or_hears_of_it(self, a, company):
        answer = company.get(a.link())
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]
        assert set(answer.cookies) == {"csrftoken"}

    def test_looking_uses_nothing_and_writes_nothing(self, a, company):
        path = a.link()
        page(company, path)
        assert company.head(path).status_code == 200
        assert m.Invitation.objects.get().uses_left == m.Invitation.MOST_USES
        assert m.CheckIn.objects.get().draft == {}

    def test_what_an_officer_types_meanwhile_is_not_shown(self, a, company):
        path = a.link()
        m.CheckIn.objects.update(draft={"staff-value": "77명", "staff-words": CANARY})
        text = page(company, path)
        assert CANARY not in text
        assert "77명" not in text

    def test_nothing_of_others_is_shown(self, a, company):
        """Other companies, other agreements of the company, the press, what is pledged to others, another register."""
        agreement = a.check_in.agreement
        stranger = add_check_in(a.round, "b", f"{CANARY}회사", jobs=7777)
        add_actual(agreement, "staff", 4444, date(2026, 9, 1), is_approved=False)
        add_actual(stranger.agreement, "staff", 5555, date(2026, 9, 1))
        add_check_in(a.round, "c", "하나", name=f"{CANARY} 협약", jobs=8888)
        m.Matter.objects.create(agreement=agreement, kind="issue", what=CANARY, raised_on=TODAY)
        contact = add_contact(a.check_in, f"{CANARY}@x.example", name=CANARY)
        [other] = a.invite(contact)
        theirs = m.Receipt.objects.create(
            check_in=a.check_in, via="link", invitation=other, came_on=TODAY, recorded_by=a.people.head, words=CANARY
        )
        path = a.link()
        text = page(company, path)
        for words in (CANARY, "7777", "7,777", "4444", "4,444", "5,555", "8,888", str(a.contact), "hana@"):
            assert words not in text
        assert company.get(f"{path}receipts/{theirs.pk}/").status_code == 404


class TestSaving:
    def test_the_button_keeps_what_was_typed_and_hands_nothing_in(self, a, company):
        path = a.link()
        answer = send(company, path, save="1", staff__value="백십")
        assert "10:00 저장" in answer.content.decode()
        assert 'value="백십"' in answer.content.decode()
        assert 'value="백십"' in page(company, path)
        assert not m.Receipt.objects.exists()
        assert m.Invitation.objects.get().uses_left == m.Invitation.MOST_USES - 1

    def test_the_page_itself_saves_and_is_told_what_was_read(self, a, company):
        path = a.link()
        page(company, path)
        token = company.cookies["csrftoken"].value
        typed = {"staff-value": "110", "seats_used-value": "칠십", "csrfmiddlewaretoken": token}
        told = company.post(path, typed, headers={"X-Quiet": "1"}).json()
        assert told["told"].startswith("10:00 저장")
        assert told["read"]["id_staff-value"] == "→ 110명"
        assert "읽을 수 없" in told["read"]["id_seats_used-value"]

    def test_two_contacts_do_not_see_what_the_other_types(self, a, company):
        other = add_contact(a.check_in, "second@company.example")
        mine, theirs = a.link(parts=("jobs",)), f"/submit/{token_of(a.invite(other)[0])}/"
        send(company, mine, save="1", **{"differs-1-words": CANARY})
        assert CANARY in page(company, mine)
        assert CANARY not in page(company, theirs)

    def test_when_saving_is_used_up_one_may_still_hand_in(self, a, company):
        path = a.link()
        m.Invitation.objects.update(uses_left=1)
        assert "더 저장할 수 없습니다" in send(company, path, save="1", staff__value="110").content.decode()
        assert m.CheckIn.objects.get().draft == {}
        answer = handed_in(company, path, staff__value="110")
        assert answer.status_code == 302
        assert company.get(answer["Location"]).status_code == 200
        assert company.get(path).status_code == 404

    def test_without_the_token_of_the_form_nothing_is_taken(self, a, company):
        path = a.link()
        assert company.post(path, {"staff-value": "110"}).status_code == 403
        assert m.CheckIn.objects.get().draft == {}


class TestHandingIn:
    def test_it_becomes_a_receipt_with_its_numbers(self, a, company):
        path = a.link()
        answer = handed_in(company, path, staff__value="110명", staff__residents="60", staff__new="10")
        receipt = m.Receipt.objects.get()
        assert answer["Location"] == f"{path}receipts/{receipt.pk}/"
        assert (receipt.via, receipt.recorded_by, receipt.came_on) == ("link", a.people.officer, TODAY)
        [actual] = m.Actual.objects.all()
        assert (actual.rung, actual.low, actual.residents, actual.receipt) == ("staff", 110, 60, receipt)
        assert m.CheckIn.objects.get().draft == {}

    def test_the_receipt_says_what_was_sent_and_when(self, a, company):
        answer = handed_in(
            company,
            a.link(),
            staff__value="110",
            staff__new="10",
            **{"differs-1-about": "due", "differs-1-words": "한 달"},
        )
        text = page(company, answer["Location"])
        number = f"2026-{m.Receipt.objects.get().pk:06d}"
        assert all(words in text for words in (number, "2026. 10. 5. 10:00", "110명", "신규 채용 10명", "기한: 한 달"))

    def test_a_double_click_is_one_receipt(self, a, company):
        path, once = a.link(), "a1a2a3a4-0000-4000-8000-000000000001"
        places = [handed_in(company, path, staff__value="110", once=once)["Location"] for _ in range(2)]
        assert places[0] == places[1]
        assert m.Receipt.objects.count() == 1

    def test_what_is_refused_stays_typed_and_is_kept(self, a, company):
        path = a.link()
        text = handed_in(company, path, staff__value="백", seats_used__value="50석").content.decode()
        assert "아직 제출하지 않았습니다" in text
        assert 'value="50석"' in text
        assert 'value="50석"' in page(company, path)
        assert not m.Receipt.objects.exists()

    def test_nothing_is_not_handed_in(self, a, company):
        assert "아무것도 적지 않았습니다" in handed_in(company, a.link()).content.decode()

    def test_handed_in_again_it_is_corrected_and_both_stay(self, a, company):
        path = a.link()
        handed_in(company, path, staff__value="110")
        assert 'value="110명"' in page(company, path)
        handed_in(company, path, staff__value="112")
        assert [row.low for row in m.Actual.objects.order_by("pk")] == [110, 112]
        assert m.Actual.objects.get(low=112).replaces == m.Actual.objects.get(low=110)

    def test_what_is_sent_again_unchanged_is_on_the_receipt_too(self, a, company):
        path = a.link()
        handed_in(company, path, staff__value="110")
        again = handed_in(company, path, staff__value="110", seats_used__value="50")
        text = page(company, again["Location"])
        assert "앞서 낸 것과 같은 값" in text
        assert "고용 근무 110명" in text
        assert "50석" in text
        assert m.Actual.objects.count() == 2

    def test_of_a_part_nothing_else_is_taken(self, a, company):
        handed_in(company, a.link(parts=("seats",)), seats_used__value="50", staff__value="110")
        assert [row.rung for row in m.Actual.objects.all()] == ["seats_used"]

    def test_what_the_city_approved_takes_nothing_more(self, a, company):
        path = a.link()
        handed_in(company, path, staff__value="110")
        approve(m.Receipt.objects.get(), a.people.head)
        text = page(company, path)
        assert "더 고칠 수 없습니다" in text
        assert "<form" not in text
        token = company.cookies["csrftoken"].value
        company.post(path, {"submit": "1", "staff-value": "5", "csrfmiddlewaretoken": token})
        assert m.Receipt.objects.count() == 1

    def test_script_in_what_is_typed_is_only_text(self, a, company):
        path, evil = a.link(), '"><script>alert(1)</script>'
        send(company, path, save="1", staff__value=evil, staff__words=evil)
        assert evil not in page(company, path)
        answer = handed_in(
            company, path, staff__value="1", staff__words=evil, **{"differs-1-about": "due", "differs-1-words": evil}
        )
        text = page(company, answer["Location"])
        assert evil not in text
        assert "&lt;script&gt;" in text

    def test_bytes_that_no_database_takes_are_dropped(self, a, company):
        assert send(company, a.link(), save="1", staff__words="가\0나").status_code == 200


class TestNotOpening:
    @pytest.mark.parametrize(
        "spoil",
        [
            lambda a: m.Invitation.objects.update(ended_at=timezone.now()),
            lambda a: m.Invitation.objects.update(
                issued_at=timezone.make_aware(timezone.datetime(2026, 9, 1)),
                expires_at=timezone.make_aware(timezone.datetime(2026, 10, 1)),
            ),
            lambda a: m.Invitation.objects.update(uses_left=0),
            lambda a: m.RoundClosing.objects.create(round=a.round, closed_by=a.people.head),
        ],
        ids=["ended", "expired", "used up", "closed"],
    )
    def test_whatever_the_reason_the_page_is_the_same(self, a, company, spoil):
        path = a.link()
        page(company, path)
        token = company.cookies["csrftoken"].value
        spoil(a)
        wrong = company.get("/submit/no-such/")
        told = company.get(path)
        assert (told.status_code, wrong.status_code) == (404, 404)
        assert told.content == wrong.content
        data = {"submit": "1", "staff-value": "110", "csrfmiddlewaretoken": token}
        assert company.post(path, data).status_code == 404
        assert not m.Receipt.objects.exists()

    def test_a_tampered_address_costs_no_query(self, a, company, django_assert_num_queries):
        path = a.link()
        number, rest = path.removeprefix("/submit/").split(".", 1)
        bad = [f"/submit/{int(number) + 1}.{rest}", path[:-3] + "xx/", "/submit/1/", "/submit/%00/", "/submit/1.2.3/"]
        with django_assert_num_queries(0):
            assert {company.get(one).status_code for one in bad} == {404}

    def test_a_link_opens_its_own_check_in_only(self, a, company):
        other = add_check_in(a.round, "b", "둘", jobs=5)
        theirs = a.invite(add_contact(other, "two@company.example"), check_ins=[other])[0]
        handed_in(company, a.link(), staff__value="110", check_in=str(other.pk), invitation=str(theirs.pk))
        assert m.Receipt.objects.get().check_in == a.check_in

    @pytest.mark.parametrize("method", ["put", "patch", "delete"])
    def test_other_methods_are_refused(self, a, client, method):
        assert getattr(client, method)(a.link()).status_code == 405


class TestOthers:
    """An officer, another contact, another company of the same agreement: each types beside the others, unseen."""

    @pytest.fixture
    def joint(self, a):
        party = add_party(a.check_in.agreement, "둘")
        contact = m.Contact.objects.create(organisation=party.organisation, name="이가을", email="dul@company.example")
        return party, contact

    def test_what_an_officer_types_is_never_shown(self, a, client, company):
        link = a.link()
        send(company, link, staff__words="회사 메모")
        client.force_login(a.people.officer)
        client.post(f"/check-ins/{a.check_in.pk}/save/", {"staff-words": "내부: 허위 보고 의심"})
        text = page(company, link)
        assert "회사 메모" in text
        assert "허위 보고" not in text

    def test_what_another_link_saved_is_never_shown(self, a, company):
        other = add_contact(a.check_in, "second@company.example", name="박여름")
        first, second = (f"/submit/{token_of(one)}/" for one in a.invite(a.contact, other))
        send(company, first, staff__value="100", staff__words="첫째 메모")
        send(company, second, staff__words="둘째 메모")
        assert "둘째" not in page(company, first)
        assert "첫째" not in page(company, second)
        assert 'value="100' not in page(company, second)

    def test_what_is_handed_in_leaves_what_others_typed(self, a, client, company):
        client.force_login(a.people.officer)
        client.post(f"/check-ins/{a.check_in.pk}/save/", {"seats_used-words": "전화로 들음"})
        handed_in(company, a.link(), staff__value="100")
        assert m.CheckIn.objects.get().draft == {"seats_used-words": "전화로 들음"}

    def test_another_company_sees_no_answer_and_replaces_none(self, a, company, joint):
        _, contact = joint
        first, second = (f"/submit/{token_of(one)}/" for one in a.invite(a.contact, contact))
        handed_in(company, first, staff__value="77", staff__words="영업비밀")
        text = page(company, second)
        assert "77명" not in text
        assert 'value="77' not in text
        assert "영업비밀" not in text
        answer = handed_in(company, second, staff__value="10")
        assert "다른 기업이 이미 제출한 항목입니다" in answer.content.decode()
        assert list(m.Actual.objects.values_list("low", flat=True)) == [77]
        assert handed_in(company, second, seats_used__value="30").status_code == 302

    def test_a_company_that_no_longer_takes_part_finds_nothing(self, a, company, joint):
        party, contact = joint
        [made] = a.invite(contact)
        link = f"/submit/{token_of(made)}/"
        assert company.get(link).status_code == 200
        party.delete()
        assert company.get(link).status_code == 404
