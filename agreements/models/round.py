from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Municipality
from accounts.scope import ScopedQuerySet, scoped_by


class Round(models.Model):
    """이행 점검 한 회: what is looked at, when it may be handed in, and a due day that never moves. Append-only."""

    municipality = models.ForeignKey(Municipality, verbose_name="지자체", on_delete=models.PROTECT)
    name = models.CharField("이름", max_length=60)
    observed_from = models.DateField("조사 기간 시작")
    observed_to = models.DateField("조사 기준일")
    opens_on = models.DateField("제출 시작일")
    due_on = models.DateField("제출기한")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "이행 점검"
        verbose_name_plural = "이행 점검"
        ordering = ["municipality", "-due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                name="round_name_is_one_in_a_municipality",
                violation_error_message="같은 이름의 점검이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="round_runs_forward",
                condition=Q(observed_from__lte=F("observed_to"), opens_on__lte=F("due_on")),
                violation_error_message="시작일이 끝나는 날보다 늦습니다.",
            ),
            models.CheckConstraint(
                name="round_is_handed_in_after_its_base_day",
                condition=Q(opens_on__gte=F("observed_to")),
                violation_error_message="제출은 조사 기준일이나 그 뒤에 시작합니다.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoundClosing(models.Model):
    """마감: from then on nothing is handed in or decided in the round. Append-only."""

    round = models.OneToOneField(Round, verbose_name="점검", on_delete=models.PROTECT, related_name="closing")
    closed_at = models.DateTimeField("마감 일시", default=timezone.now)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="마감한 사람", on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField("비고", max_length=400, blank=True)

    objects = scoped_by("round__municipality").as_manager()

    class Meta:
        verbose_name = "점검 마감"
        verbose_name_plural = "점검 마감"
        ordering = ["-closed_at"]

    def __str__(self) -> str:
        return f"{self.round} 마감"


class Reminder(models.Model):
    """독촉: a day on which those who have not handed in are reminded by mail, before or after the due day."""

    round = models.ForeignKey(Round, verbose_name="점검", on_delete=models.PROTECT, related_name="reminders")
    on = models.DateField("보내는 날")
    sent_at = models.DateTimeField("보낸 일시", null=True, blank=True)
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = scoped_by("round__municipality").as_manager()

    class Meta:
        verbose_name = "독촉"
        verbose_name_plural = "독촉"
        ordering = ["round", "on"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "on"],
                name="reminder_is_one_on_a_day",
                violation_error_message="같은 날의 독촉이 이미 있습니다.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} 독촉 {self.on:%Y-%m-%d}"
