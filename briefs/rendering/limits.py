"""What is too much for a paper is refused before it is set: text alone can hold a worker for minutes."""

from collections.abc import Iterator
from typing import Any

LONGEST_TITLE = 200
LONGEST_TEXT = 4_000
LONGEST_PAPER = 400_000
MOST_ROWS = 1_200  # 500 of a volume, and the tables around them
MOST_PAGES = 150
ROWS_ON_A_PAGE, LETTERS_ON_A_PAGE = 12, 900  # as few as ever stand on one


class TooMuchError(Exception):
    """Says in Korean what to do instead."""


def refuse_too_much(contents: dict[str, Any]) -> None:
    told = list(texts(contents["parts"]))
    if len(contents["title"]) > LONGEST_TITLE:
        raise TooMuchError(f"제목이 {LONGEST_TITLE}자를 넘습니다. 협약이나 기업의 이름을 줄인 뒤 다시 요청하십시오.")
    if any(len(text) > LONGEST_TEXT for text in told):
        raise TooMuchError(f"한 항목의 글이 {LONGEST_TEXT:,}자를 넘습니다. 내용을 줄인 뒤 다시 요청하십시오.")
    if rows(contents) > MOST_ROWS:
        raise TooMuchError(f"표와 항목이 {MOST_ROWS:,}줄을 넘습니다. 대상을 나누거나 엑셀로 내보내십시오.")
    if sum(map(len, told)) > LONGEST_PAPER or pages(contents) > MOST_PAGES:
        raise TooMuchError(f"{MOST_PAGES}쪽을 넘을 내용입니다. 대상을 나누거나 엑셀로 내보내십시오.")


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def rows(contents: dict[str, Any]) -> int:
    """Of tables, lines and notes, in all parts."""
    return sum(len(block.get(name, ())) for block in _blocks(contents) for name in ("rows", "lines", "notes"))


def pages(contents: dict[str, Any]) -> int:
    """At most, before anything is set."""
    table_rows = sum(len(block.get("rows", ())) for block in _blocks(contents))
    letters = sum(len(text) for block in _blocks(contents) if block["block"] != "table" for text in texts(block))
    return len(contents["parts"]) + table_rows // ROWS_ON_A_PAGE + letters // LETTERS_ON_A_PAGE


def _blocks(contents: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for part in contents["parts"] for block in part["blocks"]]
