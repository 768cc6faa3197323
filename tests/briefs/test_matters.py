"""쟁점 및 대응 on paper: what is being negotiated is told with the issues."""

from datetime import date

import pytest

from briefs.contents import draw
from tests.briefs.made import order
from tests.briefs.tree import lines

pytestmark = pytest.mark.django_db


def issues(made) -> list[tuple[str, str]]:
    told = lines(draw(order(made)).contents, "쟁점 및 대응")
    return [(line["label"], line["text"]) for line in told]


def test_a_change_under_negotiation_is_told_after_the_issues(heungkuk):
    heungkuk.matter("change", "고용 100명을 80명으로", response="기업 요청 검토", who="투자유치과")
    heungkuk.matter("issue", "기한 경과")
    assert issues(heungkuk) == [("(쟁점)", "기한 경과"), ("(변경 협의)", "고용 100명을 80명으로")]


def test_what_is_answered_stands_under_it(heungkuk):
    heungkuk.matter("change", "위치 변경", response="현지 확인", who="투자유치과")
    told = lines(draw(order(heungkuk)).contents, "쟁점 및 대응")
    assert [sub["text"] for sub in told[0]["subs"]] == ["(대응) 현지 확인, 투자유치과"]


def test_what_was_done_after_the_base_day_was_not_done_then(heungkuk):
    heungkuk.matter("plan", "현지 확인", until_on=date(2026, 10, 31), done_on=date(2026, 11, 1))
    told = draw(order(heungkuk, as_of=date(2026, 9, 30))).contents
    assert [line["text"] for line in lines(told, "향후 계획")] == ["2026. 10. 31.까지 현지 확인"]
    told = draw(order(heungkuk)).contents
    assert [line["text"] for line in lines(told, "향후 계획")] == ["2026. 11. 1. 완료 현지 확인"]
