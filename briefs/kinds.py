"""The kinds of paper. A new one is a line here and a file of its key in ``briefs/contents/``.

Where its page differs from ``templates/briefs/pdf/paper.html``, a template of its key.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """``subject`` names the column of what it is about; '' where it is about what a filter leaves of the register.

    ``many`` and ``many_use`` are of the kinds that are drawn once for each that a filter leaves.
    """

    key: str
    label: str
    use: str
    subject: str = ""
    many: str = ""
    many_use: str = ""


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "agreement",
            "협약 한 건",
            "협약 한 건의 이행 현황, 한 쪽",
            "agreement",
            "협약 한 건씩",
            "조건에 맞는 협약마다 한 쪽씩, 한 묶음으로",
        ),
        Kind(
            "organisation",
            "기업·기관 카드",
            "내일 만날 기업의 이름·구성·협약·센터, 한 쪽",
            "organisation",
            "기업 카드",
            "조건에 맞는 협약의 기업마다 한 쪽씩, 한 묶음으로",
        ),
        Kind("overview", "총괄 이행 현황", "국장·시장 보고용 총괄, 한 쪽과 붙임"),
        Kind("tables", "자치구별·기업별 이행표", "구역과 기업마다 협약과 실적을 견주는 표, A4 가로"),
        Kind("round", "이행 점검 결과 보고", "점검 한 회의 결과: 총괄, 구역별, 기업별, 사유와 조치", "round"),
        Kind("register", "협약 목록", "거른 협약의 목록, A4 가로"),
        Kind("answer", "질문과 답", "질문 하나의 답을 표로"),
        Kind("reply", "요구자료 답변서", "의회·감사 요구자료에 담은 답변을 한 권으로", "inquiry"),
        Kind("handover", "업무 인계 목록", "담당자가 넘길 협약과 미결사항", "officer"),
    )
}
SUBJECTS = tuple(kind.subject for kind in KINDS.values() if kind.subject)


def kind_choices() -> list[tuple[str, str]]:
    """For the models: a new kind needs no migration."""
    return [(kind.key, kind.label) for kind in KINDS.values()]
