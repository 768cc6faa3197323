from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.scope import ScopedQuerySet
from briefs.models.brief import Brief
from briefs.models.ordered import Ordered


class BatchQuerySet(ScopedQuerySet):
    def undrawn(self) -> Self:
        """Not yet made into briefs, and with nobody at it."""
        return self.filter(Q(lease_until=None) | Q(lease_until__lt=Now()), drawn_at=None).order_by("pk")


class Batch(Ordered):
    """묶음: many papers ordered at once, as one file to download. Volumes of a long list, or one paper for each row.

    A worker draws its briefs one by one, all as known at ``known_at``; the same order drawn again finds the same brief.
    ``count`` is how many there will be.
    """

    title = models.CharField("제목", max_length=200)
    as_of = models.DateField("기준일")
    known_at = models.DateTimeField("자료 확정 일시")
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="작성 요청자", on_delete=models.PROTECT, related_name="batches"
    )
    ordered_at = models.DateTimeField("작성 요청 일시")
    count = models.PositiveSmallIntegerField("건수")
    briefs = models.ManyToManyField(Brief, verbose_name="보고자료", related_name="batches", blank=True)
    lease_until = models.DateTimeField("맡은 기한", null=True, blank=True)
    drawn_at = models.DateTimeField("모두 요청한 일시", null=True, blank=True)
    failure = models.CharField("실패 사유", max_length=200, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "보고자료 묶음"
        verbose_name_plural = "보고자료 묶음"
        ordering = ["-ordered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="batch_has_two_papers_at_least",
                condition=Q(count__gte=2),
                violation_error_message="묶음은 두 건부터입니다. 한 건이면 그대로 요청하십시오.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
