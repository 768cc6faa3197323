from django.db import models
from django.db.models import F, Q

from agreements.models.agreement import Agreement, Party
from agreements.models.document import Document
from agreements.models.fact import Fact, FactQuerySet
from agreements.models.partial import day_field, precision_field, whole_period, words_field
from agreements.periods import PartialDate, Precision


class SubsidyPayment(Fact):
    """A line of the plain ledger, in whole won. Not edited: a correction is a new line that replaces the old."""

    class Item(models.TextChoices):
        RENT = "rent", "임차료"
        EQUIPMENT = "equipment", "시설·장비"
        EMPLOYMENT = "employment", "고용"
        TRAINING = "training", "교육훈련"
        TOTAL = "total", "항목 합계"
        OTHER = "other", "기타"

    agreement = models.ForeignKey(Agreement, verbose_name="협약", on_delete=models.PROTECT, related_name="payments")
    party = models.ForeignKey(
        Party, verbose_name="받은 곳", null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )
    item = models.CharField("항목", max_length=12, choices=Item)
    decided_on = models.DateField("교부 결정일", null=True, blank=True)
    paid_on = day_field("지급일")
    paid_precision = precision_field("지급일")
    paid_words = words_field("지급일")
    amount_won = models.BigIntegerField("금액(원)")
    is_about = models.BooleanField("약(어림)", default=False)
    document = models.ForeignKey(
        Document, verbose_name="근거 문서", null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )
    duty_ends_on = models.DateField("의무 종료일", null=True, blank=True)
    system_number = models.CharField("보조금 시스템 번호", max_length=40, blank=True)
    words = models.CharField("원문", max_length=200, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = "보조금 지급"
        verbose_name_plural = "보조금 지급"
        ordering = ["agreement", "paid_on", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            whole_period("subsidy_payment", "paid", "지급일"),
            models.CheckConstraint(
                name="subsidy_payment_is_a_positive_amount",
                condition=Q(amount_won__gt=0, amount_won__lte=10**15),
                violation_error_message="금액은 0원보다 커야 합니다.",
            ),
            models.CheckConstraint(
                name="subsidy_duty_ends_after_the_decision",
                condition=Q(duty_ends_on__isnull=True)
                | Q(decided_on__isnull=True)
                | Q(duty_ends_on__gte=F("decided_on")),
                violation_error_message="의무 종료일이 교부 결정일보다 빠릅니다.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_item_display()} {self.amount_won:,}원"

    @property
    def paid(self) -> PartialDate:
        return PartialDate(self.paid_on, Precision(self.paid_precision), self.paid_words)
