"""The order of the rule: decided → passed and unchecked → passed and short → within due → done → no due."""

import pytest

from agreements.rules.progress import PROGRESS_NAMES, Progress
from briefs.contents.summary_line import Tale, summary_line

HALF = {"confirmed": "60명", "rate": "60.0", "shortfall": "△40명", "is_reached": False}
WHOLE = {"confirmed": "102명", "rate": "102.0", "is_reached": True}


def line(progress, **values):
    given = {"promised": "고용 100명", "due": "2021년 상반기", "due_name": "채용"}
    return summary_line(Tale(progress, PROGRESS_NAMES[progress], **(given | values)))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (line(Progress.PAST_DUE), "채용 기한(2021년 상반기) 경과, 시가 확인한 실적 없음 → 확인 필요"),
        (
            line(Progress.PAST_DUE, due_is_announced=True, press="고용 240명"),
            "보도된 채용 기한(2021년 상반기) 경과, 시가 확인한 실적 없음(고용 240명 보도) → 확인 필요",
        ),
        (
            line(Progress.PAST_DUE, **HALF),
            "채용 기한(2021년 상반기) 경과, 고용 100명 협약 중 60명 확인(60.0%, △40명) → 이행 대책 필요",
        ),
        (line(Progress.PAST_DUE, **WHOLE), "협약 이행, 고용 100명 협약 중 102명 확인(102.0%)"),
        (
            line(Progress.WITHIN_DUE, **HALF),
            "채용 기한(2021년 상반기) 내 추진 중, 고용 100명 협약 중 60명 확인(60.0%, △40명)",
        ),
        (line(Progress.WITHIN_DUE), "채용 기한(2021년 상반기) 내 추진 중, 시가 확인한 실적 없음"),
        (line(Progress.WITHIN_DUE, **WHOLE), "협약 이행, 고용 100명 협약 중 102명 확인(102.0%)"),
        (line(Progress.NO_DUE), "이행 기한 자료에 없음, 시가 확인한 실적 없음 → 확인 필요"),
        (
            line(Progress.NO_DUE, **HALF),
            "이행 기한 자료에 없음, 고용 100명 협약 중 60명 확인(60.0%, △40명)",
        ),
        (
            line(Progress.CLOSED, decided="(2009. 1., 부도)"),
            "폐업·철수(2009. 1., 부도), 시가 확인한 실적 없음",
        ),
        (line(Progress.DONE, decided="(2022. 1., 목표 달성)"), "이행 완료(2022. 1., 목표 달성), 시가 확인한 실적 없음"),
        (
            line(Progress.NO_DUE, promised="", due="", duties=9, unchecked_duties=7),
            "협약사항 9건 중 7건 미확인 → 확인 필요",
        ),
        (line(Progress.NO_DUE, promised="", due="", duties=9), "협약사항 9건 모두 확인"),
        (line(Progress.NO_DUE, promised="", due=""), "협약 수치 없음, 이행 여부 미확인 → 확인 필요"),
    ],
)
def test_the_line(told, expected):
    assert told == expected
