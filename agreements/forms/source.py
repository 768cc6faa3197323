from typing import Any

from django import forms
from django.utils.functional import cached_property

from agreements.forms.entry import Around, EntryForm, source_in_words
from agreements.forms.fields import DayField
from agreements.forms.line import Line, Lines
from agreements.forms.names import Names
from agreements.forms.typed import Typed
from agreements.models import Source

NEW = "new-"


class SourceLine(Line):
    """A source not yet in the register; the other lines of the page can name it."""

    defaults = {"kind": Source.Kind.PRESS.value}
    source = None  # type: ignore[assignment]

    url = forms.URLField(label="주소", max_length=400, required=False, assume_scheme="https")
    published = DayField(label="발행일", required=False)

    class Meta(EntryForm.Meta):
        model = Source
        fields = ("publisher", "kind", "title", "note")
        help_texts = {"publisher": "예: 광주광역시, 연합뉴스"}

    field_order = ("publisher", "kind", "title", "published", "url", "note")


class Sources:
    """What the lines of a page may name as their source. Nothing named is the agreement's own.

    ``paper`` is what was signed: the source of whatever no other source was named for.
    """

    def __init__(self, typed: Typed, *, around: Around, names: Names) -> None:
        self.around, self.typed = around, typed
        known = Source.objects.visible_to(around.user.scope).filter(municipality=around.municipality)
        self.known: dict[str, Source] = {str(source.pk): source for source in known}
        self.paper = Source(municipality=around.municipality, kind=Source.Kind.PAPER)
        self.main = self.paper
        self.lines = Lines(typed, SourceLine, "source", around=around, names=names, sources=self)

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        new = [(f"{NEW}{n}", self.typed.text(f"source-{n}-publisher")) for n in self.typed.numbers("source")]
        typed = [(choice, f"{publisher} (⑪에 적은 출처)") for choice, publisher in new if publisher]
        known = [(pk, source_in_words(source)) for pk, source in self.known.items()]
        return [("", "협약과 같음"), *typed, *known]

    @cached_property
    def new(self) -> dict[str, Source]:
        """The lines typed on the page, each as the row that it means; one that is known already is not made again."""
        told = [line for line in self.lines.told if line.is_valid()]
        return {str(line.prefix).replace("source-", NEW): self._row_of(line) for line in told}

    def _row_of(self, line: SourceLine) -> Source:
        row: Any = line.row(url=line.cleaned_data["url"])
        found = (source for source in self.known.values() if identity_of(source) == identity_of(row))
        return next(found, row)

    def of(self, choice: str) -> Source:
        return self.new.get(choice) or self.known.get(choice) or self.main


def identity_of(source: Source) -> tuple[Any, ...]:
    """Its address; where it has none, all that it says of itself."""
    return (source.url,) if source.url else (source.publisher, source.title, source.published)
