"""What an attacker tried: comparisons hidden, copies without end, papers of what is gone, words in another's name."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from axes.models import AccessAttempt
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.capabilities import Role
from agreements.actions.agreement import strike_agreement
from briefs.contents import Order
from briefs.layout import tables_of
from briefs.models import Batch, Brief, SavedOrder
from briefs.ordering import cancel_brief, order_brief
from briefs.ordering.batch import cancel_batch, order_each
from briefs.ordering.saved_order import change_saved_order, give_saved_orders, order_again, save_order
from briefs.rendering.enclosed import enclosures
from briefs.sheets import make_csv, make_xlsx
from briefs.views import face
from tests.agreements.cast import make_municipality
from tests.briefs.made import TODAY, order, ordered, person
from tests.briefs.registers import AS_OF, small
from tests.briefs.subjects import WRITTEN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]


@pytest.fixture
def officer(client, heungkuk):
    client.force_login(heungkuk.officer)
    return client


@pytest.fixture
def reader(db):
    return person("reader", Role.READER, None)


def given(client, kind, query="", **values):
    address = f"{reverse('briefs:order', args=[kind])}?{query}"
    return client.post(address, {"as_of": TODAY.isoformat()} | values)


def ready(brief, **more):
    done = {"file": "a", "file_sha256": "0" * 64, "pages": 1, "size": 1, "renderer": "x", "finished_at": timezone.now()}
    Brief.objects.filter(pk=brief.pk).update(state=Brief.State.READY, **done, **more)


class TestAddresses:
    def test_no_word_in_the_address_hides_the_paper_before(self, officer, heungkuk):
        given(officer, "register", **WRITTEN)
        first = Brief.objects.get()
        ready(first)
        given(officer, "register", "sort=name", as_of="2026-11-21", **WRITTEN)
        assert Brief.objects.exclude(pk=first.pk).get().previous == first

    @pytest.mark.parametrize("query", ["sort=zzz", "sort=%00", "sort=-", "page=3"])
    def test_what_is_no_order_of_the_list_makes_no_second_paper(self, officer, query):
        given(officer, "register")
        given(officer, "register", query)
        assert Brief.objects.count() == 1

    @pytest.mark.parametrize("query", ["x=1", f"x={'A' * 3000}", "district=1", "question=by-company"])
    def test_of_a_subject_nothing_is_asked(self, officer, heungkuk, query):
        for asked in ("", query):
            given(officer, "agreement", asked, subject=heungkuk.agreement.pk)
        assert Brief.objects.get().asked == {}

    def test_of_a_question_only_its_conditions_are_kept(self, officer):
        given(officer, "answer", "question=by-company&span=years-3&row=x&colour=blue")
        assert Brief.objects.get().asked == {"question": "by-company", "span": "years-3"}

    @pytest.mark.parametrize("name", ["as_of", "known_on"])
    def test_the_first_year_of_all_is_refused_at_its_field(self, officer, name):
        answer = given(officer, "register", "checked=old", **{name: "0001-01-01"})
        assert "1990년 뒤의 날을 적으십시오" in str(answer.context["form"].errors[name])


class TestGone:
    @pytest.fixture
    def saved(self, heungkuk):
        row = save_order(order(heungkuk), by=heungkuk.officer)
        SavedOrder.objects.filter(pk=row.pk).update(each_quarter_on=1)
        row.refresh_from_db()
        agreement = heungkuk.agreement
        strike_agreement(agreement, reason="잘못 등록", version=agreement.version, by=heungkuk.officer)
        return row

    def test_what_was_struck_is_not_drawn_again(self, saved, heungkuk):
        with pytest.raises(ValidationError, match="대장에 없습니다"):
            order_again(saved, as_of=TODAY, by=heungkuk.officer)

    def test_nor_given_each_quarter(self, saved):
        assert give_saved_orders(date(2027, 1, 5)) == 0
        assert not Brief.objects.exists()

    def test_a_handover_of_who_moved_away_keeps_its_page(self, officer, heungkuk, client):
        colleague = person("colleague", Role.OFFICER, heungkuk.city)
        brief = ordered(heungkuk, kind="handover", subject=colleague, as_of=timezone.localdate())
        other = make_municipality("busan", "부산광역시", code="26")
        type(colleague).objects.filter(pk=colleague.pk).update(municipality=other)
        heungkuk.note()
        assert officer.get(reverse("briefs:detail", args=[brief.pk])).status_code == 200


class TestNames:
    def test_whoever_sees_all_drafts_and_does_not_issue(self, client, reader, heungkuk):
        with pytest.raises(PermissionDenied):
            order_brief(order(heungkuk, kind="register", subject=None, **WRITTEN), by=reader)
        client.force_login(reader)
        assert "issues" not in client.get(reverse("briefs:order", args=["register"])).context["form"].fields
        given(client, "register", municipality=heungkuk.city.pk, **WRITTEN)
        brief = Brief.objects.get()
        assert brief.is_draft
        assert "form" not in client.get(reverse("briefs:detail", args=[brief.pk])).context
        assert client.post(reverse("briefs:issue", args=[brief.pk]), WRITTEN).status_code == 403

    def test_nor_sends_papers_to_a_registers_people(self, reader, heungkuk):
        saved = save_order(order(heungkuk), by=reader)
        told = {"name": "소식", "each_quarter_on": 1, "is_mailed": True, "version": saved.version, "today": TODAY}
        with pytest.raises(PermissionDenied):
            change_saved_order(saved, people=[heungkuk.officer], by=reader, **told)

    def test_only_who_ordered_cancels(self, client, reader, heungkuk):
        brief = ordered(heungkuk)
        with pytest.raises(PermissionDenied):
            cancel_brief(brief=brief, by=reader)
        client.force_login(reader)
        assert "요청 취소" not in client.get(reverse("briefs:detail", args=[brief.pk])).content.decode()
        assert client.post(reverse("briefs:cancel", args=[brief.pk])).status_code == 403
        brief.refresh_from_db()
        assert brief.state == Brief.State.QUEUED


class TestMany:
    def test_what_one_person_has_waiting_has_an_end(self, monkeypatch):
        city = small()
        officer = person("busy", Role.OFFICER, city)
        monkeypatch.setattr("briefs.ordering.batch.MOST_WAITING", 9)
        batch = order_each(Order("agreement", city, AS_OF), by=officer)
        other = Order("agreement", city, AS_OF - timedelta(1))
        with pytest.raises(ValidationError, match="이미 5건입니다"):
            order_each(other, by=officer)
        assert order_each(other, by=person("other", Role.OFFICER, city)).count == 5
        with pytest.raises(PermissionDenied):
            cancel_batch(batch=batch, by=person("third", Role.OFFICER, city))
        cancel_batch(batch=batch, by=officer)
        assert order_each(other, by=officer).pk != batch.pk
        assert Batch.objects.count() == 3

    def test_one_file_is_made_at_a_time(self, officer, heungkuk, monkeypatch):
        monkeypatch.setattr(face, "PATIENCE", 0)
        address = reverse("briefs:form", args=[ordered(heungkuk).pk, "hwpx"])
        with face.ONE:
            told = officer.get(address, follow=True)
            assert "다른 파일을 만들고 있습니다" in told.content.decode()
        assert officer.get(address).status_code == 200


class TestFiles:
    @pytest.mark.parametrize("words", ["=1+1", "@SUM(1)", "+cmd|'/c calc'!A1"])
    def test_no_sheet_within_the_archive_runs_what_people_wrote(self, heungkuk, words):
        heungkuk.duty(heungkuk.of_city, "other", words)
        for kind in ("issue", "plan"):
            heungkuk.matter(kind)
        sheets = [one.data.decode("utf-8-sig") for one in enclosures(ordered(heungkuk)) if one.name.endswith(".csv")]
        cells = [cell for sheet in sheets for row in csv.reader(StringIO(sheet)) for cell in row]
        assert f"'{words}" in cells
        assert words not in cells

    def test_what_people_wrote_stays_a_text_though_it_is_a_number(self, heungkuk):
        endless, brief = "9" * 400, ordered(heungkuk)
        [*_, duties] = tables_of(brief.contents)
        duties["rows"][0]["cells"][1]["text"] = endless
        told = {"number": brief.number, "check_code": brief.check_code}
        assert make_xlsx(brief.contents, **told)
        assert endless in make_csv(brief.contents, **told).decode()


def test_tried_codes_are_kept_nowhere(client):
    client.post(reverse("verify"), {"number": "2026-0001", "code": "AAAA-0000"})
    assert "AAAA-0000" not in AccessAttempt.objects.get().post_data


def test_a_crowd_does_not_close_a_paper_for_others(client):
    number = {"number": "2026-0001", "code": "AAAA-0000"}
    for address in range(1, 8):
        for _ in range(5):
            client.post(reverse("verify"), number, REMOTE_ADDR=f"203.0.113.{address}")
    assert client.post(reverse("verify"), number, REMOTE_ADDR="203.0.113.1").status_code == 429
    assert client.post(reverse("verify"), number, REMOTE_ADDR="203.0.113.99").status_code == 200


def test_the_admin_gives_no_address_of_an_archive(client, heungkuk):
    brief = ordered(heungkuk, kind="register", subject=None, **WRITTEN)
    ready(brief, archive="briefs/0.pdf", archive_sha256="1" * 64)
    admin = person("root", Role.ADMINISTRATOR, None)
    admin.is_staff = admin.is_superuser = True
    admin.save()
    client.force_login(admin)
    page = client.get(reverse("admin:briefs_brief_change", args=[brief.pk])).content.decode()
    assert "briefs/0.pdf" not in page
