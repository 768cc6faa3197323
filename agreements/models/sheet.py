from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Municipality
from accounts.scope import ScopedQuerySet, scoped_by
from agreements.models.agreement import Agreement


class Sheet(models.Model):
    """엑셀 가져오기: one file of agreements, which of its columns mean what, and whether it was taken back."""

    municipality = models.ForeignKey(Municipality, verbose_name="대장", on_delete=models.PROTECT)
    original_name = models.CharField("파일 이름", max_length=255)
    file = models.FileField("파일", max_length=200)
    sha256 = models.CharField("파일 지문", max_length=64)
    tab = models.CharField("시트", max_length=100, blank=True)
    columns = models.JSONField("열의 뜻", default=dict, blank=True)
    uploaded_at = models.DateTimeField("올린 때", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="올린 사람", on_delete=models.PROTECT, related_name="+"
    )
    brought_in_at = models.DateTimeField("가져온 때", null=True, blank=True)
    taken_back_at = models.DateTimeField("되돌린 때", null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="되돌린 사람",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    take_back_reason = models.CharField("되돌린 이유", max_length=400, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "엑셀 가져오기"
        verbose_name_plural = "엑셀 가져오기"
        ordering = ["-uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="sheet_is_taken_back_by_someone_for_a_reason",
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True, take_back_reason="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False, brought_in_at__isnull=False)
                & ~Q(take_back_reason=""),
                violation_error_message="되돌리려면 가져온 자료여야 하고 이유를 적어야 합니다.",
            ),
        ]

    def __str__(self) -> str:
        return self.original_name


class SheetRow(models.Model):
    """A row of a sheet that became an agreement. By its ``fingerprint`` a second import knows it again."""

    sheet = models.ForeignKey(Sheet, verbose_name="가져오기", on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField("행")
    fingerprint = models.CharField("행 지문", max_length=64)
    agreement = models.ForeignKey(Agreement, verbose_name="협약", on_delete=models.PROTECT, related_name="sheet_rows")

    objects = scoped_by("sheet__municipality").as_manager()

    class Meta:
        verbose_name = "가져온 행"
        verbose_name_plural = "가져온 행"
        ordering = ["sheet", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "number"],
                name="sheet_row_is_brought_in_once",
                violation_error_message="이미 가져온 행입니다.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}행"


class SheetLayout(models.Model):
    """A person's own columns, in their own order, for the sheet that goes out."""

    by = models.OneToOneField(settings.AUTH_USER_MODEL, verbose_name="사람", on_delete=models.PROTECT)
    columns = models.JSONField("열", default=list)

    objects = scoped_by("by__municipality").as_manager()

    class Meta:
        verbose_name = "내보내기 열"
        verbose_name_plural = "내보내기 열"

    def __str__(self) -> str:
        return f"{self.by}"
