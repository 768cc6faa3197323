"""What the papers share: the numbering of their sources."""

from dataclasses import dataclass, field

from agreements.models import Source
from briefs.contents.wording import day

CIRCLED_LAST = 20
FEW = 12  # more sources than these are attached as a table of their own


def circled(number: int) -> str:
    """① to ⑳; the paper's fonts have none beyond."""
    return chr(0x2460 + number - 1) if number <= CIRCLED_LAST else f"({number})"


@dataclass
class SourceList:
    """Numbers the sources in the order in which the paper first leans on them."""

    texts: list[str] = field(default_factory=list)

    def refs(self, *sources: Source | None) -> str:
        """'' where there are none. With one source in all, the paper prints no numbers."""
        numbers = {self._number(source) for source in sources if source}
        return "".join(circled(number) for number in sorted(numbers))

    def _number(self, source: Source) -> int:
        text = told(source)
        if text not in self.texts:
            self.texts.append(text)
        return self.texts.index(text) + 1

    def lines(self) -> tuple[str, ...]:
        """Without a number where there is only one: everything on the paper rests on it."""
        if len(self.texts) == 1:
            return tuple(self.texts)
        return tuple(f"{circled(number)} {text}" for number, text in enumerate(self.texts, start=1))


def told(source: Source) -> str:
    return f"{source.publisher} {day(source.published)}".strip()
