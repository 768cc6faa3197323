"""The sheet of today comes in as a whole and once, and can be taken back; what goes out as a sheet comes in again."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Municipality, User
from agreements import models as m
from agreements.actions.record import change, record
from agreements.actions.sample import add_registers
from agreements.actions.sheet import bring_in, choose_columns, preview, receive_sheet, take_back
from agreements.rules.sheet.writing import disarmed, in_csv, in_xlsx
from agreements.standing import standings
from agreements.standing.columns import COLUMNS
from tests.agreements import ugly

pytestmark = pytest.mark.django_db

CITIES = {"gwangju": "광주광역시", "busan": "부산광역시", "national": ""}
TODAY = date(2026, 11, 22)


@pytest.fixture
def officers():
    admin = User.objects.create(username="admin", display_name="관리자", role="administrator")
    registers = add_registers(by=admin)
    return {
        key: User.objects.create(username=key, display_name=key, role="officer", municipality=registers[key])
        for key in CITIES
    }


def sent(by, content, name="대장.xlsx"):
    return receive_sheet(name=name, content=content, municipality=by.municipality, by=by)


def bring(by, content, name="대장.xlsx"):
    sheet = sent(by, content, name)
    return sheet, bring_in(sheet, by=by)


def standing(by):
    return m.Agreement.objects.visible_to(by.scope).filter(municipality=by.municipality)


def promised(by):
    """Company → seats and jobs, as the register has them."""
    found = standings(list(standing(by).select_related("municipality", "source")), as_of=TODAY)
    return {
        (str(s.companies[0].organisation), s.agreement.signed_on): tuple(
            s.metrics[name].pledged.low if name in s.metrics and s.metrics[name].pledged else None
            for name in ("seats", "jobs")
        )
        for s in found
    }


def published(rows):
    return sorted((int(row["seats"] or 0), int(row["jobs_pledged"] or 0)) for row in rows)


UGLY = {
    "gwangju": (ugly.with_two_headings, ("광주광역시",)),
    "busan": (ugly.with_words_in_cells, ("부산광역시",)),
    "national": (ugly.with_one_agreement_over_many_rows, ()),
}


@pytest.mark.parametrize("key", UGLY)
def test_three_ugly_sheets_come_in_as_they_are(officers, key):
    make, cities = UGLY[key]
    rows = ugly.published(*cities)
    by = officers[key]
    _, made = bring(by, make(rows))
    assert made == len({row["agreement_key"] for row in rows}) == standing(by).count()
    companies = m.Party.objects.filter(agreement__in=standing(by), role="company")
    assert companies.count() == len(rows)
    single = [row for row in rows if row["agreement_key"] != "incheon-20131217-10co"]
    assert sorted((s or 0, j or 0) for s, j in promised(by).values() if s or j) == [
        pair for pair in published(single) if any(pair)
    ]
    assert set(standing(by).values_list("officer", flat=True)) == {by.pk}


def test_the_same_sheet_again_changes_nothing(officers):
    by, rows = officers["gwangju"], ugly.published("광주광역시")
    bring(by, ugly.with_two_headings(rows))
    notes = m.ChangeRecord.objects.filter(action="등록", subject_model="agreement").count()
    rows.reverse()
    _, made = bring(by, ugly.with_two_headings(rows))
    assert made == 0
    assert m.ChangeRecord.objects.filter(action="등록", subject_model="agreement").count() == notes


def test_pressed_twice_it_comes_in_once(officers):
    by = officers["gwangju"]
    sheet, made = bring(by, ugly.with_two_headings(ugly.published("광주광역시")))
    assert bring_in(sheet, by=by) == 0
    assert standing(by).count() == made


BAD = "기업명,체결일,상담석,투자액(억원)\n(주)가나,2020. 7. 16.,100석,12\n(주)다라,작년,100명,열두\n"


def test_one_cell_that_cannot_be_read_keeps_everything_out(officers):
    by = officers["gwangju"]
    sheet = sent(by, BAD.encode(), "대장.csv")
    found = preview(sheet, by=by)
    assert [(fault.where, fault.value) for fault in found.faults] == [("B3", "작년"), ("C3", "100명"), ("D3", "열두")]
    assert all(fault.sentence.endswith(".") or "예:" in fault.sentence for fault in found.faults)
    with pytest.raises(ValidationError, match="3곳"):
        bring_in(sheet, by=by)
    assert not standing(by).exists()
    assert not m.Organisation.objects.filter(municipality=by.municipality).exists()


def test_a_column_read_wrongly_is_put_right_by_a_person(officers):
    by = officers["gwangju"]
    sheet = sent(by, "상호,언제,규모\n(주)가나,2020. 7. 16.,100\n".encode(), "대장.csv")
    assert preview(sheet, by=by) is None or not preview(sheet, by=by).lines[0].arrival.pledges
    sheet = sent(by, "기업명,체결일,규모\n(주)가나,2020. 7. 16.,100\n".encode(), "대장.csv")
    choose_columns(sheet, tab="대장.csv", columns={2: "seats"}, kind="business", by=by)
    [line] = preview(sheet, by=by).lines
    assert [(p.metric, p.low) for p in line.arrival.pledges] == [("seats", 100)]
    assert line.arrival.agreement.kind == "business"


def test_what_is_in_the_register_already_is_skipped_with_a_word(officers):
    by = officers["gwangju"]
    text = "기업명,체결일,상담석\n(주)가나,2020. 7. 16.,100\n"
    bring(by, text.encode(), "대장.csv")
    sheet = sent(by, text.replace("100", "120").encode(), "대장.csv")
    [line] = preview(sheet, by=by).lines
    assert "대장에 있음" in line.known


def test_it_is_taken_back_as_a_whole_and_may_come_again(officers):
    by, content = officers["gwangju"], ugly.with_two_headings(ugly.published("광주광역시"))
    sheet, made = bring(by, content)
    take_back(sheet, reason="잘못된 파일", by=by)
    assert not standing(by).exists()
    assert m.Agreement.objects.filter(strike_reason="잘못된 파일").count() == made
    assert not m.Organisation.objects.visible_to(by.scope).filter(kind="company").exists()
    assert bring(by, content)[1] == made


def test_it_stays_when_somebody_built_on_it(officers):
    by = officers["gwangju"]
    sheet, made = bring(by, ugly.with_two_headings(ugly.published("광주광역시")))
    agreement = standing(by).first()
    record(m.Matter(agreement=agreement, kind="issue", what="지연", raised_on=TODAY), by=by)
    with pytest.raises(ValidationError, match="고친 협약"):
        take_back(sheet, reason="잘못된 파일", by=by)
    assert standing(by).count() == made
    change(agreement, {"venue": "시청"}, version=agreement.version, by=by)


def test_another_citys_row_does_not_come_in(officers):
    by = officers["gwangju"]
    sheet = sent(by, "시도,기업명,체결일\n부산광역시,(주)가나,2020. 7. 16.\n".encode(), "대장.csv")
    [fault] = preview(sheet, by=by).faults
    assert (fault.where, "광주광역시의 협약만" in fault.sentence) == ("A2", True)


def test_a_number_that_may_be_january_or_october_is_not_guessed(officers):
    by = officers["gwangju"]
    content = in_xlsx("협약", [["기업명", "체결일"], ["(주)가나", 2020.1]], [False, True])
    [fault] = preview(sent(by, content), by=by).faults
    assert "2020.10" in fault.sentence


def test_what_goes_out_comes_in_again_as_it_was(officers):
    by = officers["gwangju"]
    bring(by, ugly.with_two_headings(ugly.published("광주광역시")))
    before = promised(by)
    found = standings(list(standing(by).select_related("municipality", "source", "district")), as_of=TODAY)
    columns = [column for key, column in COLUMNS.items() if key not in {"key", "department", "officer"}]
    table = [[column.heading for column in columns], *[[column.value(s) for column in columns] for s in found]]
    other = User.objects.create(
        username="other",
        display_name="다른 대장",
        role="officer",
        municipality=Municipality.objects.create(key="other", name="광주광역시", region=by.municipality.region),
    )
    for content, name in ((in_xlsx("협약", table, [False] * len(columns)), "a.xlsx"), (in_csv(table), "a.csv")):
        sheet, made = bring(other, content, name)
        assert made == len(found)
        assert promised(other) == before
        take_back(sheet, reason="왕복 시험", by=other)


FORMULAS = ["=1+1", "+82", "-1", "@cmd", "\t=1", " =1", "\n=1", "＝1", "＋1", "　=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text):
    assert disarmed(text).startswith("'")
    assert next(csv.reader(StringIO(in_csv([[text]]).decode("utf-8-sig"), newline="")))[0].startswith("'")
    assert b"<f>" not in in_xlsx("협약", [["이름"], [text]], [False])


@pytest.mark.parametrize("value", ["(주)가나", "100석 이상", "", None, 3, 0.5])
def test_other_cells_stay_as_they_are(value):
    assert disarmed(value) == value
