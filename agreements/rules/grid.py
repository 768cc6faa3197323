"""What is asked of each rung in a round, in words that tell a state of a day from what happened in a period."""

from datetime import date

from agreements.periods import official_day
from agreements.rules.metric import RUNGS, Metric, Rung

WORDS = {
    Rung.SEATS_BUILT: "설치된 상담석",
    Rung.SEATS_USED: "운영 중인 상담석",
    Rung.HIRED: "새로 채용한 인원",
    Rung.STAFF: "근무 인원",
    Rung.INSURED: "고용보험 피보험자 수",
    Rung.RETAINED: "채용 뒤 12개월이 지나 근무 중인 인원",
    Rung.INVESTED: "실제 투자한 금액",
}
# 명: of whom the sheet asks who they are.
HAS_PARTS = frozenset({Rung.HIRED, Rung.STAFF, Rung.INSURED})


def question(rung: Rung, since: date, until: date) -> str:
    """``2026. 9. 30. 현재 근무 인원`` ``2026. 7. 1.~2026. 9. 30.에 새로 채용한 인원(이 기간만)``"""
    if RUNGS[rung].is_flow:
        return f"{official_day(since)}~{official_day(until)}에 {WORDS[rung]}(이 기간만)"
    return f"{official_day(until)} 현재 {WORDS[rung]}"


def rungs_of(metric: Metric) -> list[Rung]:
    return [rung for rung in Rung if RUNGS[rung].metric == metric]
