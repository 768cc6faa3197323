"""A round for 200 agreements from its opening to its closing: 60 answer by sheet, 90 by link, 50 not at all."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from agreements.rules.rhythm import Window, window
from tests.journeys.conftest import House
from tests.load.answer import (
    COUNT,
    LINKS,
    SHEETS,
    SILENT,
    WITHOUT_MAIL,
    Answer,
    address_of,
    agreement_name,
    key_of,
    metrics_of,
)
from tests.load.company import Browser as Http
from tests.load.company import Company, hand_in_together
from tests.load.mailbox import DIGEST, RECEIPT, REMINDER, REQUEST, Mailbox
from tests.load.officer import Head, Officer, asked_before
from tests.load.phone import answer_on_phone
from tests.load.sheet import fill_in

pytestmark = pytest.mark.browser

EARLY, LATE = LINKS[:45], LINKS[45:]
PHONES = (*EARLY[::9], *LATE[::9])
ANSWERED = (*LINKS, *SHEETS)
ADDRESSES = {address_of(number) for number in range(COUNT)} - {""}


class Story:
    """What is known of the round while it runs, and how long each part of it took."""

    def __init__(self, house: House, browser: Browser, settings: dict, folder: Path, asked: Window) -> None:
        self.house, self.browser, self.settings, self.folder, self.asked = house, browser, settings, folder, asked
        self.mailbox = Mailbox(house)
        self.links: dict[str, str] = {}
        self.receipts: list[str] = []
        self.phones: list[tuple[int, int]] = []

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        print(f"  {what:<34} {time.monotonic() - began:6.1f} s")

    def page(self):
        return self.browser.new_context(**self.settings).new_page()


@pytest.fixture
def story(built: House, browser: Browser, browser_context_args, tmp_path: Path, today: date) -> Story:
    print(f"\n{COUNT} agreements: {len(SHEETS)} sheets, {len(LINKS)} links, {len(SILENT)} silent")
    return Story(built, browser, browser_context_args, tmp_path, window("quarter", asked_before(today)))


@pytest.fixture
def today(built: House) -> date:
    return date.fromisoformat(built.tell("from django.utils import timezone; print(timezone.localdate())"))


def test_a_round_for_two_hundred_agreements(story: Story):
    officer = Officer(story.page(), story.house, "officer")
    asks(story, officer)
    answers_by_link(story, EARLY)
    reminds_before_the_due_day(story)
    answers_by_link(story, LATE)
    comes_by_sheet(story, officer)
    reminds_after_the_due_day(story)
    lists_whom_to_call(story, officer)
    head = decides(story)
    held_against_what_was_sent(story)
    tells_what_it_cost(story, officer, head)


def asks(story: Story, officer: Officer) -> None:
    officer.sign_in()
    with story.timed("opened"):
        officer.opens_round(story.asked)
    assert officer.counts()["전체"] == COUNT
    with story.timed("letters printed"):
        officer.makes_letters(story.folder / "letters.pdf")
    assert len(PdfReader(story.folder / "letters.pdf").pages) >= COUNT
    with story.timed("sheets downloaded"):
        officer.takes_sheets(story.folder / "sheets.zip")
    with story.timed("asked by link"):
        officer.asks_by_link()
    with story.timed("requests delivered"):
        asked = story.mailbox.new(REQUEST)
    assert Counter(mail.to for mail in asked) == Counter(ADDRESSES)
    story.links = {name: link for mail in asked for name, link in mail.links.items()}
    assert len(story.links) == COUNT - len(WITHOUT_MAIL)


def answers_by_link(story: Story, numbers: range) -> None:
    """Eight at a time over HTTP, five more in Chromium."""
    companies = [Company(Answer(n), story.links[agreement_name(n)]) for n in numbers if n not in PHONES]
    with story.timed(f"{len(companies)} by link over HTTP"):
        told = hand_in_together(companies)
    on_phones = [number for number in numbers if number in PHONES]
    with story.timed(f"{len(on_phones)} by link on a phone"):
        done = [
            answer_on_phone(story.browser, story.links[agreement_name(n)], Answer(n), story.settings) for n in on_phones
        ]
    made = [number for numbers in told for number in numbers] + [number for number, _, _ in done]
    story.phones += [(taps, keys) for _, taps, keys in done]
    story.receipts += made
    confirmed = story.mailbox.new(RECEIPT)
    assert sorted(mail.subject.partition("(")[2].rstrip(")") for mail in confirmed) == sorted(made)


def reminds(story: Story, days: int) -> tuple[Counter[str], list[str]]:
    """On a day so many after the due day: how many mails each contact got, and the agreements they name."""
    day = story.asked.due_on + timedelta(days=days)
    story.house.manage("remind", "--today", day.isoformat())
    sent = story.mailbox.new("이행 실적")
    assert sum(DIGEST in mail.subject for mail in sent) in (0, 1)  # one officer
    mails = [mail for mail in sent if REMINDER in mail.subject]
    return Counter(mail.to for mail in mails), sorted(name for mail in mails for name in mail.links)


def missing(*numbers: int) -> tuple[Counter[str], list[str]]:
    """One mail for each contact of these, naming all of its agreements and no other."""
    can_be_mailed = [number for number in numbers if address_of(number)]
    return Counter({address_of(n): 1 for n in can_be_mailed}), sorted(map(agreement_name, can_be_mailed))


NOBODY = missing()


def reminds_before_the_due_day(story: Story) -> None:
    assert reminds(story, -6) == NOBODY
    assert reminds(story, -5) == missing(*LATE, *SHEETS, *SILENT)
    assert reminds(story, -5) == NOBODY
    assert reminds(story, 0) == NOBODY


def reminds_after_the_due_day(story: Story) -> None:
    assert reminds(story, 1) == missing(*SILENT)
    assert reminds(story, 1) == NOBODY
    assert reminds(story, 8) == missing(*SILENT)
    assert reminds(story, 9) == NOBODY


def comes_by_sheet(story: Story, officer: Officer) -> None:
    with story.timed("60 sheets filled in by companies"):
        sheets = fill_in(story.folder / "sheets.zip", story.folder)
    with story.timed("60 sheets uploaded, handed in"):
        officer.back()
        officer.uploads(sheets)
    officer.back()


def lists_whom_to_call(story: Story, officer: Officer) -> None:
    assert officer.counts() == {
        "전체": COUNT,
        "제출 전": 0,
        "미제출": len(SILENT),
        "검토 중": len(ANSWERED),
        "반려": 0,
        "승인": 0,
    }
    with story.timed("독촉 목록 printed"):
        rows = officer.prints_calls(story.folder / "calls.pdf")
    assert sorted(row[0] for row in rows) == sorted(map(agreement_name, SILENT))
    assert all("미제출" in row[1] and row[3].startswith("062-555-") for row in rows)


def decides(story: Story) -> Head:
    head = Head(story.page(), story.house, "head")
    head.sign_in()
    with story.timed("approved whole"):
        head.approves(story.asked.name, len(ANSWERED))
    with story.timed("closed"):
        head.closes()
    assert head.counts()["미제출"] == len(SILENT)
    assert Http().open(story.links[agreement_name(LINKS[0])]).status == 404
    return head


def held_against_what_was_sent(story: Story) -> None:
    told = json.loads(story.house.tell("from tests.load.ledger import tell; tell()"))
    sent = {(key_of(n), rung): value for n in ANSWERED for rung, value in Answer(n).values.items()}
    parts = {key_of(n): Answer(n).parts for n in LINKS}
    facts = {(key, rung): low for key, rung, low, _, _, _ in told["facts"]}
    assert len(told["facts"]) == len(facts)
    assert facts == sent
    assert all(low == high and is_approved for _, _, low, high, _, is_approved in told["facts"])
    assert all(its == (parts.get(key, {}) if rung == "staff" else {}) for key, rung, _, _, its, _ in told["facts"])
    assert told["approved"] == {key_of(n): Answer(n).values if n in ANSWERED else {} for n in range(COUNT)}
    assert told["states"] == {"제출 전": 0, "미제출": 50, "검토 중": 0, "반려": 0, "승인": 150}
    assert told["receipts"] == {"link": len(story.receipts), "mail": len(SHEETS)}
    assert told["requests"] == sorted(words for n in ANSWERED if (words := Answer(n).differing))
    adds_up(told)
    assert "이상 없음" in story.house.manage("verify_history")
    print(f"  {len(sent)} numbers sent, {len(facts)} approved in the register, {len(story.receipts)} receipts by link")


def adds_up(told: dict) -> None:
    """What is confirmed is what was sent; what nobody told of is counted as unchecked, never as 0."""
    compared = {"seats": "seats_used", "jobs": "insured", "investment": "invested"}
    for metric, rung in compared.items():
        confirmed = sum(Answer(n).values.get(rung, 0) for n in ANSWERED)
        assert told["totals"][metric] == [confirmed, sum(metric in metrics_of(n) for n in SILENT)]
    assert told["adds_up"]
    assert told["unchecked"] == len(SILENT)


def tells_what_it_cost(story: Story, officer: Officer, head: Head) -> None:
    print(f"an officer's part: {officer.hand.clicks} clicks, {officer.hand.keystrokes} keystrokes")
    print(f"a team head's part: {head.hand.clicks} clicks, {head.hand.keystrokes} keystrokes")
    for name, clicks, keys in (*officer.acts, *head.acts):
        print(f"  {name:<24} {clicks:>3} clicks {keys:>4} keystrokes")
    taps, keys = zip(*story.phones, strict=True)
    print(f"a phone: at most {max(taps)} taps, {max(keys)} keys")
    assert officer.hand.clicks < 30
