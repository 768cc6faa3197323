from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Max

from agreements.forms.count import plain
from agreements.forms.entry import EntryForm, SourcedForm
from agreements.forms.fields import DayField
from agreements.forms.line import Line, WhoseField
from agreements.models import Obligation, Pledge


class PercentField(forms.DecimalField):
    widget = forms.TextInput

    def __init__(self) -> None:
        invalid = {"invalid": "숫자로 적으십시오. 예: 50"}
        super().__init__(label="지원 비율(%)", required=False, max_digits=5, decimal_places=2, error_messages=invalid)

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain(value, "%"))

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}


class ObligationFields(EntryForm):
    at = {
        "obligation_rate_is_a_percentage": "rate_percent",
        "obligation_cap_is_an_amount": "cap_won",
        "obligation_is_told_in_words": "words",
    }

    due = DayField(label="기한", required=False)
    rate_percent = PercentField()

    class Meta(EntryForm.Meta):
        model = Obligation
        fields: Any = ("code", "words", "basis", "rate_percent", "cap_won", "stage")
        labels = {"cap_won": "한도"}
        help_texts = {
            "words": "협약서의 말 그대로. 예: 지역인재 우선채용",
            "basis": "예: 투자유치 조례 제19조",
            "cap_won": "예: 3억 원",
            "stage": "협약서에 있으면 협약, 그 밖의 자료에만 있으면 발표·보도",
        }


class ObligationForm(ObligationFields, SourcedForm):
    parent_field = "agreement"
    more = ("basis", "rate_percent", "cap_won", "due", "position")
    field_order = (
        *("party", "code", "words", "stage", "basis", "rate_percent", "cap_won", "due", "position", "source"),
    )

    class Meta(ObligationFields.Meta):
        fields = (*ObligationFields.Meta.fields, "party", "position", "source")
        help_texts = {
            **ObligationFields.Meta.help_texts,
            "party": "비우면 여러 곳이 함께 맡은 공동 협력사항입니다.",
            "position": "화면과 보고자료에 쓰는 차례",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.instance.pk and self.around.agreement is not None:
            last = self.around.agreement.obligations.aggregate(last=Max("position"))["last"]
            self.initial["position"] = (last or 0) + 1
            self.initial.setdefault("stage", Pledge.Stage.SIGNED)


class ObligationLine(ObligationFields, Line):
    defaults = {"stage": Pledge.Stage.SIGNED.value}

    whose = WhoseField(label="맡은 곳", help_text="당사자의 이름")

    field_order = ("code", "words", "whose", "basis", "rate_percent", "cap_won", "due", "stage", "source")
