"""What came back for a check-in, read and checked: the same whether typed, sent by link or taken from a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agreements.rules.metric import Rung
from agreements.rules.said import Said

ORIGINS = ("new", "moved_within", "moved_in", "retained")
CONTRACTS = ("permanent", "fixed_term", "part_time", "dispatched")


@dataclass(frozen=True)
class Answered:
    """One number. ``parts`` are parts of it by the kinds of ActualPart; they are never added to it. Unit: 명."""

    rung: Rung
    said: Said
    words: str = ""
    residents: int | None = None
    parts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class DutyAnswered:
    """이행 · 일부 · 미이행 of one obligation, with what shows it."""

    obligation: int
    result: str
    evidence: str


@dataclass(frozen=True)
class Differing:
    """시 등록 내용과 다름: about what (CorrectionRequest.About), and how."""

    about: str
    words: str


@dataclass(frozen=True)
class Submitted:
    """Everything that came at one time. ``source_kind`` '' follows from the way it came.

    ``documents`` and ``invitation`` are rows of the register; ``drafted`` names the fields of the draft that it takes.
    """

    via: str
    came_on: date
    answered: Sequence[Answered] = ()
    duties: Sequence[DutyAnswered] = ()
    differing: Sequence[Differing] = ()
    documents: Sequence[Any] = ()
    respondent: str = ""
    words: str = ""
    source_kind: str = ""
    invitation: Any = None
    drafted: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.answered or self.duties or self.differing or self.documents or self.words)


def too_many(answered: Answered) -> str:
    """What of the parts is more than the whole, in words; '' where nothing is."""
    most = answered.said.high
    if (answered.residents or 0) > most:
        return "관내 거주자가 전체보다 많습니다."
    if sum(answered.parts.get(kind, 0) for kind in ORIGINS) > most:
        return "신규·이전·유지 인원을 더하면 전체보다 많습니다."
    if sum(answered.parts.get(kind, 0) for kind in CONTRACTS) > most:
        return "고용 형태별 인원을 더하면 전체보다 많습니다."
    if any(number > most for number in answered.parts.values()):
        return "대상별 인원이 전체보다 많습니다."
    return ""
