"""The sheets that come back: the files, what each of them says, and how they came."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from agreements.forms.check_in import CheckInForm
from agreements.forms.fields import WholeDayField
from agreements.models import Document, Receipt
from agreements.periods import PartialDate, official_day
from agreements.rules.amount import in_prose
from agreements.rules.answered import Submitted
from agreements.rules.sheet.survey import Fault, Filled
from agreements.standing.check_in import State
from agreements.standing.survey import MARK, Addressed, fields_of, writer_of

MOST_FILES = 100
VIAS = [Receipt.Via.MAIL, Receipt.Via.PAPER]
MEANWHILE = "조사표와 작성 중인 값이 다릅니다. 점검 화면에서 맞는 값으로 제출하십시오."

NOT_ASKED = "이 점검에서 묻지 않는 항목입니다. 조사표를 보낸 뒤 협약 내용이 바뀌었는지 확인하십시오."


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Cleans to a list; each file is looked at by the action."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        if not data:
            raise ValidationError(self.error_messages["required"], code="required")
        return list(data)


class SurveysForm(forms.Form):
    use_required_attribute = False

    surveys = FilesField(
        label="이행실적 조사표(.xlsx)",
        help_text=f"여러 개를 한꺼번에 고를 수 있습니다. 한 번에 {MOST_FILES}개, 하나에 5 MB까지입니다.",
        error_messages={"required": "파일을 고르십시오."},
        widget=SeveralFiles(attrs={"accept": ".xlsx"}),
    )


class HandInForm(forms.Form):
    """``picked`` are the check-ins, each with the document that was looked at: 17-204."""

    use_required_attribute = False

    via = forms.ChoiceField(label="받은 방법", choices=[(via.value, via.label) for via in VIAS])
    came_on = WholeDayField(label="받은 날", error_messages={"required": "조사표를 받은 날을 적으십시오."})
    picked = forms.TypedMultipleChoiceField(
        label="제출할 조사표",
        error_messages={
            "required": "제출할 조사표를 하나 이상 고르십시오.",
            "invalid_choice": "그 사이 바뀐 조사표가 있습니다. 읽은 값을 다시 확인하십시오.",
        },
    )

    def __init__(self, *args: Any, looked: list["Looked"], **options: Any) -> None:
        super().__init__(*args, **options)
        choices: Any = self.fields["picked"]
        choices.choices = [(one.key, one.name) for one in looked]
        self.initial["came_on"] = official_day(timezone.localdate())

    def clean_came_on(self) -> PartialDate:
        day: PartialDate = self.cleaned_data["came_on"]
        if day.on and day.on > timezone.localdate():
            raise ValidationError("오늘이나 지난 날을 적으십시오.")
        return day


@dataclass(frozen=True)
class Looked:
    """A sheet that filled a draft: what was understood, what is wrong at which cell, whether it may be handed in."""

    one: Addressed
    document: Document
    filled: Filled
    state: State

    @property
    def key(self) -> str:
        return f"{self.one.check_in.pk}-{self.document.pk}"

    @property
    def name(self) -> str:
        return self.document.original_name

    @cached_property
    def form(self) -> CheckInForm:
        form = CheckInForm(self.one.check_in.draft, grid=self.one.grid)
        form.full_clean()
        return form

    @cached_property
    def draft(self) -> dict[str, str]:
        """Empty where it was handed in meanwhile."""
        return {name: text for name, text in self.form.texts().items() if text}

    @cached_property
    def faults(self) -> list[Fault]:
        """Of the form at the cells that filled it, and where the draft says something else."""
        return [*self._refused(), *self._differing()]

    def _refused(self) -> Iterator[Fault]:
        for name, sentences in self.form.errors.items():
            yield Fault(*self._place(name), self.draft.get(name, ""), " ".join(map(str, sentences)))

    def _differing(self) -> Iterator[Fault]:
        said = fields_of(self.filled)
        for name in dict.fromkeys((*said, *self.draft)):
            sheet, typed = said.get(name, ""), self.draft.get(name, "")
            if sheet != typed:
                told = f"조사표 {sheet or '빈칸'} / 작성 중 {typed or '빈칸'}"
                yield Fault(*self._place(name), told, MEANWHILE if name in self.form.fields else NOT_ASKED)

    def _place(self, name: str) -> tuple[str, str]:
        if written := self.filled.cells.get(name):
            return written.where, written.label
        field = self.form.fields.get(name)
        return "", str(field.label) if field else ""

    @property
    def is_clean(self) -> bool:
        return not self.faults and self.state != State.APPROVED

    @property
    def understood(self) -> Iterator[str]:
        """``고용 근무 95명 (전회 100명(2026. 6. 30.))``"""
        for asked, line in zip(self.one.grid.lines, self.one.lines, strict=True):
            name = f"{asked.rung.value}-value"
            said = self.form.cleaned_data.get(name)
            told = in_prose(said, asked.metric.metric) if said is not None else self.draft.get(name)
            if told:
                yield f"{line.label} {told} (전회 {line.before})"
        yield from self._counted()

    def _counted(self) -> Iterator[str]:
        names = fields_of(self.filled)
        remarks = sum(name.endswith("-words") and not name.startswith("differs-") for name in names)
        differing = sum(name.startswith("differs-") and name.endswith("-words") for name in names)
        parts = sum(not name.endswith(("-value", "-words", "-about")) for name in names)
        for count, words in ((parts, "내역 {}칸"), (remarks, "비고 {}건"), (differing, "정정 요청 {}건")):
            if count:
                yield words.format(count)

    def submitted(self, told: dict[str, Any]) -> Submitted:
        return self.form.submitted(
            via=told["via"],
            came_on=told["came_on"].on,
            respondent=writer_of(self.filled),
            documents=[self.document],
            drafted=(MARK,),
        )
