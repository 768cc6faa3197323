"""A company that answers by its link over HTTP: it opens the page, fills in the form it finds there and sends it."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from tests.load.answer import Answer

TOGETHER = 8
PATIENCE = 60
SEND, SAVE = {"submit": "1"}, {"save": "1"}


class Fields(HTMLParser):
    """What the form of a page holds, by the names of its fields; what its buttons say is not among it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.told: dict[str, str] = {}
        self.listed = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attributes}
        if tag == "input" and told.get("name"):
            self.told[told["name"]] = told.get("value", "")
        elif tag == "select":
            self.listed = told["name"]
            self.told[self.listed] = ""
        elif tag == "option" and "selected" in told:
            self.told[self.listed] = told.get("value", "")


@dataclass
class Page:
    address: str
    status: int
    text: str

    @property
    def fields(self) -> dict[str, str]:
        return Fields(self.text).told

    @property
    def receipt(self) -> str:
        """접수번호, where it is one."""
        found = re.search(r"접수번호</dt>\s*<dd>\s*<b>(.+?)</b>", self.text)
        return found[1] if found else ""

    @property
    def refusals(self) -> str:
        return " ".join(map(unescape, re.findall(r'class="errors".*?</ul>', self.text, re.DOTALL)))


class Browser:
    """One person's: its cookies, and nothing else kept from page to page."""

    def __init__(self) -> None:
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def open(self, address: str) -> Page:
        return self._ask(urllib.request.Request(address))

    def send(self, page: Page, told: dict[str, str], *, quietly: bool = False) -> Page:
        data = urllib.parse.urlencode({**page.fields, **told}).encode()
        return self._ask(urllib.request.Request(page.address, data, {"X-Quiet": "1"} if quietly else {}))

    def _ask(self, request: urllib.request.Request) -> Page:
        try:
            with self.opener.open(request, timeout=PATIENCE) as answer:
                return Page(answer.url, answer.status, answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return Page(request.full_url, error.code, error.read().decode())


@dataclass
class Company:
    """Answers in its own way, by its number; ``receipts`` are the numbers it was given."""

    answer: Answer
    link: str
    browser: Browser = field(default_factory=Browser)
    receipts: list[str] = field(default_factory=list)

    def hand_in(self) -> list[str]:
        ways = {1: self.in_two_sittings, 3: self.with_two_clicks, 4: self.and_again, 5: self.refused, 6: self.empty}
        ways.get(self.answer.number % 8, self.at_once)()
        assert len(set(self.receipts)) == len(self.receipts)
        return self.receipts

    def page(self) -> Page:
        page = self.browser.open(self.link)
        assert page.status == 200
        assert "로그인" not in page.text
        return page

    def sent(self, page: Page, told: dict[str, str]) -> Page:
        done = self.browser.send(page, {**told, **SEND})
        assert done.receipt, (self.answer.number, done.status, done.refusals)
        if done.receipt not in self.receipts:
            self.receipts.append(done.receipt)
        return done

    def holds(self, page: Page, told: dict[str, str]) -> None:
        """What was typed is there again."""
        lost = {name: (text, page.fields.get(name)) for name, text in told.items() if page.fields.get(name) != text}
        assert not lost, (self.answer.number, lost, page.text)

    def at_once(self) -> None:
        self.sent(self.page(), self.answer.fields)

    def in_two_sittings(self) -> None:
        """Half of it is saved while typing; tomorrow, at another machine, it is there again."""
        fields = self.answer.fields
        half = dict(list(fields.items())[::2])
        assert self.browser.send(self.page(), {**half, **SAVE}, quietly=True).status == 200
        self.browser = Browser()
        page = self.page()
        self.holds(page, half)
        self.sent(page, {name: text for name, text in fields.items() if name not in half})

    def with_two_clicks(self) -> None:
        """Both at the same time; they are one receipt."""
        page = self.page()
        with ThreadPoolExecutor(2) as clicks:
            list(clicks.map(lambda _: self.sent(page, self.answer.fields), range(2)))
        assert len(set(self.receipts)) == 1, self.receipts
        del self.receipts[1:]

    def and_again(self) -> None:
        """A number was wrong; on the same page as before it is put right."""
        self.sent(self.page(), {**self.answer.fields, "hired-value": "1"})
        page = self.page()
        assert page.fields["hired-value"] == "1명"
        self.sent(page, self.answer.fields)

    def refused(self) -> None:
        """A dash is no number; nothing that was typed is lost."""
        fields = self.answer.fields
        page = self.browser.send(self.page(), {**fields, "staff-value": "-", **SEND})
        assert "0인지 모르는지 알 수 없습니다" in page.text
        self.holds(page, {name: text for name, text in fields.items() if name != "staff-value"})
        page = self.browser.send(page, {"staff-value": "1", "staff-new": "2", **SEND})
        assert "전체보다 많습니다" in page.text
        self.sent(page, {"staff-new": "", **fields})

    def empty(self) -> None:
        page = self.browser.send(self.page(), SEND)
        assert "아무것도 적지 않았습니다" in page.text
        self.sent(page, self.answer.fields)


def hand_in_together(companies: Iterable[Company]) -> list[list[str]]:
    """The numbers of their receipts, by company."""
    with ThreadPoolExecutor(TOGETHER) as people:
        return list(people.map(Company.hand_in, companies))
