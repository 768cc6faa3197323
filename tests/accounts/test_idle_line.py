"""The line at the foot of every page, in real Chromium: it warns, it lets one stay, and nothing typed is ever lost.

The server's clock is moved; the page is told of time passing by the browser's own.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.capabilities import Role
from agreements.models import Matter
from briefs.models import Brief
from tests.agreements.cast import cast, make_agreement
from tests.house.walk import grounds

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
ENDING = "곧 로그인이 끝납니다."
ENDED = "로그인이 끝났습니다. 입력한 내용은 이 화면에 그대로 있습니다."
BACK = "다시 로그인했습니다. 이어서 쓸 수 있습니다."


@pytest.fixture
def clock():
    with time_machine.travel(NOW) as clock:
        yield clock


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def office(page: Page, live_server, people, clock):
    """An officer who has begun to write down a matter."""
    agreement = make_agreement(people.gwangju, "a", company="가")
    page.clock.install(time=NOW)
    sign_in(page, live_server.url, "gwangju-officer")
    page.goto(f"{live_server.url}/records/matter/add/agreement/{agreement.pk}/")
    with told_of_use(page):
        page.get_by_label("구분").select_option(index=1)
        page.get_by_label("내용").fill("입력하던 글")
    return page


def sign_in(page: Page, address: str, username: str) -> None:
    page.goto(f"{address}/sign-in/")
    page.get_by_label("아이디").fill(username)
    page.get_by_label("비밀번호").fill("right-horse-2026")
    page.get_by_role("button", name="로그인").click()
    page.wait_for_url(f"{address}/")


def told_of_use(page: Page):
    """The first letter typed in a while tells the server that somebody works here."""
    return page.expect_response(lambda answer: "/stay/" in answer.url and answer.request.method == "POST")


def pass_time(page: Page, clock, **time) -> None:
    clock.shift(timedelta(**time))
    page.clock.fast_forward(int(timedelta(**time).total_seconds() * 1000))


def line(page: Page):
    return page.locator("#idle")


def test_it_warns_two_minutes_before_and_one_may_stay(office: Page, clock):
    expect(line(office)).not_to_contain_text(ENDING, use_inner_text=True)
    pass_time(office, clock, minutes=18, seconds=5)
    expect(line(office)).to_contain_text(ENDING, use_inner_text=True)
    assert not [v for v in Axe().run(office).response["violations"] if v["impact"] in {"serious", "critical"}]
    office.get_by_role("button", name="계속 사용").click()
    expect(line(office)).not_to_contain_text(ENDING, use_inner_text=True)
    pass_time(office, clock, minutes=17)
    office.reload()
    expect(office.get_by_label("내용")).to_be_visible()


def test_typing_is_use(office: Page, clock):
    for _ in range(3):
        pass_time(office, clock, minutes=15)
        with told_of_use(office):
            office.get_by_label("내용").press_sequentially("더")
    expect(line(office)).not_to_contain_text("로그인", use_inner_text=True)


def test_what_was_typed_survives_the_end_and_is_saved_after_a_new_sign_in(office: Page, live_server, people, clock):
    pass_time(office, clock, minutes=18, seconds=5)
    expect(line(office)).to_contain_text(ENDING, use_inner_text=True)
    pass_time(office, clock, minutes=2, seconds=5)
    expect(line(office)).to_contain_text(ENDED, use_inner_text=True)
    office.get_by_role("button", name="저장").click()
    expect(office.get_by_label("내용")).to_have_value("입력하던 글")
    link = office.get_by_role("link", name="새 탭에서 로그인")
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener")
    with office.context.expect_page() as opened:
        link.click()
    sign_in(opened.value, live_server.url, "gwangju-officer")
    opened.value.close()
    office.bring_to_front()
    office.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(line(office)).to_contain_text(BACK, use_inner_text=True)
    office.get_by_role("button", name="저장").click()
    office.wait_for_url(re.compile("/agreements/a/"))
    assert Matter.objects.get().what == "입력하던 글"


def test_a_page_that_slept_through_the_end_sends_nothing(office: Page, clock):
    clock.shift(timedelta(minutes=30))
    office.clock.set_fixed_time(NOW + timedelta(minutes=30))
    office.get_by_role("button", name="저장").click()
    expect(line(office)).to_contain_text(ENDED, use_inner_text=True)
    expect(office.get_by_label("내용")).to_have_value("입력하던 글")
    assert not Matter.objects.exists()


def test_without_a_connection_nothing_is_sent_and_nothing_lost(office: Page, clock):
    clock.shift(timedelta(minutes=30))
    office.clock.set_fixed_time(NOW + timedelta(minutes=30))
    office.context.set_offline(True)
    office.get_by_role("button", name="저장").click()
    expect(line(office)).to_contain_text("서버에 연결하지 못해 보내지 않았습니다.", use_inner_text=True)
    expect(office.get_by_label("내용")).to_have_value("입력하던 글")


def test_work_in_another_tab_keeps_this_one(office: Page, live_server, clock):
    clock.shift(timedelta(minutes=15))
    office.context.new_page().goto(f"{live_server.url}/agreements/")
    clock.shift(timedelta(minutes=6))
    office.clock.fast_forward("21:00")
    expect(line(office)).not_to_contain_text("로그인", use_inner_text=True)
    office.get_by_role("button", name="저장").click()
    office.wait_for_url(re.compile("/agreements/a/"))


def test_another_persons_sign_in_takes_nothing_over(office: Page, live_server, clock):
    clock.shift(timedelta(minutes=21))
    other = office.context.new_page()
    sign_in(other, live_server.url, "gwangju-head")
    office.bring_to_front()
    office.clock.fast_forward("21:00")
    expect(line(office)).to_contain_text("다른 사람이 로그인하여", use_inner_text=True)
    office.get_by_role("button", name="저장").click()
    expect(office.get_by_label("내용")).to_have_value("입력하던 글")
    assert not Matter.objects.exists()


def test_a_paper_that_is_watched_never_becomes_a_sign_in_page(page: Page, live_server, clock):
    g = grounds()
    g.people[Role.OFFICER].set_password("right-horse-2026")
    g.people[Role.OFFICER].save()
    paper = g.own("brief")
    nothing = {"file": "", "file_sha256": "", "pages": None, "size": None, "renderer": "", "finished_at": None}
    Brief.objects.filter(pk=paper.pk).update(state=Brief.State.QUEUED, **nothing)
    sign_in(page, live_server.url, g.people[Role.OFFICER].username)
    page.goto(f"{live_server.url}/briefs/{paper.pk}/")
    clock.shift(timedelta(minutes=21))
    expect(line(page)).to_contain_text(ENDED, use_inner_text=True)
    expect(page.get_by_label("아이디")).to_have_count(0)


def test_without_script_the_end_leads_to_the_sign_in_page(browser, live_server, people, clock):
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_server.url, "gwangju-officer")
    clock.shift(timedelta(minutes=21))
    page.goto(f"{live_server.url}/agreements/?q=a")
    assert page.url == f"{live_server.url}/sign-in/?next=/agreements/%3Fq%3Da"


def test_the_admin_has_the_line_too(page: Page, live_server, people, clock):
    page.clock.install(time=NOW)
    sign_in(page, live_server.url, "admin")
    page.goto(f"{live_server.url}/admin/accounts/user/add/")
    pass_time(page, clock, minutes=18, seconds=5)
    expect(line(page)).to_contain_text(ENDING, use_inner_text=True)
    page.get_by_role("button", name="계속 사용").click()
    expect(line(page)).not_to_contain_text(ENDING, use_inner_text=True)
