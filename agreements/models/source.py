from django.db import models
from django.db.models import Q

from accounts.models import Municipality
from accounts.scope import ScopedQuerySet
from agreements.models.partial import day_field, precision_field, whole_period, words_field
from agreements.periods import PartialDate, Precision


class Source(models.Model):
    """Where a value comes from. Every fact names one."""

    class Kind(models.TextChoices):
        PAPER = "paper", "협약서·공문"
        CITY = "city", "시 발표·집계"
        PRESS = "press", "언론 보도"
        COMPANY = "company", "기업 제출"
        INSURANCE = "insurance", "고용보험 자료"
        VISIT = "visit", "현지 확인"
        TELEPHONE = "telephone", "전화 확인"
        CASE = "case", "사례 정리(원자료 주소 없음)"

    municipality = models.ForeignKey(Municipality, verbose_name="지자체", on_delete=models.PROTECT)
    kind = models.CharField("종류", max_length=10, choices=Kind)
    publisher = models.CharField("발행처", max_length=80)
    title = models.CharField("제목", max_length=200, blank=True)
    url = models.URLField("주소", max_length=400, blank=True)
    published_on = day_field("발행일")
    published_precision = precision_field("발행일")
    published_words = words_field("발행일")
    note = models.CharField("비고", max_length=400, blank=True)
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "출처"
        verbose_name_plural = "출처"
        ordering = ["publisher", "published_on", "pk"]
        constraints = [
            whole_period("source", "published", "발행일"),
            models.UniqueConstraint(
                fields=["municipality", "url"],
                condition=~Q(url=""),
                name="source_address_is_one_in_a_municipality",
                violation_error_message="같은 주소의 출처가 이미 있습니다.",
            ),
        ]

    def __str__(self) -> str:
        day = str(self.published)
        return f"{self.publisher} {day}".strip()

    @property
    def published(self) -> PartialDate:
        return PartialDate(self.published_on, Precision(self.published_precision), self.published_words)
