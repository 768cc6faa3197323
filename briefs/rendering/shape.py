"""The tree of a paper made ready for a page: columns and their shares, drawings."""

from typing import Any

from agreements.templatetags.charts import BarChart
from briefs.layout import DENSE, heads, is_to_fill, labels, shares

LETTER, THIN = 0.95, {"·": 0.3, " ": 0.3}  # ems of NanumMyeongjo
SHORTEST_LABEL = 4 * LETTER


def parts_of(contents: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {**part, "label": label, "blocks": [_block(block, f"{n}-{m}") for m, block in enumerate(part["blocks"])]}
        for n, (part, label) in enumerate(zip(contents["parts"], labels(contents), strict=True))
    ]


def _block(block: dict[str, Any], place: str) -> dict[str, Any]:
    shaped = {**block, "template": f"briefs/pdf/blocks/{block['block']}.html"}
    if block["block"] == "table":
        columns = _columns(block)
        rows = [{**row, "paired": list(zip(row["cells"], columns, strict=True))} for row in block["rows"]]
        size = "to-fill" if is_to_fill(block) else "dense" if len(columns) > DENSE else ""
        shaped |= {"columns": columns, "heads": heads(block["columns"]), "rows": rows, "size": size}
    if block["block"] == "lines":
        shaped["label_width"] = _label_width([line["label"] for line in block["lines"]])
    if block["block"] == "chart":
        shaped["drawing"] = _drawing(block, place)
    return shaped


def _label_width(labels: list[str]) -> int:
    """In tenths of an em, one to spare: four letters, or the longest. Shorter ones are stretched at their spaces."""
    found = [sum(THIN.get(char, LETTER) for char in label) for label in labels]
    return int(10 * max([SHORTEST_LABEL, *found])) + 1


def _drawing(chart: dict[str, Any], place: str) -> BarChart:
    rows = tuple((label, tuple(values)) for label, values in chart["rows"])
    return BarChart(f"chart-{place}", chart["title"], chart["note"], tuple(chart["series"]), rows)


def _columns(table: dict[str, Any]) -> list[dict[str, Any]]:
    """``has_slot``: figures with marks beside them leave room for marks in every row, so that digits stay aligned."""
    return [
        {**column, "share": share, "has_slot": column["align"] == "figure" and _is_marked(table, number)}
        for number, (column, share) in enumerate(zip(table["columns"], shares(table["columns"]), strict=True))
    ]


def _is_marked(table: dict[str, Any], number: int) -> bool:
    return any(row["cells"][number]["mark"] or row["cells"][number]["refs"] for row in table["rows"])
