"""What a round sends out and what comes back, on its pages: letters, sheets, visits, and one button to hand in."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLog
from agreements import models as m
from agreements.actions.record import strike
from agreements.periods import official_day
from agreements.rules.sheet import grids
from tests.agreements.cast import add_actual, add_party, cast, make_agreement, make_organisation
from tests.agreements.surveying import filled_in
from tests.agreements.test_surveys import ON, make_round, sheet_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]


@pytest.fixture
def c(client):
    found = cast()
    found.round = make_round(found.gwangju)
    found.check_ins = [asked_of(found, key, name) for key, name in (("gana", "가나"), ("dara", "다라"))]
    client.force_login(found.officer)
    return found


def asked_of(c, key, name):
    agreement = make_agreement(c.gwangju, key, company=f"(주){name}", signed=ON.replace(year=2020), jobs=100)
    return m.CheckIn.objects.create(round=c.round, agreement=agreement)


def send(client, c, *files):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse("agreements:surveys", args=[c.round.pk]), {"surveys": sent}, follow=True)


def hand_in(client, c, *, via="mail", came_on="2026. 11. 2.", picked=None):
    documents = {one.agreement_id: one.pk for one in m.Document.objects.all()}
    every = [f"{one.pk}-{documents.get(one.agreement_id)}" for one in c.check_ins]
    told = {"via": via, "came_on": came_on, "picked": every if picked is None else picked}
    return client.post(reverse("agreements:surveys_hand_in", args=[c.round.pk]), told, follow=True)


def told(answer):
    return " ".join(answer.content.decode().split())


def test_sheets_come_in_are_looked_at_and_handed_in_by_one_act(client, c):
    gana, dara = c.check_ins
    add_actual(gana.agreement, "staff", 80, ON.replace(month=6))
    page = told(send(client, c, ("가나.xlsx", sheet_of(gana, staff="95")), ("다라.xlsx", sheet_of(dara, staff="0"))))
    assert "조사표 2건을 읽었습니다" in page
    assert "고용 근무 95명 (전회 80명(2026. 6. 2.))" in page
    assert "고용 근무 0명 (전회 미확인)" in page
    assert not m.Receipt.objects.exists()
    page = told(hand_in(client, c, via="paper"))
    assert "조사표 2건을 제출했습니다" in page
    assert "제출할 조사표가 없습니다" in page
    assert {(one.via, one.came_on) for one in m.Receipt.objects.all()} == {("paper", ON)}
    assert sorted(m.Actual.objects.filter(receipt__isnull=False).values_list("low", flat=True)) == [0, 95]
    hand_in(client, c, via="paper")
    assert m.Receipt.objects.count() == 2


def test_what_cannot_be_read_is_named_with_its_cell_and_only_the_rest_is_handed_in(client, c):
    gana, dara = c.check_ins
    files = ("가나.xlsx", sheet_of(gana, staff="백 명쯤")), ("다라.xlsx", sheet_of(dara, staff="30"))
    page = told(send(client, c, *files))
    assert "고칠 조사표 1건" in page
    assert "백 명쯤" in page
    assert "고용 근무 금회 실적" in page
    assert reverse("agreements:check_in", args=[gana.pk]) in page
    document = m.Document.objects.get(agreement=gana.agreement)
    assert "다시 확인하십시오" in told(hand_in(client, c))
    assert not m.Receipt.objects.exists()
    only = f"{dara.pk}-{m.Document.objects.exclude(pk=document.pk).get().pk}"
    hand_in(client, c, picked=[only])
    assert m.Receipt.objects.get().check_in == dara


def test_a_refused_file_is_told_and_the_others_are_kept(client, c):
    gana = c.check_ins[0]
    theirs = m.CheckIn.objects.create(
        round=make_round(c.incheon), agreement=make_agreement(c.incheon, "theirs", company="(주)인천", jobs=3)
    )
    answer = send(
        client,
        c,
        ("가나.xlsx", sheet_of(gana, staff="95")),
        ("인천.xlsx", sheet_of(theirs, staff="3")),
        ("x.pdf", b"%PDF"),
    )
    page = told(answer)
    for words in ("받지 않은 파일 2개", "이 대장의 조사표가 아닙니다", "엑셀(.xlsx) 파일이 아닙니다", "고용 근무 95명"):
        assert words in page
    assert "(주)인천" not in page
    assert m.Document.objects.count() == 1


def test_nothing_chosen_and_a_day_to_come_are_refused_at_their_fields(client, c):
    assert "파일을 고르십시오" in told(client.post(reverse("agreements:surveys", args=[c.round.pk]), {"x": "1"}))
    send(client, c, ("가나.xlsx", sheet_of(c.check_ins[0], staff="95")))
    document = m.Document.objects.get()
    tomorrow = official_day(timezone.localdate() + timedelta(days=1))
    page = told(hand_in(client, c, came_on=tomorrow, picked=[f"{c.check_ins[0].pk}-{document.pk}"]))
    assert "오늘이나 지난 날을 적으십시오" in page
    assert f'value="{tomorrow}"' in page
    assert "하나 이상 고르십시오" in told(hand_in(client, c, picked=[]))
    assert not m.Receipt.objects.exists()


def test_a_sheet_that_was_replaced_meanwhile_is_not_handed_in(client, c):
    gana = c.check_ins[0]
    send(client, c, ("가나.xlsx", sheet_of(gana, staff="95")))
    seen = f"{gana.pk}-{m.Document.objects.get().pk}"
    send(client, c, ("가나 2.xlsx", sheet_of(gana, staff="96")))
    hand_in(client, c, picked=[seen])
    assert not m.Receipt.objects.exists()


def test_what_was_approved_is_not_handed_in_again_by_one_act(client, c):
    gana = c.check_ins[0]
    send(client, c, ("가나.xlsx", sheet_of(gana, staff="95")))
    hand_in(client, c, picked=[f"{gana.pk}-{m.Document.objects.get().pk}"])
    receipt = m.Receipt.objects.get()
    m.ReceiptReview.objects.create(receipt=receipt, decision="approved", reviewed_by=c.head)
    page = told(send(client, c, ("가나 2.xlsx", sheet_of(gana, staff="96"))))
    assert "이미 승인한 제출입니다" in page
    assert "제출할 조사표가 없습니다" in page


def test_the_sheet_of_a_check_in_is_downloaded_and_noted(client, c):
    answer = client.get(reverse("agreements:survey", args=[c.check_ins[0].pk]))
    assert "이행실적 조사표_(주)가나_2026년 3분기 이행 점검.xlsx" in unquote(answer["Content-Disposition"])
    [grid] = grids("a.xlsx", answer.content)
    assert "(주)가나" in grid.rows[2]
    assert AccessLog.objects.get().act == "export"


def test_all_sheets_come_in_one_zip_with_a_list(client, c):
    answer = client.get(reverse("agreements:surveys_zip", args=[c.round.pk]))
    assert answer.streaming
    archive = ZipFile(BytesIO(b"".join(answer.streaming_content)))
    names = ["001_(주)가나_이행실적 조사표.xlsx", "002_(주)다라_이행실적 조사표.xlsx", "목록.csv"]
    assert archive.namelist() == names
    assert archive.testzip() is None
    lines = archive.read("목록.csv").decode("utf-8-sig").splitlines()
    assert lines[2] == "2,(주)다라,(주)다라 투자협약,2026-10-21,002_(주)다라_이행실적 조사표.xlsx"
    page = told(send(client, c, ("다라.xlsx", filled_in(archive.read(names[1]), staff="7"))))
    assert "고용 근무 7명" in page


def test_many_sheets_ask_as_many_questions_as_few(client, c, django_assert_max_num_queries):
    address = reverse("agreements:surveys_zip", args=[c.round.pk])
    with django_assert_max_num_queries(24) as few:
        assert b"".join(client.get(address).streaming_content)
    for number in range(8):
        asked_of(c, f"more-{number}", f"회사{number}")
    with django_assert_max_num_queries(len(few)):
        assert b"".join(client.get(address).streaming_content)


def test_a_letter_says_what_is_known_and_leaves_the_rest_to_be_filled(client, c):
    page = told(client.get(reverse("agreements:letter", args=[c.check_ins[0].pk])))
    for words in (
        "(주)가나 대표자",
        "(경유)",
        "2026년 3분기 이행 점검 투자협약 이행실적 제출 요청",
        "「(주)가나 투자협약」(2020. 11. 2. 체결) 《관련 조항》",
        "다. 제출기한: 2026. 10. 21.(수)",
        "《담당 부서》(담당: 《담당자》), 전화 《전화번호》",
        "붙임&nbsp;&nbsp;이행실적 조사표 1부.&nbsp;&nbsp;끝.",
        "광주광역시장",
    ):
        assert words in page
    assert "제출 링크" not in page


def test_a_joint_agreement_names_its_receivers_at_the_end(client, c):
    gana = c.check_ins[0]
    add_party(gana.agreement, make_organisation(c.gwangju, "(주)함께"))
    page = told(client.get(reverse("agreements:letter", args=[gana.pk])))
    assert "수신자 참조" in page
    assert "(주)가나 대표자, (주)함께 대표자" in page


def test_all_letters_stand_on_one_page(client, c, django_assert_max_num_queries):
    c.gwangju.asks_by_link = True
    c.gwangju.save()
    address = reverse("agreements:letters", args=[c.round.pk])
    with django_assert_max_num_queries(26):
        page = told(client.get(address))
    assert page.count('<article class="letter"') == 2
    assert page.count("제출 링크에서 입력") == 2


def test_visits_are_a_page_to_print_and_a_sheet(client, c):
    page = told(client.get(reverse("agreements:visits", args=[c.round.pk])))
    for words in ("1. (주)가나", "2. (주)다라", "입회자(기업 직위·성명)", "사진 번호", "근무 인원"):
        assert words in page
    answer = client.get(reverse("agreements:visits_sheet", args=[c.round.pk]))
    [grid] = grids("a.xlsx", answer.content)
    assert [row[0] for row in grid.rows if row[0] and row[0].startswith(("1.", "2."))] == ["1. (주)가나", "2. (주)다라"]


def test_an_empty_round_has_empty_pages(client, c):
    empty = make_round(c.gwangju, 2)
    for name in ("letters", "visits"):
        assert "이 점검에 든 협약이 없습니다" in told(client.get(reverse(f"agreements:{name}", args=[empty.pk])))
    assert "제출할 조사표가 없습니다" in told(client.get(reverse("agreements:surveys", args=[empty.pk])))


def test_a_struck_agreement_is_asked_nothing(client, c):
    gana = c.check_ins[0]
    send(client, c, ("가나.xlsx", sheet_of(gana, staff="95")))
    strike(gana.agreement, version=gana.agreement.version, reason="중복", by=c.officer)
    assert "(주)가나" not in told(client.get(reverse("agreements:letters", args=[c.round.pk])))
    assert "제출할 조사표가 없습니다" in told(client.get(reverse("agreements:surveys", args=[c.round.pk])))
    assert client.get(reverse("agreements:survey", args=[gana.pk])).status_code == 404


OF_A_ROUND = ["letters", "surveys_zip", "surveys", "visits", "visits_sheet"]
OF_A_CHECK_IN = ["letter", "survey"]


def test_another_city_finds_nothing_and_a_reader_hands_nothing_in(client, c):
    client.force_login(c.incheon_officer)
    for name in OF_A_ROUND:
        assert client.get(reverse(f"agreements:{name}", args=[c.round.pk])).status_code == 404
    for name in OF_A_CHECK_IN:
        assert client.get(reverse(f"agreements:{name}", args=[c.check_ins[0].pk])).status_code == 404
    assert client.post(reverse("agreements:surveys_hand_in", args=[c.round.pk])).status_code == 404
    client.force_login(c.director)
    assert client.get(reverse("agreements:surveys", args=[c.round.pk])).status_code == 403
    assert client.post(reverse("agreements:surveys_hand_in", args=[c.round.pk])).status_code == 403
    assert client.get(reverse("agreements:letters", args=[c.round.pk])).status_code == 200
    assert client.post(reverse("agreements:letters", args=[c.round.pk])).status_code == 405
