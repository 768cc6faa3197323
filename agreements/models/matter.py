from datetime import date

from django.db import models
from django.db.models import F, Q

from accounts.scope import scoped_by
from agreements.models.agreement import Agreement


def open_on(day: date) -> Q:
    """Raised by then and not done yet."""
    return Q(raised_on__lte=day) & (Q(done_on__isnull=True) | Q(done_on__gt=day))


class Matter(models.Model):
    """쟁점 및 대응, 향후 계획: typed by people, printed on every paper. ``is_none`` marks 해당 없음."""

    class Kind(models.TextChoices):
        ISSUE = "issue", "쟁점 및 대응"
        PLAN = "plan", "향후 계획"
        CHANGE = "change", "변경 협의"

    agreement = models.ForeignKey(Agreement, verbose_name="협약", on_delete=models.PROTECT, related_name="matters")
    kind = models.CharField("구분", max_length=6, choices=Kind)
    is_none = models.BooleanField("해당 없음", default=False)
    what = models.CharField("내용", max_length=400, blank=True)
    response = models.CharField("대응", max_length=400, blank=True)
    who = models.CharField("담당", max_length=60, blank=True)
    raised_on = models.DateField("적은 날")
    until_on = models.DateField("기한", null=True, blank=True)
    done_on = models.DateField("마친 날", null=True, blank=True)
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = scoped_by("agreement__municipality").as_manager()

    class Meta:
        verbose_name = "쟁점·향후 계획"
        verbose_name_plural = "쟁점·향후 계획"
        ordering = ["agreement", "kind", "raised_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="matter_is_told_or_marked_as_none",
                condition=Q(is_none=True, what="", response="") | Q(is_none=False) & ~Q(what=""),
                violation_error_message="내용을 적거나 '해당 없음'을 고르십시오.",
            ),
            models.CheckConstraint(
                name="matter_is_done_after_it_was_raised",
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("raised_on")),
                violation_error_message="마친 날이 적은 날보다 빠릅니다.",
            ),
        ]

    def __str__(self) -> str:
        return "해당 없음" if self.is_none else self.what
