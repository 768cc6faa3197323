from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.scope import scoped_by
from agreements.models.actual import Actual
from agreements.models.check_in import Receipt


class Decided(models.Model):
    """Approval or return by a team head, or 온나라 결재로 갈음 (number, day). Append-only; the last one counts."""

    class Decision(models.TextChoices):
        APPROVED = "approved", "승인"
        RETURNED = "returned", "반려"

    decision = models.CharField("결정", max_length=10, choices=Decision)
    note = models.CharField("의견", max_length=400, blank=True)
    document_number = models.CharField("결재 문서번호", max_length=80, blank=True)
    document_on = models.DateField("결재일", null=True, blank=True)
    reviewed_at = models.DateTimeField("결정 일시", default=timezone.now)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="결정자", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="%(class)s_that_returns_says_why",
                condition=~Q(decision="returned") | ~Q(note=""),
                violation_error_message="반려할 때는 의견을 적어야 합니다.",
            ),
            models.CheckConstraint(
                name="%(class)s_on_paper_has_its_number_and_its_day",
                condition=Q(document_number="", document_on__isnull=True)
                | ~Q(document_number="") & Q(document_on__isnull=False),
                violation_error_message="결재 문서번호와 결재일을 함께 적으십시오.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} ({timezone.localtime(self.reviewed_at):%Y-%m-%d})"


class Review(Decided):
    """Of one actual."""

    actual = models.ForeignKey(Actual, verbose_name="실적", on_delete=models.PROTECT, related_name="reviews")

    objects = scoped_by("actual__agreement__municipality").as_manager()

    class Meta(Decided.Meta):
        verbose_name = "검토"
        verbose_name_plural = "검토"
        ordering = ["actual", "reviewed_at", "pk"]


class ReceiptReview(Decided):
    """Of a receipt, and with it of every actual that came in it."""

    receipt = models.ForeignKey(Receipt, verbose_name="접수", on_delete=models.PROTECT, related_name="reviews")

    objects = scoped_by("receipt__check_in__agreement__municipality").as_manager()

    class Meta(Decided.Meta):
        verbose_name = "접수 검토"
        verbose_name_plural = "접수 검토"
        ordering = ["receipt", "reviewed_at", "pk"]
