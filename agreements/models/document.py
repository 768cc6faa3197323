from django.db import models
from django.db.models import Q

from accounts.scope import ScopedQuerySet
from agreements.models.agreement import Agreement
from agreements.models.organisation import Organisation


class Document(models.Model):
    """A paper: its 문서번호 and day, and the file when there is one (stored privately under a random name)."""

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", "협약서"
        AMENDMENT = "amendment", "변경 협약서"
        LETTER = "letter", "공문"
        EVIDENCE = "evidence", "실적 증빙"
        OTHER = "other", "기타"

    municipality = models.ForeignKey("accounts.Municipality", verbose_name="대장", on_delete=models.PROTECT)
    agreement = models.ForeignKey(
        Agreement, verbose_name="협약", null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="기업·기관",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
    )
    kind = models.CharField("종류", max_length=10, choices=Kind)
    title = models.CharField("제목", max_length=200)
    document_number = models.CharField("문서번호", max_length=80, blank=True)
    dated_on = models.DateField("문서 일자", null=True, blank=True)
    file = models.FileField("파일", max_length=200, blank=True)
    original_name = models.CharField("원래 파일 이름", max_length=255, blank=True)
    sha256 = models.CharField("파일 지문", max_length=64, blank=True)
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "문서"
        verbose_name_plural = "문서"
        ordering = ["agreement", "dated_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="document_belongs_to_an_agreement_or_an_organisation",
                condition=Q(agreement__isnull=False, organisation__isnull=True)
                | Q(agreement__isnull=True, organisation__isnull=False),
                violation_error_message="협약과 기업·기관 가운데 하나를 고르십시오.",
            ),
            models.CheckConstraint(
                name="document_file_has_a_name_and_a_digest",
                condition=Q(file="", original_name="", sha256="")
                | ~Q(file="") & ~Q(original_name="") & Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="올린 파일에는 이름과 지문이 함께 있어야 합니다.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
