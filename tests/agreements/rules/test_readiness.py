"""다음 단계까지 남은 것, from plain values."""

from dataclasses import replace
from datetime import date

from agreements.rules.readiness import ASKED, Known, NextStep, missing

ALL = Known(
    signed_on=date(2020, 7, 16),
    parties=2,
    has_signatory=True,
    has_numbered_paper=True,
    disclosure="open",
    due_on=date(2021, 6, 30),
    has_pledge=True,
    has_centre=True,
    has_place=True,
    has_fitting_out=True,
    is_opened=True,
    has_actual=True,
    has_issue=True,
    has_plan=True,
    has_officer=True,
    council_on=date(2020, 8, 1),
)


def names(known: Known) -> dict[str, list[str]]:
    return {step.value: [asked.what for asked in found] for step, found in missing(known).items()}


def test_nothing_lacks_where_all_is_there():
    assert missing(ALL) == {}


def test_of_nothing_everything_lacks_but_what_hangs_on_what_is_not_there():
    assert names(Known()) == {
        "signing": ["체결일", "당사자", "서명자", "협약서 문서번호", "공개 구분"],
        "opening": ["센터", "이행 기한", "입주 준비", "개소"],
        "reporting": ["쟁점·대응", "향후 계획", "담당자", "의회 보고일"],
    }


def test_each_row_of_the_table_can_lack_and_can_be_there():
    told = [asked.what for asked in ASKED]
    assert len(set(told)) == len(told)
    for asked in ASKED:
        assert asked.is_there(ALL), asked.what
    without = replace(Known(), has_pledge=True, has_centre=True)
    assert [asked.what for asked in ASKED if asked.is_there(without)] == ["센터"]


def test_nothing_is_asked_for_the_opening_of_what_is_open_or_ended():
    for known in (replace(Known(), is_opened=True), replace(Known(), is_ended=True)):
        assert NextStep.OPENING not in missing(known)


def test_figures_are_asked_only_of_who_promised_some():
    assert "실적" not in names(Known())["reporting"]
    assert names(replace(Known(), has_pledge=True))["reporting"][0] == "실적"
