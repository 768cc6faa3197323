from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Department, Municipality
from accounts.scope import ScopedQuerySet, scoped_by

STAYS_SUBMITTED = "제출한 요구자료의 제출일은 비울 수 없습니다. 다시 제출할 것은 새 요구자료로 등록하십시오."


class Inquiry(models.Model):
    """요구자료: what a council, an auditor or a ministry asked for, until when, and how it was answered."""

    class Asker(models.TextChoices):
        COUNCIL = "council", "의회"
        AUDIT = "audit", "감사"
        MINISTRY = "ministry", "중앙부처"
        PROVINCE = "province", "시·도"
        PUBLIC = "public", "정보공개 청구"
        INSIDE = "inside", "내부 보고"

    municipality = models.ForeignKey(Municipality, verbose_name="지자체", on_delete=models.PROTECT)
    asker_kind = models.CharField("요구 기관 구분", max_length=10, choices=Asker)
    asker = models.CharField("요구한 곳·위원", max_length=80)
    number = models.CharField("요구 번호", max_length=40, blank=True)
    title = models.CharField("제목", max_length=200)
    asked_on = models.DateField("요구받은 날")
    due_on = models.DateField("제출기한", null=True, blank=True)
    department = models.ForeignKey(
        Department, verbose_name="담당 부서", null=True, blank=True, on_delete=models.PROTECT
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="담당자",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    submitted_on = models.DateField("제출한 날", null=True, blank=True)
    document_number = models.CharField("제출 문서번호", max_length=80, blank=True)
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "요구자료"
        verbose_name_plural = "요구자료"
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="inquiry_is_due_after_it_was_asked",
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("asked_on")),
                violation_error_message="제출기한이 요구받은 날보다 빠릅니다.",
            ),
            models.CheckConstraint(
                name="inquiry_is_submitted_after_it_was_asked",
                condition=Q(submitted_on__isnull=True) | Q(submitted_on__gte=F("asked_on")),
                violation_error_message="제출한 날이 요구받은 날보다 빠릅니다.",
            ),
            models.CheckConstraint(
                name="inquiry_number_of_the_reply_needs_its_day",
                condition=Q(document_number="") | Q(submitted_on__isnull=False),
                violation_error_message="문서번호를 적으면 제출한 날도 적으십시오.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """What was submitted is answered for: a wrong day is put right, never emptied."""
        if self.submitted_on is None and type(self).objects.filter(pk=self.pk, submitted_on__isnull=False).exists():
            raise ValidationError({"submitted_on": STAYS_SUBMITTED})


class Reply(models.Model):
    """답변: one question answered for an inquiry, its table frozen as drawn. Append-only; redrawn, it is replaced.

    ``question`` is the key of agreements/answers, ``asked`` its parameters as the address has them.
    """

    inquiry = models.ForeignKey(Inquiry, verbose_name="요구자료", on_delete=models.PROTECT, related_name="replies")
    question = models.SlugField("질문", max_length=40)
    asked = models.JSONField("조건", default=dict, blank=True)
    as_of = models.DateField("기준일")
    known_at = models.DateTimeField("자료 확정 일시")
    definition = models.CharField("이행 판정 기준", max_length=10, choices=Municipality.Definition)
    contents = models.JSONField("내용")
    digest = models.CharField("내용 지문", max_length=64)
    drawn_at = models.DateTimeField("작성 일시", default=timezone.now)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="작성자", on_delete=models.PROTECT, related_name="+"
    )
    replaces = models.OneToOneField(
        "self",
        verbose_name="고쳐 쓴 답변",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )

    objects = scoped_by("inquiry__municipality").as_manager()

    class Meta:
        verbose_name = "답변"
        verbose_name_plural = "답변"
        ordering = ["inquiry", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reply_does_not_replace_itself",
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                violation_error_message="답변은 자기 자신을 고쳐 쓸 수 없습니다.",
            ),
            models.CheckConstraint(
                name="reply_carries_its_digest",
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="답변의 내용 지문이 없습니다.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} ({self.as_of:%Y-%m-%d})"
