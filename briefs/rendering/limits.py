"""What is too much for a paper is refused before it is set: text alone can hold a worker for minutes."""

from collections.abc import Iterator
from typing import Any

LONGEST_TITLE = 200
LONGEST_TEXT = 4_000
MOST_ROWS = 500


class TooMuchError(Exception):
    """Says in Korean what to shorten."""


def refuse_too_much(contents: dict[str, Any]) -> None:
    if len(contents["title"]) > LONGEST_TITLE:
        raise TooMuchError(f"제목이 {LONGEST_TITLE}자를 넘습니다. 협약이나 기업의 이름을 줄인 뒤 다시 요청하십시오.")
    if any(len(text) > LONGEST_TEXT for text in texts(contents)):
        raise TooMuchError(f"한 항목의 글이 {LONGEST_TEXT:,}자를 넘습니다. 내용을 줄인 뒤 다시 요청하십시오.")
    if rows(contents) > MOST_ROWS:
        raise TooMuchError(f"표와 항목이 {MOST_ROWS}줄을 넘습니다. 대상을 나누어 요청하십시오.")


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def rows(value: Any) -> int:
    if isinstance(value, dict):
        return sum(rows(part) for part in value.values())
    if isinstance(value, list):
        return len(value) + sum(rows(part) for part in value)
    return 0
