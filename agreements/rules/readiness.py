"""What the next step of an agreement still asks for: one table. Pure: what is known in, what is missing out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class NextStep(StrEnum):
    SIGNING = "signing"
    OPENING = "opening"
    REPORTING = "reporting"


STEP_NAMES = {NextStep.SIGNING: "체결", NextStep.OPENING: "개소", NextStep.REPORTING: "보고"}


@dataclass(frozen=True)
class Known:
    """What is entered of an agreement. A day is None and a word '' where nothing is."""

    signed_on: date | None = None
    parties: int = 0
    has_signatory: bool = False
    has_numbered_paper: bool = False
    disclosure: str = ""
    due_on: date | None = None
    has_pledge: bool = False
    has_centre: bool = False
    has_place: bool = False
    has_fitting_out: bool = False
    is_opened: bool = False
    is_ended: bool = False
    has_actual: bool = False
    has_issue: bool = False
    has_plan: bool = False
    has_officer: bool = False
    council_on: date | None = None


@dataclass(frozen=True)
class Door:
    """The form of a noun, with ``told`` filled in; or a place of the page; else the form of the agreement itself."""

    noun: str = ""
    told: dict[str, str] = field(default_factory=dict)
    place: str = ""


@dataclass(frozen=True)
class Asked:
    step: NextStep
    what: str
    is_there: Callable[[Known], bool]
    door: Door = Door()


ASKED: tuple[Asked, ...] = (
    Asked(NextStep.SIGNING, "체결일", lambda known: known.signed_on is not None),
    Asked(NextStep.SIGNING, "당사자", lambda known: known.parties > 1, Door("party")),
    Asked(NextStep.SIGNING, "서명자", lambda known: known.has_signatory, Door(place="parties")),
    Asked(NextStep.SIGNING, "협약서 문서번호", lambda known: known.has_numbered_paper, Door(place="documents")),
    Asked(NextStep.SIGNING, "공개 구분", lambda known: bool(known.disclosure)),
    Asked(NextStep.OPENING, "센터", lambda known: known.has_centre, Door("centre")),
    Asked(NextStep.OPENING, "위치", lambda known: known.has_place or not known.has_centre, Door(place="centres")),
    Asked(NextStep.OPENING, "이행 기한", lambda known: known.due_on is not None, Door("pledge")),
    Asked(NextStep.OPENING, "입주 준비", lambda known: known.has_fitting_out, Door("step", {"kind": "fitting_out"})),
    Asked(NextStep.OPENING, "개소", lambda known: known.is_opened, Door("step", {"kind": "opened"})),
    Asked(NextStep.REPORTING, "실적", lambda known: known.has_actual or not known.has_pledge, Door("actual")),
    Asked(NextStep.REPORTING, "쟁점·대응", lambda known: known.has_issue, Door("matter", {"kind": "issue"})),
    Asked(NextStep.REPORTING, "향후 계획", lambda known: known.has_plan, Door("matter", {"kind": "plan"})),
    Asked(NextStep.REPORTING, "담당자", lambda known: known.has_officer),
    Asked(NextStep.REPORTING, "의회 보고일", lambda known: known.council_on is not None),
)


def missing(known: Known) -> dict[NextStep, list[Asked]]:
    """By step, those that lack something. Nothing is asked for the opening of what is open already or ended."""
    steps = [step for step in NextStep if step != NextStep.OPENING or not (known.is_opened or known.is_ended)]
    found = {step: [one for one in ASKED if one.step == step and not one.is_there(known)] for step in steps}
    return {step: asked for step, asked in found.items() if asked}
