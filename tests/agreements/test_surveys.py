"""조사표 fill the drafts of their check-ins, are known again, and are refused in words where they belong elsewhere."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature

from agreements import models as m
from agreements.actions.check_in import keep_draft
from agreements.actions.record import record, strike
from agreements.actions.survey import hand_in_survey, survey_in, take_survey, take_surveys
from agreements.forms.survey import Looked
from agreements.rules.sheet.survey_leaf import survey_leaf
from agreements.rules.sheet.writing import in_leaf
from agreements.standing.check_in import State
from agreements.standing.survey import addressed, asked, fields_of, marked, numbered, survey_of, writer_of
from agreements.standing.visit import visits_of
from tests.agreements.cast import add_actual, add_party, add_pledge, cast, make_agreement, make_organisation
from tests.agreements.surveying import VALUE, filled_in, place_of, rows_of, saved_again, typed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]

ON = date(2026, 11, 2)


@pytest.fixture
def c():
    found = cast()
    found.gana = make_agreement(
        found.gwangju, "gana", company="(주)가나", signed=date(2020, 7, 16), seats=100, jobs=150
    )
    found.round = make_round(found.gwangju)
    found.check_in = m.CheckIn.objects.create(round=found.round, agreement=found.gana)
    return found


def make_round(city, quarter=3):
    first = date(2026, 3 * quarter - 2, 1)
    last = {2: date(2026, 6, 30), 3: date(2026, 9, 30)}[quarter]
    days = {"opens_on": date(2026, 10, 1), "due_on": date(2026, 10, 21)}
    name = f"2026년 {quarter}분기 이행 점검"
    return m.Round.objects.create(municipality=city, name=name, observed_from=first, observed_to=last, **days)


def one_of(check_in):
    [one] = addressed(list(asked(m.CheckIn.objects.filter(pk=check_in.pk))))
    return one


def sheet_of(check_in, **values):
    content = in_leaf(survey_leaf(survey_of(one_of(check_in))))
    return filled_in(content, **values) if values else content


def take(c, content, name="가나.xlsx", by=None, round=None):
    return take_survey(round or c.round, name=name, content=content, by=by or c.officer)


def looked(check_in):
    one = one_of(check_in)
    document = m.Document.objects.get(pk=marked(one.check_in))
    return Looked(one, document, survey_in(document), State.MISSING)


def hand_in(c, one):
    told = {"via": "mail", "came_on": type("Day", (), {"on": ON})}
    return hand_in_survey(one.one.check_in, one.document, one.submitted(told), by=c.officer)


def draft(check_in):
    check_in.refresh_from_db()
    return {name: text for name, text in check_in.draft.items() if name != "survey"}


def test_the_sheet_says_what_was_promised_and_confirmed_last(c):
    add_actual(c.gana, "staff", 95, date(2026, 6, 30))
    add_actual(c.gana, "hired", 40, date(2026, 4, 1), as_of_precision="quarter")
    add_actual(c.gana, "seats_used", 80, date(2026, 5, 1), is_approved=False)
    rows = {row[0]: row for row in rows_of(sheet_of(c.check_in))}
    assert rows["고용 근무"][2:7] == ["150명", "-", "미상", "95명(2026. 6. 30.)", ""]
    assert rows["고용 채용"][1] == "2026. 7. 1.~2026. 9. 30.에 새로 채용한 인원(이 기간만)"
    assert rows["고용 채용"][5] == "누계 40명(2026년 2분기까지)"
    assert rows["상담석 운영"][5] == "보고 80석(2026. 5. 1.)*"
    assert rows["상담석 구축"][5] == "미확인"
    assert rows["기업명"][1] == "(주)가나"
    assert rows["체결일"][4:6] == ["제출기한", "2026. 10. 21.(수)"]


def test_a_sheet_of_a_party_asks_the_party_and_a_joint_one_names_all(c):
    party = add_party(c.gana, make_organisation(c.gwangju, "(주)다라"))
    add_pledge(c.gana, "jobs", 30, party=party)
    of_party = m.CheckIn.objects.create(round=c.round, agreement=c.gana, party=party)
    assert one_of(of_party).company == "(주)다라"
    assert one_of(c.check_in).company == "(주)가나, (주)다라"
    assert one_of(c.check_in).short == "(주)가나 외 1"
    assert "row:seats_used" not in " ".join(row[-1] for row in rows_of(sheet_of(of_party)))


def test_what_was_typed_is_in_the_draft_and_the_file_in_evidence(c):
    content = sheet_of(c.check_in, staff="95", seats_used="80석 이상", staff_words="퇴사 5명")
    content = typed_in(content, {place_of(content, "row:1", 1): "기한", place_of(content, "row:1", 2): "2027년 말"})
    taken = take(c, content)
    assert taken.is_new
    assert draft(c.check_in) == {
        "staff-value": "95",
        "seats_used-value": "80석 이상",
        "staff-words": "퇴사 5명",
        "differs-1-about": "due",
        "differs-1-words": "2027년 말",
    }
    document = m.Document.objects.get()
    assert (document.kind, document.agreement, document.original_name) == ("evidence", c.gana, "가나.xlsx")
    with document.file.open() as file:
        assert file.read() == content
    assert not m.Receipt.objects.exists()


def test_handed_in_it_makes_the_facts_the_form_would_make(c):
    content = sheet_of(c.check_in, staff="95", seats_used="80석 이상")
    parts = {place_of(content, "row:residents", VALUE): "60", place_of(content, "row:new", VALUE): "5"}
    writer = {place_of(content, "row:title", 1): "과장", place_of(content, "row:name", 1): "김가나"}
    take(c, typed_in(content, {**parts, **writer}))
    one = looked(c.check_in)
    assert one.is_clean
    assert list(one.understood) == [
        "상담석 운영 80석 이상 (전회 미확인)",
        "고용 근무 95명 (전회 미확인)",
        "내역 2칸",
    ]
    receipt = hand_in(c, one)
    assert (receipt.via, receipt.came_on, receipt.respondent) == ("mail", ON, "과장 김가나")
    assert receipt.enclosures.get().document == m.Document.objects.get()
    staff = receipt.actuals.get(rung="staff")
    assert (staff.low, staff.residents, staff.source_kind) == (95, 60, "company")
    assert list(staff.parts.values_list("kind", "number")) == [("new", 5)]
    assert draft(c.check_in) == {}
    assert hand_in(c, one) is None
    assert m.Receipt.objects.count() == 1


def test_the_same_file_again_changes_nothing(c):
    content = sheet_of(c.check_in, staff="95")
    take(c, content)
    changes, kept = m.ChangeRecord.objects.count(), draft(c.check_in)
    assert not take(c, content, name="다른 이름.xlsx").is_new
    hand_in(c, looked(c.check_in))
    changed = m.ChangeRecord.objects.count()
    assert changed > changes
    assert not take(c, content).is_new
    assert m.ChangeRecord.objects.count() == changed
    assert (draft(c.check_in), kept) == ({}, {"staff-value": "95"})
    assert (m.Document.objects.count(), m.Upload.objects.count(), m.Receipt.objects.count()) == (1, 0, 1)


def test_a_better_sheet_takes_the_place_of_the_one_before(c):
    take(c, sheet_of(c.check_in, staff="백 명쯤", insured="90"))
    [fault] = looked(c.check_in).faults
    assert (fault.label, fault.value) == ("고용 근무 금회 실적", "백 명쯤")
    assert fault.where == place_of(sheet_of(c.check_in), "row:staff", VALUE)
    take(c, sheet_of(c.check_in, staff="95"), name="고친 것.xlsx")
    assert draft(c.check_in) == {"staff-value": "95"}
    assert looked(c.check_in).is_clean
    assert m.Document.objects.count() == 2


def test_what_a_person_typed_stays_and_both_are_told(c):
    keep_draft(c.check_in, {"staff-value": "100명", "insured-value": "90"})
    take(c, sheet_of(c.check_in, staff="95", seats_used="80"))
    assert draft(c.check_in) == {"staff-value": "100명", "insured-value": "90", "seats_used-value": "80"}
    one = looked(c.check_in)
    assert [fault.value for fault in one.faults] == [
        "조사표 95 / 작성 중 100명",
        "조사표 빈칸 / 작성 중 90",
    ]
    assert not one.is_clean


def test_parts_above_the_whole_are_refused_at_the_cell_by_the_form(c):
    content = sheet_of(c.check_in, staff="95")
    take(c, typed_in(content, {place_of(content, "row:new", VALUE): "99"}))
    [fault] = looked(c.check_in).faults
    assert "전체보다 많습니다" in fault.sentence


def refusal(c, content, **how):
    with pytest.raises(ValidationError) as refused:
        take(c, content, **how)
    assert draft(c.check_in) == {}
    assert not m.Document.objects.exists()
    assert not m.Upload.objects.exists()
    return " ".join(refused.value.messages)


def test_a_sheet_of_another_round_another_city_and_another_hand(c):
    content = sheet_of(c.check_in, staff="95")
    other = m.CheckIn.objects.create(round=make_round(c.gwangju, 2), agreement=c.gana)
    assert "‘2026년 2분기 이행 점검’의 조사표입니다" in refusal(c, sheet_of(other, staff="95"))
    theirs = make_round(c.incheon)
    assert "이 대장의 조사표가 아닙니다" in refusal(c, content, by=c.incheon_officer, round=theirs)
    rows = rows_of(content)
    number = rows[-1][0]
    rows[-1][0] = number[:-8] + number[-7] + number[-8] + number[-6:]
    assert "조사표 번호가 바뀌었습니다" in refusal(c, saved_again(rows))
    [renamed] = [row for row in rows if row[0] == "기업명"]
    rows[-1][0], renamed[1] = number, "(주)다라"
    assert "‘(주)다라’(으)로 바뀌었습니다" in refusal(c, saved_again(rows))


def test_a_sheet_of_a_round_that_is_closed_or_an_agreement_that_was_struck(c):
    content = sheet_of(c.check_in, staff="95")
    record(m.RoundClosing(round=c.round, closed_by=c.officer), by=c.officer)
    assert "마감한 점검" in refusal(c, content)
    strike(c.gana, version=c.gana.version, reason="중복", by=c.officer)
    assert "이 대장의 조사표가 아닙니다" in refusal(c, content)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "빈 파일"),
        (b"%PDF-1.4", "엑셀(.xlsx) 파일이 아닙니다"),
        (b"PK\x03\x04 not a zip", "깨졌거나"),
        (b"PK" + bytes(10 * 1024 * 1024), "5 MB보다"),
    ],
)
def test_what_is_no_sheet_is_refused(c, content, sentence):
    assert sentence in refusal(c, content)


def test_a_row_without_its_key_is_refused_at_its_cell(c):
    rows = rows_of(sheet_of(c.check_in, staff="95"))
    next(row for row in rows if row[-1].startswith("row:staff@"))[-1] = ""
    assert "고용 근무 금회 실적 ‘95’: 이 줄의 숨긴 번호가 지워졌거나" in refusal(c, saved_again(rows))


def test_of_many_files_each_is_taken_or_refused_by_itself(c):
    dara = make_agreement(c.gwangju, "dara", company="(주)다라", jobs=50)
    second = m.CheckIn.objects.create(round=c.round, agreement=dara)
    gana = sheet_of(c.check_in, staff="95")
    files = [("1.xlsx", gana), ("2.xlsx", b"x"), ("3.xlsx", sheet_of(c.check_in, staff="96")), ("4.xlsx", gana)]
    taken, refused = take_surveys(c.round, [*files, ("5.xlsx", sheet_of(second, staff="30"))], by=c.officer)
    assert [one.check_in.pk for one in taken] == [c.check_in.pk, second.pk]
    assert [one.name for one in refused] == ["2.xlsx", "3.xlsx"]
    assert "먼저 읽은 ‘1.xlsx’만" in refused[1].sentences[0]
    assert draft(c.check_in) == {"staff-value": "95"}


def test_a_promise_that_is_no_longer_asked_of_is_told(c):
    content = sheet_of(c.check_in, seats_used="80", staff="90")
    m.CheckIn.objects.filter(pk=c.check_in.pk).update(
        agreement=make_agreement(c.gwangju, "dara", company="(주)가나", jobs=9)
    )
    take(c, content)
    assert [fault.sentence[:16] for fault in looked(c.check_in).faults] == ["이 점검에서 묻지 않는 항목입"]


def test_a_number_is_ours_only_if_we_signed_it(c):
    number = survey_of(one_of(c.check_in)).number
    assert numbered(number)[0] == c.check_in.pk
    with pytest.raises(BadSignature):
        numbered(number.replace(".", ".0", 1))
    filled = survey_in(take(c, sheet_of(c.check_in, staff="95")).document)
    assert (writer_of(filled), fields_of(filled)) == ("", {"staff-value": "95"})


def test_a_visit_says_where_to_go(c, django_assert_num_queries):
    m.Centre.objects.create(
        municipality=c.gwangju,
        name="센터",
        folded_name="센터",
        agreement=c.gana,
        address="동구 금남로",
        place_stage="signed",
        source=c.gana.source,
    )
    asked_of = [one_of(c.check_in)]
    with django_assert_num_queries(1):
        [visit] = visits_of(asked_of)
    assert (visit.place, visit.company) == ("동구 금남로", "(주)가나")
    assert [words for words, _ in visit.counted] == ["설치된 상담석", "운영 중인 상담석", "근무 인원"]
