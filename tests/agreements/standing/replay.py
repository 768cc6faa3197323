"""The register told once more from its change records alone, day by day and line by line, as plainly as can be.

Nothing of the product's reading of facts is used: rows come from what was noted up to a moment, and every figure is
found by walking through them. Slow, and only for small registers whose rows are of the whole agreement.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from agreements.models import ChangeRecord
from agreements.rules.said import Said

SERIES = {"seats": ("seats_used", "seats_built"), "jobs": ("insured", "staff", "hired"), "investment": ("invested",)}
RUNGS = {**SERIES, "jobs": (*SERIES["jobs"], "retained")}
THERE = {"seats": "seats_used", "jobs": "staff"}
FLOWS = {"hired", "invested"}
GONE = {"elsewhere", "withdrawn", "lapsed", "closed"}
SPANS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
Row = dict[str, Any]
Ends = tuple[int, int]
LAST = 10**9  # after every record of the same day


def last_of(row: Row, name: str) -> date | None:
    """The last day of what is known."""
    if not row.get(f"{name}_on"):
        return None
    day = date.fromisoformat(row[f"{name}_on"])
    months = SPANS.get(row[f"{name}_precision"], 0)
    if not months:
        return day
    month = day.month + months - 1
    return date(day.year, month, monthrange(day.year, month)[1])


@dataclass
class Told:
    """What is said of one metric. Readings are (low, high) by rung."""

    original: Ends | None = None
    pledged: Ends | None = None
    confirmed: dict[str, Ends] = field(default_factory=dict)
    reported: dict[str, Ends] = field(default_factory=dict)
    due: date | None = None

    def compared(self, metric: str, *, press: bool = False) -> Ends | None:
        readings = self.reported if press else self.confirmed
        return next((readings[rung] for rung in SERIES[metric] if rung in readings), None)


@dataclass
class Stands:
    metrics: dict[str, Told]
    opened: bool
    outcome: str
    due: date | None
    checked: date | None
    progress: str

    def fulfilled(self, definition: str) -> bool | None:
        reached: dict[str, bool | None] = {}
        for metric, told in self.metrics.items():
            have = told.compared(metric)
            if told.pledged:
                reached[metric] = have[0] >= told.pledged[0] if have else None
        is_open = (self.outcome not in GONE) if self.opened else None
        if definition == "opened":
            return is_open
        if definition != "all":
            return reached.get(definition)
        answers = [is_open, *reached.values()]
        return False if False in answers else None if None in answers else True


class Replay:
    """Rows by kind as they were known at ``moment`` (None: now)."""

    def __init__(self, changes: Iterable[ChangeRecord], moment: datetime | None) -> None:
        self.rows: dict[str, dict[int, Row]] = {}
        self.agreements: dict[int, Row] = {}
        self.number_of_version: dict[int, int] = {}
        self.decisions: dict[tuple[str, int], tuple[int, str]] = {}
        for change in sorted(changes, key=lambda one: one.number):
            if moment is None or change.at <= moment:
                self._happened(change)

    def _happened(self, change: ChangeRecord) -> None:
        row = {**change.after, "pk": change.subject_id, "nth": change.number}
        match change.subject_model:
            case "agreement":
                self.agreements.setdefault(change.subject_id, row).update(change.after)
            case "review":
                self.decisions["actual", row["actual"]] = (change.number, row["decision"])
            case "receiptreview":
                self.decisions["receipt", row["receipt"]] = (change.number, row["decision"])
            case "version" | "pledge" | "actual" | "step" | "outcome" as kind:
                known = self.rows.setdefault(kind, {})
                known.pop(row.get("replaces"), None)
                if not row.get("is_void"):
                    known[change.subject_id] = row
                if kind == "version":
                    self.number_of_version[change.subject_id] = row["number"]

    def of(self, kind: str, agreement: int) -> list[Row]:
        return [row for row in self.rows.get(kind, {}).values() if row["agreement"] == agreement]

    def decided(self, actual: Row) -> str:
        by = [("actual", actual["pk"]), ("receipt", actual.get("receipt"))]
        return max((self.decisions[key] for key in by if key in self.decisions), default=(0, ""))[1]

    # where one agreement stands

    def stands(self, agreement: int, as_of: date) -> Stands:
        happened = [o for o in self.of("outcome", agreement) if date.fromisoformat(o["on_on"]) <= as_of]
        happened.sort(key=lambda row: (last_of(row, "on"), row["nth"]))
        outcome = happened[-1] if happened else None
        code = outcome["code"] if outcome else ""
        end = last_of(outcome, "on") if outcome and code in GONE else None
        end = end if end and end <= as_of else None
        actuals = [a for a in self.of("actual", agreement) if self.decided(a) != "returned"]
        metrics = {metric: self._metric(metric, agreement, actuals, as_of, end) for metric in SERIES}
        steps = [s for s in self.of("step", agreement) if (last_of(s, "on") or date.min) <= as_of]
        due = max((told.due for told in metrics.values() if told.due), default=None)
        days = [last_of(a, "as_of") for a in actuals if self.decided(a) == "approved"]
        return Stands(
            metrics=metrics,
            opened=any(step["kind"] == "opened" for step in steps),
            outcome=code,
            due=due,
            checked=max((day for day in days if day and day <= as_of), default=None),
            progress=_progress(code, due, as_of),
        )

    def _metric(self, metric: str, agreement: int, actuals: list[Row], as_of: date, end: date | None) -> Told:
        told = Told()
        by_version: dict[int, list[Row]] = {}
        for pledge in self.of("pledge", agreement):
            if pledge["metric"] == metric and self._is_signed(pledge, as_of):
                by_version.setdefault(self.number_of_version[pledge["version_of"]], []).append(pledge)
        if by_version:
            told.original = _promised(by_version[0])[0] if 0 in by_version else None
            told.pledged, told.due = _promised(by_version[max(by_version)])
        for is_confirmed, readings in ((True, told.confirmed), (False, told.reported)):
            lines = [a for a in actuals if (self.decided(a) == "approved") == is_confirmed]
            readings |= _readings(RUNGS[metric], lines, as_of, end, is_confirmed=is_confirmed)
        if end and metric in THERE and told.confirmed and not set(told.confirmed) - FLOWS:
            told.confirmed[THERE[metric]] = (0, 0)
        return told

    def _is_signed(self, pledge: Row, as_of: date) -> bool:
        """By the version as it is told now, whichever row of it the pledge was signed with."""
        number = self.number_of_version[pledge["version_of"]]
        told = [v for v in self.of("version", pledge["agreement"]) if v["number"] == number]
        return number == 0 or not told or not told[0].get("signed_on") or told[0]["signed_on"] <= as_of.isoformat()


def _promised(lines: list[Row]) -> tuple[Ends, date | None]:
    """Signed before announced, then the largest; of equals one without a day, which whatever reaches it first dates."""
    signed = [line for line in lines if line["stage"] == "signed"] or lines
    most = max(line["low"] for line in signed)
    heads = [line for line in signed if line["low"] == most]
    head = min(heads, key=lambda line: (bool(line.get("due_on")), line.get("due_on") or "", line["pk"]))
    reaching = [head] if head.get("due_on") else [line for line in lines if line["low"] >= most]
    return (head["low"], head["high"]), min((day for one in reaching if (day := last_of(one, "due"))), default=None)


def _readings(
    rungs: Iterable[str], lines: list[Row], as_of: date, end: date | None, *, is_confirmed: bool
) -> dict[str, Ends]:
    by_rung = {rung: [line for line in lines if line["rung"] == rung] for rung in rungs}
    walked = {rung: _walk(rung, found, as_of, end, is_confirmed=is_confirmed) for rung, found in by_rung.items()}
    return {rung: value for rung, value in walked.items() if value is not None}


def _walk(rung: str, lines: list[Row], as_of: date, end: date | None, *, is_confirmed: bool) -> Ends | None:
    """Through the days: a stock is what was read last, or 0 from the end on; a flow is added, each period once."""
    events: list[tuple[date, int, Row | None]] = [
        (day, line["nth"], line) for line in lines if (day := last_of(line, "as_of")) and day <= as_of
    ]
    is_flow = rung in FLOWS
    if end and events and not is_flow:
        events.append((end, LAST, None))
    periods: dict[tuple[str, str], Ends] = {}
    stock: Ends | None = None
    for _, _, line in sorted(events, key=lambda event: event[:2]):
        if line is None:
            stock = (0, 0) if is_confirmed else None
        elif is_flow:
            periods[line["as_of_on"], line["as_of_precision"]] = (line["low"], line["high"])
        else:
            stock = (line["low"], line["high"])
    return added(periods.values()) if is_flow else stock


def _progress(code: str, due: date | None, as_of: date) -> str:
    if code not in {"", "going"}:
        return code
    if due is None:
        return "no_due"
    return "past_due" if due < as_of else "within_due"


def added(values: Iterable[Ends | None]) -> Ends | None:
    found = [value for value in values if value is not None]
    return (sum(low for low, _ in found), sum(high for _, high in found)) if found else None


def ends(said: Said | None) -> Ends | None:
    return (said.low, said.high) if said else None
