"""A company is looked up, taken over and described with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_every_page import serious
from tests.journeys.test_first_day import complaints, sign_in

pytestmark = pytest.mark.browser
__all__ = ["complaints"]


def company(page: Page, house: str, name: str) -> None:
    page.goto(f"{house}/companies/?q={name}")
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_a_former_name_leads_to_the_company_by_keyboard_alone(page: Page, house: str, complaints):
    sign_in(page, house, "gwangju-officer")
    company(page, house, "흥국생명")
    page.get_by_role("link", name="구성원·계열 추가").press("Enter")
    field = page.get_by_role("combobox", name=re.compile("기업·기관 이름"))
    field.focus()
    page.keyboard.type("동부화재")
    option = page.locator(".lookup").get_by_role("option", include_hidden=True)
    expect(option).to_have_text(re.compile(r"DB손해보험\(옛 동부화재\)"))
    assert serious(page) == []

    page.keyboard.press("Escape")
    expect(option).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    active = field.get_attribute("aria-activedescendant")
    assert active == option.get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(option).to_have_attribute("aria-selected", "false")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("DB손해보험")
    expect(field).to_be_focused()
    expect(page.locator("input[type=hidden][name=member_pick]")).to_have_count(1)
    page.keyboard.type("다")
    expect(page.locator("input[type=hidden][name=member_pick]")).to_have_count(0)
    assert complaints == []


@pytest.mark.parametrize("width", [1366, 390])
def test_the_pages_of_companies_are_fit_for_everybody(page: Page, house: str, complaints, width):
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, house, "gwangju-head")
    company(page, house, "흥국생명")
    address = page.url
    objections = {}
    for path in ("", "rename/", "merge/", "merge/?other=DB손해보험", "contacts/add/"):
        page.goto(f"{address}{path}")
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        if found := serious(page) + ["wider than the window"] * wide:
            objections[path] = found
    assert objections == {}
    assert complaints == []
