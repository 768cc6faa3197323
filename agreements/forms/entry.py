"""The form that every noun of the register is entered, changed and corrected by.

Shape only: what was typed becomes values of columns. Whether they may stand is said by the action, in the sentences of
the database, and ``refuse`` brings those back to the field they speak of.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH

from accounts.models import Municipality, User
from agreements.forms.fields import DayField, OrganisationField, Read, plain_field
from agreements.models import Agreement, Organisation, Source
from agreements.models.fact import Fact

NEW = "new"
LONGEST_NUMBER = 19  # of digits: more is no record's number in any database


@dataclass(frozen=True)
class Around:
    """Who fills the form in, in which register, and the record that the new one hangs on, if it does."""

    user: User
    municipality: Municipality
    parent: models.Model | None = None

    @property
    def agreement(self) -> Agreement | None:
        return self.parent if isinstance(self.parent, Agreement) else getattr(self.parent, "agreement", None)


class EntryBoundField(forms.BoundField):
    @property
    def understood(self) -> str:
        """What was read from the text, for the line under the field; '' when nothing was or could be."""
        if not isinstance(self.field, Read) or (self.form.is_bound and self.name in self.form.errors):
            return ""
        try:
            value = self.field.to_python(self.value())
        except ValidationError:
            return ""
        return "" if value is None else self.field.shown(value)

    @property
    def near(self) -> list[Organisation]:
        return getattr(self.form, "near", {}).get(self.name, [])

    @property
    def saved_meanwhile(self) -> str | None:
        """What somebody else saved here since the form was opened; None where nothing differs."""
        return getattr(self.form, "meanwhile", {}).get(self.name)


class EntryForm(forms.ModelForm):
    """``more`` lists the fields behind 더 입력; ``at`` leads from a constraint to the field its sentence belongs to."""

    bound_field_class = EntryBoundField
    use_required_attribute = False
    more: ClassVar[tuple[str, ...]] = ()
    at: ClassVar[dict[str, str]] = {}
    parent_field: ClassVar[str] = ""

    once = forms.UUIDField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, around: Around, **options: Any) -> None:
        super().__init__(*args, **options)
        self.around = around
        self.near: dict[str, list[Organisation]] = {}
        self.meanwhile: dict[str, str] = {}
        self.initial.setdefault("once", uuid4())
        self.initial.setdefault("version", getattr(self.instance, "version", None))
        if self.instance.pk:
            self.initial.update(self.texts_of(self.instance))
        for name, field in self.fields.items():
            self._fit(name, field)

    def _fit(self, name: str, field: forms.Field) -> None:
        """Choices of this register only, and words that say what to do."""
        chosen = isinstance(field, forms.ChoiceField)
        field.error_messages["required"] = f"{field.label}: {'고르십시오' if chosen else '적으십시오'}."
        nothing = "고르십시오" if field.required else "없음"
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = nothing
            field.queryset = self.choices_of(name, field.queryset)
        elif isinstance(field, forms.ChoiceField):
            choices: Any = field.choices
            field.choices = [("", nothing) if choice == BLANK_CHOICE_DASH[0] else choice for choice in choices]

    def choices_of(self, name: str, rows: Any) -> Any:
        """Only rows of this register, and of this agreement where they belong to one."""
        rows = rows.visible_to(self.around.user.scope)
        names = {field.name for field in rows.model._meta.concrete_fields}
        if "municipality" in names:
            rows = rows.filter(municipality=self.around.municipality)
        if "agreement" in names and self.around.agreement is not None and rows.model is not Agreement:
            rows = rows.filter(agreement=self.around.agreement)
        return rows

    def texts_of(self, row: models.Model) -> dict[str, Any]:
        """The fields that read, as they would be typed for ``row``."""
        texts: dict[str, Any] = {}
        for name, field in self.fields.items():
            if isinstance(field, Read) and all(hasattr(row, column) for column in field.columns(name)):
                value = field.gather([getattr(row, column) for column in field.columns(name)])
                texts[name] = "" if value is None else field.shown(value)
            elif isinstance(field, OrganisationField):
                texts[name] = str(getattr(row, name) or "")
        return texts

    def clean(self) -> dict[str, Any]:
        for name, field in self.fields.items():
            if isinstance(field, OrganisationField) and self.cleaned_data.get(name):
                self.cleaned_data[name] = self._organisation(name, field, self.cleaned_data[name])
        return self.cleaned_data

    def _organisation(self, name: str, field: OrganisationField, typed: str) -> Organisation | None:
        """The one so called, the one picked, a new one; else the near ones are offered and nothing is chosen."""
        rows = Organisation.objects.visible_to(self.around.user.scope).filter(municipality=self.around.municipality)
        picked = self.data.get(self.add_prefix(f"{name}_pick"), "")
        called = list(rows.called(typed))
        if len(called) == 1 and not picked:
            return called[0]
        is_number = picked.isascii() and picked.isdigit() and len(picked) < LONGEST_NUMBER
        if is_number and (found := rows.filter(pk=int(picked)).first()):
            return found
        near = called or rows.near(typed)
        if near and picked != NEW:
            self.near[name] = near
            self.add_error(name, "비슷한 이름이 있습니다. 아래에서 고르거나 새로 등록한다고 고르십시오.")
            return None
        kind = self.cleaned_data.get(f"{name}_kind") or field.kind
        return Organisation(municipality=self.around.municipality, name=typed, kind=kind)

    def _post_clean(self) -> None:
        """The action checks the whole row, not only what this form shows of it."""

    @cached_property
    def is_fact(self) -> bool:
        return issubclass(self._meta.model, Fact)

    @property
    def front(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.more]

    @property
    def behind(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self.more]

    @property
    def has_typed_behind(self) -> bool:
        """더 입력 stands open when something in it was typed or refused."""
        return any(field.value() not in (None, "", False) or field.errors for field in self.behind)

    def values(self) -> dict[str, Any]:
        """Columns and their values, for the action."""
        columns = {field.name for field in self._meta.model._meta.concrete_fields}
        values: dict[str, Any] = {}
        for name, field in self.fields.items():
            if isinstance(field, Read):
                spread = field.spread(self.cleaned_data.get(name))
                values.update(zip(field.columns(name), spread, strict=True))
            elif name in columns and name != "version":
                values[name] = self.cleaned_data.get(name)
        return {name: value for name, value in values.items() if name in columns}

    def row(self) -> models.Model:
        """A new row of what was typed, hung on what the form is around."""
        given: dict[str, Any] = {}
        columns = {field.name for field in self._meta.model._meta.concrete_fields}
        if "municipality" in columns:
            given["municipality"] = self.around.municipality
        if self.is_fact:
            given["recorded_by"] = self.around.user
        if self.parent_field:
            given[self.parent_field] = self.around.parent
        return self._meta.model(**{**self.values(), **given})

    def refuse(self, error: ValidationError) -> None:
        """What the action refused, under the field it speaks of, else above the form."""
        told = error.update_error_dict({})
        for column, errors in told.items():
            for one in errors:
                self.add_error(self._field_of(column, one), one)

    def _field_of(self, column: str, error: ValidationError) -> str | None:
        if column == NON_FIELD_ERRORS:
            message = str(error.message)
            names = [c.name for c in self._meta.model._meta.constraints if c.violation_error_message == message]
            column = next((self.at[name] for name in names if name in self.at), "")
        if column in self.fields:
            return column
        spread = {
            c: name for name, field in self.fields.items() if isinstance(field, Read) for c in field.columns(name)
        }
        return spread.get(column)

    def meet(self, row: models.Model) -> None:
        """Somebody else saved ``row`` meanwhile: shows both, and lets the next sending overwrite knowingly."""
        theirs = type(self)(around=self.around, instance=row)
        for field in self.visible_fields():
            now, mine = theirs[field.name], field.value()
            if str(now.value() or "") != str(mine or ""):
                self.meanwhile[field.name] = said_of(now) or "(비어 있음)"
        typed: Any = self.data
        sent = typed.copy()
        sent[self.add_prefix("version")] = str(getattr(row, "version", ""))
        self.data = sent

    class Meta:
        model: Any = None
        fields: Any = ()
        formfield_callback = plain_field


def said_of(field: forms.BoundField) -> str:
    """The value of a field in words: the label of a choice, the name of a record."""
    choices = getattr(field.field, "choices", None)
    value = field.value()
    if choices is None:
        return str(value or "")
    return next((str(label) for key, label in choices if str(key) == str(value or "")), "")


class SourcedForm(EntryForm):
    """With the source of what is entered: one already known, or a new one typed beside it."""

    source_publisher = forms.CharField(
        label="새 출처의 발행처",
        max_length=80,
        required=False,
        help_text="목록에 없을 때만 적습니다. 예: 광주광역시, 연합뉴스",
    )
    source_kind = forms.ChoiceField(label="출처의 종류", choices=Source.Kind, required=False)
    source_title = forms.CharField(label="출처의 제목", max_length=200, required=False)
    source_url = forms.URLField(label="출처의 주소", max_length=400, required=False, assume_scheme="https")
    source_published = DayField(label="출처의 발행일", required=False)
    source_note = forms.CharField(label="출처의 비고", max_length=400, required=False)

    SOURCE_FIELDS: ClassVar[tuple[str, ...]] = (
        "source_publisher",
        "source_kind",
        "source_title",
        "source_url",
        "source_published",
        "source_note",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        source: Any = self.fields["source"]
        source.required = False
        source.label_from_instance = source_in_words
        if not self.instance.pk and self.around.agreement is not None:
            self.initial.setdefault("source", self.around.agreement.source_id)

    @property
    def front(self) -> list[forms.BoundField]:
        return [field for field in super().front if field.name not in self.SOURCE_FIELDS]

    @property
    def new_source(self) -> list[forms.BoundField]:
        return [self[name] for name in self.SOURCE_FIELDS]

    @property
    def has_typed_source(self) -> bool:
        return any(field.name != "source_kind" and (field.value() or field.errors) for field in self.new_source)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("source_publisher"):
            cleaned["source"] = self._new_source(cleaned)
        elif any(cleaned.get(name) for name in self.SOURCE_FIELDS if name != "source_kind"):
            self.add_error("source_publisher", "새 출처는 발행처를 적으십시오.")
        elif not cleaned.get("source"):
            self.add_error("source", "출처를 고르거나 새 출처를 적으십시오.")
        return cleaned

    def _new_source(self, cleaned: dict[str, Any]) -> Source:
        """The row of the same address, else the one that says the very same, else a new one."""
        rows = Source.objects.visible_to(self.around.user.scope).filter(municipality=self.around.municipality)
        told = {name: cleaned.get(f"source_{name}") or "" for name in ("publisher", "title", "url", "note")}
        published = DayField().spread(cleaned.get("source_published"))
        days = dict(zip(DayField().columns("published"), published, strict=True))
        named = {name: told[name] for name in ("publisher", "title", "url")}
        same = {"url": told["url"]} if told["url"] else {**named, **days}
        kind = cleaned.get("source_kind") or Source.Kind.PAPER
        return rows.filter(**same).first() or Source(municipality=self.around.municipality, kind=kind, **told, **days)


def source_in_words(source: Source) -> str:
    return " · ".join(part for part in (str(source), source.title) if part)
