"""Who is asked for what in a round: the same for the sheet, the letter and the visit. And the keys of the sheets."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.signing import BadSignature, Signer

from agreements.models import ActualPart, CheckIn, CorrectionRequest, Organisation, Party
from agreements.periods import PartialDate, official_day, official_day_with_weekday
from agreements.rules.actual import Reading
from agreements.rules.amount import in_prose
from agreements.rules.metric import RUNGS
from agreements.rules.name import fold
from agreements.rules.pledge import Promise
from agreements.rules.sheet.survey import Filled
from agreements.rules.sheet.survey_leaf import Line, Survey
from agreements.standing.grid import Grid, GridLine, grids_of

JOINED = ("round", "agreement__municipality", "agreement__department", "agreement__officer", "party__organisation")
SALT = "agreements.survey"
MARK = "survey"  # in a draft: the document that filled it
WRITER = "writer-"


@dataclass(frozen=True)
class Addressed:
    """A check-in with those who are asked: the party, or every company of a joint agreement."""

    grid: Grid
    companies: tuple[Organisation, ...]

    @property
    def check_in(self) -> CheckIn:
        return self.grid.check_in

    @property
    def agreement(self) -> Any:
        return self.check_in.agreement

    @property
    def company(self) -> str:
        return ", ".join(map(str, self.companies)) or "《기업명》"

    @property
    def short(self) -> str:
        """For the name of a file: 가나 외 9."""
        if not self.companies:
            return str(self.agreement)
        more = len(self.companies) - 1
        return f"{self.companies[0]} 외 {more}" if more else str(self.companies[0])

    @property
    def handed_to(self) -> str:
        department, officer = self.agreement.department or "《담당 부서》", self.agreement.officer or "《담당자》"
        return f"{self.agreement.municipality} {department}(담당: {officer})"

    @cached_property
    def lines(self) -> list[Line]:
        return [line_of(line) for line in self.grid.lines]

    @property
    def is_starred(self) -> bool:
        """Whether anything rests on an announcement or a report alone."""
        return any("*" in f"{line.original}{line.amended}{line.before}" for line in self.lines)


def asked(check_ins: Any) -> Any:
    """In the order of their agreements, with what every page of them needs. A struck agreement is asked nothing."""
    rows = check_ins.filter(agreement__struck_at__isnull=True).select_related(*JOINED)
    return rows.order_by("agreement__name", "pk")


def addressed(check_ins: list[CheckIn]) -> list[Addressed]:
    """In the given order; a fixed number of queries. Expects JOINED."""
    joint = Party.objects.filter(agreement__in={one.agreement_id for one in check_ins}, role=Party.Role.COMPANY)
    companies = defaultdict(list)
    for party in joint.select_related("organisation").order_by("position", "pk"):
        companies[party.agreement_id].append(party.organisation)
    grids = grids_of(check_ins)
    return [Addressed(grid, _companies(grid.check_in, companies)) for grid in grids]


def _companies(check_in: CheckIn, companies: dict[int, list[Organisation]]) -> tuple[Organisation, ...]:
    return (check_in.party.organisation,) if check_in.party else tuple(companies[check_in.agreement_id])


def survey_of(one: Addressed) -> Survey:
    round, signed = one.check_in.round, one.agreement.signed
    return Survey(
        number=number_of(one.check_in, one.company),
        round=str(round),
        register=str(one.agreement.municipality),
        company=one.company,
        agreement=str(one.agreement),
        signed=day_in_words(signed),
        period=f"{official_day(round.observed_from)}~{official_day(round.observed_to)}",
        base_day=official_day_with_weekday(round.observed_to),
        due=official_day_with_weekday(round.due_on),
        handed_to=one.handed_to,
        lines=tuple(one.lines),
        parts=tuple((kind.value, str(kind.label)) for kind in ActualPart.Kind),
        about=tuple(str(about.label) for about in CorrectionRequest.About),
    )


def line_of(line: GridLine) -> Line:
    original, amended = line.metric.original, line.metric.amended
    return Line(
        rung=line.rung,
        label=line.label,
        question=line.question,
        original=_promised(line, original),
        amended=_promised(line, amended),
        due=day_in_words(line.metric.promise.due) if line.metric.promise else "-",
        before=_before(line),
        has_parts=line.has_parts,
    )


def _promised(line: GridLine, promise: Promise | None) -> str:
    if promise is None:
        return "-"
    return f"{in_prose(promise.said, line.metric.metric)}{'*' if promise.is_announced else ''}"


def _before(line: GridLine) -> str:
    if line.before:
        return _read(line, line.before)
    return f"보고 {_read(line, line.heard)}*" if line.heard else "미확인"


def _read(line: GridLine, reading: Reading) -> str:
    """``95명(2026. 6. 30.)`` ``누계 240명(2026년 2분기까지)``"""
    said = in_prose(reading.said, line.metric.metric)
    if RUNGS[line.rung].is_flow:
        return f"누계 {said}({reading.as_of}까지)"
    return f"{said}({reading.as_of})"


def day_in_words(day: PartialDate) -> str:
    return day.words or str(day) or "미상"


def number_of(check_in: CheckIn, company: str) -> str:
    """Signed, and of the company whose name the sheet bears: ``17.3f9a21c7:…``"""
    return Signer(salt=SALT).sign(f"{check_in.pk}.{name_digest(company)}")


def numbered(number: str) -> tuple[int, str]:
    """The check-in and the digest of the name. Raises BadSignature for what we never wrote."""
    pk, dot, digest = Signer(salt=SALT).unsign(number).partition(".")
    if not (dot and pk.isascii() and pk.isdigit()):
        raise BadSignature(number)
    return int(pk), digest


def name_digest(company: str) -> str:
    return hashlib.sha256(fold(company).encode()).hexdigest()[:8]


def marked(check_in: CheckIn) -> int | None:
    """The document of the sheet that filled the draft."""
    told = check_in.draft.get(MARK, "")
    return int(told) if told.isascii() and told.isdigit() else None


def fields_of(filled: Filled) -> dict[str, str]:
    """What a sheet says, by the fields of the form that reads it; words picked from a list become their values."""
    about = {str(label): value for value, label in CorrectionRequest.About.choices}
    said = {name: text for name, text in filled.texts.items() if not name.startswith(WRITER)}
    return {name: about.get(text, text) if name.endswith("-about") else text for name, text in said.items()}


def writer_of(filled: Filled) -> str:
    """``과장 김가나``: who filled it in. The telephone stays on the sheet."""
    texts = (filled.texts.get(f"{WRITER}{word}", "") for word in ("title", "name"))
    return " ".join(text for text in texts if text)[:60]
