"""The second ◈ line: what became of the agreement, by one rule. Pure.

Order: what a person decided → due passed and unchecked → due passed and short → within due → done; and where no due
is known, what is known instead. A person may say it otherwise; this sentence stays in the record.
"""

from dataclasses import dataclass

from agreements.rules.progress import Progress

DECIDED_OTHERWISE = {
    Progress.CHANGED,
    Progress.ELSEWHERE,
    Progress.HELD,
    Progress.WITHDRAWN,
    Progress.LAPSED,
    Progress.CLOSED,
}


@dataclass(frozen=True)
class Tale:
    """What the rule needs. ``promised`` and ``confirmed`` are words of the figure that is judged (고용 100명)."""

    progress: Progress
    progress_name: str
    decided: str = ""
    due: str = ""
    due_name: str = "이행"
    due_is_announced: bool = False
    promised: str = ""
    confirmed: str = ""
    rate: str = ""
    shortfall: str = ""
    is_reached: bool | None = None
    press: str = ""
    checker: str = "시가"
    duties: int = 0
    unchecked_duties: int = 0


def summary_line(tale: Tale) -> str:
    if tale.progress in DECIDED_OTHERWISE:
        return f"{tale.progress_name}{tale.decided}, {_known(tale)}"
    if not tale.promised:
        return _without_figures(tale)
    if tale.progress == Progress.PAST_DUE and not tale.confirmed:
        return f"{_due(tale)} 경과, {_known(tale)} → 확인 필요"
    if tale.progress == Progress.PAST_DUE and not tale.is_reached:
        return f"{_due(tale)} 경과, {_known(tale)} → 이행 대책 필요"
    if tale.progress == Progress.WITHIN_DUE and not tale.is_reached:
        return f"{_due(tale)} 내 추진 중, {_known(tale)}"
    if tale.is_reached or tale.progress in {Progress.DONE, Progress.PARTIAL}:
        name = "협약 이행" if tale.is_reached else f"{tale.progress_name}{tale.decided}"
        return f"{name}, {_known(tale)}"
    return f"이행 기한 자료에 없음, {_known(tale)}" + ("" if tale.confirmed else " → 확인 필요")


def _due(tale: Tale) -> str:
    return f"{'보도된 ' if tale.due_is_announced else ''}{tale.due_name} 기한({tale.due})"


def _known(tale: Tale) -> str:
    if tale.confirmed:
        fall = f", {tale.shortfall}" if tale.shortfall else ""
        return f"{tale.promised} 협약 중 {tale.confirmed} 확인({tale.rate}%{fall})"
    press = f"({tale.press} 보도)" if tale.press else ""
    return f"{tale.checker} 확인한 실적 없음{press}".strip()


def _without_figures(tale: Tale) -> str:
    due = f"{_due(tale)} {'경과' if tale.progress == Progress.PAST_DUE else '내'}, " if tale.due else ""
    press = f", {tale.press} 보도" if tale.press else ""
    if not tale.duties:
        return f"{due}협약 수치 없음{press}, 이행 여부 미확인 → 확인 필요"
    if tale.unchecked_duties:
        return f"{due}협약사항 {tale.duties}건 중 {tale.unchecked_duties}건 미확인{press} → 확인 필요"
    return f"{due}협약사항 {tale.duties}건 모두 확인{press}"
