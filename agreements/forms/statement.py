from typing import Any

from django import forms

from agreements.forms.entry import EntryForm, SourcedForm
from agreements.forms.fields import DayField, Read
from agreements.forms.line import Line
from agreements.models import Statement
from agreements.rules.said import Wording
from agreements.rules.stated import Stated, read_stated, shown_stated


class StatedField(Read):
    """A number with its unit, decimals and all; fills low, high, wording and unit."""

    kind = "stated"

    def read(self, text: str) -> Stated:
        return read_stated(text)

    def shown(self, value: Stated) -> str:
        return shown_stated(value)

    def columns(self, name: str) -> tuple[str, ...]:
        return ("low", "high", "wording", "unit")

    def spread(self, value: Stated | None) -> tuple[Any, ...]:
        return (value.low, value.high, value.wording, value.unit) if value else (None, None, "", "")

    def gather(self, values: list[Any]) -> Stated | None:
        low, high, wording, unit = values
        return Stated(low, high, Wording(wording), unit) if low is not None else None


class StatementFields(EntryForm):
    """What was said around an agreement. Never in a total, whatever number it has."""

    at = {"statement_has_words": "words", "statement_value_has_bounds_and_unit": "value"}

    value = StatedField(label="값", required=False, help_text="수가 있으면 단위와 함께. 예: 최대 3만 명 / 84.1%")
    as_of = DayField(label="기준일", required=False)

    class Meta(EntryForm.Meta):
        model = Statement
        fields: Any = ("topic", "words")
        widgets = {"words": forms.TextInput}
        help_texts = {"words": "자료의 말 그대로. 협약의 수치로 세지 않습니다."}


class StatementForm(StatementFields, SourcedForm):
    parent_field = "agreement"
    field_order = ("topic", "words", "value", "as_of", "source")

    class Meta(StatementFields.Meta):
        fields = (*StatementFields.Meta.fields, "source")


class StatementLine(StatementFields, Line):
    defaults = {"topic": Statement.Topic.EXPECTATION.value}
    field_order = ("topic", "words", "value", "as_of", "source")
