"""협약 변경: what was signed anew, and a line for every pledge in force with the value that it has from now on."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from agreements.forms.entry import Around, EntryBoundField
from agreements.forms.fields import DayField, Read, SaidField
from agreements.forms.version import VersionForm
from agreements.models import Origin, Party, Pledge, Version
from agreements.rules.metric import METRIC_LABELS, METRIC_UNITS, Metric
from agreements.rules.pledge import PledgeLine
from agreements.standing.agreement import line_of
from agreements.standing.version import NOTHING_CHANGED, InForce

MOST_BLANKS = 9
WHOLE = "협약 전체"


class AmendForm(VersionForm):
    number = forms.IntegerField(widget=forms.HiddenInput)
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    blanks = forms.IntegerField(min_value=1, max_value=MOST_BLANKS, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.pop("source", None)  # what told of the first signing did not tell of this one


class PledgeLineForm(forms.Form):
    """One pledge: ``before`` as it is in force, None where the line is new. A line without a value falls away."""

    bound_field_class = EntryBoundField
    use_required_attribute = False

    due = DayField(label="기한", required=False)
    party = forms.ModelChoiceField(Party.objects.none(), label="당사자", required=False)
    origin = forms.ChoiceField(label="인력 구분", choices=Origin, required=False)

    def __init__(self, data: Any, *, prefix: str, metric: Metric, before: Pledge | None, parties: list[Party]) -> None:
        super().__init__(data, prefix=prefix, initial=texts_of(before) if before else None)
        self.metric, self.before = metric, before
        self.fields["value"] = SaidField(metric=metric, label=f"값({METRIC_UNITS[metric]})", required=False)
        party: Any = self.fields["party"]
        party.queryset = Party.objects.filter(pk__in=[one.pk for one in parties])
        party.choices = [("", WHOLE), *((one.pk, str(one.organisation)) for one in parties)]
        if metric != Metric.JOBS:
            del self.fields["origin"]
        self.order_fields(["value", "due", "party", "origin"])

    @property
    def legend(self) -> str:
        """``고용 · 가나상사 · 신규 · 2020년``: enough to tell the lines of a metric apart by ear."""
        label = METRIC_LABELS[self.metric]
        if self.before is None:
            return f"{label} 새 줄"
        whose = str(self.before.party.organisation) if self.before.party else WHOLE
        origin = self.before.get_origin_display() if self.before.origin else ""
        stage = self.before.get_stage_display() if self.before.stage == Pledge.Stage.ANNOUNCED else ""
        due = self.before.due.words or str(self.before.due)
        return " · ".join(part for part in (label, whose, origin, due, stage) if part)

    def clean(self) -> dict[str, Any]:
        if self.is_new_and_half_typed:
            self.add_error("value", "값을 적거나 이 줄을 모두 비우십시오.")
        return self.cleaned_data

    @property
    def is_new_and_half_typed(self) -> bool:
        rest = any(self.cleaned_data.get(name) for name in ("due", "party", "origin"))
        return self.before is None and self.is_blank and "value" not in self.errors and rest

    @property
    def is_blank(self) -> bool:
        return self.cleaned_data.get("value") is None

    @property
    def is_changed(self) -> bool:
        return any(self.is_typed(name) for name in self.fields)

    def is_typed(self, name: str) -> bool:
        """By the text: what is only read and written again is not changed, whatever a reader makes of it."""
        return str(self[name].value() or "").strip() != str(self.initial.get(name) or "")

    def values(self) -> dict[str, Any]:
        """Columns of the pledge; of what was not typed, exactly as they stand."""
        values: dict[str, Any] = {
            "party": self.cleaned_data.get("party"),
            "origin": self.cleaned_data.get("origin") or "",
        }
        for name, field in self.fields.items():
            if isinstance(field, Read):
                columns = field.columns(name)
                spread = field.spread(self.cleaned_data.get(name))
                kept = self.before is not None and not self.is_typed(name)
                values.update((c, getattr(self.before, c) if kept else v) for c, v in zip(columns, spread, strict=True))
        return values

    @property
    def now(self) -> PledgeLine | None:
        return line_of(self.before) if self.before else None

    @property
    def then(self) -> PledgeLine | None:
        """None where the line falls away."""
        return None if self.is_blank else line_of(self.pledge())

    @property
    def difference(self) -> int | None:
        return self.then.said.low - self.now.said.low if self.then and self.now else None

    def pledge(self, **given: Any) -> Pledge:
        """A line that the amendment leaves alone keeps its words, its stage and its source."""
        if self.before is not None and not self.is_changed:
            given.update({name: getattr(self.before, name) for name in ("stage", "words", "source")})
        return Pledge(**{"stage": Pledge.Stage.SIGNED, **given, "metric": self.metric, **self.values()})


def texts_of(pledge: Pledge) -> dict[str, Any]:
    """A pledge as it would be typed."""
    due = pledge.due
    return {
        "value": SaidField(metric=Metric(pledge.metric)).shown(pledge.said),
        "due": DayField().shown(due) if due.on or due.words else "",
        "party": pledge.party_id,
        "origin": pledge.origin,
    }


class Amendment:
    """The form of an amendment with its lines, each metric's together and a blank one below them."""

    def __init__(self, data: Any, *, around: Around, found: InForce, parties: list[Party], blanks: int = 1) -> None:
        self.found, self.parties, self.around = found, parties, around
        start = {"number": found.number, "base": found.base, "blanks": blanks}
        self.form = AmendForm(data, around=around, initial=start)
        self.lines = {metric: list(self._lines(data, metric, blanks)) for metric in Metric}

    def _lines(self, data: Any, metric: Metric, blanks: int) -> Iterator[PledgeLineForm]:
        rows = [*self.found.by_metric[metric], *[None] * blanks]
        for number, before in enumerate(rows):
            prefix = f"{metric}-{number}"
            yield PledgeLineForm(data, prefix=prefix, metric=metric, before=before, parties=self.parties)

    @property
    def groups(self) -> list[tuple[str, list[PledgeLineForm]]]:
        return [(METRIC_LABELS[metric], lines) for metric, lines in self.lines.items()]

    @property
    def changed(self) -> list[PledgeLineForm]:
        """The lines that the person touched, for the page that asks to confirm."""
        return [line for lines in self.lines.values() for line in lines if _tells_something(line)]

    @property
    def hidden(self) -> Iterator[Any]:
        """Everything as it was typed, to be sent again by the page that asks to confirm."""
        for form in (self.form, *(line for lines in self.lines.values() for line in lines)):
            yield from form

    def keep(self, typed: Mapping[str, str]) -> None:
        """Shows again what was typed, without judging it yet; how many lines there are is not asked of it."""
        for field in self.hidden:
            if field.html_name in typed and field.name != "blanks":
                field.form.initial[field.name] = typed[field.html_name]

    @property
    def is_refused(self) -> bool:
        """Something is wrong with a line; of the form above them its own errors tell."""
        return any(line.errors for lines in self.lines.values() for line in lines)

    def is_valid(self) -> bool:
        if not self._holds():
            return False
        for metric, lines in self.lines.items():
            if any(line.before for line in lines) and all(line.is_blank for line in lines):
                lines[0].add_error(
                    "value", f"{METRIC_LABELS[metric]}: 모두 비울 수 없습니다. 없어진 수치는 0으로 적으십시오."
                )
        if not self.form.cleaned_data.get("words") and not self.pledges():
            self.form.add_error("words", NOTHING_CHANGED)
        return self._holds()

    def _holds(self) -> bool:
        """Asks each of them, so that everything that is wrong is told at once."""
        told = [line.is_valid() for lines in self.lines.values() for line in lines]
        return self.form.is_valid() and all(told)

    def meet(self, other: Version) -> None:
        """``other`` was signed meanwhile: sent again, this one follows it knowingly."""
        typed: Any = self.form.data
        sent = typed.copy()
        sent["number"] = str(other.number + 1)
        self.form.data = sent
        told = f"그 사이 다른 사람이 {other} 협약을 저장했습니다. 이 변경은 {other.number + 1}차가 됩니다."
        self.form.add_error(None, f"{told} 다시 비교하십시오.")

    def pledges(self) -> list[Pledge]:
        """Of every metric in which something changes, all lines: those alone would leave out the rest of it."""
        given = {"recorded_by": self.around.user, "source": self.form.cleaned_data.get("source")}
        changed = [lines for lines in self.lines.values() if any(_tells_something(line) for line in lines)]
        return [line.pledge(**given) for lines in changed for line in lines if not line.is_blank]

    def version(self) -> Version:
        row: Any = self.form.row()
        version: Version = row
        return version


def _tells_something(line: PledgeLineForm) -> bool:
    return line.is_changed and (line.before is not None or not line.is_blank)
