"""Each page, as each demo person: nothing the accessibility checker or the content policy objects to.

The pages are found as a person finds them, by following links; of pages of one kind the first is looked at.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.test_first_day import complaints, sign_in

pytestmark = pytest.mark.browser
__all__ = ["complaints"]

OTHERS = ["gwangju-head", "gwangju-director", "reader", "admin"]
PEOPLE = ["gwangju-officer", *(pytest.param(name, marks=pytest.mark.audit) for name in OTHERS)]
# The admin's own look-up box (select2) writes styles into its markup: the policy blocks them, the box works without.
BOX_OF_THE_ADMIN = "Applying inline style violates"
FILES = re.compile(r"\.(xlsx|csv|zip)$|/(file|download|zip)/$|/jsi18n/|/sign-out/|/logout/")


def serious(page: Page) -> list[str]:
    """Once what runs at the page's load has had its turn."""
    page.evaluate("() => new Promise(requestAnimationFrame)")
    return [f"{v['id']}: {v['help']} {v['nodes'][0]['target']}" for v in Axe().run(page).response["violations"]]


def kind_of(path: str) -> str:
    """``/companies/7/`` and ``/companies/9/`` are pages of one kind; so are two sorted lists and two years."""
    plain = re.sub(r"/\d+/", "/N/", path)
    plain = re.sub(r"^/standing/([^/]+)/.+/$", r"/standing/\1/S/", plain)
    plain = re.sub(r"^/answers/[^/]+/(figure|keep)/$", r"/answers/S/\1/", plain)
    return re.sub(r"^/agreements/(?!new/)[^/]+/", "/agreements/S/", plain)


def links(page: Page, house: str) -> Iterator[str]:
    for href in page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))"):
        target = urlsplit(urljoin(page.url, href))
        if f"{target.scheme}://{target.netloc}" == house and not FILES.search(target.path):
            yield target.path


def every_kind(page: Page, house: str) -> Iterator[str]:
    """Goes to one page of every kind that can be reached, and tells its path."""
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop(0)
        if kind_of(path) in seen:
            continue
        seen.add(kind_of(path))
        answer = page.goto(house + path)
        if answer is not None and answer.status == 200 and "text/html" in answer.headers.get("content-type", ""):
            yield path
            waiting += links(page, house)


@pytest.mark.parametrize("username", PEOPLE)
def test_pages_are_fit_for_keyboard_and_screen_reader(page: Page, house: str, complaints, username):
    sign_in(page, house, username)
    looked_at, objections = 0, {}
    for path in every_kind(page, house):
        looked_at += 1
        if found := serious(page):
            objections[path] = found
    print(f"\n{username}: {looked_at} kinds of page")
    assert objections == {}, "\n".join(f"{path}: {found}" for path, found in objections.items())
    assert [told for told in complaints if not (username == "admin" and BOX_OF_THE_ADMIN in told)] == []
    assert looked_at > 8


def test_the_sign_in_page_is_fit_too(page: Page, house: str, complaints):
    page.goto(house)
    assert serious(page) == []
    assert complaints == []
