"""A field for a file that was received before the form was looked at, so that a refused form does not lose it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agreements.models import Upload
from agreements.rules.paper import ACCEPT

HELP = "pdf, jpg, png, hwp, hwpx, docx, xlsx 파일, 20MB까지"


@dataclass(frozen=True)
class Received:
    """What a field for a file holds: the file, sent now or before, and why what was sent now was refused."""

    upload: Upload | None = None
    refusal: str = ""


class UploadField(forms.Field):
    """Cleans to an Upload or None. Its form is given ``taken(request, name)`` of views/upload.py as its files."""

    widget = forms.FileInput

    def __init__(self, **options: Any) -> None:
        required = {"required": "파일을 고르십시오."}
        super().__init__(**{"help_text": HELP, "error_messages": required, **options})

    def clean(self, value: Received | None) -> Upload | None:
        received = value or Received()
        if received.refusal:
            raise ValidationError(received.refusal)
        found: Upload | None = super().clean(received.upload)
        return found

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ACCEPT}
