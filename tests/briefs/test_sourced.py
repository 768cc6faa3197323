"""Sources at the foot, in a list, or on the papers of the agreements. No database."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from agreements.models import Source
from briefs.contents.sourced import ELSEWHERE, LETTERS, MOST, sourced

FIRST = date(2020, 1, 1)


def standings(days: int, *, a_day: int = 1, letters: int = 0) -> list[Any]:
    """Each leans on one article; so many stood in the paper on each day."""
    return [
        SimpleNamespace(sources={0: _article(FIRST + timedelta(day), f"{number}".ljust(letters, "가"))})
        for day in range(days)
        for number in range(a_day)
    ]


def _article(on: date, title: str) -> Source:
    return Source(publisher="지역신문", published_on=on, published_precision="day", title=title)


def columns(days: int, **more: int) -> list[str]:
    [part] = sourced(standings(days, **more)).parts()
    return [column.key for column in part.blocks[0].columns]


def test_few_stand_at_the_foot_under_numbers():
    told = sourced(standings(3, a_day=2))
    assert told.lines() == ("① 지역신문 2020. 1. 1.", "② 지역신문 2020. 1. 2.", "③ 지역신문 2020. 1. 3.")
    assert told.parts() == ()


def test_many_are_a_list_with_titles_that_tells_articles_of_one_day_apart():
    found = standings(MOST // 2, a_day=2)
    told = sourced(found)
    assert told.lines() == ("붙임 출처 목록",)
    assert told.refs(found[-1]) == str(MOST)
    assert columns(MOST // 2, a_day=2) == ["number", "source", "where"]


@pytest.mark.parametrize("more", [{"days": MOST, "a_day": 2}, {"days": 300, "letters": LETTERS // 299}])
def test_titles_that_would_fill_the_paper_stand_elsewhere(more):
    assert columns(**more) == ["number", "source"]


def test_more_than_a_list_holds_stand_on_the_papers_of_the_agreements():
    found = standings(MOST + 1)
    told = sourced(found)
    assert (told.lines(), told.parts(), told.refs(found[0])) == ((ELSEWHERE,), (), "")
