"""The tables of a paper as a workbook and as CSV: figures are numbers, words are words, nothing is ever run."""

import csv
import re
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from briefs.sheets import figure_of, make_csv, make_xlsx, pattern_of
from tests.briefs.test_hostile_words import every_block, everywhere

GIVEN = {"number": "2026-0041", "check_code": "3F9A-21C7"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", 1234),
        ("△40", -40),
        ("23.5", Decimal("23.5")),
        ("△1,234.50", Decimal("-1234.50")),
        ("0", 0),
        ("2020", 2020),
        ("-", None),
        ("미확인", None),
        ("60*", None),
        ("1,23", None),
        ("062", None),
        ("500/300", None),
        ("2020. 7. 16.", None),
        ("12%", None),
        ("-3", None),
        ("", None),
        ("٣", None),
    ],
)
def test_only_one_plain_number_is_a_figure(text, value):
    assert figure_of(text) == value


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("1,234", '#,##0;"△"#,##0'),
        ("△40", '#,##0;"△"#,##0'),
        ("23.5", '#,##0.0;"△"#,##0.0'),
        ("2020", '0;"△"0'),
    ],
)
def test_a_figure_is_shown_as_it_was_printed(text, pattern):
    assert pattern_of(text) == pattern


@pytest.fixture
def contents():
    """Two tables of two rows, the first a sum; a fall in it."""
    made = every_block()
    for part in made["parts"]:
        [table] = [block for block in part["blocks"] if block["block"] == "table"]
        row = table["rows"][0]
        cells = [{"text": text, "mark": "", "refs": ""} for text in ("계", "△1,234.5", "-")]
        table["rows"] = [{**row, "cells": cells, "is_total": True}, row]
    return made


def pages(data):
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_each_table_has_a_page_with_all_that_belongs_to_it(contents):
    found = pages(make_xlsx(contents, **GIVEN))
    assert list(found) == ["1. 표", "2. 표"]
    assert [row[:3] for row in found["1. 표"]] == [
        ["가", "", ""],
        ["표 (단위: 석)", "", ""],
        ["(기준일: 나 / 자료 확정: 다)", "", ""],
        ["가", "다", ""],
        ["", "나", "라"],
        ["계", -1234.5, "-"],
        ["가", "1*", "다*"],
        ["", "", ""],
        ["* 가", "", ""],
        ["※ 나", "", ""],
        ["출처: 가 나", "", ""],
        ["자료번호 2026-0041 · 확인 3F9A-21C7", "", ""],
    ]


def test_heads_are_merged_and_sums_are_bold(contents):
    with ZipFile(BytesIO(make_xlsx(contents, **GIVEN))) as book:
        sheet, styles = (book.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    assert re.findall(r'mergeCell ref="(\w+:\w+)"', sheet) == ["A4:A5", "B4:C4"]
    assert '<pane ySplit="5"' in sheet
    assert "&quot;△&quot;#,##0.0" in styles


def test_the_csv_has_the_tables_one_below_the_other(contents):
    data = make_csv(contents, **GIVEN)
    assert data.startswith(b"\xef\xbb\xbf")
    table = [["표 (단위: 석)"], ["가", "다 나", "다 라"], ["계", "-1234.5", "-"], ["가", "1*", "다*"]]
    assert list(csv.reader(StringIO(data.decode("utf-8-sig")))) == [
        ["가"],
        ["(기준일: 나 / 자료 확정: 다)"],
        [],
        *table,
        [],
        *table,
        [],
        *[["* 가"], ["※ 나"]] * 2,
        ["출처: 가 나"],
        ["자료번호 2026-0041 · 확인 3F9A-21C7"],
    ]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1+1", "@A1", "＝1+1", " =1", "\t=1", '=HYPERLINK("http://a.kr")'])
def test_no_text_is_ever_run(words):
    contents = everywhere(words, every_block())
    data = make_xlsx(contents, **GIVEN)
    with ZipFile(BytesIO(data)) as book:
        parts = b"".join(book.read(name) for name in book.namelist())
    assert b"<f>" not in parts
    assert b"<hyperlink" not in parts
    told = list(csv.reader(StringIO(make_csv(contents, **GIVEN).decode("utf-8-sig"), newline="")))
    assert told[0] == [f"'{words}"]


@pytest.mark.parametrize("title", ["가:나/다\\라?마*바[사]", "'가'", "가" * 40, ""])
def test_a_page_has_a_name_that_a_workbook_takes(contents, title):
    for part in contents["parts"]:
        for block in part["blocks"]:
            if block["block"] == "table":
                block["title"] = title
    names = list(pages(make_xlsx(contents, **GIVEN)))
    assert len(set(names)) == 2
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_a_paper_without_a_table_says_so(contents):
    for part in contents["parts"]:
        part["blocks"] = [block for block in part["blocks"] if block["block"] != "table"]
    assert [row[0] for row in pages(make_xlsx(contents, **GIVEN))["표 없음"]][:2] == ["가", "표 없음"]
