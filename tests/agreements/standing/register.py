"""A register of any size made quickly, and what the pages say of it, cell by cell. No company in it is anyone's."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client

from accounts.models import Municipality
from agreements import models as m
from tests.agreements.cast import recorder, source_of
from tests.bench.generate import summarise

EOK = 100_000_000


@dataclass
class Made:
    """``pledged`` and ``confirmed`` by metric or rung; everything is confirmed on ``checked``, the city's own count."""

    signed: date
    pledged: dict[str, int]
    confirmed: dict[str, int]
    checked: date
    opened: date | None = None
    outcome: str = ""
    decided: date | None = None
    due: date | None = None
    sector: str = ""


def make_register(city: Municipality, made: Sequence[Made]) -> list[m.Agreement]:
    fact: dict[str, Any] = {"source": source_of(city), "recorded_by": recorder()}
    rows = m.Agreement.objects.bulk_create(_agreement(city, n, one, fact["source"]) for n, one in enumerate(made))
    versions = m.Version.objects.bulk_create(m.Version(agreement=row, **fact) for row in rows)
    whole = list(zip(rows, versions, made, strict=True))
    m.Pledge.objects.bulk_create(pledge for told in whole for pledge in _pledges(*told, fact))
    actuals = m.Actual.objects.bulk_create(a for row, _, one in whole for a in _actuals(row, one, fact))
    m.Review.objects.bulk_create(
        m.Review(actual=actual, decision="approved", reviewed_by=fact["recorded_by"]) for actual in actuals
    )
    m.Step.objects.bulk_create(
        m.Step(agreement=row, kind="opened", on_on=one.opened, on_precision="day", **fact)
        for row, _, one in whole
        if one.opened
    )
    m.Outcome.objects.bulk_create(
        m.Outcome(agreement=row, code=one.outcome, on_on=one.decided, on_precision="day", reason_code="other", **fact)
        for row, _, one in whole
        if one.outcome
    )
    summarise(rows)
    return rows


def _agreement(city: Municipality, number: int, made: Made, source: m.Source) -> m.Agreement:
    return m.Agreement(
        municipality=city,
        key=f"{city.key}-{number:03}",
        name=f"{number:03} 투자협약",
        kind="investment",
        signed_on=made.signed,
        signed_precision="day",
        sector=made.sector,
        source=source,
    )


def _pledges(row: m.Agreement, version: m.Version, made: Made, fact: dict[str, Any]) -> Iterator[m.Pledge]:
    due = {"due_on": made.due, "due_precision": "day"} if made.due else {}
    for metric, value in made.pledged.items():
        told = {"metric": metric, "stage": "signed", "low": value, "high": value, **due, **fact}
        yield m.Pledge(agreement=row, version_of=version, **told)


def _actuals(row: m.Agreement, made: Made, fact: dict[str, Any]) -> Iterator[m.Actual]:
    for rung, value in made.confirmed.items():
        told = {"rung": rung, "low": value, "high": value, "source_kind": "city", **fact}
        yield m.Actual(agreement=row, as_of_on=made.checked, as_of_precision="day", **told)


def shares(whole: int, count: int) -> list[int]:
    """``whole`` in ``count`` uneven parts that add up to it; equal ones would hide what is counted twice."""
    weights = [n % 7 + 1 for n in range(count)]
    parts = [whole * weight // sum(weights) for weight in weights]
    return [*parts[:-1], whole - sum(parts[:-1])]


Figures = dict[tuple[str, str, str], str]


def on_page(client: Client, address: str) -> Figures:
    """(table, line, column) → what is printed there, of a page of 이행 현황. Every proof on it holds."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert "불일치" not in answer.content.decode()
    return {
        (shown["table"].key, row["label"], column.key): cell["words"]
        for shown in answer.context["tables"]
        for row in shown["rows"]
        for column, cell in zip(shown["table"].columns, row["cells"], strict=True)
    }


def in_answer(client: Client, address: str) -> Figures:
    """The same of an answer."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    told = answer.context["told"]
    assert all(proof["holds"] for table in told["tables"] for proof in table["proofs"])
    return {
        (table["key"], row["label"], column["key"]): words
        for table in told["tables"]
        for row in table["rows"]
        for column, words in zip(table["columns"], row["cells"], strict=True)
    }


def number(words: str) -> float:
    return float(words.replace(",", "").replace("△", "-").rstrip("*"))


def column(figures: Figures, table: str, key: str) -> dict[str, str]:
    """Of one column what each line says."""
    return {line: words for (in_table, line, of), words in figures.items() if (in_table, of) == (table, key)}


def adds_up(lines: dict[str, str], parts: Iterable[str] | None = None) -> bool:
    """계 against the sum of the others, from what is printed."""
    others = parts or [line for line in lines if line != "계"]
    return number(lines["계"]) == sum(number(lines[line]) for line in others)
