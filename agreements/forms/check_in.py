"""What came back for a check-in: one form reads it, whether typed by an officer, sent by link or taken from a sheet.

It asks for no user: the page of the public link shows it too. Shape only; what may be handed in is said by the action.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agreements.forms.count import COUNT_EXAMPLE, CountField
from agreements.forms.entry import EntryBoundField
from agreements.forms.fields import SaidField
from agreements.models import Actual, ActualPart, CorrectionRequest, ObligationCheck
from agreements.rules.answered import CONTRACTS, ORIGINS, Answered, Differing, DutyAnswered, Submitted, too_many
from agreements.rules.metric import Rung
from agreements.rules.reading import Unreadable, plain
from agreements.standing.agreement import MetricStanding
from agreements.standing.dossier import Duty
from agreements.standing.grid import Grid, GridLine

NO_NUMBER = frozenset({"-", "x", "X", "없음", "해당 없음", "해당없음", "미확인", "미제출", "미상"})
WHICH_NOTHING = "확인해 보니 없으면 0을 적고, 아직 모르면 비워 두십시오."
NUMBER_FIRST = f"값을 적으십시오. 비고와 내역만으로는 제출할 수 없습니다. {WHICH_NOTHING}"
MOST_PEOPLE = 10_000_000
DIFFERENCES = (1, 2, 3)
TARGETS = tuple(kind for kind in ActualPart.Kind.values if kind not in {*ORIGINS, *CONTRACTS})
PARTS = (("신규·이전·유지", ORIGINS), ("고용 형태", CONTRACTS), ("대상", TARGETS))


class ToldField(SaidField):
    """A number that was asked for: a dash may be any of the four kinds of nothing, so it is asked which."""

    def read(self, text: str) -> Any:
        if plain(text) in NO_NUMBER:
            raise Unreadable(f"‘{text}’(으)로는 0인지 모르는지 알 수 없습니다. {WHICH_NOTHING}")
        return super().read(text)


class PeopleField(CountField):
    def __init__(self, label: str) -> None:
        refusals = {
            "invalid": COUNT_EXAMPLE,
            "min_value": "0 이상으로 적으십시오.",
            "max_value": "수가 너무 큽니다. 다시 확인하십시오.",
        }
        super().__init__(unit="명", label=label, min_value=0, max_value=MOST_PEOPLE, error_messages=refusals)


@dataclass(frozen=True)
class Row:
    """One number asked for, and its fields. ``told`` is what stands of this check-in."""

    line: GridLine
    told: Actual | None
    value: forms.BoundField
    words: forms.BoundField
    parts: tuple[tuple[str, tuple[forms.BoundField, ...]], ...]

    @property
    def has_typed_parts(self) -> bool:
        return any(field.value() not in (None, "") or field.errors for _, fields in self.parts for field in fields)


class CheckInForm(forms.Form):
    """``parts`` are the metrics it is restricted to; ``duties`` are those asked of, ``told`` what was told before.

    Unbound it stands as it was left: the draft, and under it what was told.
    """

    bound_field_class = EntryBoundField
    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        grid: Grid,
        parts: Sequence[str] = (),
        duties: Sequence[Duty] = (),
        told: Mapping[Rung, Actual] | None = None,
    ) -> None:
        self.lines, self.duties, self.told = grid.of(list(parts)), list(duties), told or {}
        super().__init__(data)
        self.fields = dict(self._asked())
        self.initial = {**self._told_before(), **grid.check_in.draft}

    def _asked(self) -> Iterator[tuple[str, forms.Field]]:
        for line in self.lines:
            yield from _fields_of(line)
        for duty in self.duties:
            name = f"duty-{duty.obligation.pk}"
            yield f"{name}-result", _choice("이행", "확인하지 않음", ObligationCheck.Result.choices)
            yield f"{name}-evidence", forms.CharField(label="근거", max_length=200, required=False)
        for number in DIFFERENCES:
            yield f"differs-{number}-about", _choice("무엇이 다른가", "없음", CorrectionRequest.About.choices)
            yield f"differs-{number}-words", forms.CharField(label="어떻게 다른가", max_length=400, required=False)

    def _told_before(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for line in self.lines:
            if actual := self.told.get(line.rung):
                texts |= {name: text for name, text in _texts_of(line, actual) if name in self.fields}
        return texts

    def texts(self) -> dict[str, str]:
        """As it goes into the draft."""
        return {name: str(self[name].value() or "").strip() for name in self.fields}

    def clean(self) -> dict[str, Any]:
        for line in self.lines:
            self._check_line(line)
        for duty in self.duties:
            self._check_pair(f"duty-{duty.obligation.pk}", "result", "evidence", "확인한 근거를 적으십시오.")
        for number in DIFFERENCES:
            self._check_pair(f"differs-{number}", "about", "words", "시의 기록과 어떻게 다른지 적으십시오.")
        return self.cleaned_data

    def _check_line(self, line: GridLine) -> None:
        name = f"{line.rung.value}-value"
        is_told = any(self.cleaned_data.get(one) not in (None, "") for one in _names_of(line))
        if self.cleaned_data.get(name) is None and is_told and not self.has_error(name):
            self.add_error(name, NUMBER_FIRST)
        elif (answered := self._answered(line)) and (refusal := too_many(answered)):
            self.add_error(name, refusal)

    def _check_pair(self, name: str, choice: str, text: str, refusal: str) -> None:
        chosen, written = (self.cleaned_data.get(f"{name}-{one}") for one in (choice, text))
        if chosen and not written and not self.has_error(f"{name}-{text}"):
            self.add_error(f"{name}-{text}", refusal)
        if written and not chosen and not self.has_error(f"{name}-{choice}"):
            self.add_error(f"{name}-{choice}", f"{self.fields[f'{name}-{choice}'].label}: 고르십시오.")

    def _answered(self, line: GridLine) -> Answered | None:
        told, name = self.cleaned_data, line.rung.value
        said = told.get(f"{name}-value")
        if said is None:
            return None
        parts = {kind: told[f"{name}-{kind}"] for kind in _kinds(line) if told.get(f"{name}-{kind}") is not None}
        return Answered(line.rung, said, told.get(f"{name}-words", ""), told.get(f"{name}-residents"), parts)

    def submitted(self, *, drafted: Sequence[str] = (), **came: Any) -> Submitted:
        """``came`` says how and from whom; ``drafted`` are fields of the draft beside those of this form."""
        return Submitted(
            answered=[answered for line in self.lines if (answered := self._answered(line))],
            duties=list(self._duties_answered()),
            differing=list(self._differing()),
            drafted=(*self.fields, *drafted),
            **came,
        )

    def _duties_answered(self) -> Iterator[DutyAnswered]:
        for pk in (duty.obligation.pk for duty in self.duties):
            if result := self.cleaned_data[f"duty-{pk}-result"]:
                yield DutyAnswered(pk, result, self.cleaned_data[f"duty-{pk}-evidence"])

    def _differing(self) -> Iterator[Differing]:
        for number in DIFFERENCES:
            if about := self.cleaned_data[f"differs-{number}-about"]:
                yield Differing(about, self.cleaned_data[f"differs-{number}-words"])

    def refuse(self, error: ValidationError) -> None:
        """What the action refused of a rung, under its value; the rest above the form."""
        for name, errors in error.update_error_dict({}).items():
            field = f"{name}-value"
            self.add_error(field if field in self.fields else None, list(errors))

    @cached_property
    def rows(self) -> list[Row]:
        return [
            Row(
                line=line,
                told=self.told.get(line.rung),
                value=self[f"{line.rung.value}-value"],
                words=self[f"{line.rung.value}-words"],
                parts=tuple(self._parts(line)) if line.has_parts else (),
            )
            for line in self.lines
        ]

    def _parts(self, line: GridLine) -> Iterator[tuple[str, tuple[forms.BoundField, ...]]]:
        yield "거주", (self[f"{line.rung.value}-residents"],)
        for title, kinds in PARTS:
            yield title, tuple(self[f"{line.rung.value}-{kind}"] for kind in kinds)

    @property
    def by_metric(self) -> list[tuple[MetricStanding, list[Row]]]:
        return [(metric, list(rows)) for metric, rows in groupby(self.rows, key=lambda row: row.line.metric)]

    @property
    def duty_rows(self) -> list[tuple[Duty, forms.BoundField, forms.BoundField]]:
        named = [(duty, f"duty-{duty.obligation.pk}") for duty in self.duties]
        return [(duty, self[f"{name}-result"], self[f"{name}-evidence"]) for duty, name in named]

    @property
    def differing_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"differs-{number}-about"], self[f"differs-{number}-words"]) for number in DIFFERENCES]

    @property
    def has_typed_differing(self) -> bool:
        return any(field.value() or field.errors for pair in self.differing_rows for field in pair)


def _fields_of(line: GridLine) -> Iterator[tuple[str, forms.Field]]:
    name = line.rung.value
    yield f"{name}-value", ToldField(metric=line.metric.metric.value, label=line.question, required=False)
    yield f"{name}-words", forms.CharField(label="비고", max_length=200, required=False)
    if line.has_parts:
        yield f"{name}-residents", PeopleField("관내 거주자")
    for kind in _kinds(line):
        yield f"{name}-{kind}", PeopleField(str(ActualPart.Kind(kind).label))


def _kinds(line: GridLine) -> tuple[str, ...]:
    return (*ORIGINS, *CONTRACTS, *TARGETS) if line.has_parts else ()


def _names_of(line: GridLine) -> Iterator[str]:
    return (name for name, _ in _fields_of(line))


def _texts_of(line: GridLine, actual: Actual) -> Iterator[tuple[str, str]]:
    """What was told, as it would be typed."""
    name = line.rung.value
    yield f"{name}-value", ToldField(metric=line.metric.metric.value).shown(actual.said)
    yield f"{name}-words", actual.words
    yield f"{name}-residents", "" if actual.residents is None else str(actual.residents)
    yield from ((f"{name}-{part.kind}", str(part.number)) for part in actual.parts.all())


def _choice(label: str, nothing: str, choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", nothing), *choices], required=False)
