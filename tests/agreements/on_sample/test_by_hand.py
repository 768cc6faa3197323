"""Each answer beside the table computed by hand from the sample data, which was in the tree before its query."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from accounts.models import User
from agreements.answers import QUESTIONS, Asked, Table
from agreements.answers.told import told
from agreements.models import Agreement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

BASE_DAY = date(2026, 6, 30)
BY_HAND = Path(__file__).parent.parent / "answers" / "by_hand"


def by_hand(key: str) -> dict[tuple[str, str, str], str]:
    with open(BY_HAND / f"{key}.csv", encoding="utf-8") as file:
        return {(line["table"], line["row"], line["column"]): line["value"] for line in csv.DictReader(file)}


def answered(key: str) -> dict[tuple[str, str, str], str]:
    question = QUESTIONS[key]
    asked = Asked(scope=User.objects.get(username="reader").scope, as_of=BASE_DAY)
    answer = question.answer(asked)
    keys = dict(Agreement.objects.values_list("pk", "key"))
    shown = told(question, asked, answer)
    return {
        (table.key, name, column.key): text
        for table, plain in zip(answer.tables, shown["tables"], strict=True)
        for name, words in zip(names(table, keys), plain["rows"], strict=True)
        for column, text in zip(table.columns, words["cells"], strict=True)
    }


def names(table: Table, keys: dict[int, str]) -> Iterator[str]:
    """By hand an agreement goes by its key, and one of its figures by a number: ``busan-20041223-domino#1``."""
    met: Counter[str] = Counter()
    for row in table.rows:
        key = keys.get(row.agreement or 0, row.label.replace("억원", "원"))
        met[key] += 1
        yield f"{key}#{met[key]}" if "#" in row.key else key


def same(hand: str, text: str) -> bool:
    """By hand numbers stand without commas and money in won."""
    plain = text.replace(",", "")
    word, _, number = hand.rpartition(" ")
    in_eok = {f"{word} {int(number) / 100_000_000:.{n}f}".strip() for n in (1, 2)} if number.isdigit() else set()
    return hand.replace(",", "") in {plain, f"{plain}.0"} or plain in in_eok


@pytest.mark.parametrize("key", sorted(QUESTIONS))
def test_the_answer_is_the_table_computed_by_hand(key):
    hand, found = by_hand(key), answered(key)
    tables = {table for table, _, _ in hand}
    wrong = {cell: (value, found.get(cell)) for cell, value in hand.items() if not same(value, found.get(cell, ""))}
    assert not wrong
    lines = {(table, row) for table, row, _ in found if (table in tables or not hand) and row != "계"}
    assert lines == {(table, row) for table, row, _ in hand if row != "계"}


def test_every_question_has_a_table_by_hand():
    assert set(QUESTIONS) == {path.stem for path in BY_HAND.glob("*.csv")}
