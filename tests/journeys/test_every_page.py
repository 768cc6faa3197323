"""Each page, as each demo person: nothing the accessibility checker or the content policy objects to."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.test_first_day import complaints, sign_in

pytestmark = pytest.mark.browser
__all__ = ["complaints"]

PAGES = [
    "/",
    "/agreements/",
    "/agreements/?q=흥국",
    "/agreements/gwangju-20200716-heungkuk/",
    "/companies/",
    "/places/",
    "/places/market/",
    "/briefs/",
    "/admin/",
]


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {v['help']} {v['nodes'][0]['target']}" for v in found if v["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("username", ["gwangju-officer", "reader", "admin"])
def test_pages_are_fit_for_keyboard_and_screen_reader(page: Page, house: str, complaints, username):
    sign_in(page, house, username)
    objections = {}
    for path in PAGES:
        if path == "/admin/" and username != "admin":
            continue
        page.goto(house + path)
        if found := serious(page):
            objections[path] = found
    assert objections == {}
    assert complaints == []


def test_the_sign_in_page_is_fit_too(page: Page, house: str, complaints):
    page.goto(house)
    assert serious(page) == []
    assert complaints == []
