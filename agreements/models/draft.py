"""What is not in the register yet: text typed, files sent that no form has taken, and which forms were sent already."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Department, Municipality, User
from accounts.scope import ScopedQuerySet, scoped_by


class DraftQuerySet(ScopedQuerySet):
    def private_to(self, user: User) -> Self:
        """One's own, and those of one's department."""
        own = Q(by=user)
        return self.visible_to(user.scope).filter(own | Q(department=user.department) if user.department else own)


class Draft(models.Model):
    """An agreement being typed: the fields of the form as they stand, by name, each a list of texts."""

    key = models.UUIDField("번호", default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, verbose_name="대장", on_delete=models.PROTECT)
    department = models.ForeignKey(Department, verbose_name="부서", null=True, blank=True, on_delete=models.PROTECT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="작성자", on_delete=models.PROTECT)
    title = models.CharField("협약명", max_length=200, blank=True)
    typed = models.JSONField("적은 내용", default=dict, blank=True)
    begun_at = models.DateTimeField("시작", default=timezone.now)
    saved_at = models.DateTimeField("저장", default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = "작성 중인 협약"
        verbose_name_plural = "작성 중인 협약"
        ordering = ["-saved_at", "pk"]

    def __str__(self) -> str:
        return self.title or "제목 없음"


class Upload(models.Model):
    """A file that was received and checked and waits for the form that takes it. Seen by its sender only."""

    key = models.UUIDField("번호", default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="올린 사람", on_delete=models.PROTECT)
    file = models.FileField("파일", max_length=200)
    original_name = models.CharField("원래 파일 이름", max_length=255)
    sha256 = models.CharField("파일 지문", max_length=64)
    size = models.PositiveIntegerField("크기(바이트)")
    at = models.DateTimeField("올린 때", default=timezone.now)

    objects = scoped_by("by__municipality").as_manager()

    class Meta:
        verbose_name = "올린 파일"
        verbose_name_plural = "올린 파일"
        ordering = ["-at", "pk"]

    def __str__(self) -> str:
        return self.original_name


class Submission(models.Model):
    """A form sent once. The same form sent again, by a double click, finds what the first sending made."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="보낸 사람", on_delete=models.PROTECT)
    key = models.UUIDField("번호")
    subject_model = models.CharField("만든 것", max_length=40, blank=True)
    subject_id = models.BigIntegerField("만든 것의 번호", null=True, blank=True)
    at = models.DateTimeField("보낸 때", default=timezone.now)

    objects = scoped_by("by__municipality").as_manager()

    class Meta:
        verbose_name = "제출"
        verbose_name_plural = "제출"
        constraints = [
            models.UniqueConstraint(
                fields=["by", "key"],
                name="submission_is_made_once",
                violation_error_message="이미 저장했습니다.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)
