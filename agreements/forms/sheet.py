"""The pages of a sheet that comes in, and of the columns that go out."""

from typing import Any

from django import forms

from agreements.models import Agreement, Sheet
from agreements.rules.sheet import MEANING_NAMES, Grid, Heading
from agreements.standing.columns import COLUMNS, USUAL


class SheetFileForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label="엑셀(.xlsx)이나 CSV 파일",
        help_text="지금 쓰는 대장을 그대로 올리십시오. 5 MB, 10,000행까지입니다.",
        error_messages={"required": "파일을 고르십시오.", "empty": "빈 파일입니다. 다른 파일을 고르십시오."},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class ColumnsForm(forms.Form):
    """What each column means: guessed, and correctable. ``column_3`` is the fourth column of the tab."""

    use_required_attribute = False

    tab = forms.ChoiceField(label="시트")
    kind = forms.ChoiceField(
        label="협약 종류", choices=Agreement.Kind, help_text="종류를 적은 열이 없거나 칸이 비면 이 종류로 등록합니다."
    )

    def __init__(self, *args: Any, tabs: list[Grid], heading: Heading | None, sheet: Sheet, **options: Any) -> None:
        super().__init__(*args, **options)
        choices: Any = self.fields["tab"]
        choices.choices = [(tab.tab, f"{tab.tab} ({len(tab.rows)}행)") for tab in tabs]
        self.initial["kind"] = sheet.columns.get("kind") or Agreement.Kind.INVESTMENT.value
        for column, words in enumerate(heading.words if heading else ()):
            if heading and words:
                self._add(column, words, str(heading.meanings[column] or ""))

    def _add(self, column: int, words: str, meaning: str) -> None:
        names = [("", "가져오지 않음"), *((word.value, name) for word, name in MEANING_NAMES.items())]
        self.fields[f"column_{column}"] = forms.ChoiceField(label=words, choices=names, required=False)
        self.initial[f"column_{column}"] = meaning

    @property
    def columns(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("column_")]

    def chosen(self) -> dict[int, str]:
        told = self.cleaned_data
        return {int(name.removeprefix("column_")): told[name] for name in told if name.startswith("column_")}


class LayoutForm(forms.Form):
    """For each column the place it has on the sheet; left empty, it stays out."""

    use_required_attribute = False

    def __init__(self, *args: Any, columns: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        places = {key: place for place, key in enumerate(columns or USUAL, start=1)}
        for key, column in COLUMNS.items():
            self.fields[key] = forms.IntegerField(
                label=column.heading,
                required=False,
                min_value=1,
                max_value=99,
                initial=places.get(key),
                widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 2}),
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "1에서 99까지의 수를 적으십시오."),
            )

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if not self.errors and not any(told.values()):
            raise forms.ValidationError("열을 하나 이상 고르십시오. 차례를 적은 열만 내보냅니다.")
        return told

    def columns(self) -> list[str]:
        placed = [(place, key) for key, place in self.cleaned_data.items() if place]
        order = list(COLUMNS)
        return [key for place, key in sorted(placed, key=lambda one: (one[0], order.index(one[1])))]
