"""The five cases, from an empty register to their papers, by typing and clicking alone.

An administrator makes the registers and the people; an officer of each register enters what cases.md tells. What came
of it is held against the list of facts, and the papers against those of the sample data.
"""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from agreements.actions.sample_rows import Line, lines
from tests.journeys import cases
from tests.journeys.conftest import FIRST_PASSWORD, House
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser

CITIES = {"gwangju": "29", "incheon": "28", "jeonnam": "46"}
GIVEN, OWN = "given-once-2026", "own-word-of-2026"
TELL = "from tests.journeys.told import tell; tell()"
HEUNGKUK, TEN, THREE = "gwangju-20200716-heungkuk", "incheon-20131217-10co", "national-rehab-3party"
AGENCY, BUILDERS = "전남중소기업일자리경제진흥원", "컨택센터 통합시스템 사업자협동조합"


@pytest.fixture
def hand(page: Page, empty_house: House) -> Hand:
    page.set_default_timeout(15_000)
    return Hand(page, empty_house.address)


def line_of(file: str, column: str, value: str) -> Line:
    return next(line for line in lines(file) if line[column] == value)


class Officer:
    """One person at one register, entering line after line."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.page = hand, hand.page
        self.known: set[str] = set()

    def source(self, line: Line) -> dict[str, str]:
        """Picked where the register knows it, else typed beside the record."""
        source = cases.source_of(line)
        if source["key"] in self.known:
            return {"source": cases.source_in_words(source)}
        self.known.add(source["key"])
        told = {name: source[name] for name in ("publisher", "kind", "title", "url", "note")}
        told["published"] = cases.day(source, "published")
        return {f"source_{name}": text for name, text in told.items() if text}

    def save(self, told: dict[str, str]) -> None:
        form = self.page.locator("form.entry").first
        self.hand.fill(form, told)
        self.hand.press("저장")
        self._answer_near(form)
        self.hand.saved()

    def _answer_near(self, form: object) -> None:
        """A name that looks like another is asked about: here it is always another."""
        near = self.page.locator("fieldset.near input[value=new]")
        if near.count():
            self.hand.click(near.first)
            self.hand.press("저장")

    def add(self, noun: str, line: Line, **more: str) -> None:
        self.hand.follow(f"/records/{noun}/add/")
        self.save({**cases.typed(noun, line), **more, **self.source(line)})

    def each(self, noun: str, file: str, column: str, value: str) -> None:
        for line in cases.rows(file, column, value):
            self.add(noun, line)

    @staticmethod
    def split(all_of_them: list[Line], name: str, value: str) -> tuple[list[Line], list[Line]]:
        return [one for one in all_of_them if one[name] == value], [one for one in all_of_them if one[name] != value]

    @staticmethod
    def kind_of(name: str) -> str:
        return line_of("organisations", "name", name)["kind"]

    def register(self, key: str, **more: str) -> None:
        """Through the long form, with a source of its own."""
        line = line_of("agreements", "key", key)
        self.go("협약")
        self.hand.follow("/agreements/new/")
        told = {"name": line["name"], "kind": line["kind"], "signed": cases.day(line, "signed"), "form": line["form"]}
        source = cases.source_of(line)
        told |= {f"source-0-{name}": source[name] for name in ("publisher", "kind", "title", "url", "note")}
        self.known.add(source["key"])
        form = self.page.locator("form#registration")
        self.hand.fill(form, {name: text for name, text in (told | more).items() if text})
        self.hand.choose(form.locator("[name=source]"), source["publisher"])
        self.hand.press("등록")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(line["name"])

    def link_of(self, verb: str, name: str) -> Locator:
        """``수정: 광주광역시 (지자체)``: the words after the verb are for who does not see the row."""
        return self.page.get_by_role("link", name=re.compile(rf"^\s*{verb}\s*:\s*{re.escape(name)}")).first

    def places_of(self, key: str, agreement: str) -> None:
        [centre] = cases.rows("centres", "agreement", key)
        self.go("센터·건물")
        self.building(next(one for one in lines("buildings") if one["name"] == centre["building"]))
        self.page.goto(agreement)
        told = {"building": centre["building"], "district": cases.district(centre["district"])}
        self.add("centre", centre, **told)

    def building(self, line: Line) -> None:
        self.add("building", line, **({"district": cases.district(line["district"])} if line["district"] else {}))

    def organisation(self, name: str) -> None:
        self.hand.follow("/records/organisation/add/")
        self.save({"name": name, "kind": self.kind_of(name)})

    def programmes(self, operator: str) -> None:
        for line in cases.rows("programmes", "operator", operator):
            self.go("기업")
            self.hand.follow("/programmes/")
            self.add("programme", line, operator=operator)

    def market_figure(self, line: Line) -> None:
        self.go("센터·건물")
        self.hand.follow("/places/market/")
        self.add("market_figure", line, region=line["place"])

    def go(self, place: str) -> None:
        self.hand.click(self.page.get_by_role("navigation", name="주 메뉴").get_by_role("link", name=place, exact=True))

    def open(self, name: str) -> None:
        self.hand.click(self.page.get_by_role("link", name=name, exact=True).first)


def sign_in_anew(hand: Hand, register: str) -> Officer:
    """With the password given by the administrator, which the page asks to be changed at once."""
    hand.sign_in(f"{register}-1", GIVEN)
    form = hand.page.locator("form").filter(has=hand.page.locator("[name=old_password]"))
    hand.fill(form, {"old_password": GIVEN, "new_password1": OWN, "new_password2": OWN})
    hand.click(form.get_by_role("button"))
    return Officer(hand)


class Desk:
    """The administrator's."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand

    def add(self, model: str, told: dict[str, str]) -> None:
        page = self.hand.page
        self.hand.follow(f"/admin/accounts/{model}/add/")
        self.hand.fill(page.locator("main form, #content form").first, told)
        self.hand.click(page.locator("#content [type=submit]").first)
        expect(page.locator(".errornote, .errorlist")).to_have_count(0)
        self.hand.follow("/admin/")


def test_an_administrator_opens_the_registers(hand: Hand):
    hand.sign_in("first", FIRST_PASSWORD)
    hand.follow("/admin/")
    desk = Desk(hand)
    desk.add("municipality", {"name": "전국 공통 대장", "key": "national", "is_national": "1"})
    for key, code in CITIES.items():
        region = line_of("regions", "code", code)
        desk.add("region", {"level": "province", "name": region["name"], "code": code})
        word = line_of("municipalities", "key", key)["district_word"]
        told = {"name": region["name"], "key": key, "region": region["name"], "district_word": word}
        desk.add("municipality", told)
    for code in ("29110", "29140"):
        told = {"level": "district", "name": cases.district(code), "code": code, "parent": "광주광역시"}
        desk.add("region", told)
    for key in (*CITIES, "national"):
        name = line_of("municipalities", "key", key)["name"]
        told = {"username": f"{key}-1", "display_name": f"{name} 담당", "role": "officer", "municipality": name}
        desk.add("user", {**told, "password": GIVEN})


def test_case_1_an_agreement_of_100_seats(hand: Hand):
    """The short form first, counted; then what the reports add."""
    officer = sign_in_anew(hand, "gwangju")
    enter_short_form(officer)
    agreement = hand.page.url
    complete_case_1(officer)
    around_case_1(officer, agreement)


def enter_short_form(officer: Officer) -> None:
    hand, line = officer.hand, line_of("agreements", "key", HEUNGKUK)
    before = hand.keystrokes, hand.clicks
    officer.go("협약")
    hand.follow("/agreements/new/")
    told = {
        "name": line["name"],
        "signed": "2020. 7. 16.",
        "venue": line["venue"],
        "companies": "흥국생명(주)",
        "form": line["form"],
        "district": "동구",
        "seats": "100석",
        "jobs": "100명",
    }
    hand.fill(hand.page.locator("form#registration"), told)
    hand.press("등록")
    expect(hand.page.get_by_role("heading", level=1)).to_contain_text(line["name"])
    print(f"\ncase 1, short form: {hand.keystrokes - before[0]} keystrokes, {hand.clicks - before[1]} clicks")


def complete_case_1(officer: Officer) -> None:
    """The short form took the signed paper for its source; the cases name a report for every value."""
    hand, line = officer.hand, line_of("agreements", "key", HEUNGKUK)
    hand.follow("/records/agreement/")
    officer.save({"signed_hour": line["signed_hour"], **officer.source(line)})
    for name in ("광주광역시", "흥국생명(주)"):
        party = next(one for one in cases.rows("parties", "agreement", HEUNGKUK) if one["organisation"] == name)
        hand.click(officer.link_of("수정", name))
        officer.save({**cases.typed("party", party), **officer.source(party)})
    signed, announced = officer.split(cases.rows("pledges", "agreement", HEUNGKUK), "stage", "signed")
    for pledge, name in zip(signed, ("상담석 100", "고용 100"), strict=True):
        hand.click(hand.page.get_by_text("협약 수치 정정"))
        hand.click(officer.link_of("정정", name))
        officer.save({**officer.source(pledge), "reason": "출처 보완"})
    for pledge in announced:
        officer.add("pledge", pledge)


def around_case_1(officer: Officer, agreement: str) -> None:
    hand = officer.hand
    for noun in ("signatory", "attendee"):
        file = {"signatory": "signatories", "attendee": "attendees"}[noun]
        for line in cases.rows(file, "agreement", HEUNGKUK):
            verb = {"signatory": "서명자 추가", "attendee": "참석자 추가"}[noun]
            hand.click(officer.link_of(verb, line["party"]))
            officer.save({**cases.typed(noun, line), **officer.source(line)})
    for line in cases.rows("obligations", "agreement", HEUNGKUK):
        officer.add("obligation", line, party=line["party"])
    officer.each("statement", "statements", "agreement", HEUNGKUK)
    officer.places_of(HEUNGKUK, agreement)
    hand.page.goto(agreement)
    hand.click(hand.page.get_by_role("link", name="흥국생명(주)", exact=True).first)
    officer.each("profile", "organisation_statements", "organisation", "흥국생명(주)")
    for line in cases.rows("memberships", "organisation", "흥국생명(주)"):
        officer.add("membership", line)
    officer.go("센터·건물")
    officer.building(next(one for one in lines("buildings") if one["name"] == "빛고을고객센터"))
    officer.programmes("광주광역시")
    officer.market_figure(next(one for one in lines("market_figures") if one["source"] == "etnews-20200716000287"))


def test_case_2_ten_companies_at_once(hand: Hand):
    officer = sign_in_anew(hand, "incheon")
    companies = [one["organisation"] for one in cases.rows("parties", "agreement", TEN) if one["role"] == "company"]
    officer.register(TEN, companies="\n".join(companies))
    [partner] = [one for one in cases.rows("parties", "agreement", TEN) if one["role"] == "partner"]
    officer.add("party", partner, organisation_kind="association")
    for line in cases.rows("obligations", "agreement", TEN):
        officer.add("obligation", line, **({"party": line["party"]} if line["party"] else {}))
    officer.each("statement", "statements", "agreement", TEN)
    officer.go("센터·건물")
    for line in lines("buildings"):
        if line["municipality"] == "incheon" and line["source"] == "kgnews-366693":
            officer.building(line)
            officer.go("센터·건물")


def test_case_3_three_parties_without_a_city(hand: Hand):
    officer = sign_in_anew(hand, "national")
    first, *others = cases.rows("parties", "agreement", THREE)
    told = {"role": first["role"], "organisation": first["organisation"], "is_signatory": "True"}
    told["organisation_kind"] = officer.kind_of(first["organisation"])
    officer.register(THREE, **{f"party-0-{name}": text for name, text in told.items()})
    for line in others:
        officer.add("party", line, organisation_kind=officer.kind_of(line["organisation"]))
    for line in cases.rows("obligations", "agreement", THREE):
        officer.add("obligation", line, **({"party": line["party"]} if line["party"] else {}))
    enter_case_5(officer)


def test_case_4_an_agency_and_its_programmes(hand: Hand):
    officer = sign_in_anew(hand, "jeonnam")
    officer.go("기업")
    officer.organisation(AGENCY)
    officer.each("former_name", "former_names", "organisation", AGENCY)
    officer.each("profile", "organisation_statements", "organisation", AGENCY)
    officer.programmes(AGENCY)


def enter_case_5(officer: Officer) -> None:
    """A co-operative of system builders, in the register of records without a city."""
    officer.go("기업")
    officer.organisation(BUILDERS)
    for line in cases.rows("memberships", "organisation", BUILDERS):
        officer.add("membership", line)
    officer.each("profile", "organisation_statements", "organisation", BUILDERS)


def test_what_came_of_it_is_what_the_cases_tell(hand: Hand, empty_house: House, full_house: House):
    ours = json.loads(empty_house.manage("shell", "-v", "0", "-c", TELL))
    sample = json.loads(full_house.manage("shell", "-v", "0", "-c", TELL))
    assert sample["untrue"] == []
    assert ours["untrue"] == [], ours["untrue"]
    for case, paper in sample["papers"].items():
        assert ours["papers"][case] == paper, f"case {case}"
