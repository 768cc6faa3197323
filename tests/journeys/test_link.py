"""A company answers by the link in its mail: on a phone, without an account, in two sittings."""

import email
import email.policy
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import House
from tests.journeys.test_every_page import serious
from tests.journeys.test_first_day import complaints, sign_in

pytestmark = pytest.mark.browser
__all__ = ["complaints"]

ADDRESS = "link-journey@company.example"
SEED = f"""
from datetime import timedelta
from django.utils import timezone
from accounts.models import Municipality
from agreements.models import Agreement, CheckIn, Contact, Round
city = Municipality.objects.get(key="incheon")
Municipality.objects.filter(pk=city.pk).update(asks_by_link=True)
today = timezone.localdate()
round = Round.objects.create(
    municipality=city, name="여정 점검", opens_on=today, due_on=today + timedelta(days=20),
    observed_from=today - timedelta(days=91), observed_to=today - timedelta(days=1),
)
agreement = Agreement.objects.filter(
    municipality=city, parties__role="company", pledges__metric="jobs", pledges__party=None
).first()
CheckIn.objects.create(round=round, agreement=agreement)
company = agreement.parties.filter(role="company").first().organisation
Contact.objects.create(organisation=company, name="김새봄", email="{ADDRESS}")
print(round.pk)
"""


def mailed(house: House, subject: str) -> str:
    """The text of the mail, once the worker has put it into its file."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for path in sorted(Path(house.environment["VAR_DIR"], "mail").glob("*.log")):
            told = email.message_from_bytes(path.read_bytes().split(b"\n-----")[0], policy=email.policy.default)
            if subject in str(told["Subject"]) and told["To"] == ADDRESS:
                return str(told.get_content())
        time.sleep(0.1)
    raise AssertionError(f"no mail with {subject!r} came")


@pytest.fixture(scope="module")
def round_pk(full_house):
    return full_house.manage("shell", "--verbosity=0", "--command", SEED).strip()


@pytest.fixture
def phone(browser, browser_context_args):
    context = browser.new_context(**{**browser_context_args, "viewport": {"width": 390, "height": 844}})
    yield context.new_page()
    context.close()


def test_from_the_mail_to_the_receipt(page: Page, phone: Page, full_house, round_pk, complaints):
    sign_in(page, full_house.address, "incheon-officer")
    page.goto(f"{full_house.address}/rounds/{round_pk}/invitations/")
    assert serious(page) == []
    page.get_by_role("button", name="고른 연락처에 요청").click()
    expect(page.get_by_text("제출을 요청했습니다")).to_be_visible()
    [link] = re.findall(r"http://\S+/submit/\S+", mailed(full_house, "실적 제출 요청"))

    phone.goto(link)
    assert serious(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    phone.get_by_label(re.compile("현재 근무 인원")).fill("110")
    expect(phone.get_by_text("→ 110명")).to_be_visible(timeout=10_000)
    phone.goto(link)
    expect(phone.get_by_label(re.compile("현재 근무 인원"))).to_have_value("110")
    phone.get_by_role("button", name="저장", exact=True).click()
    expect(phone.get_by_text(re.compile("저장. 아직 제출하지 않았습니다"))).to_be_visible()
    phone.get_by_role("button", name="제출", exact=True).click()
    expect(phone.get_by_role("heading", name="접수증")).to_be_visible()
    assert serious(phone) == []

    number = phone.locator("dd b").inner_text()
    assert number in mailed(full_house, "접수 확인")
    page.goto(f"{full_house.address}/rounds/{round_pk}/mails/")
    assert serious(page) == []
    assert complaints == []


def test_without_script_the_buttons_do_the_same(browser, browser_context_args, full_house, round_pk):
    [link] = re.findall(r"http://\S+/submit/\S+", mailed(full_house, "실적 제출 요청"))
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    page.get_by_label(re.compile("현재 근무 인원")).fill("많음")
    page.get_by_role("button", name="저장", exact=True).click()
    expect(page.get_by_text("아직 제출하지 않았습니다")).to_be_visible()
    page.get_by_role("button", name="제출", exact=True).click()
    expect(page.get_by_text("수로 읽을 수 없습니다")).to_be_visible()
    page.get_by_label(re.compile("현재 근무 인원")).fill("112")
    page.get_by_role("button", name="제출", exact=True).click()
    expect(page.get_by_role("heading", name="접수증")).to_be_visible()
    expect(page.get_by_text("112명")).to_be_visible()
    context.close()
