"""사유와 조치: what did not come in, what was returned and why, what was said, and what is done about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from agreements.models import Actual, CorrectionRequest, Matter, ObligationCheck, Receipt, Reminder
from agreements.models.matter import open_on
from agreements.periods import official_day
from agreements.rules.metric import METRIC_LABELS, RUNGS, Rung
from agreements.standing.check_in import CheckInStanding, State
from agreements.standing.round import RoundStanding
from briefs.blocks import Cell, Column, Row, Table
from briefs.contents.handed_in import HandedIn
from briefs.contents.wording import NOT_APPLICABLE

TITLE = "사유와 조치"
MOST, MOST_MISSING = 300, 20
COLUMNS = (
    Column("agreement", "기업명", 34, "text"),
    Column("kind", "구 분", 22),
    Column("words", "사 유", 66, "text"),
    Column("answer", "조치·기한", 48, "text"),
)
UNDONE = {ObligationCheck.Result.NO.value, ObligationCheck.Result.PARTLY.value}


@dataclass(frozen=True)
class Said:
    of: CheckInStanding
    kind: str
    words: str
    answer: str = NOT_APPLICABLE


@dataclass(frozen=True)
class Asked:
    """A round as known then: None is as known now, ``seen_on`` the day of it."""

    told: RoundStanding
    handed_in: HandedIn
    known_at: datetime | None
    seen_on: date

    def by(self, moment: str) -> Q:
        return Q(**{f"{moment}__lte": self.known_at}) if self.known_at else Q()

    @cached_property
    def check_ins(self) -> dict[int, CheckInStanding]:
        return {one.check_in.pk: one for one in self.told.check_ins}

    @cached_property
    def receipts(self) -> dict[int, CheckInStanding]:
        """All that came: what was told before and stays as it was is not told again."""
        rows = Receipt.objects.filter(self.by("recorded_at"), check_in__in=self.check_ins).order_by("pk")
        return {pk: self.check_ins[check_in] for pk, check_in in rows.values_list("pk", "check_in")}


def table_of_said(asked: Asked) -> tuple[Table | None, int]:
    """None where nothing was said; and how many there are. Many that did not answer are one line, a long table ends."""
    missing = list(_missing(asked))
    others = [*_returned(asked), *_undone(asked), *_differing(asked), *_noted(asked), *_matters(asked)]
    count, folded = len(missing) + len(others), _folded(missing)
    told = others if folded else [*missing, *others]
    rows = [*folded, *(_row(number, one, asked.handed_in) for number, one in enumerate(told[:MOST]))]
    if len(told) > MOST:
        rows.append(_line("rest", "그 밖에", NOT_APPLICABLE, f"{len(told) - MOST:,}건은 점검 화면에서 확인"))
    return (Table("said", TITLE, COLUMNS, tuple(rows)) if rows else None), count


def _folded(missing: list[Said]) -> list[Row]:
    """Who they are stands in the table of companies."""
    if len(missing) <= MOST_MISSING:
        return []
    first, behind = missing[0], tuple(dict.fromkeys(one.of.check_in.agreement_id for one in missing))
    return [_line("missing", f"{len(missing):,}건", first.kind, first.words, first.answer, behind=behind)]


def _line(key: str, *words: str, behind: tuple[int, ...] = ()) -> Row:
    told = [*words, NOT_APPLICABLE][: len(COLUMNS)]
    return Row(key, tuple(map(Cell, told)), agreements=behind)


def _row(number: int, said: Said, handed_in: HandedIn) -> Row:
    cells = (Cell(handed_in.who(said.of)), Cell(said.kind), Cell(said.words), Cell(said.answer))
    return Row(f"said-{number}", cells, agreements=(said.of.check_in.agreement_id,))


def _missing(asked: Asked) -> Iterator[Said]:
    """Who did not answer, and how often they were reminded."""
    sent = Reminder.objects.filter(asked.by("sent_at"), round=asked.told.round, sent_at__isnull=False)
    days = sorted(sent.values_list("on", flat=True))
    reminded = f"독촉 {len(days)}회(최근 {official_day(days[-1])})" if days else "독촉 필요"
    due = f"제출기한 {official_day(asked.told.round.due_on)} 경과"
    return (Said(one, State.MISSING.label, due, reminded) for one in asked.told.check_ins if one.state == State.MISSING)


def _returned(asked: Asked) -> Iterator[Said]:
    for one in asked.told.check_ins:
        if one.state == State.RETURNED and one.review:
            on = official_day(timezone.localdate(one.review.reviewed_at))
            yield Said(one, State.RETURNED.label, one.review.note, f"보완 제출 요구({on})")


def _undone(asked: Asked) -> Iterator[Said]:
    """Duties found not or partly kept since the days that are looked at began, by the last check of each."""
    checks = ObligationCheck.objects.known_at(asked.known_at).filter(
        obligation__agreement__in=asked.handed_in.asked,
        checked_on__gte=asked.told.round.observed_from,
        checked_on__lte=asked.seen_on,
    )
    last = {one.obligation_id: one for one in checks.select_related("obligation").order_by("checked_on", "pk")}
    for check in last.values():
        if check.result in UNDONE:
            [of, *_] = asked.handed_in.asked[check.obligation.agreement_id]
            words = f"{check.obligation.words}({check.get_result_display()})"
            yield Said(of, "협약사항", words, f"근거: {check.evidence}")


def _differing(asked: Asked) -> Iterator[Said]:
    """정정 요청: what they say that the register has wrong."""
    receipts = asked.receipts
    for row in CorrectionRequest.objects.filter(receipt__in=receipts).order_by("pk"):
        is_answered = row.answered_on is not None and row.answered_on <= asked.seen_on
        answer = f"{row.answer}({official_day(row.answered_on)})" if is_answered and row.answered_on else "처리 전"
        yield Said(receipts[row.receipt_id], "정정 요청", f"{row.get_about_display()}: {row.words}", answer)


def _noted(asked: Asked) -> Iterator[Said]:
    """What was written with the whole, and beside a number."""
    for one in asked.told.check_ins:
        if one.receipt and one.receipt.words:
            yield Said(one, "제출 내용", one.receipt.words)
    receipts = asked.receipts
    for actual in Actual.objects.known_at(asked.known_at).filter(receipt__in=receipts).exclude(words="").order_by("pk"):
        yield Said(receipts[actual.receipt_id or 0], _named(actual), actual.words)


def _named(actual: Actual) -> str:
    rung = RUNGS[Rung(actual.rung)]
    return f"{METRIC_LABELS[rung.metric]} {rung.label}"


def _matters(asked: Asked) -> Iterator[Said]:
    """What people wrote of these agreements and is not done."""
    rows = Matter.objects.filter(open_on(asked.seen_on), agreement__in=asked.handed_in.asked, is_none=False)
    for row in rows.order_by("kind", "raised_on", "pk"):
        [of, *_] = asked.handed_in.asked[row.agreement_id]
        yield Said(of, row.get_kind_display(), row.what, _answer(row) or "대응 미정")


def _answer(row: Any) -> str:
    until = f"{official_day(row.until_on)}까지" if row.until_on else ""
    return ", ".join(part for part in (row.response, row.who, until) if part)
