"""An officer and a team head in Chromium: what they do for a round is clicked and typed, and counted."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from agreements.periods import official_day
from agreements.rules.rhythm import Window
from tests.journeys.conftest import House
from tests.journeys.hand import Hand
from tests.load.register import PASSWORD

SLOW = 120_000


class Person:
    def __init__(self, page: Page, house: House, username: str) -> None:
        page.set_default_timeout(SLOW)
        page.set_default_navigation_timeout(SLOW)
        expect.set_options(timeout=SLOW)
        self.page, self.hand = page, Hand(page, house.address)
        self.username = username
        self.acts: list[tuple[str, int, int]] = []

    @contextmanager
    def act(self, name: str) -> Iterator[Hand]:
        """What is done in it is counted under this name."""
        clicks, keys = self.hand.clicks, self.hand.keystrokes
        yield self.hand
        self.acts.append((name, self.hand.clicks - clicks, self.hand.keystrokes - keys))

    def sign_in(self) -> None:
        with self.act("로그인") as hand:
            hand.sign_in(self.username, PASSWORD)

    def to_round(self, name: str) -> None:
        """From wherever one is, by the menu."""
        self.hand.click(self.page.get_by_role("navigation").get_by_role("link", name="이행 점검", exact=True).first)
        self.hand.click(self.page.locator("table").get_by_role("link", name=name))

    def to(self, words: str) -> None:
        self.hand.click(self.page.get_by_role("link", name=words, exact=True).first)

    def back(self) -> None:
        self.hand.click(self.page.locator(".crumbs a").last)

    def print(self, to: Path) -> None:
        """Ctrl+P and Enter, when all of it is there."""
        self.page.wait_for_load_state()
        self.hand.keystrokes += 2
        self.page.pdf(path=to, format="A4")

    def told(self, words: str) -> None:
        expect(self.page.locator(".messages")).to_contain_text(words)

    def counts(self) -> dict[str, int]:
        """By state, as the page of the round says it."""
        words = self.page.locator("nav.states a").all_inner_texts()
        return {name: int(number) for name, number in (re.match(r"(.+) (\d+)", one.strip()).groups() for one in words)}


class Officer(Person):
    def opens_round(self, wanted: Window) -> None:
        with self.act("점검 시작") as hand:
            hand.click(self.page.get_by_role("navigation").get_by_role("link", name="이행 점검", exact=True).first)
            self.to("점검 시작")
            self._correct("name", wanted.name)
            for name in ("observed_from", "observed_to", "opens_on", "due_on"):
                self._correct(name, official_day(getattr(wanted, name)))
            hand.press("점검 시작")
            self.told("점검을 시작했습니다")

    def _correct(self, name: str, value: str) -> None:
        """What is proposed is typed over only where another day is meant."""
        field = self.page.locator(f"input[name='{name}']")
        if field.input_value() != value:
            self.hand.write(field, value)

    def makes_letters(self, to: Path) -> None:
        with self.act("요청 공문(안) 인쇄"):
            self.to("실적 제출 요청 공문(안)")
            self.print(to)
            self.back()

    def takes_sheets(self, to: Path) -> None:
        with self.act("조사표 내려받기"), self.page.expect_download() as coming:
            self.to("이행실적 조사표(전체)")
        coming.value.save_as(to)

    def asks_by_link(self) -> None:
        with self.act("제출 요청 보내기") as hand:
            self.to("제출 링크")
            hand.press("고른 연락처에 요청")
            self.told("제출을 요청했습니다")

    def uploads(self, sheets: list[Path]) -> None:
        with self.act("조사표 60건 올리기·제출") as hand:
            self.to("조사표 올리기")
            self._choose(sheets)
            hand.press("올리고 확인")
            self.told(f"조사표 {len(sheets)}건을 읽었습니다")
            hand.press("고른 조사표 제출")
            self.told(f"조사표 {len(sheets)}건을 제출했습니다")

    def _choose(self, files: list[Path]) -> None:
        """The folder is open: all of them by Ctrl+A, and the button of the system's own window."""
        with self.page.expect_file_chooser() as asked:
            self.hand.click(self.page.locator("input[type=file]"))
        asked.value.set_files(files)
        self.hand.clicks += 1
        self.hand.keystrokes += 1

    def prints_calls(self, to: Path) -> list[list[str]]:
        """독촉 목록: the words of its rows."""
        with self.act("독촉 목록 인쇄") as hand:
            self.to("독촉 목록")
            hand.write(self.page.locator("input[name=reason]"), "미제출 기업 독촉")
            hand.press("전화번호 보기")
            self.print(to)
        rows = self.page.locator("main tbody tr")
        return [[" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()] for row in rows.all()]


class Head(Person):
    def approves(self, name: str, waiting: int) -> None:
        with self.act("팀장: 점검 전체 승인") as hand:
            self.to_round(name)
            hand.press(f"검토 중 {waiting}건 모두 승인")
            self.told(f"{waiting}건을 승인했습니다")

    def closes(self) -> None:
        with self.act("팀장: 마감") as hand:
            hand.press("점검 마감")
            self.told("마감했습니다")


def asked_before(today: date) -> date:
    """A day on which a round was proposed whose due day and reminders are all past by now."""
    return date.fromordinal(today.toordinal() - 40)
