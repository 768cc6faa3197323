"""An officer's first day: from the sign-in page to a paper in the hand, in real Chromium."""

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from accounts.demo import DEMO_PASSWORD

pytestmark = pytest.mark.browser


def sign_in(page: Page, house: str, username: str) -> None:
    page.goto(house)
    page.get_by_label("아이디").fill(username)
    page.get_by_label("비밀번호").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="로그인").click()


@pytest.fixture
def complaints(page: Page):
    """What the browser itself complains of: errors in script, and anything the content policy refused."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


def test_from_sign_in_to_a_paper(page: Page, house: str, complaints):
    sign_in(page, house, "gwangju-officer")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.get_by_role("navigation", name="주 메뉴").get_by_role("link", name="협약", exact=True).click()
    page.get_by_role("link", name=re.compile("흥국생명")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("흥국생명(주) 고객센터 투자협약")
    expect(page.get_by_text("2020. 7. 16.(목) 16:00").first).to_be_visible()

    page.get_by_role("button", name=re.compile("보고자료")).first.click()
    link = page.get_by_role("link", name=re.compile("내려받기"))
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as downloading:
        link.click()
    paper = PdfReader(io.BytesIO(downloading.value.path().read_bytes()))
    text = "".join(sheet.extract_text() for sheet in paper.pages)
    assert len(paper.pages) == 1
    assert "흥국생명(주) 고객센터 투자협약 이행 현황" in text
    assert complaints == []


def test_a_wrong_password_says_what_to_do(page: Page, house: str, complaints):
    page.goto(house)
    page.get_by_label("아이디").fill("gwangju-officer")
    page.get_by_label("비밀번호").fill("no-such-word")
    page.get_by_role("button", name="로그인").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_label("아이디")).to_have_value("gwangju-officer")


def test_another_city_is_not_there(page: Page, house: str):
    sign_in(page, house, "incheon-officer")
    answer = page.goto(f"{house}/agreements/gwangju-20200716-heungkuk/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()
