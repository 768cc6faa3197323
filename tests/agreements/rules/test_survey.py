"""조사표 goes out and comes back, whatever a company's program did to it meanwhile."""

import re
from zipfile import ZipFile

import pytest

from agreements.rules.metric import Rung
from agreements.rules.office import head_of
from agreements.rules.sheet import UnusableError, grids
from agreements.rules.sheet.bundle import named, zipped
from agreements.rules.sheet.survey import filled
from agreements.rules.sheet.survey_leaf import Line, Survey, survey_leaf
from agreements.rules.sheet.visit_leaf import Visit, visit_leaf
from agreements.rules.sheet.writing import in_leaf
from tests.agreements.surveying import VALUE, filled_in, page_of, place_of, rows_of, saved_again, typed_in, with_page


def line(rung, label, *, parts=False, **more):
    told = {"question": f"2026. 9. 30. 현재 {label}", "original": "100명", "amended": "-", "due": "2026년 말"}
    return Line(rung, label, **told, before="미확인", has_parts=parts, **more)


def survey(number="17.ab12cd34:Zm9vYmFyc2lnbmF0dXJlXy0", company="(주)가나"):
    return Survey(
        number=number,
        round="2026년 3분기 이행 점검",
        register="가나광역시",
        company=company,
        agreement="=가나 투자협약",
        signed="2020. 7. 16.",
        period="2026. 7. 1.~2026. 9. 30.",
        base_day="2026. 9. 30.(수)",
        due="2026. 10. 21.(수)",
        handed_to="가나광역시 《담당 부서》",
        lines=(
            line(Rung.SEATS_USED, "상담석 운영"),
            line(Rung.HIRED, "고용 채용", parts=True),
            line(Rung.STAFF, "고용 근무", parts=True),
        ),
        parts=(("new", "신규 채용"), ("permanent", "정규직"), ("young", "청년")),
        about=("협약 수치", "기한"),
    )


@pytest.fixture(scope="module")
def sheet():
    return in_leaf(survey_leaf(survey()))


def read(content):
    return filled(grids("조사표.xlsx", content))


def test_what_is_typed_comes_back_by_its_fields(sheet):
    content = filled_in(sheet, seats_used="120석 이상", staff="95", staff_words="퇴사 5명")
    content = typed_in(content, {place_of(content, "row:new", VALUE): "12", place_of(content, "row:1", 1): "기한"})
    content = typed_in(content, {place_of(content, "row:1", 2): "=1+1", place_of(content, "row:telephone", 1): "062-1"})
    found = read(content)
    assert found.faults == []
    assert (found.number, found.company) == (survey().number, "(주)가나")
    assert found.texts == {
        "seats_used-value": "120석 이상",
        "staff-value": "95",
        "staff-words": "퇴사 5명",
        "hired-new": "12",
        "differs-1-about": "기한",
        "differs-1-words": "=1+1",
        "writer-telephone": "062-1",
    }
    assert found.cells["staff-words"].label == "고용 근무 비고"
    assert found.cells["hired-new"].label == "신규·이전·유지: 신규 채용 채용(명)"


@pytest.mark.parametrize(("above", "before"), [(0, 0), (3, 0), (0, 2), (5, 1)])
def test_another_program_and_other_rows_change_nothing(sheet, above, before):
    content = filled_in(sheet, staff="95")
    found = read(saved_again(rows_of(content), above=above, before=before))
    assert (found.texts, found.faults, found.company) == ({"staff-value": "95"}, [], "(주)가나")


def changed(sheet, change):
    rows = rows_of(filled_in(sheet, staff="95"))
    change(rows)
    return saved_again(rows)


def row_at(rows, key):
    return next(row for row in rows if row[-1].startswith(f"{key}@"))


def test_a_row_whose_key_is_gone_is_named_with_its_value(sheet):
    [fault] = read(changed(sheet, lambda rows: row_at(rows, "row:staff").__setitem__(-1, ""))).faults
    assert (fault.value, fault.label) == ("95", "고용 근무 금회 실적")
    assert re.fullmatch(r"G\d+", fault.where)
    assert "지워졌거나 새로 넣은 줄" in fault.sentence


def test_an_empty_row_whose_key_is_gone_is_no_matter(sheet):
    found = read(changed(sheet, lambda rows: row_at(rows, "row:hired").__setitem__(-1, "")))
    assert (found.texts, found.faults) == ({"staff-value": "95"}, [])


def test_a_line_put_in_by_the_company_is_not_taken(sheet):
    found = read(changed(sheet, lambda rows: rows.insert(11, ["합계", *[""] * 5, "300", "", ""])))
    assert [(fault.where, fault.value) for fault in found.faults] == [("G12", "300")]


def test_a_row_of_another_sheet_is_told(sheet):
    def put_in(rows):
        row_at(rows, "row:staff")[-1] = "row:staff@Other1"

    [fault] = read(changed(sheet, put_in)).faults
    assert "다른 조사표" in fault.sentence


def test_a_heading_that_was_changed_is_told(sheet):
    def rename(rows):
        head = next(row for row in rows if row[-1].startswith("head:금회"))
        head[VALUE] = "실적"

    assert "제목 줄" in read(changed(sheet, rename)).faults[0].sentence


def test_a_row_copied_within_the_sheet_is_told(sheet):
    found = read(changed(sheet, lambda rows: rows.insert(12, list(row_at(rows, "row:staff")))))
    assert [fault.sentence for fault in found.faults] == ["같은 줄이 두 번 있습니다. 한 줄만 남기십시오."]


def test_more_than_a_remark_is_told(sheet):
    assert "400자보다" in read(filled_in(sheet, staff_words="가" * 401)).faults[0].sentence


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda rows: [row.__setitem__(-1, "") for row in rows], "줄 번호가 모두 지워졌습니다"),
        (lambda rows: rows.pop(), "조사표 번호’가 지워졌습니다"),
        (lambda rows: rows.append(list(rows[-1])), "두 장 들어 있습니다"),
        (lambda rows: row_at(rows, "row:staff").__setitem__(VALUE, ""), "적은 값이 없습니다"),
    ],
)
def test_a_sheet_that_cannot_be_known_is_refused_with_what_to_do(sheet, change, sentence):
    with pytest.raises(UnusableError, match=sentence) as refused:
        read(changed(sheet, change))
    assert str(refused.value).endswith("올리십시오.")


def test_a_cell_far_away_and_a_file_too_large_are_refused_unread(sheet):
    far = page_of(sheet).replace("</sheetData>", '<row r="900000"><c r="A900000"><v>1</v></c></row></sheetData>')
    with pytest.raises(UnusableError, match="행"):
        read(with_page(sheet, far))
    with pytest.raises(UnusableError, match="5 MB"):
        grids("조사표.xlsx", sheet + bytes(10 * 1024 * 1024))


def test_the_page_is_locked_but_for_what_is_typed_and_holds_no_formula(sheet):
    page = page_of(sheet)
    assert "<f>" not in page
    assert '<sheetProtection sheet="1"' in page
    assert "password" not in page
    assert re.search(r'<col min="9" max="9" [^>]*hidden="1"', page)
    assert '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>' in page
    assert 'type="whole" operator="greaterThanOrEqual"' in page
    assert 'type="list"' in page
    assert "확인하여 없으면 0" in page
    unlocked = rf'<c r="{place_of(sheet, "row:staff", VALUE)}" s="(\d+)"/>'
    assert re.search(unlocked, page)


def test_a_text_that_looks_like_a_formula_goes_out_as_text(sheet):
    assert "=가나 투자협약" in rows_of(sheet)[3]


def test_a_sheet_without_numbers_still_asks_what_differs():
    texts = [text for row in rows_of(in_leaf(survey_leaf(Survey(**{**vars(survey()), "lines": ()})))) for text in row]
    assert any("수치로 정한 협약 내용이 없습니다" in text for text in texts)
    assert "시 등록 내용과 다름" in " ".join(texts)
    assert not any(text.startswith("2. 인원 내역") for text in texts)


def test_a_visit_has_a_block_for_each_company():
    visits = [Visit("(주)가나", "가나 협약", "", survey().lines), Visit("(주)다라", "다라 협약", "동구", ())]
    texts = [
        text for row in rows_of(in_leaf(visit_leaf("3분기", "가나시", "2026. 9. 30.(수)", visits))) for text in row
    ]
    for words in ("1. (주)가나", "2. (주)다라", "자료에 없음", "동구", "사진 번호", "확인자 서명", "현장에서 센 값"):
        assert words in texts


@pytest.mark.parametrize(
    ("register", "head"),
    [
        ("광주광역시", "광주광역시장"),
        ("전북특별자치도", "전북특별자치도지사"),
        ("완주군", "완주군수"),
        ("동구", "동구청장"),
        ("전국 대장", "《발신 명의》"),
    ],
)
def test_who_signs_for_a_register(register, head):
    assert head_of(register) == head


def test_names_in_a_zip_are_korean_and_lead_nowhere(tmp_path):
    name = named("001", "가/나\\다", "이행실적: 조사표", extension="xlsx")
    assert name == "001_가 나 다_이행실적 조사표.xlsx"
    content = b"".join(zipped([(name, b"1" * 100), ("목록.csv", b"2")]))
    (tmp_path / "a.zip").write_bytes(content)

    with ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [name, "목록.csv"]
        assert all(entry.flag_bits & 0x800 for entry in archive.infolist())
