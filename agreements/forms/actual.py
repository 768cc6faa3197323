"""실적: one number outside a round, or corrected."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH

from agreements.forms.entry import SourcedForm
from agreements.forms.fields import SaidField
from agreements.forms.past import PastDayField
from agreements.models import Actual
from agreements.rules.metric import METRIC_LABELS, RUNGS, Metric, Rung

STATE_OR_PERIOD = (
    "구축·운영·근무·피보험 확인·12개월 유지는 그날 현재의 값이므로 날을 적습니다. 예: 2026. 9. 30."
    " / 채용·실투자는 그 기간에 일어난 값만 적고 기간을 적습니다. 예: 2026년 3분기"
)
ENTERED_AGAIN = "거둔 실적을 다시 입력"
OF_PEOPLE_ONLY = "인원을 센 실적에만 적습니다. 비우십시오."
OUR_OWN = frozenset({Actual.SourceKind.VISIT, Actual.SourceKind.CITY, Actual.SourceKind.TELEPHONE})
RUNG_NAMES = [(rung.value, f"{METRIC_LABELS[RUNGS[rung].metric]} {RUNGS[rung].label}") for rung in Rung]
SLOT = ("rung", "origin", "as_of_on", "as_of_precision", "source_kind", "party", "centre")


class ActualForm(SourcedForm):
    """``way`` is how the city came to know the number; ``source_kind`` of a sourced form is that of a new source."""

    parent_field = "agreement"
    more = ("origin", "party", "centre", "residents", "words")
    at = {
        "actual_value_is_from_low_to_high": "value",
        "actual_value_spreads_only_as_a_range": "value",
        "actual_speaks_of_a_day_or_a_period": "as_of",
        "actual_residents_are_part_of_the_number": "residents",
        "actual_is_recorded_once_for_its_day_and_source": "as_of",
    }

    rung = forms.ChoiceField(label="구분", choices=[*BLANK_CHOICE_DASH, *RUNG_NAMES])
    value = SaidField(metric=Metric.SEATS, label="값", help_text="예: 100석 / 120명 / 12억 5천만 원. 없으면 0")
    as_of = PastDayField(label="기준일·기간", help_text=STATE_OR_PERIOD)
    way = forms.ChoiceField(
        label="확인 방법",
        choices=[*BLANK_CHOICE_DASH, *Actual.SourceKind.choices],
        help_text="언론 보도와 승인하지 않은 값은 ‘보고*’로 따로 보입니다.",
    )

    class Meta(SourcedForm.Meta):
        model = Actual
        fields = ("rung", "origin", "party", "centre", "residents", "words", "source")
        help_texts = {
            "origin": "인원 가운데 한 갈래만 센 값일 때 고릅니다.",
            "party": "한 곳의 실적일 때만 고릅니다. 비우면 협약 전체입니다.",
            "centre": "한 센터의 실적일 때만 고릅니다.",
            "source": "현지 확인·시 집계·전화 확인은 비우면 시의 기록을 출처로 합니다.",
            "residents": "이 인원 가운데 관내에 사는 사람. 전체에 더하지 않습니다.",
            "words": "자료의 말 그대로",
        }

    field_order = ("rung", "value", "as_of", "way", "origin", "party", "centre", "residents", "words", "source")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        value: Any = self.fields["value"]
        value.kind = _metric(self["rung"].value())
        value.widget.attrs.update({"data-reads": value.kind, "data-reads-by": self["rung"].auto_id})
        if not self.instance.pk:
            self.initial["source"] = None  # what the agreement was signed on says nothing of what became of it
        else:
            self.initial.update({**self.texts_of(self.instance), "way": self.instance.source_kind})

    def clean(self) -> dict[str, Any]:
        if self.has_error("rung"):
            self.errors.pop("value", None)  # of what it is not known to count, nothing can be said
        self._name_our_own_source()
        told = super().clean()
        if told.get("rung") and RUNGS[Rung(told["rung"])].metric != Metric.JOBS:
            for name in ("origin", "residents"):
                if told.get(name) not in (None, ""):
                    self.add_error(name, OF_PEOPLE_ONLY)
        return told

    def _name_our_own_source(self) -> None:
        """What the city saw, counted or was told needs no other source than its own record of it."""
        told = self.cleaned_data
        typed = any(told.get(name) for name in self.SOURCE_FIELDS if name != "source_kind")
        if told.get("way") in OUR_OWN and not told.get("source") and not typed:
            title = str(Actual.SourceKind(told["way"]).label)
            ours = {"publisher": str(self.around.municipality), "kind": told["way"], "title": title}
            told.update({f"source_{name}": text for name, text in ours.items()})

    def values(self) -> dict[str, Any]:
        return {**super().values(), "source_kind": self.cleaned_data["way"]}

    def _field_of(self, column: str, error: ValidationError) -> str | None:
        return super()._field_of("way" if column == "source_kind" else column, error)

    def row(self) -> models.Model:
        """What was taken back has left its line; the new one follows it, as no two lines tell of one day and way."""
        row: Any = super().row()
        same = {name: getattr(row, name) for name in SLOT}
        taken_back = Actual.objects.filter(agreement=row.agreement, is_void=True, replaced_by=None, **same).last()
        if taken_back is not None:
            row.replaces, row.reason = taken_back, ENTERED_AGAIN
        return row


def _metric(chosen: Any) -> str:
    return RUNGS[Rung(chosen)].metric.value if chosen in set(Rung) else Metric.SEATS.value
