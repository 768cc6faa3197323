"""The history as a person reads it: who, when, what was done to which row, from what to what, and why."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from agreements import models as m
from agreements.actions.change import note_change
from agreements.actions.record import change, correct, record, remove, void
from agreements.standing.history import changes_of, history
from agreements.standing.told import Told
from tests.agreements.rows import valid, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def new(model, w, **values):
    return record(model(**{**valid(model, w), **values}), by=w.user)


def last(w, row, by: User | None = None):
    return history(changes_of(row)[:1], (by or w.user).scope, of=row)[0]


def told(w, row) -> dict[str, str]:
    """The last change, value by value, as the page writes it."""
    line = last(w, row)
    return {one.label: f"{one.before} → {one.after}" for one in line.told}


def page_of(user, address: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_day_known_in_part_is_one_value(w):
    duty = new(m.Obligation, w, due_on=date(2020, 1, 1), due_precision="year")
    change(duty, {"due_on": date(2021, 6, 30), "due_precision": "day"}, version=1, reason="변경 협약", by=w.user)
    assert told(w, duty) == {"기한": "2020년 → 2021. 6. 30."}
    change(duty, {"due_words": "상반기 중"}, version=2, by=w.user)
    assert told(w, duty) == {"기한": "2021. 6. 30. → 2021. 6. 30.(상반기 중)"}
    change(duty, {"due_on": None, "due_precision": "unknown"}, version=3, by=w.user)
    assert told(w, duty) == {"기한": "2021. 6. 30.(상반기 중) → 상반기 중"}


@pytest.mark.parametrize(
    ("metric", "values", "words"),
    [
        ("jobs", {"low": 120, "high": 150, "wording": "range"}, "1명 → 120~150명"),
        ("seats", {"low": 1200, "high": 1200, "wording": "at_least"}, "1석 → 1,200석 이상"),
        ("investment", {"low": 1_250_000_000, "high": 1_250_000_000, "wording": "about"}, "1 원 → 약 12억 5,000만 원"),
    ],
)
def test_a_number_is_written_as_it_was_said(w, metric, values, words):
    pledge = correct(new(m.Pledge, w, metric=metric), values, reason="오기", by=w.user)
    assert told(w, pledge) == {"값": words}
    assert last(w, pledge).change.action == "정정"


def test_a_statement_keeps_its_own_unit(w):
    row = new(m.Statement, w, low=30_000, high=30_000, unit="명", wording="over")
    assert told(w, row)["값"] == " → 30,000여명"
    row = correct(row, {"low": "1.5", "high": "2.25", "wording": "range"}, reason="오기", by=w.user)
    assert told(w, row) == {"값": "30,000여명 → 1.5~2.25명"}


def test_codes_keys_truths_and_money_are_told_in_words(w):
    system = new(m.CentreSystem, w, cost_low_won=400_000_000, cost_high_won=400_000_000, vendor=w.other)
    change(system, {"cost_high_won": 500_000_000, "vendor": w.organisation}, version=1, by=w.user)
    assert told(w, system) == {"구축사": "나 → 가", "비용": "4억 원 → 4억~5억 원"}
    signed = {"signed_on": date(2020, 7, 16), "signed_precision": "day", "signed_hour": "16:00"}
    change(w.agreement, {"is_binding": False, "kind": "business", **signed}, version=1, by=w.user)
    assert told(w, w.agreement) == {
        "종류": "양해각서(MOU) → 업무협약",
        "체결일": " → 2020. 7. 16.",
        "체결 시각": " → 16:00",
        "법적 구속력": " → 아니오",
    }
    change(w.building, {"built_year": 2012, "seats_fit": 1200}, version=1, by=w.user)
    assert told(w, w.building) == {"준공 연도": " → 2012", "수용 상담석(석)": " → 1,200"}
    space = new(m.Space, w, area_m2="1322.50", rent_won=35_000_000, free_from=date(2027, 1, 2))
    assert told(w, space) == {
        "건물": " → 가빌딩",
        "층·호": " → 9층",
        "면적(㎡)": " → 1,322.5",
        "월 임대료(원)": " → 3,500만 원",
        "입주 가능일": " → 2027. 1. 2.",
        "출처": " → 신문",
    }


def test_what_was_taken_back_and_what_was_removed_says_what_it_said(w):
    pledge = void(new(m.Pledge, w), reason="다른 협약의 수치", by=w.user)
    assert told(w, pledge)["값"] == "1명 → "
    assert last(w, pledge).is_end
    matter = new(m.Matter, w)
    remove(matter, version=1, reason="중복", by=w.user)
    line = last(w, matter)
    assert (line.noun, line.name, line.change.reason) == ("쟁점·향후 계획", "지연", "중복")
    assert told(w, matter)["내용"] == "지연 → "


def test_which_row_it_was_is_named(w):
    party = new(m.Party, w)
    assert last(w, party).name == "나 (기업)"
    assert last(w, new(m.Source, w)).name == "신문"


def test_a_moment_is_that_of_korea(w):
    with time_machine.travel(datetime(2026, 11, 23, 5, 5, tzinfo=UTC)):
        new(m.Matter, w)
    assert last(w, w.agreement).when == "2026. 11. 23. 14:05"


def test_contact_details_never_show(w):
    contact = new(m.Contact, w, name="홍길동", telephone="010-1234-5678")
    contact = change(contact, {"telephone": "010-8765-4321"}, version=1, reason="번호 변경", by=w.user)
    contact.refresh_from_db()
    assert contact.telephone == "010-8765-4321"
    assert [line.change.action for line in history(changes_of(contact), w.user.scope, of=contact)] == ["수정", "등록"]
    page = page_of(w.user, reverse("agreements:company", args=[w.organisation.pk]))
    assert "연락처의 내용은 이력에 남기지 않음" in page
    assert "번호 변경" in page
    assert "8765-4321" not in str(list(m.ChangeRecord.objects.values_list()))


def test_a_company_shows_what_hangs_on_it_even_after_it_is_gone(w):
    former = new(m.FormerName, w)
    change(former, {"until_words": "그해 봄"}, version=1, by=w.user)
    remove(former, version=2, reason="다른 회사", by=w.user)
    new(m.Statement, w, agreement=None, organisation=w.organisation, words="1949년 설립")
    member = new(m.Membership, w)
    new(m.Matter, w)
    change(w.other, {"kind": "agency"}, version=1, by=w.user)
    found = [
        (line.noun, line.change.action) for line in history(changes_of(w.organisation), w.user.scope, of=w.organisation)
    ]
    assert found == [("구성원·계열", "등록"), ("기대·현황·참고 사항", "등록"), ("옛 이름", "삭제"), ("옛 이름", "등록")]
    assert {change.subject_id for change in changes_of(w.other)} == {member.pk, w.other.pk}


@pytest.mark.parametrize(
    ("name", "record_of", "hangs"),
    [
        ("agreements:detail", lambda w: w.agreement, m.Matter),
        ("agreements:company", lambda w: w.organisation, m.Membership),
        ("agreements:building", lambda w: w.building, m.Space),
        ("agreements:centre", lambda w: w.centre, m.CentreRole),
        ("agreements:programme", lambda w: w.programme, m.ProgrammeUse),
    ],
)
def test_every_page_shows_its_history(w, name, record_of, hangs):
    row = record_of(w)
    page = page_of(w.user, reverse(name, args=[getattr(row, "key", row.pk)]))
    assert "변경 기록이 없습니다." in page
    new(hangs, w)
    page = page_of(w.user, reverse(name, args=[getattr(row, "key", row.pk)]))
    assert "변경 이력" in page
    assert str(hangs._meta.verbose_name) in page
    assert "변경 이력 모두 보기" not in page


def test_twenty_stand_on_the_page_and_the_rest_on_pages_of_fifty(w):
    for number in range(60):
        note_change(
            "수정", w.agreement, municipality=w.municipality, agreement=w.agreement, reason=f"{number:02}회", by=w.user
        )
    page = page_of(w.user, reverse("agreements:detail", args=[w.agreement.key]))
    address = reverse("agreements:history", args=[w.agreement.key])
    assert ("40회" in page, "39회" in page, f'href="{address}"' in page) == (True, False, True)
    first, second = page_of(w.user, address), page_of(w.user, f"{address}?page=2")
    assert ("60건" in first, "10회" in first, "09회" in first) == (True, True, False)
    assert ("10회" in second, "09회" in second, "00회" in second) == (False, True, True)


def test_a_fact_and_a_contact_have_no_page_of_their_own(w):
    client = Client()
    client.force_login(w.user)
    pledge, contact = new(m.Pledge, w), new(m.Contact, w)
    for noun, pk in (("pledge", pledge.pk), ("contact", contact.pk), ("nothing", 1), ("changerecord", 1)):
        assert client.get(reverse("agreements:history_of", args=[noun, pk])).status_code == 404
    assert client.get(reverse("agreements:history_of", args=["matter", new(m.Matter, w).pk])).status_code == 200


def test_what_goes_without_saying_is_left_out(w):
    new(m.Matter, w, is_none=False)
    labels = [one.label for one in history(changes_of(w.agreement)[:1], w.user.scope, of=w.agreement)[0].told]
    assert labels == ["구분", "내용", "적은 날"]
    party = new(m.Party, w)
    change(party, {"organisation": w.organisation, "role": "client"}, version=1, by=w.user)
    [line] = history(changes_of(w.other)[:1], w.user.scope, of=w.other)
    assert line.told[0] == Told("기업·기관", "나", "가")


def test_a_record_of_another_register_keeps_its_name(w):
    city = type(w.municipality).objects.create(key="dara", name="다라시", region=w.province)
    theirs = m.Organisation.objects.create(municipality=city, kind="company", name="비밀상사", folded_name="비밀상사")
    change(w.organisation, {"same_as": theirs}, version=1, by=w.user)
    assert told(w, w.organisation) == {"같은 곳(다른 대장)": f" → 기업·기관 {theirs.pk}번"}
    reader = User.objects.create(username="r", display_name="전체", role="reader")
    [line] = history(changes_of(w.organisation), reader.scope, of=w.organisation)
    assert line.told[0].after == "비밀상사"


def test_fifty_changes_cost_what_one_costs(w):
    new(m.Party, w)
    new(m.Statement, w, agreement=None, organisation=w.organisation)
    address = reverse("agreements:history_of", args=["organisation", w.organisation.pk])
    new(m.Membership, w)
    few = cost(w, address)
    for number in range(50):
        new(m.Statement, w, agreement=None, organisation=w.organisation, words=f"{number}")
        record(m.FormerName(organisation=w.organisation, name=f"옛 {number}", source=w.source), by=w.user)
    assert cost(w, address) <= few + 1  # the names of one more kind of row


def cost(w, address: str) -> int:
    page_of(w.user, address)
    with CaptureQueriesContext(connection) as queries:
        page_of(w.user, address)
    return len(queries)
