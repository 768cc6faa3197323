"""Whatever is done in whatever order: where agreements stand equals the history told again, and stays what it was."""

import csv
import io
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test
from python_calamine import CalamineWorkbook

from accounts.models import Municipality
from agreements.models import Agreement, ChangeRecord
from agreements.rules.metric import Metric
from agreements.standing import Counted, Standing, lines, standings, total_of
from tests.agreements.standing.desk import AS_OF, Desk
from tests.agreements.standing.register import Figures, in_answer, on_page
from tests.agreements.standing.replay import Replay, added, ends

pytestmark = pytest.mark.django_db

LONG = os.environ.get("REPLAY") == "long"
EXAMPLES, STEPS = (300, 40) if LONG else (10, 15)
DEFINITIONS = Municipality.Definition.values
Asked = tuple[date, datetime]
View = dict[str, Any]


def registered() -> list[Agreement]:
    return list(Agreement.objects.select_related("municipality", "source", "district").order_by("pk"))


def view(as_of: date, known_at: datetime | None) -> dict[int, View]:
    """As the product tells it."""
    found = standings(registered(), as_of=as_of, known_at=known_at)
    return {one.agreement.pk: {**told_of(one), **readings_of(one)} for one in found}


def told_of(one: Counted) -> View:
    told: View = {
        "progress": one.progress.value,
        "decided": one.decided,
        "due": one.due_on,
        "checked": one.checked_on,
        "opened": one.is_opened,
        "fulfilled": [replace(one, definition=name).is_fulfilled for name in DEFINITIONS],
    }
    for metric, stands in one.metrics.items():
        told[metric] = [
            ends(stands.original.said if stands.original else None),
            ends(stands.pledged),
            ends(stands.confirmed.said if stands.confirmed else None),
            ends(stands.press.said if stands.press else None),
        ]
    return told


def readings_of(one: Standing) -> View:
    return {
        f"{metric} by rung": [
            {rung.value: ends(found.said) for rung, found in readings.items()}
            for readings in (stands.approved, stands.reported)
        ]
        for metric, stands in one.metrics.items()
    }


def replayed(as_of: date, known_at: datetime | None) -> dict[int, View]:
    """The same from the change records."""
    history = Replay(ChangeRecord.objects.all(), known_at)
    signed = [pk for pk in registered_pks() if signed_by(pk, as_of)]
    return {pk: _replayed_one(history, pk, as_of) for pk in signed}


def registered_pks() -> list[int]:
    return [agreement.pk for agreement in registered()]


def signed_by(pk: int, as_of: date) -> bool:
    return bool(Agreement.objects.get(pk=pk).signed_on <= as_of)


def _replayed_one(history: Replay, pk: int, as_of: date) -> View:
    found = history.stands(pk, as_of)
    told: View = {
        "progress": found.progress,
        "decided": found.outcome,
        "due": found.due,
        "checked": found.checked,
        "opened": found.opened,
        "fulfilled": [found.fulfilled(name) for name in DEFINITIONS],
    }
    for metric, one in found.metrics.items():
        told[metric] = [one.original, one.pledged, one.compared(metric), one.compared(metric, press=True)]
        told[f"{metric} by rung"] = [one.confirmed, one.reported]
    return told


def in_csv(client: Client) -> list[list[Any]]:
    return list(csv.reader(io.StringIO(client.get("/answers/by-year.csv").content.decode("utf-8-sig"))))


def in_xlsx(client: Client) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/answers/by-year.xlsx").content))
    return book.get_sheet_by_index(0).to_python()


def named_as(answer: Figures, sheet: list[list[Any]]) -> dict[tuple[str, str, str], Any]:
    """The first table of a sheet, whose lines and columns stand in the order of the page."""
    columns = list(dict.fromkeys(column for _, _, column in answer))
    lines = dict.fromkeys(line for _, line, _ in answer)
    rows = {str(row[0]): row[1:] for row in sheet[3 : 3 + len(lines)]}
    assert list(rows) == list(lines)
    return {("years", line, column): as_number(rows[line][n]) for line in rows for n, column in enumerate(columns)}


def as_number(told: Any) -> Any:
    try:
        return float(str(told).replace(",", ""))
    except ValueError:
        return told


def in_words(told: tuple[int, int] | None) -> str:
    low, high = told or (0, 0)
    return "-" if told is None else f"{low:,}" if low == high else f"{low:,}~{high:,}"


class Standings(Desk):
    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[Asked, dict[int, View]] = {}
        self.steps = 0

    @invariant()
    def what_stands_is_the_history_told_again(self):
        """After each step on another day."""
        self.steps += 1
        days = (*AS_OF, timezone.localdate())
        as_of = days[self.steps % len(days)]
        told = view(as_of, None)
        assert told == replayed(as_of, None), as_of
        self.asked[as_of, timezone.now()] = told

    @invariant()
    def the_summary_is_the_standing(self):
        """Also on a day to come, on which what was recorded today begins to count."""
        days = (timezone.localdate(), date(2099, 3, 31), date(2100, 1, 1))
        today = days[self.steps % len(days)]
        whole = standings(registered(), as_of=today)
        kept = lines(Agreement.objects.order_by("pk"), today=today)
        assert [told_of(one) for one in kept] == [told_of(one) for one in whole], today

    def teardown(self) -> None:
        try:
            self.what_was_known_then_is_told_again()
            self.page_answer_and_export_agree()
        finally:
            super().teardown()

    def what_was_known_then_is_told_again(self):
        """Whatever was recorded since, late or not, changes only what is known later."""
        for (as_of, known_at), before in self.asked.items():
            assert view(as_of, known_at) == before, (as_of, known_at)

    def page_answer_and_export_agree(self):
        client, today = Client(), timezone.localdate()
        client.force_login(self.officer)
        whole = total_of("계", standings(registered(), as_of=today))
        by_hand = self.sums(list(replayed(today, None).values()))
        page, answer = on_page(client, "/standing/year/"), in_answer(client, "/answers/by-year/")
        for metric in Metric:
            found = whole.metrics[metric]
            told = [found.original, found.pledged, found.confirmed, found.press]
            assert [ends(said) for said in told] == by_hand[metric]
        for _, line, key in answer:
            if (table := key.partition("_")[0]) in {"seats", "jobs"}:
                assert page.get((table, line, key), "-") == answer["years", line, key]
        assert answer["years", "계", "jobs_pledged"] == in_words(by_hand["jobs"][1])
        for sheet in (in_csv(client), in_xlsx(client)):
            assert {place: as_number(words) for place, words in answer.items()} == named_as(answer, sheet)

    def sums(self, views: Sequence[View]) -> View:
        return {metric: [added(one[metric][n] for one in views) for n in range(4)] for metric in Metric}


def test_whatever_is_done_the_standing_is_its_history():
    run_state_machine_as_test(
        Standings,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, *([Phase.shrink] if LONG else [])],  # shrinking would take minutes
            print_blob=True,
        ),
    )
