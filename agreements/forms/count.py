"""Plain numbers as officials write them: 1,500석, 15층, 3,300㎡."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms

COUNT_EXAMPLE = "숫자로 적으십시오. 예: 1,500"


def plain(value: Any, unit: str) -> str:
    """Without the unit after it and the commas within it."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value)).strip()
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text.removesuffix(unit).strip())


class CountField(forms.IntegerField):
    widget = forms.TextInput

    def __init__(self, *, unit: str = "", **options: Any) -> None:
        self.unit = unit
        super().__init__(**{"required": False, "error_messages": {"invalid": COUNT_EXAMPLE}, **options})

    def to_python(self, value: Any) -> int | None:
        return super().to_python(plain(value, self.unit))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric", "autocomplete": "off"}


class AreaField(forms.DecimalField):
    """In square metres."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        example = {"invalid": "제곱미터로, 숫자로 적으십시오. 예: 3,300.5"}
        told = {"label": "면적(㎡)", "required": False, "max_digits": 9, "decimal_places": 2}
        super().__init__(**{**told, "error_messages": example, **options})

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain(value, "m2"))

    def prepare_value(self, value: Any) -> Any:
        """Without the noughts that the database keeps behind the point."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}
