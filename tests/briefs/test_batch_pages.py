"""A batch as its page tells it, and all of it as one file."""

import csv
import hashlib
import tracemalloc
from datetime import timedelta
from io import BytesIO, StringIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.capabilities import CAPABILITIES, Role
from accounts.models import AccessLog, Municipality
from agreements.rules.sheet.bundle import zipped
from briefs import tasks
from briefs.models import Batch, Brief
from briefs.ordering import order_brief, time_left
from briefs.ordering.batch import order_each
from briefs.pdf import Pdf
from tests.briefs.batches import order
from tests.briefs.made import person
from tests.briefs.registers import AS_OF, small

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("silent")]

POSTED = {"batch_issue", "batch_retry", "batch_cancel"}
OF_A_BATCH = ["batch", "batch_status", "batch_zip", *sorted(POSTED)]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(tasks, "render", lambda brief: Pdf(f"%PDF {brief.number}".encode(), 1))
    monkeypatch.setattr(tasks.render_brief, "apply_async", lambda args: None)
    monkeypatch.setattr(tasks.draw_batch, "apply_async", lambda args: None)


@pytest.fixture
def city():
    return small()


@pytest.fixture
def officer(city):
    return person("officer-of-many", Role.OFFICER, city)


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def batch(city, officer) -> Batch:
    return order_each(order(city), by=officer)


@pytest.fixture
def drawn(batch) -> Batch:
    tasks.take_and_draw(batch.pk)
    batch.refresh_from_db()
    return batch


def render_some(batch, number=99):
    for brief in batch.briefs.order_by("pk")[:number]:
        tasks.take_and_render(brief.pk)


def url(name, batch):
    return reverse(f"briefs:{name}", args=[batch.pk])


def page(client, batch, name="batch"):
    return client.get(url(name, batch)).content.decode()


def zip_of(client, batch) -> bytes:
    return b"".join(client.get(url("batch_zip", batch)).streaming_content)


def listed(data: bytes) -> list[dict[str, str]]:
    with ZipFile(BytesIO(data)) as archive:
        return list(csv.DictReader(StringIO(archive.read("목록.csv").decode("utf-8-sig"))))


def test_an_order_of_each_leads_to_its_batch(signed_in, city):
    asked = f"{reverse('briefs:each', args=['agreement'])}?year_to=2019&page=2"
    assert "체결연도: ~2019" in signed_in.get(asked).content.decode()
    answer = signed_in.post(asked, {"as_of": AS_OF.isoformat()})
    batch = Batch.objects.get()
    assert answer.url == url("batch", batch)
    assert (batch.count, batch.asked, batch.as_of) == (2, {"year_to": "2019"}, AS_OF)
    refused = signed_in.post(
        f"{reverse('briefs:each', args=['agreement'])}?q=없는", {"as_of": AS_OF.isoformat()}
    ).content.decode()
    assert "조건에 맞는 협약이 없습니다" in refused
    assert AS_OF.isoformat() in refused


def test_the_page_moves_until_all_is_done(signed_in, batch):
    waiting = page(signed_in, batch)
    assert f'hx-get="{url("batch_status", batch)}"' in waiting
    assert "<noscript>" in waiting
    assert "5건 가운데 0건 완료" in waiting
    tasks.take_and_draw(batch.pk)
    render_some(batch, 2)
    half = signed_in.get(url("batch_status", batch))
    assert "5건 가운데 2건 완료" in half.content.decode()
    assert "HX-Refresh" not in half
    render_some(batch)
    done = signed_in.get(url("batch_status", batch))
    assert done["HX-Refresh"] == "true"
    assert "hx-get" not in done.content.decode()
    assert "5건 한 파일로 내려받기" in page(signed_in, batch)


def test_it_tells_its_place_and_the_time(signed_in, city, officer, batch):
    first = order_brief(order(city, kind="overview"), by=officer)
    tasks.take_and_render(first.pk)
    Brief.objects.filter(pk=first.pk).update(render_ms=40_000)
    order_brief(order(city, kind="tables"), by=officer)
    tasks.take_and_draw(batch.pk)
    told = page(signed_in, batch)
    assert "앞에 1건이 기다리고 있습니다" in told
    assert "남은 시간 약 2분" in told


@pytest.mark.parametrize(
    ("papers", "words"), [(1, "1분 이내"), (3, "약 2분"), (119, "약 1시간"), (125, "약 1시간 3분")]
)
def test_time_is_told_in_minutes(city, officer, papers, words):
    brief = order_brief(order(city, kind="overview"), by=officer)
    tasks.take_and_render(brief.pk)
    Brief.objects.filter(pk=brief.pk).update(render_ms=60_000)
    assert time_left(papers) == words


def test_what_failed_and_what_was_left_out_can_be_tried_again(signed_in, city, drawn):
    brief = drawn.briefs.order_by("pk").first()
    tasks.fail(brief.pk, tasks.take(brief.pk), "제목이 200자를 넘습니다.")
    render_some(drawn)
    told = page(signed_in, drawn)
    assert "실패 1건" in told
    assert "제목이 200자를 넘습니다." in told
    assert signed_in.post(url("batch_retry", drawn)).url == url("batch", drawn)
    brief.refresh_from_db()
    assert brief.state == "queued"


def test_what_was_left_out_is_told_with_its_reason(signed_in, city, batch):
    city.agreement_set.filter(name__startswith="나래").update(name="나" * 200)
    tasks.take_and_draw(batch.pk)
    render_some(batch)
    told = page(signed_in, batch)
    assert "작성하지 못한 것 1건" in told
    assert "제목이 200자를 넘습니다" in told
    row = next(row for row in listed(zip_of(signed_in, batch)) if not row["자료번호"])
    assert row["제목"] == "나" * 200
    assert "제목이 200자를 넘습니다" in row["상태·실패 사유"]


def test_what_waits_can_be_given_up(signed_in, drawn):
    render_some(drawn, 2)
    signed_in.post(url("batch_cancel", drawn))
    told = page(signed_in, drawn)
    assert "5건 가운데 2건 완료" in told
    assert "취소 3건" in told
    assert "기다리는 보고자료가 없습니다" in signed_in.post(url("batch_cancel", drawn), follow=True).content.decode()


def test_one_file_holds_all_and_a_list_of_them(signed_in, drawn):
    render_some(drawn, 4)
    data = zip_of(signed_in, drawn)
    rows = listed(data)
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {info.compress_type for info in archive.infolist()} == {ZIP_STORED}
        assert not any(info.flag_bits & 0x08 for info in archive.infolist())
        files = {info.filename: archive.read(info) for info in archive.infolist() if info.filename != "목록.csv"}
    assert [row["파일 이름"] for row in rows if row["파일 이름"]] == list(files)
    for row, brief in zip(rows, drawn.briefs.order_by("pk"), strict=True):
        assert (row["자료번호"], row["확인 코드"], row["제목"]) == (brief.number, brief.check_code, brief.title)
        assert (row["종류"], row["기준일"], row["발행/초안"]) == ("협약 한 건", "2026. 9. 30.", "초안")
        assert row["내용 지문"] == brief.contents_digest
        if brief.state == "ready":
            assert row["상태·실패 사유"] == "완료"
            assert row["SHA-256"] == hashlib.sha256(files[row["파일 이름"]]).hexdigest() == brief.file_sha256
        else:
            assert (row["파일 이름"], row["상태·실패 사유"]) == ("", "대기")


def test_the_same_papers_are_the_same_bytes(signed_in, drawn):
    render_some(drawn)
    assert zip_of(signed_in, drawn) == zip_of(signed_in, drawn)


def test_a_file_that_is_lost_is_said_to_be_so(signed_in, drawn):
    render_some(drawn)
    lost = drawn.briefs.order_by("pk").first()
    default_storage.delete(lost.file.name)
    row = listed(zip_of(signed_in, drawn))[0]
    assert (row["자료번호"], row["파일 이름"]) == (lost.number, "")
    assert "찾을 수 없음" in row["상태·실패 사유"]


def test_a_download_is_logged_named_and_not_sniffed(signed_in, drawn):
    assert signed_in.get(url("batch_zip", drawn)).status_code == 404
    render_some(drawn)
    answer = signed_in.get(url("batch_zip", drawn))
    assert answer["Content-Type"] == "application/zip"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "20260930.zip" in answer["Content-Disposition"]
    b"".join(answer.streaming_content)
    assert AccessLog.objects.get(act=AccessLog.Act.DOWNLOAD).subject == f"묶음 5건 {drawn}"


def test_no_more_than_one_file_is_held():
    one = 1 << 20
    tracemalloc.start()
    for part in zipped(((f"{n}.pdf", bytes(one)) for n in range(60)), is_packed=False):
        assert len(part) < one * 1.1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 * one


@pytest.mark.parametrize("name", OF_A_BATCH)
def test_somebody_elses_batch_is_not_there(client, drawn, name):
    client.force_login(person("stranger", Role.ADMINISTRATOR, Municipality.objects.get(key="busan")))
    answer = client.post(url(name, drawn)) if name in POSTED else client.get(url(name, drawn))
    assert answer.status_code == 404
    assert not AccessLog.objects.filter(act=AccessLog.Act.DOWNLOAD).exists()


@pytest.mark.parametrize("name", OF_A_BATCH)
def test_other_methods_are_refused(signed_in, drawn, name):
    assert getattr(signed_in, "get" if name in POSTED else "post")(url(name, drawn)).status_code == 405


def test_who_may_not_order_may_look_only(signed_in, drawn, monkeypatch):
    monkeypatch.setitem(CAPABILITIES, Role.OFFICER, frozenset())
    assert "기다리는 것 취소" not in page(signed_in, drawn)
    for name in POSTED:
        assert signed_in.post(url(name, drawn)).status_code == 403
    assert signed_in.get(reverse("briefs:each", args=["agreement"])).status_code == 403


def test_of_agreements_nothing_is_issued_at_once(signed_in, drawn):
    assert signed_in.post(url("batch_issue", drawn), {"issues": "x", "plans": "x"}).status_code == 404


def test_volumes_are_issued_at_once(signed_in, city, monkeypatch):
    for module in ("chosen", "order"):
        monkeypatch.setattr(f"briefs.contents.{module}.MOST_ROWS", 2)
    asked = reverse("briefs:order", args=["register"])
    batch = Batch.objects.get(pk=signed_in.post(asked, {"as_of": AS_OF.isoformat()}).url.strip("/").split("/")[-1])
    tasks.take_and_draw(batch.pk)
    assert "id_issues" in page(signed_in, batch)
    refused = signed_in.post(url("batch_issue", batch), {"issues": "해당 없음", "plans": ""})
    assert "적어야 발행합니다" in refused.content.decode()
    answer = signed_in.post(url("batch_issue", batch), {"issues": "해당 없음", "plans": "해당 없음"})
    issued = Batch.objects.exclude(pk=batch.pk).get()
    assert answer.url == url("batch", issued)
    tasks.take_and_draw(issued.pk)
    assert set(issued.briefs.values_list("is_draft", flat=True)) == {False}
    assert "id_issues" not in page(signed_in, issued)


def test_lists_and_pages_cost_the_same_at_one_row_and_at_many(signed_in, city, officer, drawn):
    def cost(address):
        with CaptureQueriesContext(connection) as asked:
            assert signed_in.get(address).status_code == 200
        return len(asked)

    render_some(drawn)
    for address in (reverse("briefs:batches"), url("batch", drawn)):
        few = cost(address)
        for number in range(1, 13):
            day = AS_OF - timedelta(number)
            if address == url("batch", drawn):
                brief = order_brief(order(city, kind="overview", as_of=day), by=officer)
                drawn.briefs.add(brief)
                tasks.take_and_render(brief.pk)
            else:
                Batch.objects.create(
                    municipality=city, kind="agreement", title=f"묶음 {number}", as_of=day, count=2,
                    known_at=drawn.known_at, ordered_at=drawn.ordered_at, ordered_by=officer,
                )  # fmt: skip
        assert cost(address) == few
