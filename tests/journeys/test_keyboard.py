"""Each main task by keyboard alone, and with the eyes of a keyboard: what has the focus can be seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_first_day import DEMO_PASSWORD, complaints

pytestmark = pytest.mark.browser
__all__ = ["complaints"]

FARTHEST = 250
NAME = "(() => { const one = document.activeElement; return one.getAttribute('name') || ''; })()"
WORDS = """(() => {
  const one = document.activeElement;
  return (one.textContent || one.value || "").replace(/\\s+/g, " ").trim();
})()"""
OUTLINE = "(() => { const how = getComputedStyle(document.activeElement); return how.outlineStyle; })()"


class Keys:
    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, page.keyboard

    def _tab_until(self, asked: str, fits) -> None:
        for _ in range(FARTHEST):
            if fits(self.page.evaluate(asked)):
                assert self.page.evaluate(OUTLINE) != "none", f"the focus cannot be seen: {self.page.evaluate(WORDS)}"
                return
            self.keys.press("Tab")
        raise AssertionError(f"not reached by Tab at {self.page.url}")

    def to(self, name: str) -> None:
        """The field of that name."""
        self._tab_until(NAME, lambda found: found == name)

    def to_words(self, words: str) -> None:
        """The link, button or summary that begins with these words."""
        self._tab_until(WORDS, lambda found: found.startswith(words))

    def write(self, name: str, text: str) -> None:
        self.to(name)
        self.keys.press("Control+A")
        self.keys.type(text)

    def press(self, words: str) -> None:
        self.to_words(words)
        with self.page.expect_navigation():
            self.keys.press("Enter")


@pytest.fixture
def keys(page: Page, house: str):
    page.set_default_timeout(10_000)
    page.goto(house)
    hand = Keys(page)
    hand.write("username", "gwangju-officer")
    hand.write("password", DEMO_PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return hand


def test_an_agreement_is_entered(keys: Keys, complaints):
    page = keys.page
    keys.press("협약")
    keys.press("협약 등록")
    expect(page.locator("[name=name]")).to_be_focused()
    keys.write("name", "자판으로 등록한 협약")
    keys.write("signed", "2021. 3. 2.")
    keys.write("companies", "흥국생명(주)")
    keys.write("seats", "120석 이상")
    keys.press("등록")
    expect(page.get_by_role("heading", level=1)).to_contain_text("자판으로 등록한 협약")
    expect(page.get_by_text("120 이상").first).to_be_visible()
    assert complaints == []


def test_an_issue_is_noted_and_a_refusal_is_met(keys: Keys):
    page = keys.page
    keys.press("협약")
    keys.press("하나카드(주)")
    keys.press("쟁점 추가")
    keys.press("저장")
    expect(page.locator(".refusals")).to_be_visible()
    keys.write("what", "입주 지연 여부 확인 필요")
    keys.press("저장")
    expect(page.get_by_text("입주 지연 여부 확인 필요").first).to_be_visible()


def test_an_agreement_is_amended(keys: Keys):
    page = keys.page
    keys.press("협약")
    keys.press("하나카드(주)")
    keys.press("협약 변경")
    expect(page.get_by_role("heading", level=1)).to_contain_text("변경")


def test_a_paper_is_ordered(keys: Keys):
    page = keys.page
    keys.press("협약")
    keys.press("흥국생명(주)")
    keys.press("보고자료 작성")
    expect(page.get_by_role("link", name="내려받기").first).to_be_visible(timeout=60_000)
    keys.to_words("PDF 내려받기")


def test_a_company_is_looked_up_and_the_register_goes_out(keys: Keys):
    page = keys.page
    keys.write("q", "동부화재")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("발주사 DB손해보험").first).to_be_visible()
    keys.to_words("엑셀")
