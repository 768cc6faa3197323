from typing import Any

from agreements.forms.entry import EntryForm
from agreements.forms.line import Line
from agreements.forms.upload import UploadField
from agreements.models import Document


class DocumentForm(EntryForm):
    class Meta(EntryForm.Meta):
        model = Document
        fields = ("kind", "title", "document_number", "dated_on")


class NewDocumentForm(DocumentForm):
    """With its file. A document without one is known by its number and day alone."""

    paper = UploadField(label="파일", required=False)

    field_order = ("paper", "kind", "title")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"].required = False
        self.fields["title"].help_text = "비워 두면 파일 이름을 제목으로 합니다."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("title") and not cleaned.get("paper") and not self.has_error("paper"):
            self.add_error("title", "제목을 적거나 파일을 고르십시오.")
        return cleaned


class DocumentLine(Line):
    """Of an agreement that is registered on the same page."""

    defaults = {"kind": Document.Kind.AGREEMENT.value}
    source = None  # type: ignore[assignment]

    paper = UploadField(label="파일", required=False)

    class Meta(EntryForm.Meta):
        model = Document
        fields = DocumentForm.Meta.fields
        help_texts = {
            "title": "비워 두면 파일 이름이나 종류를 제목으로 합니다.",
            "document_number": "예: 투자유치과-1234",
        }

    field_order = ("kind", "document_number", "dated_on", "title", "paper")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"].required = False
