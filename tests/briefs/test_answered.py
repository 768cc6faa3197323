"""What is said of an answer in a minute, and what is asked then: by rule, from its own figures."""

import pytest

from briefs.contents.answered import asked_next, in_a_minute, tables
from briefs.contents.answered import nothing as behind_nothing


def column(key, label, unit="명"):
    return {"key": key, "label": label, "unit": unit, "is_figure": bool(unit)}


COLUMNS = [
    column("count", "협약", "건"),
    column("jobs_pledged", "고용 협약"),
    column("jobs_confirmed", "고용 실적(확인)"),
    column("jobs_press", "고용 보고*"),
    column("jobs_rate", "고용 이행률", "%"),
]


def told(*rows, columns=COLUMNS, unchecked=0, head="체결연도", notes=(), proofs=()):
    made = [{"key": label, "label": label, "is_sum": label == "계", "cells": list(cells)} for label, *cells in rows]
    given = {"key": "years", "title": "체결연도별 이행", "head": head, "note": "", "proofs": list(proofs)}
    table = {**given, "units": [], "columns": columns, "rows": made}
    return {"tables": [table], "unchecked": unchecked, "count": 5, "notes": list(notes)}


def drawn(answer):
    return next(block for block in tables(answer, behind_nothing) if block.block == "table")


def test_what_was_counted_then_promise_result_and_rate():
    answer = told(("계", "238", "7,676", "1,617", "30*", "21.1"))
    assert in_a_minute(answer) == ("협약 238건", "고용 협약 7,676명 중 실적 1,617명(21.1%)")


def test_what_nobody_checked_is_called_so():
    answer = told(("계", "1", "100", "미확인", "-", "미확인"))
    assert in_a_minute(answer) == ("협약 1건", "고용 협약 100명 중 실적 미확인")


def test_money_is_written_out_and_the_whole_of_a_share_says_nothing():
    money = [column("share", "비율", "%"), column("investment_pledged", "투자액 협약", "억원")]
    assert in_a_minute(told(("계", "100.0", "16,970.0"), columns=money)) == ("투자액 협약 16,970.0억 원",)


def test_without_a_sum_the_lines_are_counted():
    assert in_a_minute(told(("가", "1", "2", "3", "4", "5"))) == ("체결연도별 이행 1건",)
    assert in_a_minute(told()) == ("해당 없음",)


@pytest.mark.parametrize(
    ("unchecked", "rate", "confirmed", "asked"),
    [
        (3, "21.1", "10", "12개월 이상 미점검 3건의 점검 계획은?"),
        (0, "21.1", "10", "고용 이행률 21.1%에 그친 사유와 대책은?"),
        (0, "미확인", "미확인", "미확인 수치의 확인 방법과 시기는?"),
        (0, "98.0", "98", "전에 제출한 자료와 다른 수치는?"),
    ],
)
def test_what_is_asked_then_follows_from_the_figures(unchecked, rate, confirmed, asked):
    assert asked_next(told(("계", "5", "100", confirmed, "-", rate), unchecked=unchecked)) == asked


def test_a_column_that_says_nothing_is_left_out():
    table = drawn(told(("계", "5", "100", "10", "-", "10.0"), ("2020년", "5", "100", "10", "", "10.0")))
    assert [one.key for one in table.columns] == ["label", "count", "jobs_pledged", "jobs_confirmed", "jobs_rate"]
    assert table.unit == "건, 명, %"


def test_names_and_long_words_stand_at_the_left():
    words = [column("what", "바뀐 것", unit="")]
    table = drawn(told(("가나", "채용 기한을 2027년 상반기로 바꾸기로 협의함"), columns=words, head="기업명"))
    assert [one.align for one in table.columns] == ["text", "text"]
    short = drawn(told(("2020년", "2020. 7. 16."), columns=words))
    assert [one.align for one in short.columns] == ["word", "word"]


def test_an_empty_table_says_so():
    assert [cell.text for cell in drawn(told()).rows[0].cells] == ["해당 없음", "-", "-", "-", "-", "-"]


def test_a_sum_that_does_not_hold_is_told():
    proofs = [{"label": "협약", "holds": False}, {"label": "고용 협약", "holds": True}]
    found = tables(told(("계", "5", "1", "1", "-", "1"), proofs=proofs), behind_nothing)
    notes = [note.text for block in found if block.block == "notes" for note in block.notes]
    assert notes == ["검산: 부분의 합과 계가 다름(협약)"]


def test_marks_come_first_and_only_what_occurs_is_explained():
    notes = ("미확인: 확인한 값이 없음", "*: 승인 전 보고")
    [*_, legend] = tables(
        told(("계", "5", "1", "미확인", "3*", "-"), ("가", "5", "1", "1", "-", "1"), notes=notes), behind_nothing
    )
    assert [(note.mark, note.text) for note in legend.notes] == [
        ("*", "승인 전 보고"),
        ("※", "미확인: 확인한 값이 없음 / -: 해당 없음"),
    ]
