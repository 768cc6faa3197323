from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from agreements.forms.entry import EntryForm
from agreements.forms.past import PastWholeDayField
from agreements.models import Inquiry
from agreements.periods import official_day


class InquiryForm(EntryForm):
    """Who asks what until when; the day and number of the reply come with submitting it."""

    at = {
        "inquiry_is_due_after_it_was_asked": "due_on",
        "inquiry_is_submitted_after_it_was_asked": "submitted_on",
        "inquiry_number_of_the_reply_needs_its_day": "submitted_on",
    }

    asked_on = PastWholeDayField(label="요구받은 날")
    submitted_on = PastWholeDayField(label="제출한 날", required=False)

    class Meta(EntryForm.Meta):
        model = Inquiry
        fields = (
            "title",
            "asker_kind",
            "asker",
            "number",
            "asked_on",
            "due_on",
            "department",
            "officer",
            "submitted_on",
            "document_number",
        )
        help_texts = {
            "title": "요구서에 적힌 제목 그대로. 예: 최근 5년간 투자협약 이행 현황",
            "asker": "예: 산업건설위원회, 감사관실",
            "submitted_on": "적으면 답변을 더하거나 바꿀 수 없습니다.",
            "document_number": "제출 공문의 문서번호",
        }

    field_order = Meta.fields

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("asked_on", official_day(timezone.localdate()))


class InquiryChoiceForm(forms.Form):
    """For which request an answer is kept: those not submitted yet."""

    use_required_attribute = False

    inquiry = forms.ModelChoiceField(
        label="요구자료",
        queryset=Inquiry.objects.none(),
        empty_label="고르십시오",
        error_messages={
            "required": "요구자료를 고르십시오. 없으면 먼저 등록합니다.",
            "invalid_choice": "목록에 있는 것을 고르십시오.",
        },
    )

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        field: Any = self.fields["inquiry"]
        field.queryset = Inquiry.objects.visible_to(user.scope).filter(submitted_on__isnull=True)
