"""Ways to look into the frozen contents of a paper."""

from typing import Any


def under(contents: dict[str, Any], heading: str) -> list[dict[str, Any]]:
    """The blocks that stand under a heading, in whichever part."""
    found: list[dict[str, Any]] = []
    for part in contents["parts"]:
        is_under = False
        for block in part["blocks"]:
            if block["block"] == "heading":
                is_under = block["text"] == heading
            elif is_under:
                found.append(block)
    return found


def lines(contents: dict[str, Any], heading: str) -> list[dict[str, Any]]:
    return [line for block in under(contents, heading) for line in block.get("lines", [])]


def notes(contents: dict[str, Any], heading: str = "") -> list[str]:
    """The words of the notes under a heading; of all of them where none is named."""
    blocks = under(contents, heading) if heading else [b for part in contents["parts"] for b in part["blocks"]]
    return [note["text"] for block in blocks for note in block.get("notes", [])]


def said(told: list[dict[str, Any]]) -> list[str]:
    return [f"{line['label']} {line['text']}".strip() for line in told]


def headings(contents: dict[str, Any]) -> dict[str, dict[str, Any]]:
    blocks = [block for part in contents["parts"] for block in part["blocks"]]
    return {block["text"]: block for block in blocks if block["block"] == "heading"}


def table(contents: dict[str, Any], key: str) -> dict[str, Any] | None:
    blocks = [block for part in contents["parts"] for block in part["blocks"]]
    return next((block for block in blocks if block["block"] == "table" and block["key"] == key), None)


def rows(contents: dict[str, Any], key: str) -> dict[str, dict[str, str]]:
    """Row → column → text with its mark, by the label of the row."""
    found = table(contents, key)
    assert found is not None, key
    names = [column["key"] for column in found["columns"]]
    return {
        row["cells"][0]["text"]: {
            name: f"{cell['text']}{cell['mark']}" for name, cell in zip(names, row["cells"], strict=True)
        }
        for row in found["rows"]
    }
