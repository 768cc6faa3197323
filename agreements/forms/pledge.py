from typing import Any

from django import forms

from agreements.forms.entry import EntryForm, SourcedForm, source_in_words
from agreements.forms.fields import DayField, SaidField
from agreements.forms.line import Line, WhoseField
from agreements.models import Pledge, Version
from agreements.rules.amount import in_prose
from agreements.rules.metric import Metric

CUMULATIVE = "값은 이 기한까지의 누계입니다. 2020년까지 60명, 다음 해에 40명을 더하면 그 줄에는 100명을 적습니다."
WHY_NOT = "다른 자료의 값이라 채택하지 않았을 때만, 채택하지 않은 이유를 적습니다."


class PledgeFields(EntryForm):
    """The number is read by what it counts: seats in 석, jobs in 명, investment in won."""

    at = {
        "pledge_value_is_from_low_to_high": "value",
        "pledge_value_spreads_only_as_a_range": "value",
        "pledge_of_jobs_alone_has_an_origin": "origin",
        "pledge_set_aside_gives_a_reason": "dispute_reason",
    }

    value = SaidField(
        metric=Metric.SEATS, label="값", help_text="자료에 적힌 대로. 예: 100석 이상 / 120~150명 / 22억 원"
    )
    due = DayField(label="기한", required=False, help_text="아는 데까지 적습니다. 예: 2020년 말 / 2021년 상반기")

    class Meta(EntryForm.Meta):
        model = Pledge
        fields: Any = ("metric", "stage", "origin", "words", "dispute_reason")
        help_texts = {
            "stage": "협약서에 있는 수치면 협약, 그 밖의 자료에만 있으면 발표·보도",
            "origin": "고용일 때만 고릅니다.",
            "words": "자료의 말 그대로",
            "dispute_reason": WHY_NOT,
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        value: Any = self.fields["value"]
        value.kind = _metric(self["metric"].value())
        value.widget.attrs.update({"data-reads": value.kind, "data-reads-by": self["metric"].auto_id})
        if self.instance.pk:
            self.initial.update(self.texts_of(self.instance))

    def clean(self) -> dict[str, Any]:
        if self.has_error("metric"):
            self.errors.pop("value", None)  # of what it is not known to count, nothing can be said
        return super().clean()


def _metric(chosen: Any) -> str:
    return str(chosen) if chosen in set(Metric) else Metric.SEATS.value


class VersionChoice(forms.ModelChoiceField):
    """당초, 1차 변경: the row that says it now."""

    def __init__(self) -> None:
        rows = Version.objects.known_at(None).order_by("number")
        super().__init__(rows, label="차수", help_text="당초 협약의 수치인지, 몇 차 변경 협약의 수치인지 고릅니다.")


class DisputedChoice(forms.ModelChoiceField):
    def __init__(self) -> None:
        rows = Pledge.objects.known_at(None).filter(disputes=None).select_related("source")
        super().__init__(rows, label="채택한 값", required=False, help_text="채택하지 않은 값일 때만 고릅니다.")

    def label_from_instance(self, pledge: Pledge) -> str:
        due = f" ({pledge.due})" if pledge.due.is_known else ""
        said = in_prose(pledge.said, Metric(pledge.metric))
        return f"{pledge.get_metric_display()} {said}{due} · {source_in_words(pledge.source)}"


class PledgeForm(PledgeFields, SourcedForm):
    """Added later, or corrected. What was signed anew is an amendment."""

    parent_field = "agreement"
    more = ("words", "disputes", "dispute_reason")

    version_of = VersionChoice()
    disputes = DisputedChoice()

    field_order = (
        *("version_of", "metric", "value", "due", "stage", "origin", "party"),
        *("words", "disputes", "dispute_reason", "source"),
    )

    class Meta(PledgeFields.Meta):
        fields = (*PledgeFields.Meta.fields, "version_of", "party", "disputes", "source")
        help_texts = {**PledgeFields.Meta.help_texts, "party": "한 곳의 수치일 때만 고릅니다. 비우면 협약 전체입니다."}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["due"].help_text = CUMULATIVE
        versions: Any = self.fields["version_of"]
        number = self.instance.version_of.number if self.instance.pk else 0
        self.initial.setdefault("version_of", versions.queryset.filter(number=number).first())
        if self.instance.pk:
            self._follow(versions.queryset.filter(number=number).first())

    def _follow(self, version: Version | None) -> None:
        """What the row hangs on may have been corrected since: the row that stands now is the one meant."""
        self.initial["version_of"] = version
        meant = self.instance.disputes
        while meant is not None and (after := Pledge.objects.filter(replaces=meant).first()):
            meant = after
        self.initial["disputes"] = meant


class PledgeLine(PledgeFields, Line):
    """Beside the figures of the short form: of a phase, of one party, of one origin, or of another source."""

    defaults = {"stage": Pledge.Stage.SIGNED.value}
    at = {**PledgeFields.at, "pledge_has_an_adopted_one": "dispute_reason"}

    whose = WhoseField(label="당사자", help_text="한 곳의 수치일 때만 그 이름. 비우면 협약 전체")

    field_order = ("metric", "value", "due", "stage", "origin", "whose", "words", "dispute_reason", "source")

    def is_beside(self, other: Pledge) -> bool:
        """Whether ``other`` tells the same thing, so that of the two one can be adopted."""
        return other.metric == self.cleaned_data["metric"] and not other.dispute_reason
