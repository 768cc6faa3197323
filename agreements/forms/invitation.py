"""제출 요청: which contacts are asked, for which parts, and until when their links open. Shape only."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from agreements.forms.fields import WholeDayField
from agreements.models import Contact
from agreements.rules.metric import METRIC_LABELS
from agreements.standing.invitation import Askable

PARTS = [(metric.value, label) for metric, label in METRIC_LABELS.items()]


class InvitationForm(forms.Form):
    """A line for each contact that may be asked: a tick, and ticks for its parts, of which none means all."""

    use_required_attribute = False

    until = WholeDayField(label="링크가 끝나는 날", help_text="이 날까지 열립니다. 예: 2026. 11. 4.")
    once = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, askable: Sequence[Askable], until: date) -> None:
        self.askable = askable
        super().__init__(data, initial={"once": uuid4(), "until": f"{until.year}. {until.month}. {until.day}."})
        self.fields["until"].error_messages["required"] = "링크가 끝나는 날을 적으십시오."
        for one in askable:
            self.fields[f"ask-{one.contact.pk}"] = forms.BooleanField(required=False, initial=one.is_proposed)
            self.fields[f"parts-{one.contact.pk}"] = forms.MultipleChoiceField(required=False, choices=PARTS)

    def lines(self) -> Iterator[tuple[Askable, bool, list[str]]]:
        """Each contact, whether it is ticked, and the parts that are."""
        for one in self.askable:
            ticked, parts = self[f"ask-{one.contact.pk}"].value(), self[f"parts-{one.contact.pk}"].value()
            yield one, bool(ticked), list(parts or [])

    def asked(self) -> dict[Contact, list[str]]:
        return {
            one.contact: self.cleaned_data[f"parts-{one.contact.pk}"]
            for one in self.askable
            if self.cleaned_data[f"ask-{one.contact.pk}"]
        }

    def refuse(self, error: ValidationError) -> None:
        for column, errors in error.update_error_dict({}).items():
            self.add_error(column if column in self.fields else None, list(errors))
