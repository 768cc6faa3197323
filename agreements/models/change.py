from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models import Municipality
from accounts.scope import ScopedQuerySet
from agreements.models.agreement import Agreement


class ChangeRecord(models.Model):
    """Who changed what, when and why. Append-only; each row's hash covers the one before it in its municipality."""

    municipality = models.ForeignKey(Municipality, verbose_name="대장", on_delete=models.PROTECT)
    number = models.PositiveIntegerField("순번")
    agreement = models.ForeignKey(
        Agreement, verbose_name="협약", null=True, blank=True, on_delete=models.PROTECT, related_name="changes"
    )
    action = models.CharField("한 일", max_length=40)
    subject_model = models.CharField("대상", max_length=40)
    subject_id = models.BigIntegerField("대상 번호")
    before = models.JSONField("바꾸기 전", default=dict, blank=True)
    after = models.JSONField("바꾼 뒤", default=dict, blank=True)
    reason = models.CharField("이유", max_length=400, blank=True)
    at = models.DateTimeField("일시", default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="한 사람", on_delete=models.PROTECT, related_name="+")
    previous_hash = models.CharField("앞 기록 지문", max_length=64, blank=True)
    hash = models.CharField("지문", max_length=64)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "변경 기록"
        verbose_name_plural = "변경 기록"
        ordering = ["municipality", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"],
                name="change_number_is_one_in_a_municipality",
                violation_error_message="변경 기록의 순번이 겹칩니다. 다시 시도하십시오.",
            ),
            models.UniqueConstraint(
                fields=["municipality", "previous_hash"],
                name="change_follows_one_other",
                violation_error_message="변경 기록의 사슬이 갈라졌습니다. 다시 시도하십시오.",
            ),
        ]
        indexes = [models.Index(fields=["subject_model", "subject_id"], name="change_by_subject")]

    def __str__(self) -> str:
        return f"{self.action} ({timezone.localtime(self.at):%Y-%m-%d %H:%M})"

    @property
    def model(self) -> type[models.Model]:
        """Of the noun it speaks of; people and regions are noted too."""
        app = "agreements" if self.subject_model in apps.all_models["agreements"] else "accounts"
        return apps.get_model(app, self.subject_model)

    @property
    def subject_name(self) -> str:
        """The noun in Korean, as the admin and the pages call it."""
        return str(self.model._meta.verbose_name)
