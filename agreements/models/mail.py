from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Municipality
from accounts.scope import ScopedQuerySet
from agreements.models.round import Round

ATTEMPTS = 5
LEASE = timedelta(minutes=2)


class MailQuerySet(ScopedQuerySet):
    def claimable(self) -> Self:
        """Waiting, or taken by a worker whose lease ran out. The database's clock decides."""
        waiting = Q(state=Mail.State.QUEUED) & Q(next_try_at__lte=Now())
        return self.filter(waiting | Q(state=Mail.State.SENDING, lease_until__lt=Now()))


class Mail(models.Model):
    """전자우편 한 통: a row that a worker delivers. ``[[link:7]]`` in the text becomes the address of invitation 7."""

    class Kind(models.TextChoices):
        REQUEST = "request", "실적 제출 요청"
        REMINDER = "reminder", "독촉"
        RECEIPT = "receipt", "접수 확인"
        DIGEST = "digest", "담당자 알림"

    class State(models.TextChoices):
        QUEUED = "queued", "대기"
        SENDING = "sending", "보내는 중"
        SENT = "sent", "보냄"
        FAILED = "failed", "실패"

    municipality = models.ForeignKey(Municipality, verbose_name="지자체", on_delete=models.PROTECT)
    round = models.ForeignKey(
        Round, verbose_name="점검", null=True, blank=True, on_delete=models.PROTECT, related_name="mails"
    )
    kind = models.CharField("종류", max_length=10, choices=Kind)
    key = models.CharField("한 번만 보낼 것의 이름", max_length=120, unique=True)
    address = models.EmailField("받는 주소")
    subject = models.CharField("제목", max_length=200)
    text = models.TextField("글")
    state = models.CharField("상태", max_length=8, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField("넣은 때", default=timezone.now)
    next_try_at = models.DateTimeField("다음에 보낼 때", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("시도", default=0)
    token = models.CharField("맡은 표", max_length=32, blank=True)
    lease_until = models.DateTimeField("맡은 기한", null=True, blank=True)
    sent_at = models.DateTimeField("보낸 때", null=True, blank=True)
    failure = models.CharField("실패한 까닭", max_length=200, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "전자우편"
        verbose_name_plural = "전자우편"
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="mail_was_sent_exactly_when_it_says_so",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent") & Q(sent_at__isnull=True),
                violation_error_message="보낸 때는 보낸 전자우편에만 있습니다.",
            ),
            models.CheckConstraint(
                name="mail_that_failed_says_why",
                condition=~Q(state="failed") | ~Q(failure=""),
                violation_error_message="보내지 못한 까닭이 있어야 합니다.",
            ),
        ]
        indexes = [models.Index(fields=["state", "next_try_at"], name="mail_waiting")]

    def __str__(self) -> str:
        return self.subject
