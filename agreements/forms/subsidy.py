from agreements.forms.entry import SourcedForm
from agreements.forms.past import PastDayField, PastWholeDayField
from agreements.models import SubsidyPayment


class SubsidyPaymentForm(SourcedForm):
    """A line of the ledger. What the office's own subsidy system calls it goes into the number."""

    parent_field = "agreement"
    more = ("party", "document", "is_about", "system_number", "words")
    at = {
        "subsidy_payment_is_a_positive_amount": "amount_won",
        "subsidy_duty_ends_after_the_decision": "duty_ends_on",
    }

    decided_on = PastWholeDayField(label="교부 결정일", required=False)
    paid = PastDayField(label="지급일", required=False, help_text="아는 데까지 적습니다. 모르면 비웁니다.")

    class Meta(SourcedForm.Meta):
        model = SubsidyPayment
        fields = (
            "item",
            "amount_won",
            "is_about",
            "duty_ends_on",
            "party",
            "document",
            "system_number",
            "words",
            "source",
        )
        labels = {"amount_won": "금액", "is_about": "어림한 금액입니다(약)"}
        help_texts = {
            "amount_won": "예: 9,500만 원 / 1억 2,000만 원",
            "item": "항목별 금액을 모르고 합계만 알면 '항목 합계'를 고릅니다.",
            "document": "교부 결정 공문 등 이 협약의 문서",
            "system_number": "보조금 관리 시스템의 번호가 있으면 적습니다.",
            "words": "자료의 말 그대로",
        }

    field_order = ("item", "amount_won", "decided_on", "paid", "duty_ends_on", "source")
