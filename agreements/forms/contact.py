import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agreements.forms.entry import EntryForm
from agreements.models import Contact

TELEPHONE = re.compile(r"[0-9()+\s-]+(?:내선\s*[0-9]+\s*\)?)?")


class ReasonForm(forms.Form):
    """Why somebody looks at a person's details. It goes to the access log."""

    use_required_attribute = False

    reason = forms.CharField(
        label="열람 사유",
        max_length=200,
        help_text="누가 언제 왜 보았는지 접속 기록에 남습니다. 예: 2분기 이행 점검 자료 요청",
        error_messages={"required": "연락처를 보는 사유를 적으십시오."},
    )


class ContactForm(EntryForm):
    """Filled with what is stored only after a reason was given: views/contact.py."""

    parent_field = "organisation"
    at = {"contact_can_be_reached": "telephone"}

    class Meta(EntryForm.Meta):
        model = Contact
        fields = ("title", "name", "telephone", "email", "valid_to")
        help_texts = {
            "title": "예: 총무팀 채용 담당",
            "telephone": "전화나 전자우편 가운데 하나는 적습니다. 예: 062-123-4567",
            "valid_to": "담당이 바뀌었을 때만 적습니다.",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean_telephone(self) -> str:
        telephone: str = self.cleaned_data["telephone"].strip()
        if telephone and not TELEPHONE.fullmatch(telephone):
            raise ValidationError("전화번호만 적으십시오. 예: 062-123-4567 / 062-123-4567 내선 12")
        return telephone

    def meet(self, row: Any) -> None:
        """What somebody else saved is not shown without a reason of one's own."""
        self.add_error(None, "그 사이 다른 사람이 이 연락처를 고쳤습니다. 사유를 적고 다시 여십시오.")


class EndForm(EntryForm):
    """담당 종료: shows and touches nothing but the day."""

    class Meta(EntryForm.Meta):
        model = Contact
        fields = ("valid_to",)
        help_texts = {"valid_to": "연·월·일을 모두 적습니다. 예: 2026. 3. 1."}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["valid_to"].required = True
