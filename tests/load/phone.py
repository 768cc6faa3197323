"""Somebody who answers on a phone: 390 pixels wide, with two thumbs."""

from playwright.sync_api import Browser, Page, expect

from tests.journeys.hand import Hand
from tests.load.answer import Answer

NARROW = {"width": 390, "height": 844}


def answer_on_phone(browser: Browser, link: str, answer: Answer, settings: dict) -> tuple[str, int, int]:
    """The number of the receipt, the taps and the keys."""
    context = browser.new_context(**{**settings, "viewport": NARROW, "has_touch": True, "is_mobile": True})
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(link)
    is_narrow(page)
    hand = Hand(page, link)
    hand.fill(page.locator("#submit-form"), answer.fields)
    hand.press("제출")
    expect(page.get_by_role("heading", name="접수증")).to_be_visible(timeout=60_000)
    is_narrow(page)
    receipt = page.locator("dd b").inner_text()
    context.close()
    return receipt, hand.clicks, hand.keystrokes


def is_narrow(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
