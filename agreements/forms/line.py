"""Lines of a page that enters several rows at once. A line in which nothing was typed is not there."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.functional import cached_property

from agreements.forms.entry import EntryBoundField, EntryForm, said_of
from agreements.forms.fields import OrganisationField
from agreements.forms.names import ASK, Names, Question
from agreements.forms.typed import MOST_LINES, Typed, lines_of
from agreements.forms.upload import UploadField

if TYPE_CHECKING:
    from agreements.forms.source import Sources

# Where a script puts the number of a line that it adds, and of one within it.
BLANK = "__n__"
BLANK_WITHIN = "__m__"


class LineBoundField(EntryBoundField):
    form: "PageForm"

    @property
    def questions(self) -> list[Question]:
        if not isinstance(self.field, OrganisationField | NamesField):
            return []
        return self.form.names.asked(lines_of(str(self.value() or ""))[:MOST_LINES])

    @property
    def understood(self) -> str:
        if not self.form.is_bound or self.name in self.form.errors:
            return super().understood
        if isinstance(self.field, OrganisationField):
            return self.form.names.told(str(self.value() or ""))
        return super().understood

    @property
    def in_text(self) -> str:
        """As it was typed; of what was picked from a list, nothing."""
        if isinstance(self.field, UploadField):
            received = self.value()
            return str(received.upload or "") if received else ""
        is_typed = isinstance(self.field, forms.CharField) and not isinstance(self.field, forms.ChoiceField)
        return str(self.value()) if is_typed else ""

    @property
    def in_words(self) -> str:
        """As it was understood; '' where the words are kept as they are."""
        if isinstance(self.field, forms.ChoiceField):
            return said_of(self)
        if isinstance(self.field, forms.BooleanField):
            return "아니오" if self.value() in (False, "False") else "예"
        return self.understood


class NamesField(forms.CharField):
    """One company a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return list(dict.fromkeys(lines_of(value or "")))

    def validate(self, value: Any) -> None:
        if len(value) > MOST_LINES:
            raise ValidationError(f"한 번에 {MOST_LINES}곳까지 적을 수 있습니다.")
        if any("," in name or len(name) > 100 for name in value):
            raise ValidationError("한 줄에 한 곳씩 적으십시오. 이름에 쉼표가 있으면 아래 ‘당사자’에 적으십시오.")

    def run_validators(self, value: Any) -> None:
        """Each name was looked at."""


class WhoseField(forms.CharField):
    """One of the parties of the page, by name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "max_length": 100, **options})

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "list": "named", "autocomplete": "off"}


class PageForm(EntryForm):
    """A form among others of one page: names and sources are those of the page."""

    bound_field_class = LineBoundField
    before: Mapping[str, Any] = {}  # what stands in it before anything is typed

    def __init__(self, *args: Any, names: Names, sources: "Sources", **options: Any) -> None:
        super().__init__(*args, **options)
        self.names, self.sources = names, sources
        del self.fields["once"], self.fields["version"]  # the page has one of its own
        for field in self.fields.values():
            if isinstance(field, SourceChoice):
                field.choices = sources.choices

    def _organisation(self, name: str, field: OrganisationField, typed: str) -> Any:
        kind = self.cleaned_data.get(f"{name}_kind") or field.kind
        picked = self.data.get(self.add_prefix(f"{name}_pick"), "")
        found = self.names.meant(typed, kind=kind, picked=picked)
        if found is None:
            self.add_error(name, ASK)
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, field in self.fields.items():
            if isinstance(field, SourceChoice):
                cleaned[name] = self.sources.of(cleaned.get(name, ""))
        return cleaned

    def row(self, **given: Any) -> models.Model:
        row = super().row()
        for name, value in given.items():
            setattr(row, name, value)
        return row

    def refuse_unless_whole(self, row: models.Model) -> None:
        """What the database will say of the row alone; whether it fits to others is asked when it is recorded."""
        links = {field.name for field in row._meta.concrete_fields if isinstance(field, models.ForeignKey)}
        try:
            row.full_clean(exclude={*links, "key"}, validate_unique=False)
        except ValidationError as error:
            self.refuse(error)

    def told(self) -> list[LineBoundField]:
        """The fields in which something was typed or chosen, for the page that shows all of it once more."""
        found: list[Any] = [field for field in self.visible_fields() if self.is_touched(field.name)]
        return found

    def is_touched(self, name: str) -> bool:
        """Whether there stands anything else than before anything was typed."""
        before = self.before.get(name, self.fields[name].initial)
        return str(self[name].value() or "") != str(before or "")


class SourceChoice(forms.ChoiceField):
    """A source of the register, or one typed on the same page."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": "출처", "required": False, **options})


class Line(PageForm):
    """``defaults`` stand in it before anything is typed."""

    defaults: ClassVar[dict[str, Any]] = {}

    source = SourceChoice()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"empty_permitted": True, **options})
        for name, value in self.defaults.items():
            self.fields[name].initial = value

    @cached_property
    def is_told(self) -> bool:
        """Whether anything was typed, or chosen otherwise than it stood."""
        return self.is_bound and (self.has_changed() or not self.empty_permitted)

    @property
    def general(self) -> list[str]:
        return [str(error) for error in self.errors.get(NON_FIELD_ERRORS, [])]


AnyLine = TypeVar("AnyLine", bound=Line)


class Lines(Generic[AnyLine]):
    """The lines of one noun: those typed, or a blank one. ``blank`` is what a script copies."""

    def __init__(
        self, typed: Typed, kind: type[AnyLine], name: str, *, first: dict[str, Any] | None = None, **options: Any
    ) -> None:
        """``first`` stands in the first line before anything is typed."""
        self.name = name
        numbers = typed.numbers(name) or [0]
        self.forms = [
            typed.form(kind, f"{name}-{number}", initial=(first or {}) if number == 0 else {}, **options)
            for number in numbers
        ]
        self.blank = kind(prefix=f"{name}-{BLANK_WITHIN if BLANK in name else BLANK}", **options)

    def __iter__(self) -> Iterator[AnyLine]:
        return iter(self.forms)

    @property
    def told(self) -> list[AnyLine]:
        return [line for line in self.forms if line.is_told]
