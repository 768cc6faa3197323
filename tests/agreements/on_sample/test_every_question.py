"""What holds of every question, whichever comes next: asked of the sample data, of one register and of all."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Municipality, User
from accounts.scope import Scope
from agreements.answers import QUESTIONS, Answer, Asked, Span
from agreements.answers.sheet import rows_of
from agreements.answers.told import digest_of, told
from agreements.models import Agreement
from agreements.rules.said import Said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample"), pytest.mark.parametrize("key", QUESTIONS)]

DAY = date(2026, 6, 30)
SPAN = Span(date(2012, 1, 1), date(2016, 12, 31), "2012~2016년")


def everywhere() -> Asked:
    return Asked(scope=User.objects.get(username="reader").scope, as_of=DAY)


def of_one_register(key: str = "gwangju", **more: object) -> Asked:
    city = Municipality.objects.get(key=key)
    return Asked(scope=Scope(frozenset({city.pk})), as_of=DAY, municipality=city, **more)


def _low(value: object) -> object:
    return value.low if isinstance(value, Said) else value


def behind(answer: Answer) -> set[int]:
    cells = (cell for table in answer.tables for row in table.rows for cell in row.cells)
    return {pk for cell in cells for pk in cell.behind}


def test_the_parts_add_up_to_the_whole(key):
    for asked in (everywhere(), of_one_register()):
        tables = QUESTIONS[key].answer(asked).tables
        assert all(proof.holds for table in tables for proof in table.proofs)


def test_nothing_of_another_register_is_in_it(key):
    asked = of_one_register()
    answer = QUESTIONS[key].answer(asked)
    own = set(Agreement.objects.filter(municipality=asked.municipality).values_list("pk", flat=True))
    assert behind(answer) | set(answer.agreements) <= own
    others = Agreement.objects.exclude(municipality=asked.municipality).values_list("name", flat=True)
    words = json.dumps(told(QUESTIONS[key], asked, answer), ensure_ascii=False)
    assert not [name for name in others if name in words]


def test_a_span_and_a_day_before_everything_are_answered(key):
    own = {a.pk for a in of_one_register(span=SPAN).agreements}
    assert set(QUESTIONS[key].answer(of_one_register(span=SPAN)).agreements) <= own
    before = Asked(scope=everywhere().scope, as_of=date(1990, 1, 1))
    assert not [pk for pk in QUESTIONS[key].answer(before).agreements if Agreement.objects.get(pk=pk).signed_on]


def test_lines_are_told_apart_and_the_answer_can_be_kept(key):
    answer = QUESTIONS[key].answer(everywhere())
    for table in answer.tables:
        keys = [row.key for row in table.rows]
        assert len(set(keys)) == len(keys)
        assert all(len(row.cells) == len(table.columns) for row in table.rows)
    shown = told(QUESTIONS[key], everywhere(), answer)
    assert digest_of(json.loads(json.dumps(shown))) == digest_of(shown)
    assert rows_of(shown, answer)


def test_what_is_drawn_is_what_the_table_says(key):
    answer = QUESTIONS[key].answer(everywhere())
    if answer.chart is None:
        return
    drawn = dict(answer.chart.rows)
    told_in_tables = [
        {row.label: {_low(cell.value) for cell in row.cells} for row in table.rows if not row.is_sum}
        for table in answer.tables
    ]
    [table] = [rows for rows in told_in_tables if set(rows) == set(drawn)]
    assert all(value in table[label] for label, values in drawn.items() for value in values)


def test_its_sources_are_printed(key):
    asked = everywhere()
    shown = told(QUESTIONS[key], asked, QUESTIONS[key].answer(asked))
    assert bool(shown["sources"]) == bool(shown["count"])


def test_more_agreements_ask_no_more_queries(key):
    few, many = (_queries(key, asked) for asked in (of_one_register("incheon"), everywhere()))
    assert many <= few + 3  # what is fetched beside rows of which the smaller register has none


def _queries(key: str, asked: Asked) -> int:
    with CaptureQueriesContext(connection) as found:
        QUESTIONS[key].answer(asked)
    return len(found)
