"""Sheets on their pages: a look before anything happens, one button, and the way back."""

from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AccessLog
from agreements import models as m
from agreements.rules.sheet import grids
from tests.agreements.cast import cast, make_agreement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]

SHEET = "기업명,체결일,상담석\n(주)가나,2020. 7. 16.,100석\n(주)다라,2021. 3.,50석\n"


@pytest.fixture
def c():
    return cast()


def send(client, text=SHEET, name="대장.csv"):
    file = SimpleUploadedFile(name, text.encode(), content_type="text/csv")
    return client.post(reverse("agreements:sheets"), {"file": file})


def test_a_sheet_is_looked_at_brought_in_and_taken_back(client, c):
    client.force_login(c.officer)
    page = client.get(send(client).url).content.decode()
    assert "새로 등록 2건" in page
    assert "(주)가나" in page
    assert "2021. 3." in page
    assert not m.Agreement.objects.exists()

    sheet = m.Sheet.objects.get()
    done = client.post(reverse("agreements:sheet_bring_in", args=[sheet.pk]), follow=True).content.decode()
    assert "협약 2건을 등록했습니다" in done
    assert m.Agreement.objects.visible_to(c.officer.scope).count() == 2

    no_reason = client.post(reverse("agreements:sheet_take_back", args=[sheet.pk]), {"reason": " "}, follow=True)
    assert "이유를 적으십시오" in no_reason.content.decode()
    client.post(reverse("agreements:sheet_take_back", args=[sheet.pk]), {"reason": "잘못 올림"})
    assert not m.Agreement.objects.visible_to(c.officer.scope).exists()


def test_a_cell_that_cannot_be_read_is_named_with_its_value(client, c):
    client.force_login(c.officer)
    page = client.get(send(client, SHEET.replace("2021. 3.", "작년")).url).content.decode()
    assert "B3" in page
    assert "작년" in page
    assert "등록할 수 없습니다" in page
    sheet = m.Sheet.objects.get()
    answer = client.post(reverse("agreements:sheet_bring_in", args=[sheet.pk]), follow=True).content.decode()
    assert "아무것도 가져오지 않았습니다" in answer
    assert not m.Agreement.objects.exists()


def test_a_file_that_is_no_sheet_is_refused_at_its_field(client, c):
    client.force_login(c.officer)
    page = send(client, "\x00\x01", "대장.xlsx").content.decode()
    assert "엑셀(.xlsx)이나 CSV 파일이 아닙니다" in page
    assert not m.Sheet.objects.exists()


def test_the_meaning_of_a_column_is_corrected(client, c):
    client.force_login(c.officer)
    address = send(client, "기업명,체결일,규모\n(주)가나,2020. 7. 16.,100\n").url
    told = {"tab": "대장.csv", "kind": "business", "column_0": "company", "column_1": "signed", "column_2": "jobs"}
    page = client.post(address, told, follow=True).content.decode()
    assert "고용 100명" in page
    assert client.post(address, {**told, "column_2": "no-such"}).status_code == 200


def test_who_may_not_enter_sees_no_sheet(client, c):
    client.force_login(c.director)
    assert client.get(reverse("agreements:sheets")).status_code == 403
    assert "엑셀 가져오기" not in client.get(reverse("agreements:register")).content.decode()


def test_the_register_goes_out_as_it_is_filtered_and_it_is_noted(client, c):
    client.force_login(c.officer)
    make_agreement(c.gwangju, "gana", company="(주)가나")
    make_agreement(c.gwangju, "dara", company="(주)다라")
    answer = client.get(reverse("agreements:register_xlsx"), {"q": "가나"})
    assert "협약_" in unquote(answer["Content-Disposition"])
    [grid] = grids("a.xlsx", answer.content)
    assert len(grid.rows) == 2
    assert "(주)가나" in grid.rows[1]
    note = AccessLog.objects.get()
    assert (note.act, note.user) == ("export", c.officer)
    assert "1건" in note.subject


def test_ones_own_columns_in_ones_own_order(client, c):
    client.force_login(c.officer)
    make_agreement(c.gwangju, "gana", company="(주)가나")
    told = {"company": "2", "signed": "1"}
    client.post(reverse("agreements:sheet_layout"), told)
    text = client.get(reverse("agreements:register_csv")).content.decode("utf-8-sig")
    assert text.splitlines()[0] == "체결일,기업명"
    client.force_login(c.head)
    assert client.get(reverse("agreements:register_csv")).content.decode("utf-8-sig").startswith("관리번호,")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [({"company": ""}, "하나 이상"), ({"company": "0"}, "1에서 99까지"), ({"company": "가"}, "1에서 99까지")],
)
def test_a_layout_that_makes_no_sense_is_refused(client, c, told, sentence):
    client.force_login(c.officer)
    assert sentence in client.post(reverse("agreements:sheet_layout"), told).content.decode()
    assert not m.SheetLayout.objects.exists()
