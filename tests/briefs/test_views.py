"""Order, watch, download: who gets in, what they see, and what is refused in which words."""

from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.capabilities import CAPABILITIES, Role
from accounts.models import AccessLog, Municipality
from briefs import tasks
from briefs.models import Brief
from briefs.pdf import Pdf
from tests.briefs.made import TODAY, ordered, person

pytestmark = pytest.mark.django_db

MADE = Pdf(b"%PDF-1.7 made", 1)
OF_A_BRIEF = ["detail", "status", "download", "retry", "cancel"]
POSTED = {"retry", "cancel"}


@pytest.fixture(autouse=True)
def quick(silent, monkeypatch):
    monkeypatch.setattr(tasks, "render", lambda brief: MADE)


@pytest.fixture
def officer(client, heungkuk):
    client.force_login(heungkuk.officer)
    return client


@pytest.fixture
def brief(heungkuk):
    return ordered(heungkuk)


@pytest.fixture
def ready(brief):
    tasks.take_and_render(brief.pk)
    brief.refresh_from_db()
    return brief


@pytest.fixture
def stranger(client, heungkuk):
    city = Municipality.objects.create(key="incheon", name="인천광역시", region=heungkuk.city.region)
    client.force_login(person("stranger", Role.ADMINISTRATOR, city))
    return client


def url(name, brief=None, kind="agreement"):
    if name == "order":
        return reverse("briefs:order", args=[kind])
    return reverse(f"briefs:{name}", args=[brief.pk] if brief else [])


def given(made, **values):
    return {"subject": made.agreement.pk, "as_of": "2026. 9. 30."} | values


def test_an_order_leads_to_its_own_page(officer, heungkuk):
    answer = officer.post(url("order"), given(heungkuk))
    brief = Brief.objects.get()
    assert (answer.status_code, answer.url) == (302, url("detail", brief))
    assert (brief.as_of, brief.ordered_by) == (date(2026, 9, 30), heungkuk.officer)
    assert officer.post(url("order"), given(heungkuk)).url == answer.url


@pytest.mark.parametrize(
    ("spoiled", "sentence"),
    [
        ({"as_of": "작년"}, "날짜를 읽을 수 없습니다"),
        ({"as_of": ""}, "기준일을 적으십시오"),
        ({"as_of": "2020. 7. 15."}, "체결일보다 앞선 기준일입니다"),
        ({"as_of": "9999-12-31"}, "기준일은 오늘보다 뒤일 수 없습니다"),
        ({"known_on": "언젠가"}, "날짜를 읽을 수 없습니다"),
        ({"known_on": "9999-12-31"}, "자료 확정일은 오늘보다 뒤일 수 없습니다"),
        ({"definition": "없음"}, "목록에 있는 것을 고르십시오"),
        ({"subject": ""}, "목록에 있는 것을 고르십시오"),
        ({"subject": "999999"}, "목록에 있는 것을 고르십시오"),
    ],
)
def test_what_is_refused_says_so_at_its_field_and_keeps_what_was_typed(officer, heungkuk, spoiled, sentence):
    answer = officer.post(url("order"), given(heungkuk, **spoiled))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert (spoiled.get("as_of") or "2026. 9. 30.") in answer.content.decode() or spoiled.get("as_of") == ""
    assert not Brief.objects.exists()


def test_a_kind_that_never_was_is_not_there(officer):
    assert officer.get(url("order", kind="poem")).status_code == 404


def test_someone_elses_agreement_is_not_in_the_list(stranger, heungkuk):
    answer = stranger.post(url("order"), given(heungkuk))
    assert answer.status_code == 200
    assert heungkuk.agreement.name not in stranger.get(url("order")).content.decode()
    assert not Brief.objects.exists()


@pytest.mark.parametrize("name", OF_A_BRIEF)
def test_someone_elses_brief_is_not_there(stranger, ready, name):
    answer = stranger.post(url(name, ready)) if name in POSTED else stranger.get(url(name, ready))
    assert answer.status_code == 404
    assert not AccessLog.objects.filter(act=AccessLog.Act.DOWNLOAD).exists()


@pytest.mark.parametrize("name", OF_A_BRIEF)
def test_a_brief_that_never_was_is_not_there(officer, name):
    path = reverse(f"briefs:{name}", args=[999_999])
    assert (officer.post(path) if name in POSTED else officer.get(path)).status_code == 404


WRONG = {
    "list": "post",
    "kinds": "post",
    "order": "put",
    "detail": "post",
    "status": "delete",
    "download": "post",
    "retry": "get",
    "cancel": "get",
}


@pytest.mark.parametrize(("name", "method"), WRONG.items())
def test_other_methods_are_refused(officer, brief, name, method):
    path = url(name) if name in {"list", "kinds", "order"} else url(name, brief)
    assert getattr(officer, method)(path).status_code == 405


def test_whose_role_may_not_order_is_told_so(officer, heungkuk, brief, monkeypatch):
    monkeypatch.setitem(CAPABILITIES, Role.OFFICER, frozenset())
    assert officer.post(url("order"), given(heungkuk)).status_code == 403
    assert officer.get(url("order")).status_code == 403
    assert officer.post(url("retry", brief)).status_code == 403
    assert officer.post(url("cancel", brief)).status_code == 403
    assert officer.get(url("kinds")).status_code == 403
    assert officer.get(url("detail", brief)).status_code == 200


def test_nobody_gets_in_without_signing_in(client, ready):
    for name in ("list", "kinds", "order"):
        assert client.get(url(name)).status_code == 302
    assert client.get(url("download", ready)).status_code == 302


def test_the_page_moves_while_it_waits_and_rests_when_it_is_done(officer, brief):
    waiting = officer.get(url("detail", brief)).content.decode()
    assert f'hx-get="{url("status", brief)}"' in waiting
    assert "<noscript>" in waiting
    assert "다음 차례입니다" in waiting
    tasks.take(brief.pk)
    assert "작성하고 있습니다" in officer.get(url("status", brief)).content.decode()


def test_a_queued_brief_tells_its_place(officer, heungkuk, brief):
    later = ordered(heungkuk, as_of=TODAY - timedelta(1))
    assert "앞에 1건이 기다리고 있습니다" in officer.get(url("status", later)).content.decode()


def test_a_ready_brief_tells_what_it_is(officer, ready, heungkuk):
    page = officer.get(url("detail", ready)).content.decode()
    assert "hx-get" not in page
    assert "<noscript>" not in page
    for words in (ready.number, ready.check_code, ready.file_sha256, "PDF 내려받기", "1쪽"):
        assert words in page
    assert "자료가 바뀌었습니다" not in page
    heungkuk.matter("plan", "현지 확인")
    heungkuk.note()
    assert "자료가 바뀌었습니다" in officer.get(url("status", ready)).content.decode()


def test_a_failed_brief_says_why_and_can_be_tried_again(officer, brief):
    tasks.fail(brief.pk, tasks.take(brief.pk), "제목이 200자를 넘습니다.")
    page = officer.get(url("detail", brief)).content.decode()
    assert "제목이 200자를 넘습니다." in page
    assert "다시 시도" in page
    assert officer.post(url("retry", brief)).url == url("detail", brief)
    brief.refresh_from_db()
    assert brief.state == "queued"


def test_a_download_is_named_logged_and_not_sniffed(officer, ready):
    answer = officer.get(url("download", ready))
    name = f"흥국생명(주) 고객센터 투자협약 이행 현황_{ready.number}.pdf"
    assert b"".join(answer.streaming_content) == MADE.data
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert f"filename*=utf-8''{quote(name)}" in answer["Content-Disposition"]
    log = AccessLog.objects.get(act=AccessLog.Act.DOWNLOAD)
    assert log.subject.startswith(ready.number)


def test_what_is_not_ready_cannot_be_downloaded(officer, brief):
    assert officer.get(url("download", brief)).status_code == 404


def test_permission_is_asked_again_at_download(officer, ready, heungkuk):
    heungkuk.officer.municipality = Municipality.objects.create(
        key="incheon", name="인천광역시", region=heungkuk.city.region
    )
    heungkuk.officer.save()
    assert officer.get(url("download", ready)).status_code == 302  # the session fell with the change
    officer.force_login(heungkuk.officer)
    assert officer.get(url("download", ready)).status_code == 404


def test_a_page_may_ask_for_its_own_subject(officer, heungkuk):
    page = officer.get(url("order"), {"subject": heungkuk.agreement.pk}).content.decode()
    assert f'<option value="{heungkuk.agreement.pk}" selected>' in page
    assert timezone.localdate().isoformat() in page
    assert officer.get(url("order"), {"subject": "x' OR 1"}).status_code == 200


def test_the_list_costs_the_same_at_one_row_and_at_many(officer, heungkuk, brief):
    with CaptureQueriesContext(connection) as one:
        officer.get(url("list"))
    for number in range(1, 52):
        ordered(heungkuk, as_of=TODAY - timedelta(number))
    with CaptureQueriesContext(connection) as many:
        page = officer.get(url("list")).content.decode()
    assert len(many) == len(one)
    assert "1 / 2쪽" in page


@pytest.mark.parametrize("asked", ["0", "-1", "x", "99999999999999999999"])
def test_a_page_that_is_not_there_is_the_nearest(officer, brief, asked):
    assert officer.get(url("list"), {"page": asked}).status_code == 200
