"""The five cases as a person types them: what the sample's files say, by the names of the fields."""

from decimal import Decimal

from agreements.actions.sample_rows import Line, lines, lines_of, partial
from agreements.periods import PartialDate, Precision
from agreements.rules.metric import Metric
from agreements.rules.reading import shown_day, shown_said, shown_said_won
from agreements.rules.said import Said, Wording
from agreements.rules.stated import Stated, shown_stated

UNITS = {Metric.SEATS: "석", Metric.JOBS: "명"}
FIELDS = {
    "signatory": ("title", "name"),
    "attendee": ("title",),
    "building": ("name", "address", "floors_above", "floors_below", "built_year", "seats_fit", "people_fit", "note"),
    "centre": ("name", "address", "place_stage", "area_m2", "work_type", "sourcing"),
    "obligation": ("code", "words", "cap_won", "rate_percent", "stage", "position"),
    "programme": ("name", "target_group", "place", "content"),
    "former_name": ("name",),
    "market_figure": ("place", "centres", "seats", "agents", "count_basis"),
}


def day(line: Line, name: str) -> str:
    """A day with its words, as it can be typed."""
    words = line.get(f"{name}_words", "")
    on, precision = partial(line[name]) if line.get(name) else (None, Precision.UNKNOWN)
    return shown_day(PartialDate(on, precision, words)) if on or words else ""


def typed(noun: str, line: Line) -> dict[str, str]:
    """Without what is empty; a source is told apart."""
    told = {name: line.get(name, "") for name in FIELDS.get(noun, ())}
    return {name: text for name, text in (told | OTHERS.get(noun, lambda _: {})(line)).items() if text}


def pledge(line: Line) -> dict[str, str]:
    said = Said(int(line["low"]), int(line["high"]), Wording(line["wording"] or "exact"))
    metric = Metric(line["metric"])
    value = shown_said_won(said) if metric == Metric.INVESTMENT else shown_said(said, UNITS[metric])
    return {
        "metric": metric.value,
        "value": value,
        "stage": line["stage"],
        "due": day(line, "due"),
        "words": line["words"],
    }


def statement(line: Line) -> dict[str, str]:
    value = ""
    if line["low"]:
        low, high = Decimal(line["low"]), Decimal(line["high"])
        value = shown_stated(Stated(low, high, Wording(line["wording"]), line["unit"]))
    return {"topic": line["topic"], "words": line["words"], "value": value, "as_of": day(line, "as_of")}


def party(line: Line) -> dict[str, str]:
    told = {"role": line["role"], "organisation": line["organisation"], "position": line["position"]}
    signed = {"1": "True", "0": "False"}.get(line["is_signatory"], "")
    return {**told, "is_signatory": signed, "note": line["note"]}


OTHERS = {
    "pledge": pledge,
    "statement": statement,
    "profile": statement,
    "party": party,
    "former_name": lambda line: {"until": day(line, "until")},
    "programme": lambda line: {"began": day(line, "began")},
    "market_figure": lambda line: {"as_of": day(line, "as_of")},
    "membership": lambda line: {
        "relation": line["relation"],
        "member": line["member"],
        "member_kind": line["member_kind"],
        "count": line["count"],
    },
}


def source_of(line: Line) -> Line:
    [source] = lines_of("sources", "key", line["source"])
    return source


def source_in_words(source: Line) -> str:
    """As the list of sources calls it."""
    published = day(source, "published")
    return " · ".join(part for part in (f"{source['publisher']} {published}".strip(), source["title"]) if part)


def district(code: str) -> str:
    return next(line["name"] for line in lines("regions") if line["code"] == code)


def rows(file: str, column: str, value: str) -> list[Line]:
    return lines_of(file, column, value)
