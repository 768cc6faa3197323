"""The text of the page that enters an agreement, by the names of its fields, and what its buttons do to it.

``pledge-2-value`` is a field of the third line of pledges, ``party-0-signatory-1-name`` one of a line within a line.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.datastructures import MultiValueDict

from agreements.forms.upload import Received

if TYPE_CHECKING:
    from agreements.forms.line import PageForm

Form = TypeVar("Form", bound="PageForm")

NUMBER = r"-(\d{1,4})-"
PICK = "pick-"
# What the page says of itself, or of who sends it: no part of what was typed.
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "step", "add", "clear", "draft", "draft_saved"})
COMPANIES = "companies"
MOST_LINES = 150  # of one kind: no agreement has as many, and each costs time


class Typed:
    """``is_asked``: the page is to be read and refused where it cannot be; else it is only shown again."""

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        received: Mapping[str, Received] | None = None,
        is_asked: bool = False,
    ) -> None:
        self.data: MultiValueDict[str, str] = MultiValueDict(dict(_written(data)) if data is not None else {})
        self.received = dict(received or {})
        self.is_asked = is_asked

    def form(self, kind: type[Form], prefix: str | None, *, initial: Mapping[str, Any], **options: Any) -> Form:
        if self.is_asked:
            form = kind(self.data, self.received, prefix=prefix, initial=dict(initial), **options)
        else:
            form = kind(prefix=prefix, initial={**initial, **self._texts(prefix)}, **options)
        form.before = dict(initial)
        return form

    def _texts(self, prefix: str | None) -> dict[str, Any]:
        begins = f"{prefix}-" if prefix else ""
        everything = [*self.data.items(), *self.received.items()]
        return {name.removeprefix(begins): text for name, text in everything if name.startswith(begins)}

    def text(self, name: str) -> str:
        return (self.data.get(name) or "").strip()

    def numbers(self, name: str) -> list[int]:
        """Of the lines of that name, in their order; where there are more the page is refused (``has_too_many``)."""
        found = (re.match(re.escape(name) + NUMBER, field) for field in self.data)
        return sorted({int(one[1]) for one in found if one})[:MOST_LINES]

    @property
    def has_too_many(self) -> bool:
        found = (re.match(rf"([a-z]+){NUMBER}", field) for field in self.data)
        return any(int(one[2]) >= MOST_LINES for one in found if one)

    def picks(self) -> dict[str, str]:
        """Which of several near names was meant, by the name that was typed."""
        return {name.removeprefix(PICK): self.text(name) for name in self.data if name.startswith(PICK)}

    def add_line(self, name: str, **texts: str) -> None:
        number = max(self.numbers(name), default=-1) + 1
        for field, text in {"added": "1", **texts}.items():
            self.data[f"{name}-{number}-{field}"] = text

    def clear_line(self, prefix: str) -> None:
        for name in [name for name in self.data if name.startswith(f"{prefix}-")]:
            del self.data[name]

    def spread_companies(self, role: str) -> None:
        """Each company of the short form becomes a line of its own, so that more can be said of it."""
        for name in lines_of(self.text(COMPANIES)):
            self.add_line("party", organisation=name, role=role)
        self.data[COMPANIES] = ""

    @property
    def title(self) -> str:
        """What it is called while it has not been registered."""
        companies = lines_of(self.text(COMPANIES))
        return (self.text("name") or (companies[0] if companies else ""))[:200]

    def kept(self) -> dict[str, list[str]]:
        """As it goes into a draft."""
        return {name: texts for name, texts in self.data.lists() if name not in NOT_TYPED}

    def hidden(self) -> Iterator[tuple[str, str]]:
        """As it is sent again by a page that only shows it; files by the keys they were received under."""
        replaced = {"once", *(f"{name}_{what}" for name in self.received for what in ("key", "drop"))}
        for name, texts in self.kept().items():
            if name not in replaced:
                yield from ((name, text) for text in texts)
        for name, one in self.received.items():
            if one.upload is not None:
                yield f"{name}_key", str(one.upload.key)


def _written(data: MultiValueDict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Without the one character that no database keeps."""
    for name, texts in data.lists():
        yield name.replace("\x00", ""), [text.replace("\x00", "") for text in texts]


def lines_of(text: str) -> list[str]:
    """One name a line; a row pasted from a sheet has tabs between them."""
    return [line.strip() for line in re.split(r"[\n;\t]", text) if line.strip()]
